#include "tests/bench/crowd.h"

#include "common/mem.h"
#include "tests/bench/times.h"

#include <stdio.h>
#include <unistd.h>

enum { REQUEST = 1024 };

struct run {
	const struct crowd *crowd;
	struct times times;
	int64_t end_ns;
	unsigned long asked;
	int under_way, wrong;
};

static void ask(struct run *run, struct asker *a) {
	char text[REQUEST];
	const struct crowd *crowd = run->crowd;
	run->under_way++;
	asker_ask(a, text, crowd->request(text, sizeof text, run->asked++, crowd));
}

static void answered(struct asker *a, void *arg) {
	struct run *run = arg;
	times_add(&run->times, a->answered_ns - a->asked_ns);
	run->under_way--;
	if (a->status != run->crowd->status && !run->wrong++)
		fprintf(stderr, "%d %s\n", a->status, a->body);
	if (a->answered_ns < run->end_ns && !run->wrong)
		ask(run, a);
}

bool crowd_run(const struct crowd *crowd, const char *name, int count, double seconds) {
	int loop = net_loop();
	struct run run = {.crowd = crowd};
	struct asker *askers = mem_alloc((size_t)count, sizeof *askers);
	for (int i = 0; i < count; i++)
		asker_open(&askers[i], loop, crowd->port, i, answered, &run);
	int64_t begun = times_now_ns();
	run.end_ns = times_end_ns(seconds);
	for (int i = 0; i < count; i++)
		ask(&run, &askers[i]);
	while (run.under_way)
		net_wait(loop, -1);
	double took_s = (double)(times_now_ns() - begun) / 1e9;
	times_say(name, "rate", (double)run.times.count / took_s, "1/s");
	times_tell(name, &run.times);
	for (int i = 0; i < count; i++)
		asker_close(&askers[i]);
	times_clear(&run.times);
	mem_free(askers);
	close(loop);
	return !run.wrong;
}

size_t crowd_get(char *text, size_t size, unsigned long n, const struct crowd *crowd) {
	(void)n;
	return (size_t)snprintf(text, size, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n",
		(const char *)crowd->arg, crowd->port);
}
