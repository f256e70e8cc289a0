#include "server/auth.h"

#include "common/mem.h"
#include "server/password.h"
#include "server/tries.h"
#include "server/worker.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* How far what the store knows of a session's last use may lag behind. */
enum { KEEP_SEEN_MS = 3600 * 1000 };

/* A session, when the store last heard of it, and since when its browser is silent, as far as is
 * known since the start (0: not yet). */
struct entry {
	struct auth_session session;
	int64_t kept_seen_ms, silent_ms;
	struct entry *next;
};

/* A sign-in on its way over the worker, which reads user, password and slow, and writes right. */
struct sign_in {
	struct store_user user; /* without a name: no such account */
	char account[ID_SIZE];
	char address[AUTH_ADDRESS_SIZE];
	char *password;
	int counter;
	int64_t now_ms;
	int slow_s; /* > 0: not to be verified */
	bool right;
	void (*done)(const struct auth_outcome *outcome, void *arg);
	void *arg;
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

static void verify(void **items, size_t count, void *arg) {
	(void)arg;
	for (size_t i = 0; i < count; i++) {
		struct sign_in *s = items[i];
		if (!s->slow_s)
			s->right = password_verify(
				s->password, *s->user.name ? s->user.password : NULL);
	}
}

static void sign_in_free(struct sign_in *s) {
	sodium_memzero(s->password, strlen(s->password));
	mem_free(s->password);
	mem_free(s);
}

static struct auth_session *add_session(struct auth *auth, const struct store_session *kept,
	const struct store_user *user, int64_t silent_ms) {
	struct entry *e = mem_alloc(1, sizeof *e);
	e->session.kept = *kept;
	e->session.clerk = user->clerk;
	memcpy(e->session.role, user->role, sizeof e->session.role);
	e->kept_seen_ms = kept->seen_ms;
	e->silent_ms = silent_ms;
	e->next = auth->sessions;
	auth->sessions = e;
	return &e->session;
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
	for (size_t i = 0; i < session_count; i++) {
		const struct store_user *user = auth_user(auth, sessions[i].user);
		if (user)
			add_session(auth, &sessions[i], user, 0);
	}
	auth->worker = worker_new(verify, WORKER_ONE, NULL);
	if (!auth->worker) {
		auth_free(auth);
		return NULL;
	}
	return auth;
}

void auth_free(struct auth *auth) {
	if (!auth)
		return;
	if (auth->worker) {
		worker_stop(auth->worker);
		for (struct sign_in *s; (s = worker_finished(auth->worker));)
			sign_in_free(s);
	}
	worker_free(auth->worker);
	for (struct entry *e = auth->sessions, *next; e; e = next) {
		next = e->next;
		mem_free(e);
	}
	mem_free(auth->users);
	mem_free(auth->devices);
	mem_free(auth);
}

const struct store_device *auth_device(const struct auth *auth, const char *key) {
	unsigned char hash[SECRET_HASH_SIZE];
	if (!secret_hash(key, hash))
		return NULL;
	for (size_t i = 0; i < auth->device_count; i++)
		if (!memcmp(auth->devices[i].secret, hash, sizeof hash))
			return &auth->devices[i];
	return NULL;
}

const struct store_device *auth_devices(const struct auth *auth, size_t *count) {
	*count = auth->device_count;
	return auth->devices;
}

static struct store_device *named(const struct auth *auth, const char *name) {
	for (size_t i = 0; i < auth->device_count; i++)
		if (!strcmp(auth->devices[i].name, name))
			return &auth->devices[i];
	return NULL;
}

const struct store_device *auth_device_named(const struct auth *auth, const char *name) {
	return named(auth, name);
}

void auth_set_display(
	struct auth *auth, const char *name, const struct display_settings *settings) {
	struct store_device *device = named(auth, name);
	if (device)
		device->settings = *settings;
}

const struct store_user *auth_user(const struct auth *auth, const char *name) {
	for (size_t i = 0; i < auth->user_count; i++)
		if (!strcmp(auth->users[i].name, name))
			return &auth->users[i];
	return NULL;
}

static bool over(const struct entry *e, int64_t now_ms) {
	const struct store_session *s = &e->session.kept;
	return now_ms - s->seen_ms >= AUTH_IDLE_MS || now_ms - s->since_ms >= AUTH_WHOLE_MS ||
	       (s->counter && now_ms - e->silent_ms >= AUTH_SILENT_MS);
}

static void remove_entry(struct auth *auth, struct entry **at) {
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
			remove_entry(auth, at);
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

bool auth_csrf_ok(const struct auth_session *session, const char *token) {
	return token && secret_same(session->csrf, token);
}

void auth_sign_out(struct auth *auth, const struct auth_session *session) {
	struct entry **at = &auth->sessions;
	while (*at && &(*at)->session != session)
		at = &(*at)->next;
	if (*at)
		remove_entry(auth, at);
}

void auth_sign_in(struct auth *auth, const char *user, const char *password, int counter,
	const char *address, int64_t now_ms,
	void (*done)(const struct auth_outcome *outcome, void *arg), void *arg) {
	struct sign_in *s = mem_alloc(1, sizeof *s);
	const struct store_user *known = auth_user(auth, user);
	if (known)
		s->user = *known;
	snprintf(s->account, sizeof s->account, "%s", user);
	snprintf(s->address, sizeof s->address, "%s", address);
	s->password = mem_strdup(password);
	s->counter = counter;
	s->now_ms = now_ms;
	s->done = done;
	s->arg = arg;
	s->slow_s = tries_wait_s(&auth->tries, s->account, s->address, now_ms);
	if (!s->slow_s)
		tries_begin(&auth->tries, s->account, s->address, now_ms);
	worker_submit(auth->worker, s);
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

static void admit(struct auth *auth, const struct sign_in *s, struct auth_outcome *outcome) {
	struct store_session kept = {
		.counter = s->counter, .since_ms = s->now_ms, .seen_ms = s->now_ms};
	memcpy(kept.user, s->user.name, sizeof kept.user);
	secret_make(outcome->cookie);
	secret_hash(outcome->cookie, kept.secret);
	tries_succeed(&auth->tries, s->account, s->address);
	remove_old(auth, s->now_ms);
	take_over(auth, s->counter);
	struct auth_session *session = add_session(auth, &kept, &s->user, s->now_ms);
	secret_derive(outcome->cookie, "csrf", session->csrf);
	auth->keep(&kept, false, auth->arg);
	outcome->session = session;
}

int auth_fd(const struct auth *auth) {
	return worker_fd(auth->worker);
}

void auth_finish(struct auth *auth) {
	struct sign_in *s;
	while ((s = worker_finished(auth->worker))) {
		struct auth_outcome outcome = {.result = AUTH_OK};
		if (s->slow_s) {
			outcome.result = AUTH_SLOW_DOWN;
			outcome.retry_after_s = s->slow_s;
		} else if (s->right) {
			admit(auth, s, &outcome);
		} else {
			outcome.result = AUTH_WRONG;
		}
		s->done(&outcome, s->arg);
		sodium_memzero(outcome.cookie, sizeof outcome.cookie);
		sign_in_free(s);
	}
}

void auth_stop(struct auth *auth) {
	if (!auth)
		return;
	worker_stop(auth->worker);
	auth_finish(auth);
}
