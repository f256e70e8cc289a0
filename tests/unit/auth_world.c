#include "tests/unit/auth_world.h"

#include "server/password.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <poll.h>
#include <sodium.h>

static void keep(const struct store_session *session, bool remove, void *arg) {
	struct kept *kept = arg;
	int i = 0;
	while (i < kept->count &&
		memcmp(kept->sessions[i].secret, session->secret, sizeof session->secret) != 0)
		i++;
	kept->puts += !remove;
	kept->removes += remove;
	if (remove) {
		assert_true(i < kept->count);
		kept->sessions[i] = kept->sessions[--kept->count];
		return;
	}
	assert_true(i < 16);
	kept->sessions[i] = *session;
	kept->count += i == kept->count;
}

void auth_world_done(const struct auth_outcome *outcome, void *arg) {
	struct answer *answer = arg;
	answer->count++;
	answer->outcome = *outcome;
	if (outcome->session)
		answer->session = *outcome->session;
}

void auth_world_start(struct world *w) {
	w->auth = auth_new(w->users, 2, w->devices, 2, w->kept.sessions, (size_t)w->kept.count,
		keep, &w->kept);
	assert_non_null(w->auth);
}

void auth_world_restart(struct world *w) {
	auth_free(w->auth);
	auth_world_start(w);
}

/* The accounts are the same in every test: hashing their passwords takes a while. */
struct world auth_world_fresh;

int auth_world_prepare(void **state) {
	(void)state;
	if (sodium_init() < 0)
		return 1;
	auth_world_fresh.users[0] = (struct store_user){.name = "an",
		.role = "clerk",
		.clerk = {"Nguyễn Văn An", "Công chức Tư pháp – Hộ tịch"}};
	auth_world_fresh.users[1] = (struct store_user){.name = "binh.le", .role = "lead"};
	auth_world_fresh.devices[0] =
		(struct store_device){.name = "cua-1", .role = "kiosk", .enrolled = true};
	auth_world_fresh.devices[1] =
		(struct store_device){.name = "hall", .role = "display", .enrolled = true};
	for (int i = 0; i < 2; i++) {
		secret_make(auth_world_fresh.device_keys[i]);
		secret_hash(auth_world_fresh.device_keys[i], auth_world_fresh.devices[i].secret);
	}
	return !password_hash("mật khẩu của An", auth_world_fresh.users[0].password) ||
	       !password_hash("binh's password", auth_world_fresh.users[1].password);
}

int auth_world_make(void **state) {
	static struct world world;
	world = auth_world_fresh;
	auth_world_start(&world);
	*state = &world;
	return 0;
}

int auth_world_end(void **state) {
	struct world *w = *state;
	auth_free(w->auth);
	return 0;
}

void auth_world_finish(struct auth *auth, const struct answer *answer) {
	struct pollfd p = {.fd = auth_fd(auth), .events = POLLIN};
	while (!answer->count) {
		assert_int_equal(poll(&p, 1, 60000), 1);
		auth_finish(auth);
	}
	assert_int_equal(answer->count, 1);
}

struct answer auth_world_sign_in_from(struct world *w, const char *user, const char *password,
	int counter, const char *address, int64_t now_ms) {
	struct answer answer = {0};
	auth_sign_in(w->auth, user, password, counter, address, now_ms, auth_world_done, &answer);
	assert_int_equal(answer.count, 0);
	auth_world_finish(w->auth, &answer);
	return answer;
}

struct answer auth_world_sign_in(
	struct world *w, const char *user, const char *password, int counter) {
	return auth_world_sign_in_from(w, user, password, counter, "192.0.2.7", NOW);
}

struct answer auth_world_an_at(struct world *w, int counter) {
	struct answer a = auth_world_sign_in(w, "an", "mật khẩu của An", counter);
	assert_int_equal(a.outcome.result, AUTH_OK);
	return a;
}
