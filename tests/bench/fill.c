/*
 * Fills a store that has an office with days of visits, through the product's own code on a clock
 * of its own: fill DIR FROM_DAY DAYS TICKETS_A_DAY. Sundays are left out; a tenth of the people
 * have priority, some are absent, sent on or say what they think. Commits are gathered, so that a
 * year of a large office takes half a minute. `fill DIR forget` throws away what was kept of the
 * days. SEED= for other days; LOOK= for how often, in seconds, it is computed how long people will
 * wait (else every two hours, which is quick, but few waits are then as they were told).
 *
 * links: server/office*.c server/visit*.c server/bytes.c server/shelf.c server/outlook.c
 * server/outlook_view.c server/outlook_json.c server/booked.c server/calendar.c server/keys.c
 * server/queue.c server/queue_apply.c server/queue_lease.c server/queue_help.c
 * server/queue_decide.c server/queue_moves.c server/queue_ticket.c server/queue_order.c
 * server/heap.c server/lookup.c server/setup*.c server/estimate.c server/forecast.c server/line.c
 * server/phantom.c server/presence.c server/duration.c server/stay.c server/strata.c server/learn.c
 * server/popular.c server/store*.c common/device.c server/worker.c common/board.c common/clock.c
 * common/embed.c common/log.c common/slip_code.c common/mem.c common/proto.c common/text.c
 * common/day.c common/plain_file.c embed_server server/timekeeper.c
 */
#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/calendar.h"
#include "server/office.h"

#include <math.h>
#include <poll.h>
#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MORNING_MIN = 450,
	OPEN_S = 9 * 3600,
	GATHER = 400,
	UNDER_WAY_MAX = 4, /* commits: the next people come while the disk is written */
	LOOK_S = 2 * 3600,
	SHARES = 1000000,
	DAY_MIN = 1440
};

/* A counter and who is there. */
struct desk {
	int id;
	int64_t ticket; /* 0: free */
	int at_s;       /* when the next step comes */
	enum { WALKING, SERVING } step;
};

struct fill {
	struct store *store;
	struct setup *setup;
	struct office *office;
	struct desk desks[COUNTERS_MAX];
	int64_t morning_ms;
	int gathered, under_way, tokens, look_s;
	int shares[SERVICES_MAX]; /* of a million who come */
	unsigned seed;
};

static int64_t clock_ms;

static int64_t now_ms(void) {
	return clock_ms;
}

static int below(struct fill *f, int n) {
	return (int)((unsigned)rand_r(&f->seed) % (unsigned)n);
}

static void done(void *arg, enum store_result result) {
	struct fill *f = arg;
	f->under_way--;
	if (result != STORE_OK)
		exit(1);
}

static void commit(struct fill *f, int under_way_max) {
	struct pollfd p = {.fd = office_fd(f->office), .events = POLLIN};
	f->gathered = 0;
	f->under_way++;
	office_commit(f->office, NULL, done, f);
	while (f->under_way > under_way_max) {
		poll(&p, 1, -1);
		office_drain(f->office);
	}
}

static void settle(struct fill *f) {
	commit(f, 0);
}

static bool apply(struct fill *f, enum verdict verdict, struct change *c) {
	if (verdict != VERDICT_OK)
		return false;
	office_apply(f->office, c);
	if (++f->gathered == GATHER)
		commit(f, UNDER_WAY_MAX);
	return true;
}

static const struct queue *queue_of(const struct fill *f) {
	return office_queue(f->office);
}

/* As many come for each service as the counters whose own work it is can do. */
static void share(struct fill *f) {
	const struct setup *s = f->setup;
	double able[SERVICES_MAX] = {0}, all = 0;
	for (int c = 0; c < s->counter_count; c++) {
		int own = 0;
		for (int i = 0; i < s->service_count; i++)
			own += setup_handicap_s(s, c, i) == 0;
		for (int i = 0; i < s->service_count; i++)
			if (setup_handicap_s(s, c, i) == 0)
				able[i] += 1.0 / own / s->services[i].mean_s;
	}
	for (int i = 0; i < s->service_count; i++)
		all += able[i];
	for (int i = 0; i < s->service_count; i++)
		f->shares[i] = (int)(SHARES * able[i] / all);
}

static int wanted(struct fill *f) {
	int left = below(f, SHARES), i = 0;
	while (i < f->setup->service_count - 1 && (left -= f->shares[i]) >= 0)
		i++;
	return i;
}

static void take(struct fill *f) {
	struct change c = office_change(f->office, "kiosk:cua-1");
	const struct setup *s = f->setup;
	text_copy(c.service, sizeof c.service, s->services[wanted(f)].id);
	if (s->priority_count && !below(f, 10))
		text_copy(c.priority, sizeof c.priority,
			s->priorities[below(f, s->priority_count)].id);
	snprintf(c.token, sizeof c.token, "fill-%d", ++f->tokens);
	if (!apply(f, queue_decide_issue(queue_of(f), &c), &c))
		return;
	int64_t id = c.ticket;
	c = office_change(f->office, "kiosk:cua-1");
	apply(f, queue_decide_printed(queue_of(f), id, "paper", &c), &c);
}

static void call(struct fill *f, struct desk *d, int t) {
	struct change c = office_change(f->office, "clerk:an");
	d->ticket = 0;
	if (!apply(f, queue_decide_next(queue_of(f), d->id, &c), &c))
		return;
	d->ticket = c.ticket;
	d->step = WALKING;
	d->at_s = t + 10 + below(f, 30);
}

/* Skewed, as visits are. */
static int duration_s(struct fill *f, const struct desk *d) {
	const struct queue_ticket *t = queue_find(queue_of(f), d->ticket);
	int mean_s = t && t->line >= 0 ? f->setup->services[t->line].mean_s : 600;
	double u = (below(f, 9998) + 1) / 10000.0;
	return 20 + (int)(mean_s * 0.8 * -log(u));
}

static void rate(struct fill *f, int64_t ticket) {
	struct change c = office_change(f->office, "public");
	snprintf(c.how, sizeof c.how, "%d", 5 - below(f, 100) * below(f, 100) / 2200);
	if (c.how[0] < '4')
		text_copy(c.note, sizeof c.note, "wait");
	apply(f, queue_decide_rate(queue_of(f), ticket, &c), &c);
}

static void finish(struct fill *f, struct desk *d) {
	struct change c = office_change(f->office, "clerk:an");
	int64_t ticket = d->ticket;
	if (!below(f, 60) && apply(f,
				     queue_decide_transfer(queue_of(f), d->id,
					     below(f, f->setup->service_count), 0, &c),
				     &c))
		return;
	c = office_change(f->office, "clerk:an");
	apply(f, queue_decide_finish(queue_of(f), d->id, &c), &c);
	if (!below(f, 5))
		rate(f, ticket);
}

static void step(struct fill *f, struct desk *d, int t) {
	struct change c = office_change(f->office, "clerk:an");
	if (d->step == SERVING) {
		finish(f, d);
		call(f, d, t);
	} else if (!below(f, 25)) {
		apply(f, queue_decide_absent(queue_of(f), d->id, &c), &c);
		call(f, d, t);
	} else {
		apply(f, queue_decide_start(queue_of(f), d->id, &c), &c);
		d->step = SERVING;
		d->at_s = t + duration_s(f, d);
	}
}

static void open_desks(struct fill *f) {
	for (int i = 0; i < f->setup->counter_count; i++) {
		struct change c = office_change(f->office, "clerk:an");
		const struct clerk clerk = {"Nguyễn Thị An", "Công chức"};
		f->desks[i] = (struct desk){.id = f->setup->counters[i].id};
		apply(f, queue_decide_open(queue_of(f), f->desks[i].id, &clerk, &c), &c);
	}
}

static bool somebody_waits(const struct fill *f) {
	for (int i = 0; i < f->setup->service_count; i++)
		if (queue_waiting(queue_of(f), i))
			return true;
	return false;
}

static void second(struct fill *f, int t, bool open) {
	for (int i = 0; i < f->setup->counter_count; i++) {
		struct desk *d = &f->desks[i];
		if (d->ticket && t >= d->at_s)
			step(f, d, t);
		else if (!d->ticket && open && somebody_waits(f))
			call(f, d, t);
	}
}

static void close_desks(struct fill *f) {
	for (int i = 0; i < f->setup->counter_count; i++) {
		struct change c = office_change(f->office, "clerk:an");
		apply(f, queue_decide_close(queue_of(f), f->desks[i].id, &c), &c);
	}
}

/* After all is published, so that a seed makes the same days each time. */
static void look_ahead(struct fill *f) {
	settle(f);
	office_look_ahead(f->office);
}

/* People come all day, most in the morning; after the last the counters go on until nobody waits.
 */
static void play_day(struct fill *f, int day, int tickets) {
	f->morning_ms = clock_at(day, MORNING_MIN);
	clock_ms = f->morning_ms;
	office_tick(f->office);
	settle(f);
	open_desks(f);
	int taken = 0;
	for (int t = 0; t < OPEN_S + 2 * 3600; t += 5) {
		clock_ms = f->morning_ms + t * 1000LL;
		double part = (double)t / OPEN_S, come = part * (1.5 - 0.5 * part);
		for (; taken < tickets && taken < come * tickets; taken++)
			take(f);
		second(f, t, true);
		if (t % f->look_s == 0)
			look_ahead(f);
	}
	close_desks(f);
	settle(f);
}

static bool is_sunday(int day) {
	return clock_local(clock_at(day, DAY_MIN / 2)).tm_wday == 0;
}

static void play(struct fill *f, int day, int days, int tickets) {
	for (int i = 0; i < days; day = day_after(day, 1)) {
		if (is_sunday(day))
			continue;
		play_day(f, day, tickets);
		i++;
	}
	clock_ms = clock_at(day, MORNING_MIN);
	office_tick(f->office); /* the last day ends, too */
	settle(f);
}

static bool open_office(struct fill *f, int day) {
	char *text = NULL, why[SETUP_WHY_SIZE];
	int64_t version = 0;
	struct store_day load = {0};
	if (store_setup(f->store, "office", &text, &version) != STORE_OK || !text)
		return false;
	f->setup = setup_parse(text, strlen(text), why, sizeof why);
	if (!f->setup || !clock_use_zone(f->setup->time_zone))
		return false;
	clock_ms = clock_at(day, MORNING_MIN);
	if (store_load(f->store, &load) == STORE_OK)
		f->office = office_new(&(struct office_options){.store = f->store,
			.setup = f->setup,
			.office_text = text,
			.day = &load,
			.now_ms = now_ms,
			.mono_ms = now_ms});
	store_day_clear(&load);
	mem_free(text);
	return f->office && store_start(f->store);
}

static int forget(const char *dir) {
	char *path = mem_printf("%s/motcua.sqlite", dir);
	sqlite3 *db = NULL;
	bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
		  sqlite3_exec(db, "DELETE FROM visits", NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(db);
	mem_free(path);
	return ok ? 0 : 1;
}

int main(int argc, char **argv) {
	const char *seed = getenv("SEED"), *look = getenv("LOOK");
	struct fill f = {.seed = seed ? (unsigned)strtoul(seed, NULL, 10) : 1,
		.look_s = look ? atoi(look) : LOOK_S};
	enum store_result why;
	if (argc == 3 && !strcmp(argv[2], "forget"))
		return forget(argv[1]);
	if (argc != 5 || f.look_s < 1 || sodium_init() < 0 ||
		!(f.store = store_open(argv[1], &why))) {
		fputs("fill DIR FROM_DAY DAYS TICKETS_A_DAY | fill DIR forget\n", stderr);
		return 2;
	}
	bool ok = open_office(&f, atoi(argv[2]));
	if (ok) {
		share(&f);
		play(&f, atoi(argv[2]), atoi(argv[3]), atoi(argv[4]));
	}
	if (f.office)
		office_stop(f.office);
	store_close(f.store);
	office_free(f.office);
	setup_free(f.setup);
	return ok ? 0 : 1;
}
