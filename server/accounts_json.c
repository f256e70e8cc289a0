#include "server/accounts_json.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/difference_json.h"

#include <stdlib.h>
#include <string.h>

json_t *accounts_user_json(const struct store_user *u) {
	return json_pack("{s:s, s:s, s:s, s:b}", "role", u->role, "name", u->clerk.name, "title",
		u->clerk.title, "ended", u->ended_ms != 0);
}

json_t *accounts_device_json(const struct store_device *d) {
	return json_pack("{s:s, s:b, s:b, s:b}", "role", d->role, "enrolled", d->enrolled, "code",
		d->code_until_ms != 0, "ended", d->ended_ms != 0);
}

static struct store_act act_of(
	const char *act, const char *object, const char *id, json_t *was, json_t *is) {
	struct store_act made = {0};
	char *changes = difference_text(was, is);
	text_copy(made.act, sizeof made.act, act);
	text_copy(made.object, sizeof made.object, object);
	text_copy(made.id, sizeof made.id, id);
	made.changes = mem_strdup(changes);
	free(changes);
	json_decref(was);
	json_decref(is);
	return made;
}

/* A secret is another from now on. */
static void add_secret(json_t *was, json_t *is, const char *which) {
	json_object_set_new(was, which, json_null());
	json_object_set_new(is, which, json_true());
}

struct store_act accounts_user_act(
	const char *act, const struct store_user *was, const struct store_user *is) {
	json_t *before = was ? accounts_user_json(was) : NULL, *now = accounts_user_json(is);
	if (was && strcmp(was->password, is->password))
		add_secret(before, now, "password");
	struct store_act made = act_of(act, ACCOUNTS_USER, is->name, before, now);
	made.puts = PUTS_USER;
	made.user = *is;
	return made;
}

struct store_act accounts_device_act(
	const char *act, const struct store_device *was, const struct store_device *is) {
	json_t *before = was ? accounts_device_json(was) : NULL, *now = accounts_device_json(is);
	if (was && is->enrolled && memcmp(was->secret, is->secret, sizeof is->secret))
		add_secret(before, now, "key");
	struct store_act made = act_of(act, ACCOUNTS_DEVICE, is->name, before, now);
	made.puts = PUTS_DEVICE;
	made.device = *is;
	return made;
}
