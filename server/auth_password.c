#include "server/auth_state.h"

#include "common/mem.h"
#include "server/password.h"
#include "server/worker.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum purpose { SIGN_IN, HASH, CHANGE };

/* Passwords on their way over the worker, which reads tried, fresh and known, and writes right and
 * kept. */
struct errand {
	enum purpose purpose;
	struct store_user known; /* without a name: no such account */
	char account[ID_SIZE];
	char address[AUTH_ADDRESS_SIZE];
	char *tried; /* to be verified; NULL: none */
	char *fresh; /* to be hashed where that was right; NULL: none */
	int counter;
	int64_t now_ms;
	int slow_s; /* > 0: nothing is to be done */
	bool right, hashed;
	char kept[STORE_PASSWORD_SIZE];
	auth_done *done;
	void *arg;
};

static void do_errand(void **items, size_t count, void *arg) {
	(void)arg;
	for (size_t i = 0; i < count; i++) {
		struct errand *e = items[i];
		if (e->slow_s)
			continue;
		const char *kept = *e->known.name ? e->known.password : NULL;
		e->right = !e->tried || password_verify(e->tried, kept);
		e->hashed = e->right && e->fresh && password_hash(e->fresh, e->kept);
	}
}

static void forget(char *password) {
	if (password)
		sodium_memzero(password, strlen(password));
	mem_free(password);
}

static void errand_free(struct errand *e) {
	forget(e->tried);
	forget(e->fresh);
	sodium_memzero(e->kept, sizeof e->kept);
	mem_free(e);
}

bool auth_open_passwords(struct auth *auth) {
	auth->worker = worker_new(do_errand, WORKER_ONE, NULL);
	return auth->worker != NULL;
}

void auth_close_passwords(struct auth *auth) {
	if (!auth->worker)
		return;
	worker_stop(auth->worker);
	for (struct errand *e; (e = worker_finished(auth->worker));)
		errand_free(e);
	worker_free(auth->worker);
}

static struct errand *errand_new(enum purpose purpose, auth_done *done, void *arg) {
	struct errand *e = mem_alloc(1, sizeof *e);
	e->purpose = purpose;
	e->done = done;
	e->arg = arg;
	return e;
}

/* A password that may be wrong: it counts as that from now on. */
static void try(struct auth *auth, struct errand *e, const char *user, const char *password,
	const char *address, int64_t now_ms) {
	const struct store_user *known = auth_user(auth, user);
	if (known && !known->ended_ms)
		e->known = *known;
	snprintf(e->account, sizeof e->account, "%s", user);
	snprintf(e->address, sizeof e->address, "%s", address);
	e->tried = mem_strdup(password);
	e->now_ms = now_ms;
	e->slow_s = tries_wait_s(&auth->tries, e->account, e->address, now_ms);
	if (!e->slow_s)
		tries_begin(&auth->tries, e->account, e->address, now_ms);
}

void auth_sign_in(struct auth *auth, const char *user, const char *password, int counter,
	const char *address, int64_t now_ms, auth_done *done, void *arg) {
	struct errand *e = errand_new(SIGN_IN, done, arg);
	e->counter = counter;
	try(auth, e, user, password, address, now_ms);
	worker_submit(auth->worker, e);
}

void auth_hash(struct auth *auth, const char *password, auth_done *done, void *arg) {
	struct errand *e = errand_new(HASH, done, arg);
	e->fresh = mem_strdup(password);
	worker_submit(auth->worker, e);
}

void auth_change(struct auth *auth, const char *user, const char *old, const char *fresh,
	const char *address, int64_t now_ms, auth_done *done, void *arg) {
	struct errand *e = errand_new(CHANGE, done, arg);
	e->fresh = mem_strdup(fresh);
	try(auth, e, user, old, address, now_ms);
	worker_submit(auth->worker, e);
}

int auth_fd(const struct auth *auth) {
	return worker_fd(auth->worker);
}

/* Whether the account is still the one that the password was right for. */
static const struct store_user *still(const struct auth *auth, const struct errand *e) {
	const struct store_user *now = auth_user(auth, e->known.name);
	bool same = now && !now->ended_ms && !strcmp(now->password, e->known.password);
	return e->right && same ? now : NULL;
}

static enum auth_result end(struct auth *auth, const struct errand *e, struct auth_outcome *to) {
	if (e->slow_s) {
		to->retry_after_s = e->slow_s;
		return AUTH_SLOW_DOWN;
	}
	const struct store_user *user = e->tried ? still(auth, e) : NULL;
	if (e->tried && !user)
		return AUTH_WRONG;
	if (e->tried)
		tries_succeed(&auth->tries, e->account, e->address);
	if (e->purpose == SIGN_IN)
		to->session = auth_begin(auth, user, e->counter, e->now_ms, to->cookie);
	else if (e->hashed)
		memcpy(to->password, e->kept, sizeof to->password);
	else
		return AUTH_FAILED;
	return AUTH_OK;
}

void auth_finish(struct auth *auth) {
	struct errand *e;
	while ((e = worker_finished(auth->worker))) {
		struct auth_outcome outcome = {0};
		outcome.result = end(auth, e, &outcome);
		e->done(&outcome, e->arg);
		sodium_memzero(&outcome, sizeof outcome);
		errand_free(e);
	}
}

void auth_stop(struct auth *auth) {
	if (!auth)
		return;
	worker_stop(auth->worker);
	auth_finish(auth);
}
