/*
 * visit_pack: what is packed is read again as it was; no bytes, however broken, do harm. Random
 * days: SEED=.
 *
 * links: server/visit.c server/visit_desks.c server/visit_pack.c server/bytes.c common/proto.c
 * common/text.c common/mem.c
 */
#include "common/mem.h"
#include "common/text.h"
#include "server/bytes.h"
#include "server/visit_pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { DAYS = 200, BREAKS = 2000, NAMES = 9, DAY_S = 86400 };

static unsigned seed;

static int below(int n) {
	return (int)((unsigned)rand_r(&seed) % (unsigned)n);
}

static int maybe(int n) {
	return below(4) ? below(n) : VISIT_NEVER;
}

static struct visit random_visit(void) {
	struct visit v = {
		.service = below(NAMES),
		.priority = below(NAMES + 1) - 1,
		.issued_s = below(DAY_S),
		.called_s = maybe(DAY_S),
		.started_s = maybe(DAY_S),
		.ended_s = maybe(DAY_S),
		.wait_s = maybe(DAY_S),
		.service_s = maybe(DAY_S),
		.stay_s = maybe(DAY_S),
		.slot_s = maybe(DAY_S),
		.first_counter = below(99),
		.counter = below(99),
		.state = (enum ticket_state)below(TICKET_NO_SHOW + 1),
		.calls = below(300),
		.chosen = below(3),
		.misses = below(3),
		.moves = below(3),
		.holds = below(3),
		.doubts = (unsigned)below(64),
	};
	if (below(2))
		v.told = (struct told){true, below(10000), below(10000), below(10000)};
	return v;
}

static struct visit_day random_day(void) {
	struct visit_day d = {
		.day = 20260101 + below(28), .midnight_ms = -25200000, .seq = below(9999)};
	d.name_count = NAMES;
	d.names = mem_alloc(NAMES, sizeof *d.names);
	for (int i = 0; i < NAMES; i++)
		snprintf(d.names[i], ID_SIZE, "lĩnh-vực-%d", i);
	d.visit_count = (size_t)below(50);
	d.visits = mem_alloc(d.visit_count, sizeof *d.visits);
	for (size_t i = 0; i < d.visit_count; i++)
		d.visits[i] = random_visit();
	d.rating_count = (size_t)below(5);
	d.ratings = mem_alloc(d.rating_count, sizeof *d.ratings);
	for (size_t i = 0; i < d.rating_count; i++)
		d.ratings[i] = (struct visit_rating){below(NAMES), below(99), below(9) - 2, 1, {2}};
	if (below(2))
		d.slips = (struct visit_slips){true, below(99), below(99)};
	d.desk_count = (size_t)below(30);
	d.desks = mem_alloc(d.desk_count, sizeof *d.desks);
	for (size_t i = 0; i < d.desk_count; i++)
		d.desks[i] = (struct visit_desk){below(99), below(24), below(3600000), below(9)};
	return d;
}

static void assert_same(const struct visit_day *a, const struct visit_day *b) {
	assert_int_equal(a->day, b->day);
	assert_int_equal(a->midnight_ms, b->midnight_ms);
	assert_int_equal(a->seq, b->seq);
	assert_int_equal(a->slips.known, b->slips.known);
	assert_int_equal(a->slips.due, b->slips.due);
	assert_int_equal(a->slips.ready, b->slips.ready);
	assert_int_equal(a->name_count, b->name_count);
	assert_int_equal(a->visit_count, b->visit_count);
	assert_int_equal(a->rating_count, b->rating_count);
	assert_int_equal(a->desk_count, b->desk_count);
	assert_memory_equal(a->names, b->names, a->name_count * sizeof *a->names);
	for (size_t i = 0; i < a->visit_count; i++)
		assert_memory_equal(&a->visits[i], &b->visits[i], sizeof *a->visits);
	for (size_t i = 0; i < a->rating_count; i++)
		assert_memory_equal(&a->ratings[i], &b->ratings[i], sizeof *a->ratings);
	for (size_t i = 0; i < a->desk_count; i++)
		assert_memory_equal(&a->desks[i], &b->desks[i], sizeof *a->desks);
}

static void test_there_and_back(void **state) {
	(void)state;
	for (int i = 0; i < DAYS; i++) {
		struct visit_day day = random_day(), again;
		struct visit_pack *pack = visit_pack_new(&day);
		assert_true(visit_pack_is_of(pack, day.day, day.midnight_ms));
		assert_false(visit_pack_is_of(pack, day.day, day.midnight_ms + 1));
		assert_false(visit_pack_is_of(pack, day.day + 1, day.midnight_ms));
		assert_true(visit_pack_read(pack, &again));
		assert_same(&day, &again);
		visit_day_clear(&again);
		visit_day_clear(&day);
		visit_pack_release(visit_pack_share(pack));
		visit_pack_release(pack);
	}
}

/* Cut off anywhere, and with any byte another. */
static void test_broken(void **state) {
	(void)state;
	struct visit_day day = random_day(), again;
	struct visit_pack *pack = visit_pack_new(&day);
	for (size_t size = 0; size < pack->size; size++) {
		struct visit_pack cut = {1, size, pack->bytes};
		assert_false(visit_pack_read(&cut, &again));
	}
	for (int i = 0; i < BREAKS; i++) {
		size_t at = (size_t)below((int)pack->size);
		unsigned char before = pack->bytes[at];
		pack->bytes[at] = (unsigned char)below(256);
		if (visit_pack_read(pack, &again))
			visit_day_clear(&again);
		pack->bytes[at] = before;
	}
	visit_pack_release(pack);
	visit_day_clear(&day);
}

static void test_numbers(void **state) {
	(void)state;
	const int64_t numbers[] = {0, 1, -1, 63, 64, -64, -65, INT32_MAX, INT64_MAX, INT64_MIN};
	struct bytes b = {0};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		bytes_put(&b, bytes_zigzag(numbers[i]));
	struct bytes_reader r = {b.at, b.size, true};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(bytes_unzigzag(bytes_get(&r, UINT64_MAX)), numbers[i]);
	assert_true(r.good && !r.size);
	assert_int_equal(bytes_get(&r, UINT64_MAX), 0);
	assert_false(r.good);
	mem_free(b.at);
}

int main(void) {
	const char *given = getenv("SEED");
	seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	printf("seed %u\n", seed);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
