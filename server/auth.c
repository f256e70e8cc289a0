#include "server/auth.h"

#include "common/mem.h"
#include "server/auth_state.h"

#include <sodium.h>
#include <string.h>

/* How far what the store knows of a session's last use may lag behind. */
enum { KEEP_SEEN_MS = 3600 * 1000 };

static struct entry *add_session(struct auth *auth, const struct store_session *kept,
	const struct store_user *user, int64_t silent_ms) {
	struct entry *e = mem_alloc(1, sizeof *e);
	e->session.kept = *kept;
	e->session.clerk = user->clerk;
	memcpy(e->session.role, user->role, sizeof e->session.role);
	e->kept_seen_ms = kept->seen_ms;
	e->silent_ms = silent_ms;
	e->next = auth->sessions;
	auth->sessions = e;
	return e;
}

static void add_sessions(struct auth *auth, const struct store_session *sessions, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const struct store_user *user = auth_user(auth, sessions[i].user);
		if (user && !user->ended_ms)
			add_session(auth, &sessions[i], user, 0);
	}
}

struct auth *auth_new(const struct store_user *users, size_t user_count,
	const struct store_device *devices, size_t device_count,
	const struct store_session *sessions, size_t session_count,
	void (*keep)(const struct store_session *session, bool remove, void *arg), void *arg) {
	if (sodium_init() < 0)
		return NULL;
	struct auth *auth = mem_alloc(1, sizeof *auth);
	auth->users = (struct store_user *)mem_copy(users, user_count * sizeof *users);
	auth->user_count = user_count;
	auth->devices = (struct store_device *)mem_copy(devices, device_count * sizeof *devices);
	auth->device_count = device_count;
	auth->keep = keep;
	auth->arg = arg;
	tries_init(&auth->tries);
	add_sessions(auth, sessions, session_count);
	if (auth_open_passwords(auth))
		return auth;
	auth_free(auth);
	return NULL;
}

void auth_free(struct auth *auth) {
	if (!auth)
		return;
	auth_close_passwords(auth);
	for (struct entry *e = auth->sessions, *next; e; e = next) {
		next = e->next;
		mem_free(e);
	}
	mem_free(auth->users);
	mem_free(auth->devices);
	mem_free(auth);
}

static bool over(const struct entry *e, int64_t now_ms) {
	const struct store_session *s = &e->session.kept;
	return now_ms - s->seen_ms >= AUTH_IDLE_MS || now_ms - s->since_ms >= AUTH_WHOLE_MS ||
	       (s->counter && now_ms - e->silent_ms >= AUTH_SILENT_MS);
}

void auth_remove(struct auth *auth, struct entry **at) {
	struct entry *e = *at;
	auth->keep(&e->session.kept, true, auth->arg);
	*at = e->next;
	mem_free(e);
}

static void remove_old(struct auth *auth, int64_t now_ms) {
	struct entry **at = &auth->sessions;
	while (*at) {
		if (!(*at)->silent_ms)
			(*at)->silent_ms = now_ms;
		if (over(*at, now_ms))
			auth_remove(auth, at);
		else
			at = &(*at)->next;
	}
}

static void see(struct auth *auth, struct entry *e, int64_t now_ms) {
	e->silent_ms = now_ms;
	if (now_ms > e->session.kept.seen_ms)
		e->session.kept.seen_ms = now_ms;
	if (e->session.kept.seen_ms - e->kept_seen_ms < KEEP_SEEN_MS)
		return;
	e->kept_seen_ms = e->session.kept.seen_ms;
	auth->keep(&e->session.kept, false, auth->arg);
}

const struct auth_session *auth_session(struct auth *auth, const char *cookie, int64_t now_ms) {
	unsigned char hash[SECRET_HASH_SIZE];
	if (!secret_hash(cookie, hash))
		return NULL;
	remove_old(auth, now_ms);
	for (struct entry *e = auth->sessions; e; e = e->next) {
		if (memcmp(e->session.kept.secret, hash, sizeof hash))
			continue;
		/* After a restart the token follows from the first cookie that comes. */
		secret_derive(cookie, "csrf", e->session.csrf);
		see(auth, e, now_ms);
		return &e->session;
	}
	return NULL;
}

int64_t auth_seen_ms(const struct auth *auth, int counter) {
	for (const struct entry *e = auth->sessions; e; e = e->next)
		if (e->session.kept.counter == counter)
			return e->session.kept.seen_ms;
	return 0;
}

const struct auth_session *auth_session_of(struct auth *auth, const char *user, int64_t now_ms) {
	const struct auth_session *last = NULL;
	remove_old(auth, now_ms);
	for (const struct entry *e = auth->sessions; e; e = e->next)
		if (!strcmp(e->session.kept.user, user) &&
			(!last || e->session.kept.seen_ms > last->kept.seen_ms))
			last = &e->session;
	return last;
}

bool auth_csrf_ok(const struct auth_session *session, const char *token) {
	return token && secret_same(session->csrf, token);
}

void auth_sign_out(struct auth *auth, const struct auth_session *session) {
	struct entry **at = &auth->sessions;
	while (*at && &(*at)->session != session)
		at = &(*at)->next;
	if (*at)
		auth_remove(auth, at);
}

static void take_over(struct auth *auth, int counter) {
	for (struct entry *e = auth->sessions; e && counter; e = e->next) {
		if (e->session.kept.counter != counter)
			continue;
		e->session.kept.counter = 0;
		e->session.taken_over = true;
		auth->keep(&e->session.kept, false, auth->arg);
	}
}

struct auth_session *auth_begin(struct auth *auth, const struct store_user *user, int counter,
	int64_t now_ms, char cookie[static SECRET_TEXT_SIZE]) {
	struct store_session kept = {.counter = counter, .since_ms = now_ms, .seen_ms = now_ms};
	memcpy(kept.user, user->name, sizeof kept.user);
	secret_make(cookie);
	secret_hash(cookie, kept.secret);
	remove_old(auth, now_ms);
	take_over(auth, counter);
	struct auth_session *session = &add_session(auth, &kept, user, now_ms)->session;
	secret_derive(cookie, "csrf", session->csrf);
	auth->keep(&kept, false, auth->arg);
	return session;
}

const struct auth_session *auth_admit(struct auth *auth, const struct store_user *user,
	int64_t now_ms, char cookie[static SECRET_TEXT_SIZE]) {
	return auth_begin(auth, user, 0, now_ms, cookie);
}
