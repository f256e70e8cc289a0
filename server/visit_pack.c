#include "server/visit_pack.h"

#include "common/mem.h"
#include "server/bytes.h"

#include <string.h>

struct visit_pack *visit_pack_adopt(unsigned char *bytes, size_t size) {
	struct visit_pack *pack = mem_alloc(1, sizeof *pack);
	*pack = (struct visit_pack){1, size, bytes};
	return pack;
}

struct visit_pack *visit_pack_share(struct visit_pack *pack) {
	pack->shares++;
	return pack;
}

void visit_pack_release(struct visit_pack *pack) {
	if (!pack || --pack->shares > 0)
		return;
	mem_free(pack->bytes);
	mem_free(pack);
}

/* A moment or duration that may never have been, by how far it is from another: 0 is never. */
static void put_from(struct bytes *b, int value, int from) {
	if (value == VISIT_NEVER)
		bytes_put(b, 0);
	else
		bytes_put(b, 1 + bytes_zigzag(value - from));
}

static void put_visit(struct bytes *b, const struct visit *v) {
	bytes_put(b, (uint64_t)v->service);
	bytes_put(b, v->priority < 0 ? 0 : (uint64_t)v->priority + 1);
	bytes_put(b, (uint64_t)v->issued_s);
	put_from(b, v->called_s, v->issued_s);
	put_from(b, v->started_s, v->called_s);
	put_from(b, v->ended_s, v->started_s);
	put_from(b, v->wait_s, v->called_s - v->issued_s);
	put_from(b, v->service_s, v->ended_s - v->started_s);
	put_from(b, v->stay_s, v->service_s);
	put_from(b, v->slot_s, 0);
	const int small[] = {v->first_counter, v->counter, (int)v->state, v->calls, v->chosen,
		v->misses, v->moves, v->holds, (int)v->doubts, v->told.known};
	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		bytes_put(b, (uint64_t)small[i]);
	if (!v->told.known)
		return;
	bytes_put(b, (uint64_t)v->told.low_s);
	bytes_put(b, (uint64_t)v->told.mid_s);
	bytes_put(b, (uint64_t)v->told.high_s);
}

static void put_rating(struct bytes *b, const struct visit_rating *r) {
	bytes_put(b, (uint64_t)r->service);
	bytes_put(b, (uint64_t)r->counter);
	bytes_put(b, bytes_zigzag(r->score));
	bytes_put(b, (uint64_t)r->reason_count);
	for (int i = 0; i < r->reason_count; i++)
		bytes_put(b, (uint64_t)r->reasons[i]);
}

static void put_desk(struct bytes *b, const struct visit_desk *d) {
	bytes_put(b, (uint64_t)d->counter);
	bytes_put(b, (uint64_t)d->hour);
	bytes_put(b, (uint64_t)d->open_ms);
	bytes_put(b, (uint64_t)d->busy_ms);
}

static void put_head(struct bytes *b, int day, int64_t midnight_ms) {
	bytes_put(b, (uint64_t)day);
	bytes_put(b, bytes_zigzag(midnight_ms));
}

struct visit_pack *visit_pack_new(const struct visit_day *day) {
	struct bytes b = {0};
	put_head(&b, day->day, day->midnight_ms);
	bytes_put(&b, (uint64_t)day->seq);
	bytes_put(&b, day->name_count);
	for (size_t i = 0; i < day->name_count; i++)
		bytes_put_text(&b, day->names[i]);
	bytes_put(&b, day->visit_count);
	for (size_t i = 0; i < day->visit_count; i++)
		put_visit(&b, &day->visits[i]);
	bytes_put(&b, day->rating_count);
	for (size_t i = 0; i < day->rating_count; i++)
		put_rating(&b, &day->ratings[i]);
	bytes_put(&b, day->desk_count);
	for (size_t i = 0; i < day->desk_count; i++)
		put_desk(&b, &day->desks[i]);
	bytes_put(&b, day->slips.known);
	bytes_put(&b, (uint64_t)day->slips.due);
	bytes_put(&b, (uint64_t)day->slips.ready);
	return visit_pack_adopt(b.at, b.size);
}

bool visit_pack_is_of(const struct visit_pack *pack, int day, int64_t midnight_ms) {
	struct bytes head = {0};
	put_head(&head, day, midnight_ms);
	bool same = pack->size >= head.size && !memcmp(pack->bytes, head.at, head.size);
	mem_free(head.at);
	return same;
}

static int get_from(struct bytes_reader *r, int from) {
	uint64_t value = bytes_get(r, UINT32_MAX);
	return value ? (int)(bytes_unzigzag(value - 1) + from) : VISIT_NEVER;
}

/* An index of the day's names. */
static int get_name(struct bytes_reader *r, const struct visit_day *day) {
	if (!day->name_count) {
		r->good = false;
		return 0;
	}
	return (int)bytes_get(r, day->name_count - 1);
}

static int get_int(struct bytes_reader *r) {
	return (int)bytes_get(r, INT32_MAX);
}

static void get_told(struct bytes_reader *r, struct told *told) {
	told->known = bytes_get(r, 1);
	if (!told->known)
		return;
	told->low_s = get_int(r);
	told->mid_s = get_int(r);
	told->high_s = get_int(r);
}

enum { DAY_S = 24 * 60 * 60 };

static void get_visit(struct bytes_reader *r, const struct visit_day *day, struct visit *v) {
	v->service = get_name(r, day);
	v->priority = (int)bytes_get(r, day->name_count) - 1;
	v->issued_s = (int)bytes_get(r, DAY_S - 1);
	v->called_s = get_from(r, v->issued_s);
	v->started_s = get_from(r, v->called_s);
	v->ended_s = get_from(r, v->started_s);
	v->wait_s = get_from(r, v->called_s - v->issued_s);
	v->service_s = get_from(r, v->ended_s - v->started_s);
	v->stay_s = get_from(r, v->service_s);
	v->slot_s = get_from(r, 0);
	v->first_counter = get_int(r);
	v->counter = get_int(r);
	v->state = (enum ticket_state)bytes_get(r, TICKET_NO_SHOW);
	v->calls = get_int(r);
	v->chosen = get_int(r);
	v->misses = get_int(r);
	v->moves = get_int(r);
	v->holds = get_int(r);
	v->doubts = (unsigned)get_int(r);
	get_told(r, &v->told);
	r->good = r->good && v->called_s >= VISIT_NEVER && v->called_s < DAY_S;
}

static void get_rating(
	struct bytes_reader *r, const struct visit_day *day, struct visit_rating *rating) {
	rating->service = get_name(r, day);
	rating->counter = get_int(r);
	rating->score = (int)bytes_unzigzag(bytes_get(r, UINT32_MAX));
	rating->reason_count = (int)bytes_get(r, VISIT_REASONS_MAX);
	for (int i = 0; i < rating->reason_count; i++)
		rating->reasons[i] = get_name(r, day);
}

static void get_desk(struct bytes_reader *r, struct visit_desk *d) {
	d->counter = get_int(r);
	d->hour = (int)bytes_get(r, VISIT_HOURS - 1);
	d->open_ms = (int64_t)bytes_get(r, INT64_MAX);
	d->busy_ms = (int64_t)bytes_get(r, INT64_MAX);
}

/* How many things come, each of a byte at least. */
static size_t get_count(struct bytes_reader *r) {
	return (size_t)bytes_get(r, r->size);
}

static void get_lists(struct bytes_reader *r, struct visit_day *day) {
	day->name_count = get_count(r);
	day->names = mem_alloc(day->name_count, sizeof *day->names);
	for (size_t i = 0; i < day->name_count && r->good; i++)
		bytes_get_text(r, day->names[i], ID_SIZE);
	day->visit_count = get_count(r);
	day->visits = mem_alloc(day->visit_count, sizeof *day->visits);
	for (size_t i = 0; i < day->visit_count && r->good; i++)
		get_visit(r, day, &day->visits[i]);
	day->rating_count = get_count(r);
	day->ratings = mem_alloc(day->rating_count, sizeof *day->ratings);
	for (size_t i = 0; i < day->rating_count && r->good; i++)
		get_rating(r, day, &day->ratings[i]);
	day->desk_count = get_count(r);
	day->desks = mem_alloc(day->desk_count, sizeof *day->desks);
	for (size_t i = 0; i < day->desk_count && r->good; i++)
		get_desk(r, &day->desks[i]);
}

bool visit_pack_read(const struct visit_pack *pack, struct visit_day *day) {
	struct bytes_reader r = {pack->bytes, pack->size, true};
	*day = (struct visit_day){.day = (int)bytes_get(&r, INT32_MAX)};
	day->midnight_ms = bytes_unzigzag(bytes_get(&r, UINT64_MAX));
	day->seq = (int64_t)bytes_get(&r, INT64_MAX);
	get_lists(&r, day);
	day->slips.known = bytes_get(&r, 1);
	day->slips.due = get_int(&r);
	day->slips.ready = get_int(&r);
	if (r.good && !r.size)
		return true;
	visit_day_clear(day);
	return false;
}
