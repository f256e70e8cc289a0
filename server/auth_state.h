/*
 * auth_state: the inside of auth, for server/auth*.c alone.
 */
#ifndef MOTCUA_AUTH_STATE_H
#define MOTCUA_AUTH_STATE_H

#include "server/auth.h"
#include "server/tries.h"

/* A session, when the store last heard of it, and since when its browser is silent, as far as is
 * known since the start (0: not yet). */
struct entry {
	struct auth_session session;
	int64_t kept_seen_ms, silent_ms;
	struct entry *next;
};

struct auth {
	size_t user_count, device_count;
	struct store_user *users;
	struct store_device *devices;
	struct entry *sessions;
	struct tries tries;
	struct worker *worker;
	void (*keep)(const struct store_session *session, bool remove, void *arg);
	void *arg;
};

/* The thread for passwords; false when the system gives none. Ends it, with all that is on it. */
bool auth_open_passwords(struct auth *auth);
void auth_close_passwords(struct auth *auth);

/* Opens a session at a counter (0: none), from which it takes over. */
struct auth_session *auth_begin(struct auth *auth, const struct store_user *user, int counter,
	int64_t now_ms, char cookie[static SECRET_TEXT_SIZE]);

/* Removes a session, which `at` points to. */
void auth_remove(struct auth *auth, struct entry **at);

#endif
