/*
 * auth: accounts come, change and end while people are signed in.
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

static const char AN[] = "mật khẩu của An";

static bool there(struct world *w, const struct answer *a) {
	return auth_session(w->auth, a->outcome.cookie, NOW) != NULL;
}

static struct store_user an(const struct world *w) {
	return *auth_user(w->auth, "an");
}

static void a_new_account_signs_in_at_once(void **state) {
	struct world *w = *state;
	struct store_user chi = auth_world_fresh.users[0];
	size_t count;
	strcpy(chi.name, "an.chi");
	strcpy(chi.role, "admin");
	assert_int_equal(auth_user_count(w->auth, "admin"), 0);
	assert_false(auth_put_user(w->auth, &chi, NULL));
	struct answer a = auth_world_sign_in(w, "an.chi", AN, 0);
	assert_int_equal(a.outcome.result, AUTH_OK);
	assert_string_equal(a.session.role, "admin");
	assert_int_equal(auth_user_count(w->auth, "admin"), 1);
	assert_int_equal(auth_user_count(w->auth, NULL), 3);
	const struct store_user *users = auth_users(w->auth, &count);
	assert_int_equal(count, 3);
	assert_string_equal(users[0].name, "an");
	assert_string_equal(users[1].name, "an.chi");
	assert_string_equal(users[2].name, "binh.le");
}

static void an_end_signs_out_at_once_and_for_good(void **state) {
	struct world *w = *state;
	struct answer first = auth_world_an_at(w, 3), second = auth_world_an_at(w, 4),
		      other = auth_world_sign_in(w, "binh.le", "binh's password", 0);
	struct store_user user = an(w);
	user.ended_ms = NOW;
	assert_true(auth_put_user(w->auth, &user, first.session.kept.secret));
	assert_false(there(w, &first));
	assert_false(there(w, &second));
	assert_true(there(w, &other));
	assert_int_equal(w->kept.count, 1);
	assert_int_equal(auth_world_sign_in(w, "an", AN, 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_user_count(w->auth, NULL), 1);
	user.ended_ms = 0;
	auth_put_user(w->auth, &user, NULL);
	assert_false(there(w, &first));
	assert_int_equal(auth_world_sign_in(w, "an", AN, 0).outcome.result, AUTH_OK);
}

static void an_ended_account_has_no_session_after_a_restart(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	w->users[0].ended_ms = NOW;
	auth_world_restart(w);
	assert_false(there(w, &a));
	assert_non_null(auth_user(w->auth, "an"));
}

static void another_role_signs_out(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	struct store_user user = an(w);
	strcpy(user.role, "lead");
	assert_true(auth_put_user(w->auth, &user, NULL));
	assert_false(there(w, &a));
	assert_string_equal(auth_world_an_at(w, 3).session.role, "lead");
}

static void another_name_is_shown_at_once(void **state) {
	struct world *w = *state;
	struct answer a = auth_world_an_at(w, 3);
	struct store_user user = an(w);
	strcpy(user.clerk.name, "Nguyễn Thị An");
	assert_false(auth_put_user(w->auth, &user, NULL));
	assert_string_equal(
		auth_session(w->auth, a.outcome.cookie, NOW)->clerk.name, "Nguyễn Thị An");
}

static void another_password_ends_all_sessions_but_one(void **state) {
	struct world *w = *state;
	struct answer mine = auth_world_an_at(w, 3), elsewhere = auth_world_an_at(w, 0);
	struct store_user user = an(w);
	memcpy(user.password, auth_world_fresh.users[1].password, sizeof user.password);
	assert_true(auth_put_user(w->auth, &user, mine.session.kept.secret));
	assert_true(there(w, &mine));
	assert_false(there(w, &elsewhere));
	assert_int_equal(auth_world_sign_in(w, "an", AN, 0).outcome.result, AUTH_WRONG);
	assert_int_equal(auth_world_sign_in(w, "an", "binh's password", 0).outcome.result, AUTH_OK);
}

/* Nobody slips in while the account ends. */
static void a_sign_in_under_way_meets_the_account_as_it_is(void **state) {
	struct world *w = *state;
	struct answer answer = {0};
	struct store_user user = an(w);
	user.ended_ms = NOW;
	auth_sign_in(w->auth, "an", AN, 3, "::1", NOW, auth_world_done, &answer);
	auth_put_user(w->auth, &user, NULL);
	auth_world_finish(w->auth, &answer);
	assert_int_equal(answer.outcome.result, AUTH_WRONG);
	assert_int_equal(w->kept.count, 0);
}

static struct auth_outcome change(struct world *w, const char *old, const char *fresh) {
	struct answer answer = {0};
	auth_change(w->auth, "an", old, fresh, "::1", NOW, auth_world_done, &answer);
	auth_world_finish(w->auth, &answer);
	assert_null(answer.outcome.session);
	return answer.outcome;
}

static void ones_own_password_needs_the_old_one(void **state) {
	struct world *w = *state;
	struct auth_outcome outcome = change(w, AN, "một mật khẩu mới");
	assert_int_equal(outcome.result, AUTH_OK);
	assert_true(password_verify("một mật khẩu mới", outcome.password));
	for (int i = 0; i < 5; i++) {
		outcome = change(w, "wrong", "một mật khẩu mới");
		assert_int_equal(outcome.result, AUTH_WRONG);
		assert_string_equal(outcome.password, "");
	}
	outcome = change(w, AN, "một mật khẩu mới");
	assert_int_equal(outcome.result, AUTH_SLOW_DOWN);
	assert_string_equal(outcome.password, "");
}

static void a_new_password_is_hashed_elsewhere(void **state) {
	struct world *w = *state;
	struct answer answer = {0};
	auth_hash(w->auth, "bốn từ khác nhau", auth_world_done, &answer);
	assert_int_equal(answer.count, 0);
	auth_world_finish(w->auth, &answer);
	assert_int_equal(answer.outcome.result, AUTH_OK);
	assert_true(password_verify("bốn từ khác nhau", answer.outcome.password));
}

static void whoever_made_the_account_is_signed_in(void **state) {
	struct world *w = *state;
	struct store_user user = an(w);
	char cookie[SECRET_TEXT_SIZE];
	assert_null(auth_session_of(w->auth, "an", NOW));
	assert_string_equal(auth_admit(w->auth, &user, NOW, cookie)->kept.user, "an");
	assert_non_null(auth_session(w->auth, cookie, NOW));
	assert_int_equal(w->kept.count, 1);
	assert_int_equal(auth_session_of(w->auth, "an", NOW)->kept.counter, 0);
	struct answer later = auth_world_sign_in_from(w, "an", AN, 5, "::1", NOW + 1);
	assert_int_equal(later.outcome.result, AUTH_OK);
	assert_int_equal(auth_session_of(w->auth, "an", NOW + 1)->kept.counter, 5);
	assert_null(auth_session_of(w->auth, "binh.le", NOW + 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, auth_world_make, auth_world_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_new_account_signs_in_at_once),
		TEST(an_end_signs_out_at_once_and_for_good),
		TEST(an_ended_account_has_no_session_after_a_restart),
		TEST(another_role_signs_out),
		TEST(another_name_is_shown_at_once),
		TEST(another_password_ends_all_sessions_but_one),
		TEST(a_sign_in_under_way_meets_the_account_as_it_is),
		TEST(ones_own_password_needs_the_old_one),
		TEST(a_new_password_is_hashed_elsewhere),
		TEST(whoever_made_the_account_is_signed_in),
	};
	return cmocka_run_group_tests(tests, auth_world_prepare, NULL);
}
