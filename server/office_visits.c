#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "server/office_state.h"

#include <stdlib.h>
#include <string.h>

/* The visits of days: of today's as they come, of others from memory, else from what the store has
 * kept, else from their changes again. One gathering asks the store at a time: what it finds, the
 * next one need not look for. */

enum { SHELF_MS = 10 * 60000 };

struct office_gathering {
	struct office *office;
	int next, to; /* the first day that has not been taken, the last one */
	size_t count, room;
	struct visit_pack **packs;
	struct visit_book *book; /* of a day whose changes are being read; NULL: none */
	int64_t seq;             /* of the last of them */
	office_packs_read *done;
	void *arg;
	bool begun;                     /* it has asked the store */
	struct office_gathering *after; /* waits for this one */
};

static void go_on(struct office_gathering *g);

static struct visit_pack *pack_of(const struct visit_book *book) {
	struct visit_day day;
	visit_book_day(book, &day);
	struct visit_pack *pack = day.seq ? visit_pack_new(&day) : NULL;
	visit_day_clear(&day);
	return pack;
}

/* Keeps what a day that is over comes to: in memory and in the store. */
static void keep(struct office *o, int day, int64_t seq, struct visit_pack *pack) {
	struct store_job *job = store_job_new(JOB_PACK_PUT);
	job->version = VISIT_PACK_VERSION;
	job->from = day;
	job->after = seq;
	job->bytes = (unsigned char *)mem_copy(pack->bytes, pack->size);
	job->size = pack->size;
	shelf_put(&o->shelf, day, pack);
	office_submit(o, job);
}

void office_open_visits(struct office *o, const struct store_day *day) {
	visit_book_free(o->visits);
	o->visits = NULL;
	if (!day->day)
		return;
	o->visits = visit_book_new(day->day, clock_at(day->day, 0));
	for (size_t i = 0; i < day->change_count; i++)
		visit_book_add(o->visits, &day->changes[i]);
}

void office_add_visits(struct office *o, const struct change *c) {
	if (c->kind == CHANGE_DAY_OPENED && o->visits && c->day != visit_book_date(o->visits)) {
		struct visit_pack *pack = pack_of(o->visits);
		if (pack)
			keep(o, visit_book_date(o->visits), visit_book_seq(o->visits), pack);
		visit_book_free(o->visits);
		o->visits = NULL;
	}
	if (!o->visits)
		o->visits = visit_book_new(c->day, clock_at(c->day, 0));
	visit_book_add(o->visits, c);
}

void office_forget_visits(struct office *o, int64_t mono_ms) {
	if (o->shelf.count && !o->gathering && mono_ms - o->shelf_ms > SHELF_MS)
		shelf_clear(&o->shelf);
}

static void take(struct office_gathering *g, struct visit_pack *pack) {
	if (g->count == g->room) {
		g->room = g->room ? g->room * 2 : 64;
		g->packs = mem_realloc(g->packs, g->room, sizeof *g->packs);
	}
	g->packs[g->count++] = pack;
}

static void take_today(struct office_gathering *g) {
	const struct visit_book *today = g->office->visits;
	bool asked = today && visit_book_date(today) >= g->next && visit_book_date(today) <= g->to;
	struct visit_pack *pack = asked ? pack_of(today) : NULL;
	if (pack)
		take(g, pack);
	g->next = g->to + 1;
}

/* Takes what needs no reading; whether that was all. */
static bool take_known(struct office_gathering *g) {
	struct office *o = g->office;
	while (g->next <= g->to && o->visits && g->next < visit_book_date(o->visits)) {
		const struct shelf_day *known = shelf_find(&o->shelf, g->next);
		if (!known)
			return false;
		if (known->pack)
			take(g, visit_pack_share(known->pack));
		g->next = day_after(g->next, 1);
	}
	if (g->next <= g->to)
		take_today(g);
	return true;
}

static void tell(struct office_gathering *g, enum store_result result) {
	g->office->shelf_ms = g->office->options.mono_ms();
	g->done(g->arg, result, g->packs, g->count);
	for (size_t i = 0; i < g->count; i++)
		visit_pack_release(g->packs[i]);
	visit_book_free(g->book);
	mem_free(g->packs);
	mem_free(g);
}

/* The next one's turn; who is told may have asked again meanwhile. */
static void finish(struct office_gathering *g, enum store_result result) {
	struct office *o = g->office;
	o->gathering = g->after;
	tell(g, result);
	if (o->gathering && !o->gathering->begun)
		go_on(o->gathering);
}

static void computed(struct office_gathering *g) {
	struct visit_pack *pack = pack_of(g->book);
	if (pack)
		keep(g->office, g->next, g->seq, pack);
	else
		shelf_put(&g->office->shelf, g->next, NULL);
	visit_book_free(g->book);
	g->book = NULL;
	go_on(g);
}

static void changes_read(void *arg, enum store_result result, const struct change *changes,
	size_t count, bool more) {
	struct office_gathering *g = arg;
	for (size_t i = 0; result == STORE_OK && i < count; i++) {
		visit_book_add(g->book, &changes[i]);
		g->seq = changes[i].seq;
	}
	if (result != STORE_OK)
		finish(g, result);
	else if (!more)
		computed(g);
	else if (g->office->ready)
		office_read_changes(g->office, g->next, g->next, g->seq, changes_read, g);
	else
		finish(g, STORE_FAILED);
}

static void compute(struct office_gathering *g) {
	g->book = visit_book_new(g->next, clock_at(g->next, 0));
	g->seq = 0;
	office_read_changes(g->office, g->next, g->next, 0, changes_read, g);
}

static void put_empty(struct shelf *shelf, int from, int until) {
	for (; from < until; from = day_after(from, 1))
		shelf_put(shelf, from, NULL);
}

/* Puts what was read on the shelf; the first day of which nothing could be used, 0: none. */
static int put_all(struct office *o, const struct store_job *job) {
	int day = job->from;
	for (size_t i = 0; i < job->packs.count; i++) {
		struct store_pack *p = &job->packs.at[i];
		put_empty(&o->shelf, day, p->day);
		if (!p->bytes)
			return p->day;
		struct visit_pack *pack = visit_pack_adopt(p->bytes, p->size);
		p->bytes = NULL;
		if (!visit_pack_is_of(pack, p->day, clock_at(p->day, 0))) {
			visit_pack_release(pack);
			return p->day;
		}
		shelf_put(&o->shelf, p->day, pack);
		day = day_after(p->day, 1);
	}
	put_empty(&o->shelf, day, job->packs.next < job->until ? job->packs.next : job->until + 1);
	return 0;
}

static void packs_read(struct store_job *job, void *arg) {
	struct office_gathering *g = arg;
	int missing = job->result == STORE_OK ? put_all(g->office, job) : 0;
	if (job->result != STORE_OK)
		finish(g, job->result);
	else if (!g->office->ready)
		finish(g, STORE_FAILED);
	else if (!take_known(g) && g->next == missing)
		compute(g);
	else
		go_on(g);
}

static void look(struct office_gathering *g) {
	struct store_job *job = store_job_new(JOB_PACKS);
	int today = visit_book_date(g->office->visits);
	job->version = VISIT_PACK_VERSION;
	job->from = g->next;
	job->until = g->to < today ? g->to : today - 1;
	job->done = packs_read;
	job->arg = g;
	office_submit(g->office, job);
}

static void go_on(struct office_gathering *g) {
	g->begun = true;
	if (take_known(g))
		finish(g, STORE_OK);
	else if (g->office->ready)
		look(g);
	else
		finish(g, STORE_FAILED);
}

void office_read_packs(struct office *o, int from, int to, office_packs_read *done, void *arg) {
	struct office_gathering *g = mem_alloc(1, sizeof *g), **last = &o->gathering;
	*g = (struct office_gathering){
		.office = o, .next = from, .to = to, .done = done, .arg = arg};
	if (take_known(g)) {
		tell(g, STORE_OK);
		return;
	}
	while (*last)
		last = &(*last)->after;
	*last = g;
	if (o->gathering == g)
		go_on(g);
}
