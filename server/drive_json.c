#include "server/drive_json.h"

#include "common/json_read.h"
#include "server/drive_office_json.h"

#include <string.h>

/* One line at work. */
struct order {
	struct drive **drive;
	const json_t *line;
	const char *wrong; /* the member that does not hold; NULL: all do */
	char place[SETUP_WHY_SIZE];
};

static const char *slug_of(enum verdict verdict) {
	switch (verdict) {
	case VERDICT_NOT_FOUND:
		return "not_found";
	case VERDICT_WRONG_STATE:
		return "wrong_state";
	case VERDICT_BUSY:
		return "busy";
	case VERDICT_QUOTA:
		return "quota_reached";
	case VERDICT_SLOW_DOWN:
		return "slow_down";
	case VERDICT_OK:
	case VERDICT_NOTHING:
		break;
	}
	return NULL;
}

static json_t *refused(const char *slug) {
	return json_pack("{s:b, s:s}", "ok", 0, "error", slug);
}

static json_t *invalid(const struct order *o) {
	return json_pack("{s:b, s:s, s:s}", "ok", 0, "error", "invalid", "where", o->wrong);
}

static json_t *done(void) {
	return json_pack("{s:b}", "ok", 1);
}

static json_t *answer(enum verdict verdict) {
	const char *slug = slug_of(verdict);
	return slug ? refused(slug) : done();
}

/* A time of the day; `missing` where there is none, which DRIVE_DAY_S forbids. */
static int read_time(struct order *o, const char *key, int missing) {
	int t;
	if (!json_read_int(o->line, key, 0, missing, &t) || t >= DRIVE_DAY_S)
		o->wrong = key;
	return t;
}

static int read_service(struct order *o) {
	const char *id = json_read_word(o->line, "service");
	int service = id ? setup_service(drive_setup(*o->drive), id) : -1;
	if (service < 0)
		o->wrong = "service";
	return service;
}

static int read_counter(struct order *o) {
	int counter =
		drive_office_counter(drive_setup(*o->drive), json_read_word(o->line, "counter"));
	if (!counter)
		o->wrong = "counter";
	return counter;
}

static const struct queue_ticket *read_ticket(struct order *o) {
	int64_t n;
	const struct queue *q = drive_queue(*o->drive);
	if (json_read_int64(o->line, "ticket", 1, 0, &n) && n > 0 && n <= (int64_t)queue_count(q))
		return queue_at(q, (size_t)n - 1);
	o->wrong = "ticket";
	return NULL;
}

static json_t *ticket_json(const struct queue_ticket *ticket) {
	return ticket ? json_integer((json_int_t)ticket->index + 1) : json_null();
}

/* The class: that of appointments, whose time must be given, or one of the office's. */
static int read_class(struct order *o, int *slot) {
	const char *class = json_read_word(o->line, "class");
	int priority = class ? setup_priority(drive_setup(*o->drive), class) : -1;
	*slot = DRIVE_NO_TIME;
	if (class && !strcmp(class, "appointment"))
		*slot = read_time(o, "slot", DRIVE_DAY_S);
	else if (class && priority < 0)
		o->wrong = "class";
	return priority;
}

static json_t *do_office(struct order *o) {
	struct setup *setup =
		drive_office_read(json_object_get(o->line, "office"), o->place, sizeof o->place);
	o->wrong = o->place;
	if (!setup)
		return invalid(o);
	drive_free(*o->drive);
	*o->drive = drive_new(setup);
	return *o->drive ? done() : refused("storage_full");
}

static json_t *do_day(struct order *o) {
	const json_t *counters = json_object_get(o->line, "counters");
	o->wrong = o->place;
	if (counters &&
		!drive_office_counters(drive_setup(*o->drive), counters, o->place, sizeof o->place))
		return invalid(o);
	drive_begin_day(*o->drive);
	return done();
}

static json_t *do_book(struct order *o) {
	int service = read_service(o), slot = read_time(o, "slot", DRIVE_DAY_S);
	if (o->wrong)
		return invalid(o);
	drive_book(*o->drive, service, slot);
	return done();
}

static json_t *do_issue(struct order *o) {
	const struct queue_ticket *ticket = NULL;
	int slot, service = read_service(o), priority = read_class(o, &slot);
	if (o->wrong)
		return invalid(o);
	enum verdict verdict = drive_issue(*o->drive, service, priority, slot, &ticket);
	if (verdict != VERDICT_OK)
		return answer(verdict);
	return json_pack("{s:b, s:o}", "ok", 1, "ticket", ticket_json(ticket));
}

static json_t *do_open(struct order *o) {
	int counter = read_counter(o);
	return o->wrong ? invalid(o) : answer(drive_open(*o->drive, counter));
}

static json_t *do_close(struct order *o) {
	int counter = read_counter(o);
	int back = read_time(o, "back", DRIVE_NO_TIME);
	return o->wrong ? invalid(o) : answer(drive_close(*o->drive, counter, back));
}

static json_t *do_next(struct order *o) {
	const struct queue_ticket *ticket = NULL;
	int counter = read_counter(o);
	if (o->wrong)
		return invalid(o);
	enum verdict verdict = drive_next(*o->drive, counter, &ticket);
	if (slug_of(verdict))
		return answer(verdict);
	return json_pack("{s:b, s:o}", "ok", 1, "ticket", ticket_json(ticket));
}

static json_t *do_finish(struct order *o) {
	int counter = read_counter(o);
	return o->wrong ? invalid(o) : answer(drive_finish(*o->drive, counter));
}

static json_t *do_absent(struct order *o) {
	int counter = read_counter(o);
	return o->wrong ? invalid(o) : answer(drive_absent(*o->drive, counter));
}

static json_t *do_transfer(struct order *o) {
	int counter = read_counter(o), service = read_service(o);
	return o->wrong ? invalid(o) : answer(drive_transfer(*o->drive, counter, service));
}

static json_t *do_return(struct order *o) {
	const struct queue_ticket *ticket = read_ticket(o);
	return ticket ? answer(drive_return(*o->drive, ticket)) : invalid(o);
}

static json_t *estimate_json(
	const struct queue *q, const struct queue_ticket *t, const struct outlook_wait *w) {
	return json_pack("{s:o, s:i, s:i, s:i, s:i}", "ticket", ticket_json(t), "low_s",
		w->wait.low_s, "mid_s", w->mid_s, "high_s", w->wait.high_s, "ahead",
		queue_ahead(q, t));
}

/* Of all who wait and of whom something honest can be said. */
static json_t *do_estimates(struct order *o) {
	const struct queue *q = drive_queue(*o->drive);
	json_t *list = json_array();
	drive_look_ahead(*o->drive);
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		struct outlook_wait w = outlook_ticket(drive_outlook(*o->drive), t);
		if (w.wait.known)
			json_array_append_new(list, estimate_json(q, t, &w));
	}
	return json_pack("{s:b, s:o}", "ok", 1, "estimates", list);
}

static const struct {
	const char *name;
	json_t *(*run)(struct order *order);
	bool timed;
} orders[] = {
	{"office", do_office, false},
	{"day", do_day, false},
	{"book", do_book, false},
	{"issue", do_issue, true},
	{"open", do_open, true},
	{"close", do_close, true},
	{"next", do_next, true},
	{"finish", do_finish, true},
	{"absent", do_absent, true},
	{"transfer", do_transfer, true},
	{"return", do_return, true},
	{"estimates", do_estimates, true},
};

static json_t *run(struct order *o, size_t i) {
	bool first = orders[i].run == do_office;
	if (!first && !*o->drive)
		return refused("wrong_state");
	if (orders[i].timed) {
		int t = read_time(o, "t", DRIVE_DAY_S);
		if (o->wrong)
			return invalid(o);
		drive_set_clock(*o->drive, t);
	}
	return orders[i].run(o);
}

json_t *drive_do(struct drive **drive, const char *text) {
	json_t *line = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *reply = NULL;
	struct order o = {.drive = drive, .line = line};
	const char *name = json_read_word(line, "do");
	for (size_t i = 0; name && !reply && i < sizeof orders / sizeof *orders; i++)
		if (!strcmp(name, orders[i].name))
			reply = run(&o, i);
	json_decref(line);
	return reply ? reply : refused("bad_request");
}
