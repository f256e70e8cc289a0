#include "tests/unit/office_rig.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "tests/unit/office_file.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <poll.h>

int64_t office_rig_now_ms, office_rig_off_ms;

static const int64_t BOOTED_MS = 1795000000000;

static int64_t wall_ms(void) {
	return office_rig_now_ms + office_rig_off_ms;
}

static int64_t mono_ms(void) {
	return office_rig_now_ms - BOOTED_MS;
}

static void publish(const struct change *c, void *arg) {
	struct office_rig *rig = arg;
	assert_in_range(rig->published_count, 0, RIG_PUBLISHED_MAX - 1);
	rig->published[rig->published_count++] = *c;
}

static void publish_waits(const struct snapshot *board, void *arg) {
	struct office_rig *rig = arg;
	rig->waits_published++;
	rig->waits = *board;
}

static void start(struct office_rig *rig) {
	struct store_day day = {0};
	rig->store = store_sample_open(rig->dir);
	assert_int_equal(store_load(rig->store, &day), STORE_OK);
	rig->office = office_new(&(struct office_options){
		.store = rig->store,
		.setup = rig->setup,
		.day = &day,
		.now_ms = wall_ms,
		.mono_ms = mono_ms,
		.publish = publish,
		.publish_waits = publish_waits,
		.arg = rig,
	});
	store_day_clear(&day);
	assert_non_null(rig->office);
	assert_true(store_start(rig->store));
}

static void stop(struct office_rig *rig) {
	store_stop(rig->store);
	office_drain(rig->office);
	store_close(rig->store);
	office_free(rig->office);
}

int office_rig_make(void **state) {
	struct office_rig *rig = mem_alloc(1, sizeof *rig);
	rig->dir = store_sample_dir();
	rig->setup = office_file_setup("assets/office/ward.json");
	assert_true(clock_use_zone(rig->setup->time_zone));
	office_rig_clock(RIG_DAY, 800);
	office_rig_off_ms = 0;
	start(rig);
	*state = rig;
	return 0;
}

int office_rig_end(void **state) {
	struct office_rig *rig = *state;
	stop(rig);
	setup_free(rig->setup);
	store_sample_remove(rig->dir);
	mem_free(rig);
	return 0;
}

void office_rig_restart(struct office_rig *rig) {
	office_rig_restart_with(rig, NULL, NULL);
}

void office_rig_restart_with(struct office_rig *rig,
	void (*meanwhile)(const char *dir, const void *arg), const void *arg) {
	stop(rig);
	if (meanwhile)
		meanwhile(rig->dir, arg);
	rig->published_count = 0;
	rig->waits_published = 0;
	start(rig);
}

int64_t office_rig_check(struct office_rig *rig) {
	int64_t changes = 0;
	stop(rig);
	rig->store = store_sample_open(rig->dir);
	assert_int_equal(store_check(rig->store, &changes), STORE_OK);
	store_close(rig->store);
	start(rig);
	return changes;
}

static void done(void *arg, enum store_result result) {
	struct office_rig_reply *reply = arg;
	reply->calls++;
	reply->result = result;
	reply->published = reply->rig->published_count;
}

void office_rig_drain(struct office_rig *rig) {
	struct pollfd p = {.fd = office_fd(rig->office), .events = POLLIN};
	assert_int_equal(poll(&p, 1, 60000), 1);
	office_drain(rig->office);
}

void office_rig_settle(struct office_rig *rig) {
	struct office_rig_reply reply = {.rig = rig};
	office_commit(rig->office, NULL, done, &reply);
	while (!reply.calls || !office_ready(rig->office))
		office_rig_drain(rig);
}

void office_rig_tick(struct office_rig *rig) {
	office_tick(rig->office);
	office_rig_settle(rig);
	/* A day that opened has one thing more to keep. */
	office_rig_settle(rig);
}

void office_rig_go_on(struct office_rig *rig, int seconds) {
	for (int i = 0; i < seconds; i++) {
		office_rig_now_ms += 1000;
		office_rig_tick(rig);
	}
}

void office_rig_clock(int day, int hhmm) {
	office_rig_now_ms = clock_at(day, hhmm / 100 * 60 + hhmm % 100);
}

void office_rig_commit(struct office_rig *rig, struct office_rig_reply *reply) {
	*reply = (struct office_rig_reply){.rig = rig};
	office_commit(rig->office, NULL, done, reply);
}

static int64_t apply(struct office_rig *rig, enum verdict verdict, struct change *c) {
	assert_int_equal(verdict, VERDICT_OK);
	office_apply(rig->office, c);
	if (!rig->gathers)
		office_rig_commit(rig, &rig->last);
	return c->ticket;
}

static struct change change(struct office_rig *rig, const char *by) {
	return office_change(rig->office, by);
}

static struct change numbered(struct office_rig *rig, const char *service) {
	struct change c = change(rig, "kiosk:cua-1");
	text_copy(c.service, sizeof c.service, service);
	snprintf(c.token, sizeof c.token, "token-%d",
		(int)queue_count(office_queue(rig->office)) + 1);
	assert_int_equal(queue_decide_issue(office_queue(rig->office), &c), VERDICT_OK);
	return c;
}

int64_t office_rig_issue(struct office_rig *rig, const char *service) {
	struct change c = numbered(rig, service);
	return apply(rig, VERDICT_OK, &c);
}

void office_rig_printed(struct office_rig *rig, int64_t ticket) {
	struct change c = change(rig, "kiosk:cua-1");
	apply(rig, queue_decide_printed(office_queue(rig->office), ticket, "paper", &c), &c);
}

int64_t office_rig_take(struct office_rig *rig, const char *service) {
	int64_t id = office_rig_issue(rig, service);
	office_rig_printed(rig, id);
	return id;
}

void office_rig_open(struct office_rig *rig, int counter) {
	struct change c = change(rig, "clerk:an");
	struct clerk clerk = {"Nguyễn Thị An", "Công chức"};
	apply(rig, queue_decide_open(office_queue(rig->office), counter, &clerk, &c), &c);
}

int64_t office_rig_next(struct office_rig *rig, int counter) {
	struct change c = change(rig, "clerk:an");
	return apply(rig, queue_decide_next(office_queue(rig->office), counter, &c), &c);
}

void office_rig_start(struct office_rig *rig, int counter) {
	struct change c = change(rig, "clerk:an");
	apply(rig, queue_decide_start(office_queue(rig->office), counter, &c), &c);
}

void office_rig_finish(struct office_rig *rig, int counter) {
	struct change c = change(rig, "clerk:an");
	apply(rig, queue_decide_finish(office_queue(rig->office), counter, &c), &c);
}

void office_rig_absent(struct office_rig *rig, int counter) {
	struct change c = change(rig, "clerk:an");
	apply(rig, queue_decide_absent(office_queue(rig->office), counter, &c), &c);
}

int64_t office_rig_issue_keyed(
	struct office_rig *rig, const char *service, unsigned char key, unsigned char body) {
	struct change c = numbered(rig, service);
	struct store_answer answer = {
		.key = {key}, .body = {body}, .status = 201, .text = c.number, .at_ms = c.at_ms};
	office_apply(rig->office, &c);
	rig->last = (struct office_rig_reply){.rig = rig};
	office_commit(rig->office, &answer, done, &rig->last);
	return c.ticket;
}

enum key_use office_rig_key(const struct office_rig *rig, unsigned char key, unsigned char body) {
	const unsigned char k[STORE_DIGEST_SIZE] = {key}, b[STORE_DIGEST_SIZE] = {body};
	return office_key_use(rig->office, k, b);
}

struct answered {
	int calls;
	char *text;
};

static void answered(void *arg, enum store_result result, int status, const char *text) {
	struct answered *a = arg;
	a->calls++;
	assert_int_equal(result, STORE_OK);
	assert_int_equal(status, text ? 201 : 0);
	a->text = mem_strdup(text);
}

char *office_rig_answer(struct office_rig *rig, unsigned char key) {
	const unsigned char k[STORE_DIGEST_SIZE] = {key};
	struct answered a = {0};
	office_answer(rig->office, k, answered, &a);
	assert_int_equal(a.calls, 0);
	while (!a.calls)
		office_rig_drain(rig);
	assert_int_equal(a.calls, 1);
	return a.text;
}

int office_rig_count(const struct office_rig *rig, enum change_kind kind) {
	int n = 0;
	for (size_t i = 0; i < rig->published_count; i++)
		n += rig->published[i].kind == kind;
	return n;
}

const struct change *office_rig_last(const struct office_rig *rig, enum change_kind kind) {
	for (size_t i = rig->published_count; i-- > 0;)
		if (rig->published[i].kind == kind)
			return &rig->published[i];
	return NULL;
}

void office_rig_assert_in_order(const struct office_rig *rig) {
	for (size_t i = 1; i < rig->published_count; i++) {
		assert_int_equal(rig->published[i].seq, rig->published[i - 1].seq + 1);
		assert_true(rig->published[i].at_ms >= rig->published[i - 1].at_ms);
		assert_true(rig->published[i].day >= rig->published[i - 1].day);
	}
}
