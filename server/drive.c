#include "server/drive.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"

#include <poll.h>
#include <stdio.h>

enum { FIRST_DAY = 20260105 }; /* a Monday */
static const int64_t DAY_MS = 24LL * 60 * 60 * 1000;

static const char CITIZEN[] = "kiosk:drive", CLERK[] = "clerk:drive";

struct drive {
	struct setup *setup;
	struct store *store;
	struct office *office;
	int64_t day_ms; /* midnight of the running day */
	int numbers;    /* given out so far, for their tokens */
	bool tells;     /* who takes a number is told a wait */
};

/* The office asks for the time without saying whose. */
static _Thread_local int64_t clock_ms, begun_ms;

static int64_t now_ms(void) {
	return clock_ms;
}

static int64_t mono_ms(void) {
	return clock_ms - begun_ms;
}

static void done(void *arg, enum store_result result) {
	(void)result;
	*(bool *)arg = true;
}

/* Sends off what was applied and waits until it can be seen. */
static void settle(struct drive *d) {
	bool committed = false;
	struct pollfd store = {.fd = office_fd(d->office), .events = POLLIN};
	office_commit(d->office, NULL, done, &committed);
	while (!committed || !office_ready(d->office)) {
		poll(&store, 1, -1);
		office_drain(d->office);
	}
}

static struct office *open_office(struct drive *d) {
	struct store_day day = {0};
	struct office *office = NULL;
	if (store_load(d->store, &day) == STORE_OK)
		office = office_new(&(struct office_options){
			.store = d->store,
			.setup = d->setup,
			.day = &day,
			.now_ms = now_ms,
			.mono_ms = mono_ms,
		});
	store_day_clear(&day);
	return office;
}

static bool open_all(struct drive *d) {
	enum store_result why;
	const char *zone = d->setup->time_zone;
	if (!clock_zone_is(zone) && !clock_use_zone(zone)) {
		log_error("this machine does not know the time zone %s", zone);
		return false;
	}
	clock_ms = begun_ms = d->day_ms = clock_at(FIRST_DAY, 0);
	d->store = store_open_memory(&why);
	d->office = d->store ? open_office(d) : NULL;
	return d->office && store_start(d->store);
}

struct drive *drive_new(struct setup *setup) {
	struct drive *d = mem_alloc(1, sizeof *d);
	d->setup = setup;
	d->tells = true;
	if (!open_all(d)) {
		drive_free(d);
		return NULL;
	}
	office_tick(d->office);
	settle(d);
	return d;
}

void drive_free(struct drive *d) {
	if (!d)
		return;
	if (d->office)
		office_stop(d->office);
	store_close(d->store);
	office_free(d->office);
	setup_free(d->setup);
	mem_free(d);
}

struct setup *drive_setup(struct drive *d) {
	return d->setup;
}

const struct queue *drive_queue(const struct drive *d) {
	return office_shown(d->office);
}

const struct outlook *drive_outlook(const struct drive *d) {
	return office_outlook(d->office);
}

void drive_begin_day(struct drive *d) {
	d->day_ms += DAY_MS;
	clock_ms = d->day_ms;
	office_tick(d->office);
	settle(d);
}

void drive_set_clock(struct drive *d, int t) {
	int64_t ms = d->day_ms + t * 1000LL;
	clock_ms = ms > clock_ms ? ms : clock_ms;
}

static int64_t moment(const struct drive *d, int t) {
	return t == DRIVE_NO_TIME ? 0 : d->day_ms + t * 1000LL;
}

void drive_book(struct drive *d, int service, int slot) {
	office_book(d->office, service, moment(d, slot));
}

void drive_tell_waits(struct drive *d, bool tell) {
	d->tells = tell;
}

void drive_look_ahead(struct drive *d) {
	office_look_ahead(d->office);
}

/* Applies what was decided, if anything was, and waits for it. */
static enum verdict apply(struct drive *d, enum verdict verdict, struct change *c) {
	if (verdict != VERDICT_OK)
		return verdict;
	office_apply(d->office, c);
	settle(d);
	return VERDICT_OK;
}

enum verdict drive_issue(
	struct drive *d, int service, int priority, int slot, const struct queue_ticket **ticket) {
	struct change c = office_change(d->office, CITIZEN);
	text_copy(c.service, sizeof c.service, d->setup->services[service].id);
	if (priority >= 0)
		text_copy(c.priority, sizeof c.priority, d->setup->priorities[priority].id);
	c.slot_ms = moment(d, slot);
	snprintf(c.token, sizeof c.token, "drive-%d", ++d->numbers);
	if (d->tells)
		drive_look_ahead(d);
	enum verdict verdict = queue_decide_issue(office_queue(d->office), &c);
	if (verdict != VERDICT_OK)
		return verdict;
	office_apply(d->office, &c);
	int64_t id = c.ticket;
	c = office_change(d->office, CITIZEN);
	verdict = apply(d, queue_decide_printed(office_queue(d->office), id, "screen", &c), &c);
	*ticket = queue_find(drive_queue(d), id);
	return verdict;
}

enum verdict drive_open(struct drive *d, int counter) {
	struct change c = office_change(d->office, CLERK);
	const struct clerk clerk = {0};
	return apply(d, queue_decide_open(office_queue(d->office), counter, &clerk, &c), &c);
}

/* Who says when he will be back has a pause. */
enum verdict drive_close(struct drive *d, int counter, int back) {
	const struct queue *q = office_queue(d->office);
	struct change c = office_change(d->office, CLERK);
	return apply(d,
		back == DRIVE_NO_TIME ? queue_decide_close(q, counter, &c)
				      : queue_decide_pause(q, counter, moment(d, back), &c),
		&c);
}

enum verdict drive_next(struct drive *d, int counter, const struct queue_ticket **ticket) {
	struct change c = office_change(d->office, CLERK);
	enum verdict verdict =
		apply(d, queue_decide_next(office_queue(d->office), counter, &c), &c);
	*ticket = verdict == VERDICT_OK ? queue_counter_ticket(drive_queue(d), counter) : NULL;
	return verdict;
}

/* Nobody says when a visit began: it may as well have begun when it ends. */
enum verdict drive_finish(struct drive *d, int counter) {
	struct change c = office_change(d->office, CLERK);
	if (queue_decide_start(office_queue(d->office), counter, &c) == VERDICT_OK)
		office_apply(d->office, &c);
	c = office_change(d->office, CLERK);
	return apply(d, queue_decide_finish(office_queue(d->office), counter, &c), &c);
}

enum verdict drive_absent(struct drive *d, int counter) {
	struct change c = office_change(d->office, CLERK);
	return apply(d, queue_decide_absent(office_queue(d->office), counter, &c), &c);
}

enum verdict drive_transfer(struct drive *d, int counter, int service) {
	struct change c = office_change(d->office, CLERK);
	return apply(
		d, queue_decide_transfer(office_queue(d->office), counter, service, 0, &c), &c);
}

enum verdict drive_return(struct drive *d, const struct queue_ticket *ticket) {
	struct change c = office_change(d->office, CITIZEN);
	return apply(d, queue_decide_back(office_queue(d->office), ticket->id, &c), &c);
}
