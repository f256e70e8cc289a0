#include "server/auth_state.h"

#include "common/mem.h"

#include <string.h>

const struct store_user *auth_users(const struct auth *auth, size_t *count) {
	*count = auth->user_count;
	return auth->users;
}

static struct store_user *named(const struct auth *auth, const char *name) {
	for (size_t i = 0; i < auth->user_count; i++)
		if (!strcmp(auth->users[i].name, name))
			return &auth->users[i];
	return NULL;
}

const struct store_user *auth_user(const struct auth *auth, const char *name) {
	return named(auth, name);
}

size_t auth_user_count(const struct auth *auth, const char *role) {
	size_t count = 0;
	for (size_t i = 0; i < auth->user_count; i++)
		count += !auth->users[i].ended_ms && (!role || !strcmp(auth->users[i].role, role));
	return count;
}

/* Room for one more, where its name has its place. */
static struct store_user *insert(struct auth *auth, const char *name) {
	size_t at = 0;
	auth->users = mem_realloc(auth->users, auth->user_count + 1, sizeof *auth->users);
	while (at < auth->user_count && strcmp(auth->users[at].name, name) < 0)
		at++;
	memmove(auth->users + at + 1, auth->users + at,
		(auth->user_count++ - at) * sizeof *auth->users);
	return &auth->users[at];
}

/* Whether who signed in as what it was may not go on as what it is. */
static bool ends_sessions(const struct store_user *was, const struct store_user *is) {
	return is->ended_ms || strcmp(was->role, is->role) || strcmp(was->password, is->password);
}

static bool end_sessions(struct auth *auth, const char *user, const unsigned char *but_secret) {
	bool ended = false;
	struct entry **at = &auth->sessions;
	while (*at) {
		const struct store_session *s = &(*at)->session.kept;
		bool stays = strcmp(s->user, user) ||
			     (but_secret && !memcmp(s->secret, but_secret, sizeof s->secret));
		if (stays) {
			at = &(*at)->next;
			continue;
		}
		auth_remove(auth, at);
		ended = true;
	}
	return ended;
}

bool auth_put_user(
	struct auth *auth, const struct store_user *user, const unsigned char *but_secret) {
	struct store_user *was = named(auth, user->name);
	bool ended = was && ends_sessions(was, user) &&
		     end_sessions(auth, user->name, user->ended_ms ? NULL : but_secret);
	*(was ? was : insert(auth, user->name)) = *user;
	for (struct entry *e = auth->sessions; e; e = e->next)
		if (!strcmp(e->session.kept.user, user->name))
			e->session.clerk = user->clerk;
	return ended;
}
