/* Devices: the administrator gives each a name and a one-time code, and may revoke it. */
#include "common/text.h"
#include "server/api_accounts.h"
#include "server/device_code.h"

#include <sodium.h>
#include <string.h>

static json_t *device_json(const struct api_call *call, const struct store_device *d) {
	bool open = !d->ended_ms && office_now(call->office) < d->code_until_ms;
	return json_pack("{s:s, s:s, s:b, s:o, s:b}", "name", d->name, "role", d->role, "enrolled",
		d->enrolled, "code_expires_at", api_number_or_null(open ? d->code_until_ms : 0),
		"ended", d->ended_ms != 0);
}

void api_admin_devices(struct api_call *call) {
	size_t count;
	const struct store_device *devices = auth_devices(call->api->options.auth, &count);
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, device_json(call, &devices[i]));
	api_answer(call, 200, json_pack("{s:o}", "devices", list));
}

/* Gives the device a code, which is told this once. */
static void invite(struct api_call *call, const char *act, const struct store_device *was,
	struct store_device *is) {
	char code[DEVICE_CODE_SIZE];
	device_code_make(code);
	device_code_hash(code, is->code);
	is->code_until_ms = office_now(call->office) + DEVICE_CODE_MS;
	json_t *json = json_pack("{s:s, s:s, s:s, s:I}", "name", is->name, "role", is->role, "code",
		code, "expires_at", (json_int_t)is->code_until_ms);
	struct store_act made = accounts_device_act(act, was, is);
	api_accounts_do(call, &made, 201, json, NULL);
}

/* A name that was ended can be used again; its old key stays dead. */
void api_admin_device_post(struct api_call *call) {
	struct store_device is = {.settings = display_settings_none};
	char role[ID_SIZE];
	if (!api_text(call, "name", is.name, sizeof is.name) || !text_is_name(is.name)) {
		api_accounts_invalid(call, "name", "error.device.name");
		return;
	}
	if (!api_text(call, "role", role, sizeof role) ||
		(strcmp(role, "kiosk") && strcmp(role, "display"))) {
		api_invalid(call, "role");
		return;
	}
	text_copy(is.role, sizeof is.role, role);
	if (!api_accounts_free(call))
		return;
	const struct store_device *was = auth_device_named(call->api->options.auth, is.name);
	if (was && !was->ended_ms)
		api_accounts_invalid(call, "name", "error.device.taken");
	else
		invite(call, "add", was, &is);
}

void api_admin_device_code(struct api_call *call) {
	const struct store_device *was = api_accounts_free(call) ? api_device_named(call) : NULL;
	if (!was)
		return;
	struct store_device is = *was;
	invite(call, "code", was, &is);
}

void api_admin_device_delete(struct api_call *call) {
	const struct store_device *was = api_accounts_free(call) ? api_device_named(call) : NULL;
	if (!was)
		return;
	struct store_device is = *was;
	is.ended_ms = office_now(call->office);
	struct store_act made = accounts_device_act("end", was, &is);
	api_accounts_do(call, &made, 200, device_json(call, &is), NULL);
}

static json_t *enrolled_json(const struct store_device *device, const char *key) {
	return json_pack("{s:s, s:s, s:s}", "name", device->name, "role", device->role, "key", key);
}

/* The key that the device has made itself, or one for it; false when it is none. */
static bool read_key(struct api_call *call, char key[static SECRET_TEXT_SIZE]) {
	unsigned char bytes[SECRET_HASH_SIZE];
	size_t size;
	if (!json_object_get(call->body, "key")) {
		secret_make(key);
		return true;
	}
	return api_text(call, "key", key, SECRET_TEXT_SIZE) &&
	       sodium_base642bin(bytes, sizeof bytes, key, strlen(key), NULL, &size, NULL,
		       sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
	       size == sizeof bytes;
}

/* Whether a key is, or was, one of another device. */
static bool is_taken(const struct api_call *call, const struct store_device *device) {
	size_t count;
	const struct store_device *devices = auth_devices(call->api->options.auth, &count);
	for (size_t i = 0; i < count; i++)
		if (devices[i].enrolled && strcmp(devices[i].name, device->name) &&
			!memcmp(devices[i].secret, device->secret, sizeof device->secret))
			return true;
	return false;
}

static void enrol(struct api_call *call, const struct store_device *was, const char *key) {
	struct store_device is = *was;
	is.enrolled = true;
	is.code_until_ms = 0;
	secret_hash(key, is.secret);
	if (is_taken(call, &is)) {
		api_invalid(call, "key");
		return;
	}
	api_by(call->by, is.role, is.name);
	struct store_act made = accounts_device_act("enrol", was, &is);
	api_accounts_do(call, &made, 201, enrolled_json(&is, key), NULL);
}

/* The code is spent: whoever lost the answer has the key that was handed in with it. */
static void ask_again(struct api_call *call, const char *key) {
	const struct store_device *device = auth_device(call->api->options.auth, key);
	if (device)
		api_answer(call, 201, enrolled_json(device, key));
	else
		api_error(call, 403, "code_wrong", NULL);
}

void api_enrol(struct api_call *call) {
	char key[SECRET_TEXT_SIZE], role[ID_SIZE];
	const char *code = json_string_value(json_object_get(call->body, "code"));
	const struct store_device *device = NULL;
	int retry_after_s = 0;
	if (!api_accounts_free(call))
		return;
	if (!code || !api_text(call, "role", role, sizeof role) || !read_key(call, key)) {
		api_invalid(call, code ? "key" : "code");
		return;
	}
	switch (auth_try_code(call->api->options.auth, code, http_peer(call->x),
		office_now(call->office), &device, &retry_after_s)) {
	case AUTH_OK:
		if (*role && strcmp(role, device->role))
			api_invalid(call, "role");
		else
			enrol(call, device, key);
		break;
	case AUTH_SLOW_DOWN:
		api_slow_down(call, retry_after_s);
		break;
	case AUTH_WRONG:
	case AUTH_FAILED:
		ask_again(call, key);
		break;
	}
	sodium_memzero(key, sizeof key);
}
