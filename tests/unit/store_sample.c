#include "tests/unit/store_sample.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

char *store_sample_dir(void) {
	const char *tmp = getenv("TMPDIR");
	char *dir = mem_printf("%s/motcua-store-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(dir));
	return dir;
}

void store_sample_remove(char *dir) {
	char path[300];
	DIR *d = opendir(dir);
	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));) {
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		unlink(path);
	}
	closedir(d);
	assert_int_equal(rmdir(dir), 0);
	mem_free(dir);
}

const char *store_sample_file(const char *dir) {
	static char path[300];
	snprintf(path, sizeof path, "%s/motcua.sqlite", dir);
	return path;
}

struct store *store_sample_open(const char *dir) {
	enum store_result why = STORE_FAILED;
	struct store *store = store_open(dir, &why);
	assert_int_equal(why, STORE_OK);
	assert_non_null(store);
	return store;
}

struct change store_sample_opened(int64_t seq, int day) {
	return (struct change){.seq = seq,
		.at_ms = 1795651200000 + seq,
		.day = day,
		.kind = CHANGE_DAY_OPENED,
		.by = "system"};
}

struct change store_sample_issued(int64_t seq, int day, const char *service, const char *number) {
	struct change c = {.seq = seq,
		.at_ms = 1795651200000 + seq,
		.day = day,
		.kind = CHANGE_ISSUED,
		.state = TICKET_ISSUING,
		.ticket = seq,
		.by = "kiosk:cua-1",
		.lang = "vi"};
	snprintf(c.service, sizeof c.service, "%s", service);
	snprintf(c.number, sizeof c.number, "%s", number);
	return c;
}

struct change store_sample_called(int64_t seq, int day, int64_t ticket, const char *number) {
	struct change c = {.seq = seq,
		.at_ms = 1795651200000 + seq,
		.day = day,
		.kind = CHANGE_CALLED,
		.was = TICKET_WAITING,
		.state = TICKET_CALLED,
		.reason = REASON_IN_TURN,
		.counter = 3,
		.ticket = ticket,
		.by = "clerk:an"};
	snprintf(c.number, sizeof c.number, "%s", number);
	return c;
}

struct store_job *store_sample_job(const struct change *changes, size_t count) {
	struct store_job *job = store_job_new(JOB_COMMIT);
	job->changes = mem_alloc(count, sizeof *changes);
	job->change_count = count;
	if (count)
		memcpy(job->changes, changes, count * sizeof *changes);
	return job;
}

struct store_act store_sample_act(const char *object, const char *text) {
	struct store_act act = {.act = "put", .changes = mem_strdup("[{\"path\":[]}]")};
	snprintf(act.object, sizeof act.object, "%s", object);
	act.text = mem_strdup(text);
	if (text)
		act.puts = strcmp(object, "office") ? PUTS_CATALOGUE : PUTS_OFFICE;
	return act;
}

enum store_result store_sample_put(
	struct store *store, const char *object, const char *text, int64_t at_ms, int day) {
	struct store_act act = store_sample_act(object, text);
	enum store_result result = store_act(store, &act, 1, at_ms, day);
	store_act_clear(&act);
	return result;
}

static enum store_result do_act(struct store *store, struct store_act *act) {
	enum store_result result = store_act(store, act, 1, 9, SAMPLE_DAY);
	store_act_clear(act);
	return result;
}

enum store_result store_sample_put_user(
	struct store *store, const struct store_user *user, const unsigned char *stays) {
	struct store_act act = store_sample_act("user", NULL);
	act.puts = PUTS_USER;
	act.user = *user;
	if (stays)
		memcpy(act.stays, stays, sizeof act.stays);
	return do_act(store, &act);
}

enum store_result store_sample_put_device(struct store *store, const struct store_device *device) {
	struct store_act act = store_sample_act("device", NULL);
	act.puts = PUTS_DEVICE;
	act.device = *device;
	return do_act(store, &act);
}

struct store_job *store_sample_wait(struct store *store) {
	struct pollfd p = {.fd = store_fd(store), .events = POLLIN};
	assert_int_equal(poll(&p, 1, 60000), 1);
	struct store_job *jobs = store_finished(store);
	assert_non_null(jobs);
	return jobs;
}

enum store_result store_sample_commit(
	struct store *store, const struct change *changes, size_t count) {
	store_submit(store, store_sample_job(changes, count));
	struct store_job *job = store_sample_wait(store);
	enum store_result result = job->result;
	assert_null(job->next);
	store_job_free(job);
	return result;
}

void store_sample_start(struct store_sample *s) {
	s->store = store_sample_open(s->dir);
	assert_true(store_start(s->store));
}

int store_sample_make(void **state) {
	static struct store_sample sample;
	struct change opened = store_sample_opened(1, SAMPLE_DAY);
	sample = (struct store_sample){.dir = store_sample_dir(), .seq = 1};
	store_sample_start(&sample);
	assert_int_equal(store_sample_commit(sample.store, &opened, 1), STORE_OK);
	*state = &sample;
	return 0;
}

int store_sample_end(void **state) {
	struct store_sample *s = *state;
	store_close(s->store);
	store_sample_remove(s->dir);
	return 0;
}

struct store_job *store_sample_issue(struct store_sample *s) {
	char number[NUMBER_SIZE];
	s->seq++;
	snprintf(number, sizeof number, "B%03d", (int)s->seq);
	struct change c = store_sample_issued(s->seq, SAMPLE_DAY, "ho-tich", number);
	return store_sample_job(&c, 1);
}

struct store_job *store_sample_do(struct store_sample *s, struct store_job *job) {
	store_submit(s->store, job);
	struct store_job *back = store_sample_wait(s->store);
	assert_ptr_equal(back, job);
	assert_null(back->next);
	return back;
}

enum store_result store_sample_result(struct store_sample *s, struct store_job *job) {
	enum store_result result = store_sample_do(s, job)->result;
	store_job_free(job);
	return result;
}

int64_t store_sample_last(struct store_sample *s) {
	struct store_job *load = store_sample_do(s, store_job_new(JOB_LOAD));
	assert_int_equal(load->result, STORE_OK);
	int64_t seq = load->day.seq;
	assert_int_equal(load->day.change_count, seq);
	store_job_free(load);
	return seq;
}

void store_sample_seed(void) {
	const char *given = getenv("SEED");
	unsigned int seed =
		given ? (unsigned int)strtoul(given, NULL, 10) : (unsigned int)time(NULL);
	printf("SEED=%u\n", seed);
	srand(seed);
}
