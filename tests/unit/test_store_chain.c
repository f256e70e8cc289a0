/*
 * store_chain: the hash over a change, held against values that another BLAKE2b computed from the
 * canonical bytes as the header describes them.
 *
 * links: server/store_chain.c common/proto.c
 */
#include "server/store_chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static struct change full_change(void) {
	return (struct change){.seq = 41,
		.at_ms = 1764123456789,
		.day = 20261126,
		.kind = CHANGE_CALLED,
		.number = "Đ1-012",
		.service = "ho-tich",
		.counter = 3,
		.was = TICKET_WAITING,
		.state = TICKET_CALLED,
		.reason = REASON_PRIORITY,
		.clerk = {"Nguyễn Văn An", "Công chức Tư pháp – Hộ tịch"},
		.back_at_ms = 1764123999000,
		.by = "clerk:an",
		.ticket = 17,
		.token = "AAECAwQFBgcICQoLDA0ODw",
		.priority = "nguoi-cao-tuoi",
		.procedure = "1.001193",
		.lang = "vi",
		.how = "paper"};
}

static void expect_hash(const unsigned char hash[CHAIN_HASH_SIZE], const char *hex) {
	char got[2 * CHAIN_HASH_SIZE + 1];
	assert_string_equal(sodium_bin2hex(got, sizeof got, hash, CHAIN_HASH_SIZE), hex);
}

static void hashes_are_what_the_header_says(void **state) {
	(void)state;
	unsigned char hash[CHAIN_HASH_SIZE] = {0};
	struct change small = {.seq = 1, .at_ms = 1000, .day = 20261126, .kind = CHANGE_DAY_OPENED};
	struct change full = full_change();
	chain_add(hash, &small);
	expect_hash(hash, "534d02a7ae6ba5a46b4bf4f94674d0825daf9f11b9c05f5140eba784dba969a0");
	chain_add(hash, &full);
	expect_hash(hash, "8f755d709cf9371cdef972c35d562f7fa21080e1436ced2b79bcdcc514d5eda6");
}

static void expect_other(const struct change *a, const struct change *b) {
	unsigned char one[CHAIN_HASH_SIZE] = {0}, other[CHAIN_HASH_SIZE] = {0};
	chain_add(one, a);
	chain_add(other, b);
	assert_memory_not_equal(one, other, sizeof one);
}

#define EXPECT_COUNTS(field, value)                  \
	do {                                         \
		struct change other = full_change(); \
		other.field = value;                 \
		expect_other(&full, &other);         \
	} while (0)

static void every_number_counts(void **state) {
	(void)state;
	struct change full = full_change();
	EXPECT_COUNTS(seq, 42);
	EXPECT_COUNTS(at_ms, 1764123456788);
	EXPECT_COUNTS(day, 20261127);
	EXPECT_COUNTS(kind, CHANGE_RECALLED);
	EXPECT_COUNTS(counter, 0);
	EXPECT_COUNTS(was, TICKET_NONE);
	EXPECT_COUNTS(state, TICKET_SERVING);
	EXPECT_COUNTS(reason, REASON_IN_TURN);
	EXPECT_COUNTS(back_at_ms, 0);
	EXPECT_COUNTS(ticket, 18);
}

#define EXPECT_LETTER_COUNTS(field)                  \
	do {                                         \
		struct change other = full_change(); \
		other.field[0] ^= 1;                 \
		expect_other(&full, &other);         \
	} while (0)

static void every_text_counts(void **state) {
	(void)state;
	struct change full = full_change();
	EXPECT_LETTER_COUNTS(number);
	EXPECT_LETTER_COUNTS(service);
	EXPECT_LETTER_COUNTS(by);
	EXPECT_LETTER_COUNTS(clerk.name);
	EXPECT_LETTER_COUNTS(clerk.title);
	EXPECT_LETTER_COUNTS(token);
	EXPECT_LETTER_COUNTS(priority);
	EXPECT_LETTER_COUNTS(procedure);
	EXPECT_LETTER_COUNTS(lang);
	EXPECT_LETTER_COUNTS(how);
}

/* Fields that a newer schema brought: whoever says none of them has the hash of before. */
static void later_fields_count(void **state) {
	(void)state;
	struct change full = full_change();
	EXPECT_LETTER_COUNTS(note);
	EXPECT_LETTER_COUNTS(done);
	EXPECT_LETTER_COUNTS(from_service);
	EXPECT_COUNTS(from_counter, 2);
	EXPECT_COUNTS(to_counter, 2);
	EXPECT_COUNTS(key_s, 2);
	EXPECT_COUNTS(rules, 2);
	EXPECT_COUNTS(slot_ms, 2);
	EXPECT_COUNTS(told.known, true);
	EXPECT_COUNTS(told.low_s, 2);
	EXPECT_COUNTS(told.mid_s, 2);
	EXPECT_COUNTS(told.high_s, 2);
	EXPECT_COUNTS(lease, 2);
	EXPECT_COUNTS(first, 2);
	EXPECT_COUNTS(last, 2);
	EXPECT_COUNTS(taken_at_ms, 2);
	EXPECT_LETTER_COUNTS(holder);
	EXPECT_LETTER_COUNTS(digest);
}

static void a_text_does_not_move_into_its_neighbour(void **state) {
	(void)state;
	struct change a = {.seq = 1, .priority = "ab", .procedure = "c"};
	struct change b = {.seq = 1, .priority = "a", .procedure = "bc"};
	struct change c = {.seq = 1, .priority = "abc"};
	struct change d = {.seq = 1, .procedure = "abc"};
	expect_other(&a, &b);
	expect_other(&c, &d);
}

static void what_went_before_counts(void **state) {
	(void)state;
	struct change first = {.seq = 1}, other = {.seq = 1, .day = 1}, second = full_change();
	unsigned char a[CHAIN_HASH_SIZE] = {0}, b[CHAIN_HASH_SIZE] = {0};
	chain_add(a, &first);
	chain_add(b, &other);
	chain_add(a, &second);
	chain_add(b, &second);
	assert_memory_not_equal(a, b, sizeof a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_are_what_the_header_says),
		cmocka_unit_test(every_number_counts),
		cmocka_unit_test(every_text_counts),
		cmocka_unit_test(later_fields_count),
		cmocka_unit_test(a_text_does_not_move_into_its_neighbour),
		cmocka_unit_test(what_went_before_counts),
	};
	return sodium_init() < 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}
