#include "server/auth_state.h"

#include "common/mem.h"
#include "server/device_code.h"

#include <string.h>

/* Of tries with codes, beside the accounts: no name of one has a blank. */
static const char CODES[] = "device code";

const struct store_device *auth_device(const struct auth *auth, const char *key) {
	unsigned char hash[SECRET_HASH_SIZE];
	if (!secret_hash(key, hash))
		return NULL;
	for (size_t i = 0; i < auth->device_count; i++) {
		const struct store_device *d = &auth->devices[i];
		if (d->enrolled && !d->ended_ms && !memcmp(d->secret, hash, sizeof hash))
			return d;
	}
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

/* Room for one more, where its name has its place. */
static struct store_device *insert(struct auth *auth, const char *name) {
	size_t at = 0;
	auth->devices = mem_realloc(auth->devices, auth->device_count + 1, sizeof *auth->devices);
	while (at < auth->device_count && strcmp(auth->devices[at].name, name) < 0)
		at++;
	memmove(auth->devices + at + 1, auth->devices + at,
		(auth->device_count++ - at) * sizeof *auth->devices);
	return &auth->devices[at];
}

void auth_put_device(struct auth *auth, const struct store_device *device) {
	struct store_device *was = named(auth, device->name);
	struct display_settings settings = was ? was->settings : device->settings;
	struct store_device *is = was ? was : insert(auth, device->name);
	*is = *device;
	is->settings = settings;
}

void auth_set_display(
	struct auth *auth, const char *name, const struct display_settings *settings) {
	struct store_device *device = named(auth, name);
	if (device)
		device->settings = *settings;
}

/* The device whose code this is, if it can still be used. */
static const struct store_device *with_code(
	const struct auth *auth, const char *code, int64_t now_ms) {
	unsigned char hash[SECRET_HASH_SIZE];
	if (!device_code_hash(code, hash))
		return NULL;
	for (size_t i = 0; i < auth->device_count; i++) {
		const struct store_device *d = &auth->devices[i];
		if (!d->ended_ms && now_ms < d->code_until_ms &&
			!memcmp(d->code, hash, sizeof hash))
			return d;
	}
	return NULL;
}

enum auth_result auth_try_code(struct auth *auth, const char *code, const char *address,
	int64_t now_ms, const struct store_device **device, int *retry_after_s) {
	*retry_after_s = tries_wait_s(&auth->tries, CODES, address, now_ms);
	if (*retry_after_s)
		return AUTH_SLOW_DOWN;
	*device = with_code(auth, code, now_ms);
	if (!*device) {
		tries_begin(&auth->tries, CODES, address, now_ms);
		return AUTH_WRONG;
	}
	tries_succeed(&auth->tries, CODES, address);
	return AUTH_OK;
}
