/*
 * auth_world: two accounts, two devices and what a store would keep of their sessions, for tests.
 *
 * auth_world_prepare is a group's set-up, auth_world_make and _end are a test's. It is NOW.
 */
#ifndef MOTCUA_TESTS_AUTH_WORLD_H
#define MOTCUA_TESTS_AUTH_WORLD_H

#include "server/auth.h"

/* The moment it is; Unix milliseconds, as HOUR. */
#define NOW INT64_C(1795651200000)
#define HOUR (INT64_C(3600) * 1000)

/* What auth asked to keep, as the store would have it. */
struct kept {
	int count, puts, removes;
	struct store_session sessions[16];
};

struct world {
	struct auth *auth;
	struct store_user users[2];
	struct store_device devices[2];
	char device_keys[2][SECRET_TEXT_SIZE];
	struct kept kept;
};

/* The answer to a sign-in. */
struct answer {
	int count;
	struct auth_outcome outcome;
	struct auth_session session;
};

/* The accounts are the same in every test: hashing their passwords takes a while. */
extern struct world auth_world_fresh;

/* Told of a sign-in; the argument is a struct answer. */
void auth_world_done(const struct auth_outcome *outcome, void *arg);
void auth_world_start(struct world *w);
void auth_world_restart(struct world *w);
int auth_world_prepare(void **state);
int auth_world_make(void **state);
int auth_world_end(void **state);
void auth_world_finish(struct auth *auth, const struct answer *answer);
struct answer auth_world_sign_in_from(struct world *w, const char *user, const char *password,
	int counter, const char *address, int64_t now_ms);
struct answer auth_world_sign_in(
	struct world *w, const char *user, const char *password, int counter);
struct answer auth_world_an_at(struct world *w, int counter);

#endif
