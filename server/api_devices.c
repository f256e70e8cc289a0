/* The office's displays and kiosks, as the lead sees and directs them. */
#include "common/device_json.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/calendar.h"

#include <stdio.h>
#include <string.h>

static json_t *word_or_null(const char *word) {
	return *word ? json_string(word) : json_null();
}

static const char *state_word(const struct devices_one *one, int64_t now_ms) {
	return !one || !one->seen_ms ? "never" : devices_silent(one, now_ms) ? "silent" : "ok";
}

static const char *picture_word(const struct devices_one *one, int64_t now_ms) {
	static const char *const words[] = {[PICTURE_NONE] = "none",
		[PICTURE_ASKED] = "asked",
		[PICTURE_READY] = "ready",
		[PICTURE_IN_USE] = "in_use"};
	return words[one ? devices_picture_of(one, now_ms) : PICTURE_NONE];
}

/* What is known of what it shows; all null of one that was never heard of. */
static json_t *said_json(const struct devices_one *one) {
	const struct device_status *said = &one->said;
	bool display = display_settings_said(&said->now);
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "version",
		word_or_null(said->version), "size", word_or_null(said->screen), "screen",
		word_or_null(said->shows), "number", word_or_null(said->number), "now",
		display_settings_json(&said->now), "mute",
		display ? json_boolean(said->mute) : json_null(), "sound",
		word_or_null(said->sound), "printer", word_or_null(said->printer), "address",
		word_or_null(one->address));
}

static json_t *device_json(
	struct api_call *call, const struct store_device *device, int64_t now_ms) {
	static const struct devices_one nothing = {.said = {.now = {.volume = -1}}};
	const struct devices_one *one = devices_find(&call->api->devices, device->name);
	bool two = one && devices_two(one, now_ms);
	json_t *json = said_json(one ? one : &nothing);
	json_t *more = json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:o}", "name", device->name,
		"role", device->role, "state", state_word(one, now_ms), "seen_at",
		api_number_or_null(one ? one->seen_ms : 0), "also_at",
		two ? json_string(one->other_address) : json_null(), "settings",
		display_settings_json(&device->settings), "picture", picture_word(one, now_ms),
		"picture_at", api_number_or_null(one && one->png ? one->drawn_ms : 0));
	json_object_update(json, more);
	json_decref(more);
	return json;
}

void api_devices(struct api_call *call) {
	int64_t now_ms = office_now(call->office);
	size_t count;
	const struct store_device *devices = auth_devices(call->api->options.auth, &count);
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		if (!devices[i].ended_ms)
			json_array_append_new(list, device_json(call, &devices[i], now_ms));
	api_answer(call, 200,
		json_pack("{s:I, s:s, s:b, s:o}", "now", (json_int_t)now_ms, "version",
			version_text(), "open", calendar_open(office_setup(call->office), now_ms),
			"devices", list));
}

const struct store_device *api_device_named(struct api_call *call) {
	const struct store_device *device =
		auth_device_named(call->api->options.auth, call->params[0]);
	if (device && !device->ended_ms)
		return device;
	api_error(call, 404, "not_found", NULL);
	return NULL;
}

/* Settings on their way to the disk. */
struct telling {
	struct api_call *call;
	struct store_device device;
};

static void log_settings(const struct store_device *d, const char *by) {
	const struct display_settings *s = &d->settings;
	char counter[16] = "", volume[32] = "";
	if (s->counter)
		snprintf(counter, sizeof counter, " %d", s->counter);
	if (s->volume >= 0)
		snprintf(volume, sizeof volume, ", volume %d", s->volume);
	log_info("display %s: told by %s: %s%s%s%s%s", d->name, by,
		s->view ? display_view_word(s->view) : "as its command line says", counter,
		*s->zone ? ", zone " : "", s->zone, volume);
}

/* The display is told when the disk has it. */
static void kept(void *arg, enum store_result result) {
	struct telling *t = arg;
	struct api_call *call = t->call;
	const struct api_options *options = &call->api->options;
	if (result == STORE_OK) {
		auth_set_display(options->auth, t->device.name, &t->device.settings);
		log_settings(&t->device, call->by);
		options->devices_told(options->arg);
		api_answer(call, 200, device_json(call, &t->device, office_now(call->office)));
	} else {
		api_unwritten(call, result);
	}
	mem_free(t);
}

/* What the display is to show is there; else what is not. */
static bool is_here(
	const struct api_call *call, const struct display_settings *s, const char **field) {
	if (s->counter && !api_counter_id(call, s->counter))
		*field = "counter";
	else if (s->zone[0] && setup_zone(office_setup(call->office), s->zone) < 0)
		*field = "zone";
	else
		return true;
	return false;
}

void api_device_put(struct api_call *call) {
	const struct store_device *device = api_device_named(call);
	struct display_settings settings;
	const char *field = "";
	if (!device)
		return;
	if (strcmp(device->role, "display")) {
		api_invalid(call, "role");
		return;
	}
	if (!display_settings_from_json(call->body, &settings, &field) ||
		!is_here(call, &settings, &field)) {
		api_invalid(call, field);
		return;
	}
	struct telling *t = mem_alloc(1, sizeof *t);
	t->call = call;
	t->device = *device;
	t->device.settings = settings;
	office_keep_device(call->office, &t->device);
	office_commit(call->office, NULL, kept, t);
}

void api_device_ask_picture(struct api_call *call) {
	const struct api_options *options = &call->api->options;
	int64_t now_ms = office_now(call->office);
	const struct store_device *device = api_device_named(call);
	if (!device)
		return;
	if (!devices_ask(&call->api->devices, device->name, now_ms)) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	options->devices_told(options->arg);
	api_answer(call, 200, device_json(call, device, now_ms));
}

void api_device_picture(struct api_call *call) {
	const struct store_device *device = api_device_named(call);
	if (!device)
		return;
	const struct devices_one *one = devices_find(&call->api->devices, device->name);
	enum devices_picture state =
		one ? devices_picture_of(one, office_now(call->office)) : PICTURE_NONE;
	if (state == PICTURE_READY)
		api_answer_bytes(call, "image/png", one->png, one->png_size);
	else if (state == PICTURE_IN_USE)
		api_error(call, 409, "in_use", NULL);
	else
		api_error(call, 404, "not_found", NULL);
}
