/*
 * proto_json, device_json, json_read: what servers, screens and kiosks are told as JSON. A value
 * that is refused is untouched; one that is accepted says the same after it was written and read
 * again.
 *
 * links: common/proto.c common/proto_json_in.c common/proto_json_out.c common/proto_json_office.c
 * common/proto_json_ticket.c common/device.c common/device_json.c common/json_read.c common/text.c
 * common/slip_code.c common/mem.c common/version.c
 */
#include "common/device_json.h"
#include "common/json_read.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "tests/fuzz/fuzz.h"

#include <limits.h>
#include <string.h>

enum { UNTOUCHED = 0x5A, ID_ROOM = 8 };

struct kind {
	size_t size;
	bool (*read)(const json_t *j, void *value);
	json_t *(*write)(const void *value);
};

#define KIND(name, type, from, to)                              \
	static bool read_##name(const json_t *j, void *value) { \
		type *v = value;                                \
		return from;                                    \
	}                                                       \
	static json_t *write_##name(const void *value) {        \
		const type *v = value;                          \
		return to;                                      \
	}

KIND(change, struct change, change_from_json(j, v), change_json(v))
KIND(hall, struct snapshot, snapshot_from_json(j, v), snapshot_json(v))
KIND(office, struct office_view, office_view_from_json(j, v), office_view_json(v))
KIND(name, struct name, name_from_json(j, v), name_json(v))
KIND(wait, struct wait, wait_from_json(j, v), wait_json(v))
KIND(span, struct span, span_from_json(j, v), span_json(v))
KIND(clerk, struct clerk, clerk_from_json(j, v), clerk_json(v))
KIND(settings, struct display_settings, display_settings_from_json(j, v, NULL),
	display_settings_json(v))
KIND(status, struct device_status, device_status_from_json(j, v), device_status_json(v))
KIND(orders, struct device_orders, device_orders_from_json(j, v), device_orders_json(v, 0))

#define ROW(name, type) \
	{ sizeof(type), read_##name, write_##name }

static const struct kind kinds[] = {
	ROW(change, struct change),
	ROW(hall, struct snapshot),
	ROW(office, struct office_view),
	ROW(name, struct name),
	ROW(wait, struct wait),
	ROW(span, struct span),
	ROW(clerk, struct clerk),
	ROW(settings, struct display_settings),
	ROW(status, struct device_status),
	ROW(orders, struct device_orders),
};

static void untouched(const uint8_t *value, size_t size) {
	for (size_t i = 0; i < size; i++)
		MUST(value[i] == UNTOUCHED);
}

static void both_ways(const struct kind *kind, const json_t *j) {
	uint8_t *value = mem_alloc(kind->size, 1);
	memset(value, UNTOUCHED, kind->size);
	if (kind->read(j, value)) {
		json_t *written = kind->write(value), *again;
		MUST(written && kind->read(written, value));
		again = kind->write(value);
		MUST(json_equal(written, again));
		json_decref(written);
		json_decref(again);
	} else {
		untouched(value, kind->size);
	}
	mem_free(value);
}

/* Those that are only read. */
static void answers(const json_t *j) {
	struct ticket ticket, as_answer;
	struct slip_result result;
	char slug[ID_SIZE], message[NAME_SIZE];
	memset(&ticket, UNTOUCHED, sizeof ticket);
	memset(&as_answer, UNTOUCHED, sizeof as_answer);
	if (!ticket_from_json(j, &ticket))
		untouched((const uint8_t *)&ticket, sizeof ticket);
	if (!ticket_from_answer(j, &as_answer))
		untouched((const uint8_t *)&as_answer, sizeof as_answer);
	memset(&result, UNTOUCHED, sizeof result);
	if (!slip_result_from_json(j, &result))
		untouched((const uint8_t *)&result, sizeof result);
	error_from_json(j, slug, message);
	MUST(text_valid(slug, strlen(slug)) && text_valid(message, strlen(message)));
}

/* What time alone changes, taken over into a hall and back out of it. */
static void waits(const json_t *j) {
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *services = json_object_get(j, "services"), *row;
	size_t i;
	s->now_ms = 1;
	json_array_foreach(services, i, row) {
		char *id = s->services[s->service_count].id;
		bool room = s->service_count < SERVICES_MAX - 1;
		if (room && json_read_id(row, "id", id, ID_SIZE) && !snapshot_service(s, id))
			s->service_count++;
	}
	json_t *before = waits_json(s);
	bool taken = waits_from_json(j, s);
	json_t *after = waits_json(s), *again;
	MUST(taken ? waits_from_json(after, s) : json_equal(before, after));
	again = waits_json(s);
	MUST(json_equal(after, again));
	json_decref(before);
	json_decref(after);
	json_decref(again);
	mem_free(s);
}

static void member(const json_t *j, const char *key) {
	char id[ID_ROOM] = "?", text[ID_ROOM] = "?";
	int64_t wide = -7;
	int number = -7;
	bool flag;
	MUST(json_read_id(j, key, id, sizeof id) || !strcmp(id, "?"));
	MUST(json_read_text(j, key, text, sizeof text) || !strcmp(text, "?"));
	MUST(text_valid(id, strlen(id)) && text_valid(text, strlen(text)));
	MUST(json_read_int64(j, key, 3, 5, &wide) ? wide >= 3 : wide == -7);
	MUST(json_read_int(j, key, 3, 5, &number) ? number >= 3 : number == -7);
	MUST(number == -7 || number == wide);
	(void)json_read_flag(j, key, &flag);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	json_t *j = json_loadb((const char *)bytes, size, JSON_DECODE_ANY, NULL), *value;
	const char *key;
	if (!j)
		return 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		both_ways(&kinds[i], j);
	answers(j);
	waits(j);
	json_object_foreach(j, key, value) {
		member(j, key);
	}
	json_decref(j);
	return 0;
}
