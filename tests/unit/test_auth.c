/*
 * auth: who may come in, as what, for how long, and how a counter is taken over.
 *
 * links: server/auth*.c server/device_code.c server/password.c server/secret.c server/tries.c
 * server/worker.c common/mem.c common/text.c
 * tests/unit/auth_world.c
 */
#include "server/password.h"
#include "tests/unit/auth_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <poll.h>
#include <sodium.h>

static void devices_are_known_by_their_key(void **state) {
	struct world *w = *state;
	const struct store_device *d = auth_device(w->auth, w->device_keys[0]);
	assert_non_null(d);
	assert_string_equal(d->name, "cua-1");
	assert_string_equal(d->role, "kiosk");
	assert_string_equal(auth_device(w->auth, w->device_keys[1])->name, "hall");
	char wrong[SECRET_TEXT_SIZE];
	memcpy(wrong, w->device_keys[0], sizeof wrong);
	wrong[42] = wrong[42] == 'A' ? 'B' : 'A';
	assert_null(auth_device(w->auth, wrong));
	assert_null(auth_device(w->auth, ""));
	wrong[20] = '\0';
	assert_null(auth_device(w->auth, wrong));
}

static void the_right_password_opens_a_session(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	assert_string_equal(a.session.kept.user, "an");
	assert_string_equal(a.session.role, "clerk");
	assert_string_equal(a.session.clerk.name, "Nguyễn Văn An");
	assert_int_equal(a.session.kept.counter, 3);
	const struct auth_session *s = auth_session(w->auth, a.outcome.cookie, NOW + 5);
	assert_non_null(s);
	assert_string_equal(s->kept.user, "an");
	assert_string_equal(s->csrf, a.session.csrf);
	assert_int_equal(s->kept.seen_ms, NOW + 5);
	assert_null(auth_session(w->auth, s->csrf, NOW + 5));
	assert_null(auth_session(w->auth, "", NOW + 5));
}

static void the_store_never_learns_the_cookie(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	unsigned char hash[SECRET_HASH_SIZE];
	assert_int_equal(w->kept.count, 1);
	assert_true(secret_hash(a.outcome.cookie, hash));
	assert_memory_equal(w->kept.sessions[0].secret, hash, sizeof hash);
	assert_int_equal(w->kept.sessions[0].since_ms, NOW);
}

static void anything_else_is_wrong(void **state) {
	struct world *w = *state;
	assert_int_equal(
		auth_world_sign_in(w, "an", "binh's password", 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_world_sign_in(w, "an", "", 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_world_sign_in(w, "an", "\xff\xfe", 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_world_sign_in(w, "", "", 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_world_sign_in(w, "nobody", "", 0).outcome.result, AUTH_WRONG);
	assert_int_equal(w->kept.count, 0);
}

static void letters_are_the_same_however_they_are_typed(void **state) {
	struct world *w = *state;
	const char *decomposed = "ma\xcc\xa3\xcc\x82t kha\xcc\x82\xcc\x89u cu\xcc\x89"
				 "a An";
	assert_int_equal(auth_world_sign_in(w, "an", decomposed, 0).outcome.result, AUTH_OK);
	assert_int_equal(
		auth_world_sign_in(w, "an", "mat khau cua An", 0).outcome.result, AUTH_WRONG);
}

static void five_failures_slow_down(void **state) {
	struct world *w = *state;
	for (int i = 0; i < 5; i++)
		assert_int_equal(
			auth_world_sign_in_from(w, "an", "wrong", 0, "192.0.2.7", NOW + i * 1000)
				.outcome.result,
			AUTH_WRONG);
	struct answer a =
		auth_world_sign_in_from(w, "an", "mật khẩu của An", 0, "192.0.2.7", NOW + 60000);
	assert_int_equal(a.outcome.result, AUTH_SLOW_DOWN);
	assert_int_equal(a.outcome.retry_after_s, 14 * 60);
	a = auth_world_sign_in_from(w, "an", "mật khẩu của An", 0, "192.0.2.8", NOW + 60000);
	assert_int_equal(a.outcome.result, AUTH_OK);
	a = auth_world_sign_in_from(w, "binh.le", "binh's password", 0, "192.0.2.7", NOW + 60000);
	assert_int_equal(a.outcome.result, AUTH_OK);
	a = auth_world_sign_in_from(w, "an", "mật khẩu của An", 0, "192.0.2.7", NOW + 15 * 60000);
	assert_int_equal(a.outcome.result, AUTH_OK);
	a = auth_world_sign_in_from(w, "an", "wrong", 0, "192.0.2.7", NOW + 15 * 60000);
	assert_int_equal(a.outcome.result, AUTH_WRONG);
}

static void tries_at_once_are_no_way_around(void **state) {
	struct world *w = *state;
	struct answer answers[8] = {0};
	int wrong = 0, slow = 0;
	for (int i = 0; i < 8; i++)
		auth_sign_in(
			w->auth, "an", "wrong", 0, "192.0.2.7", NOW, auth_world_done, &answers[i]);
	for (int i = 0; i < 8; i++) {
		auth_world_finish(w->auth, &answers[i]);
		wrong += answers[i].outcome.result == AUTH_WRONG;
		slow += answers[i].outcome.result == AUTH_SLOW_DOWN;
	}
	assert_int_equal(wrong, 5);
	assert_int_equal(slow, 3);
}

static void a_session_ends_when_unused(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 0);
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + 11 * HOUR));
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + 22 * HOUR));
	assert_null(auth_session(w->auth, a.outcome.cookie, NOW + 24 * HOUR));
	assert_int_equal(w->kept.count, 0);
	a = auth_world_an_at(w, 0);
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + 12 * HOUR - 1));
	a = auth_world_an_at(w, 0);
	assert_null(auth_session(w->auth, a.outcome.cookie, NOW + 12 * HOUR));
}

static void a_session_at_a_counter_ends_in_silence(void **state) {
	struct world *w = *state;
	const int64_t silent = 3 * 60 * 1000;
	struct answer a = auth_world_an_at(w, 3);
	int64_t now = NOW;
	assert_int_equal(auth_seen_ms(w->auth, 3), NOW);
	assert_int_equal(auth_seen_ms(w->auth, 4), 0);
	for (int i = 0; i < 3; i++)
		assert_non_null(auth_session(w->auth, a.outcome.cookie, now += silent - 1));
	assert_int_equal(auth_seen_ms(w->auth, 3), now);
	assert_null(auth_session(w->auth, a.outcome.cookie, now + silent));
	assert_int_equal(auth_seen_ms(w->auth, 3), 0);
	assert_int_equal(w->kept.count, 0);
	a = auth_world_an_at(w, 3);
	assert_null(auth_session(w->auth, a.outcome.cookie, NOW + silent));
}

/* What the store knows of its last use may be an hour old: nobody was silent for that. */
static void silence_counts_from_the_start(void **state) {
	struct world *w = *state;
	const int64_t silent = 3 * 60 * 1000;
	struct answer a = auth_world_an_at(w, 3), b = auth_world_an_at(w, 4);
	auth_world_restart(w);
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + HOUR));
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + HOUR + silent - 1));
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + HOUR + silent));
	assert_null(auth_session(w->auth, b.outcome.cookie, NOW + HOUR + silent));
}

static void a_restart_signs_nobody_out(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + 60000));
	auth_world_restart(w);
	const struct auth_session *s = auth_session(w->auth, a.outcome.cookie, NOW + 11 * HOUR);
	assert_non_null(s);
	assert_int_equal(s->kept.counter, 3);
	assert_string_equal(s->role, "clerk");
	assert_string_equal(s->clerk.name, "Nguyễn Văn An");
	assert_string_equal(s->csrf, a.session.csrf);
}

static void reading_is_not_written_each_time(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	for (int i = 0; i < 100; i++)
		assert_non_null(auth_session(w->auth, a.outcome.cookie, NOW + i * 1000));
	assert_int_equal(w->kept.puts, 1);
}

static void a_counter_is_taken_over(void **state) {
	struct world *w = *state;
	struct answer first = auth_world_an_at(w, 3), other = auth_world_an_at(w, 4);
	struct answer second = auth_world_sign_in(w, "binh.le", "binh's password", 3);
	const struct auth_session *s = auth_session(w->auth, first.outcome.cookie, NOW);
	assert_non_null(s);
	assert_int_equal(s->kept.counter, 0);
	assert_true(s->taken_over);
	s = auth_session(w->auth, second.outcome.cookie, NOW);
	assert_int_equal(s->kept.counter, 3);
	assert_false(s->taken_over);
	s = auth_session(w->auth, other.outcome.cookie, NOW);
	assert_int_equal(s->kept.counter, 4);
	auth_world_restart(w);
	assert_int_equal(auth_session(w->auth, first.outcome.cookie, NOW)->kept.counter, 0);
}

static void sessions_without_a_counter_live_side_by_side(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 0),
		      b = auth_world_sign_in(w, "binh.le", "binh's password", 0);
	assert_false(auth_session(w->auth, a.outcome.cookie, NOW)->taken_over);
	assert_false(auth_session(w->auth, b.outcome.cookie, NOW)->taken_over);
}

static void signing_out_ends_it(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3), b = auth_world_an_at(w, 4);
	auth_sign_out(w->auth, auth_session(w->auth, a.outcome.cookie, NOW));
	assert_null(auth_session(w->auth, a.outcome.cookie, NOW));
	assert_non_null(auth_session(w->auth, b.outcome.cookie, NOW));
	assert_int_equal(w->kept.count, 1);
	assert_int_equal(w->kept.removes, 1);
}

static void the_token_is_of_the_session(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3), b = auth_world_an_at(w, 4);
	const struct auth_session *s = auth_session(w->auth, a.outcome.cookie, NOW);
	assert_true(auth_csrf_ok(s, a.session.csrf));
	assert_false(auth_csrf_ok(s, b.session.csrf));
	assert_false(auth_csrf_ok(s, a.outcome.cookie));
	assert_false(auth_csrf_ok(s, ""));
	assert_false(auth_csrf_ok(s, NULL));
}

static void a_removed_user_has_no_session(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	strcpy(w->users[0].name, "someone");
	auth_world_restart(w);
	assert_null(auth_session(w->auth, a.outcome.cookie, NOW));
	assert_null(auth_user(w->auth, "an"));
	assert_string_equal(auth_user(w->auth, "binh.le")->role, "lead");
}

static void what_is_underway_is_told_at_a_stop(void **state) {
	struct world *w = *state;
	struct answer right = {0}, wrong = {0};
	auth_sign_in(w->auth, "an", "mật khẩu của An", 3, "::1", NOW, auth_world_done, &right);
	auth_sign_in(w->auth, "an", "khác", 3, "::1", NOW, auth_world_done, &wrong);
	auth_stop(w->auth);
	assert_int_equal(right.count, 1);
	assert_int_equal(right.outcome.result, AUTH_OK);
	assert_int_equal(w->kept.count, 1);
	assert_int_equal(wrong.count, 1);
	assert_int_equal(wrong.outcome.result, AUTH_WRONG);
	auth_stop(NULL);
}

static void what_is_underway_at_the_end_is_dropped(void **state) {
	struct world *w = *state;
	struct answer answer = {0};
	for (int i = 0; i < 3; i++)
		auth_sign_in(
			w->auth, "an", "mật khẩu của An", 0, "::1", NOW, auth_world_done, &answer);
	auth_world_restart(w);
	assert_int_equal(answer.count, 0);
}

static void passwords_have_rules(void **state) {
	(void)state;
	char long_one[PASSWORD_BYTES_MAX + 2];
	memset(long_one, 'x', sizeof long_one);
	long_one[sizeof long_one - 1] = '\0';
	assert_null(password_fault("mậtkhẩu123"));
	assert_null(password_fault(long_one + 1));
	assert_non_null(password_fault("mậtkhẩu12"));
	assert_non_null(password_fault(""));
	assert_non_null(password_fault("\xc3\x28 12345678"));
	assert_non_null(password_fault(long_one));
	assert_non_null(
		strstr(auth_world_fresh.users[0].password, "$argon2id$v=19$m=19456,t=2,p=1$"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, auth_world_make, auth_world_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(devices_are_known_by_their_key),
		TEST(the_right_password_opens_a_session),
		TEST(the_store_never_learns_the_cookie),
		TEST(anything_else_is_wrong),
		TEST(letters_are_the_same_however_they_are_typed),
		TEST(five_failures_slow_down),
		TEST(tries_at_once_are_no_way_around),
		TEST(a_session_ends_when_unused),
		TEST(a_session_at_a_counter_ends_in_silence),
		TEST(silence_counts_from_the_start),
		TEST(a_restart_signs_nobody_out),
		TEST(reading_is_not_written_each_time),
		TEST(a_counter_is_taken_over),
		TEST(sessions_without_a_counter_live_side_by_side),
		TEST(signing_out_ends_it),
		TEST(the_token_is_of_the_session),
		TEST(a_removed_user_has_no_session),
		TEST(what_is_underway_is_told_at_a_stop),
		TEST(what_is_underway_at_the_end_is_dropped),
		TEST(passwords_have_rules),
	};
	return cmocka_run_group_tests(tests, auth_world_prepare, NULL);
}
