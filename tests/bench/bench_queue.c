/*
 * How long a call and the estimates take at the sizes that queueing.md names: 3,000 waiting; 300
 * waiting for 30 counters that all serve 60 services. In processor time, so that a busy machine
 * tells the same. Runs in the project's root.
 *
 * links: server/outlook.c server/outlook_view.c server/outlook_json.c server/booked.c
 * server/calendar.c server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * common/clock.c common/slip_code.c common/mem.c common/proto.c common/text.c common/day.c
 */
#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/outlook.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SERVICES = 60, COUNTERS = 30, CALLS = 2000, PASSES = 50, DAY = 20261125 };
enum { WAITING_CALL = 3000, WAITING_ESTIMATE = 300 };

struct day {
	struct setup *setup;
	struct queue *queue;
	struct outlook outlook;
	int64_t at_ms, seq;
	int taken;
};

static double now_us(void) {
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static const char *id_of(int service) {
	static char id[16];
	snprintf(id, sizeof id, "s%d", service);
	return id;
}

/* A code of two letters, since a number follows it. */
static json_t *service_json(int i) {
	char prefix[3] = {(char)('A' + i / 26), (char)('A' + i % 26), '\0'};
	return json_pack("{s:s, s:s, s:s, s:i}", "id", id_of(i), "prefix", prefix, "name_vi",
		id_of(i), "avg_service_minutes", 5 + i % 11);
}

/* Each service is the own work of some counters; the others help out. */
static json_t *counter_json(int id) {
	json_t *services = json_array();
	for (int i = 0; i < SERVICES; i++)
		json_array_append_new(services, json_pack("[s, i]", id_of(i), 1 + (id + i) % 3));
	return json_pack("{s:i, s:s, s:o}", "id", id, "name_vi", "Quầy", "services", services);
}

/* The ward's office file with that many services and counters. */
static struct setup *setup_make(void) {
	char why[SETUP_WHY_SIZE] = "";
	json_t *file = json_load_file("assets/office/ward.json", 0, NULL);
	json_t *services = json_array(), *counters = json_array();
	for (int i = 0; i < SERVICES; i++)
		json_array_append_new(services, service_json(i));
	for (int i = 1; i <= COUNTERS; i++)
		json_array_append_new(counters, counter_json(i));
	json_object_set_new(file, "services", services);
	json_object_set_new(file, "counters", counters);
	json_object_del(file, "saturday_counters");
	char *text = json_dumps(file, 0);
	json_decref(file);
	struct setup *setup = setup_parse(text, strlen(text), why, sizeof why);
	free(text);
	if (!setup)
		fprintf(stderr, "%s\n", why);
	return setup;
}

static struct change change_of(const struct day *d) {
	return (struct change){.at_ms = d->at_ms, .day = DAY, .by = "clerk:an"};
}

static void apply(struct day *d, enum verdict verdict, struct change *c) {
	assert(verdict == VERDICT_OK);
	(void)verdict;
	c->seq = ++d->seq;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	bool fits = queue_apply(d->queue, c);
	assert(fits);
	(void)fits;
	outlook_learn(&d->outlook, d->queue, c);
}

/* One more waits; every seventh goes before. */
static void take(struct day *d) {
	struct change c = change_of(d);
	int n = d->taken++;
	text_copy(c.service, sizeof c.service, id_of(n * 7 % SERVICES));
	if (n % 7 == 0)
		text_copy(c.priority, sizeof c.priority, d->setup->priorities[0].id);
	snprintf(c.token, sizeof c.token, "t%d", n);
	apply(d, queue_decide_issue(d->queue, &c), &c);
	int64_t id = c.ticket;
	c = change_of(d);
	apply(d, queue_decide_printed(d->queue, id, "paper", &c), &c);
	d->at_ms += 4000;
}

static void next(struct day *d, int counter) {
	struct change c = change_of(d);
	apply(d, queue_decide_next(d->queue, counter, &c), &c);
}

static void finish(struct day *d, int counter) {
	struct change start = change_of(d), c = change_of(d);
	apply(d, queue_decide_start(d->queue, counter, &start), &start);
	apply(d, queue_decide_finish(d->queue, counter, &c), &c);
}

/* All counters are open; that many wait behind those who are called. */
static bool begin(struct day *d, int waiting) {
	*d = (struct day){.setup = setup_make()};
	if (!d->setup || !clock_use_zone(d->setup->time_zone))
		return false;
	d->queue = queue_new(d->setup);
	d->at_ms = clock_at(DAY, 8 * 60);
	outlook_init(&d->outlook);
	for (int i = 1; i <= COUNTERS; i++) {
		struct change c = change_of(d);
		apply(d, queue_decide_open(d->queue, i, &(struct clerk){"An", ""}, &c), &c);
	}
	for (int i = 0; i < waiting + COUNTERS; i++)
		take(d);
	for (int i = 1; i <= COUNTERS; i++)
		next(d, i);
	return true;
}

static void end(struct day *d) {
	outlook_clear(&d->outlook);
	queue_free(d->queue);
	setup_free(d->setup);
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void tell(const char *what, double *us, size_t count) {
	qsort(us, count, sizeof *us, ascending);
	printf("%s_p50 %.4f ms\n", what, us[count / 2] / 1000);
	printf("%s_most %.4f ms\n", what, us[count - 1] / 1000);
}

/* Deciding and applying a call; whoever leaves is followed by another one. */
static bool bench_next(void) {
	static double us[CALLS];
	struct day d;
	if (!begin(&d, WAITING_CALL))
		return false;
	for (int i = 0; i < CALLS; i++) {
		int counter = 1 + i % COUNTERS;
		finish(&d, counter);
		take(&d);
		double begun_us = now_us();
		next(&d, counter);
		us[i] = now_us() - begun_us;
	}
	end(&d);
	tell("next_3000_waiting", us, CALLS);
	return true;
}

static bool bench_estimates(void) {
	static double us[PASSES];
	struct day d;
	if (!begin(&d, WAITING_ESTIMATE))
		return false;
	for (int i = 0; i < PASSES; i++) {
		int counter = 1 + i % COUNTERS;
		finish(&d, counter);
		take(&d);
		next(&d, counter);
		double begun_us = now_us();
		outlook_update(&d.outlook, d.queue, d.at_ms);
		us[i] = now_us() - begun_us;
	}
	end(&d);
	tell("estimates_300_waiting", us, PASSES);
	return true;
}

int main(void) {
	return bench_next() && bench_estimates() ? 0 : 1;
}
