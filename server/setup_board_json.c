#include "server/setup_board_json.h"

#include "common/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { NOTICE_LENGTH = 300 };

static const char FROM[] = "from", UNTIL[] = "to";

/* A zone is named on a board's command line and in the name of a file that it keeps. */
static bool read_zone_id(
	struct setup_read *r, const struct setup *s, json_t *j, const char *at, char *id) {
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-_.";
	if (!setup_read_text(r, j, at, "id", true, id, ID_SIZE))
		return false;
	if (id[strspn(id, allowed)])
		return setup_read_refuse(
			r, "zone_id", "%s.id: only A-Z, a-z, 0-9, '-', '_' and '.'", at);
	return setup_zone(s, id) < 0 ||
	       setup_read_refuse(r, "twice", "%s.id: \"%s\" is used twice", at, id);
}

static bool has_counter(const struct office_zone *z, int id) {
	for (int i = 0; i < z->counter_count; i++)
		if (z->counters[i] == id)
			return true;
	return false;
}

static bool read_zone_counters(struct setup_read *r, const struct setup *s, json_t *j,
	const char *at, struct office_zone *z) {
	json_t *list = setup_read_part(r, j, at, "counters", JSON_ARRAY);
	size_t count = json_array_size(list);
	if (list && (count < 1 || count > COUNTERS_MAX))
		return setup_read_refuse(setup_read_bounds(r, 1, COUNTERS_MAX), "count",
			"%s.counters: must be 1 to %d", at, COUNTERS_MAX);
	for (size_t i = 0; i < count; i++) {
		json_t *item = json_array_get(list, i);
		json_int_t given = json_is_integer(item) ? json_integer_value(item) : 0;
		int id = given > 0 && given <= INT_MAX ? (int)given : 0;
		if (setup_counter(s, id) < 0)
			return setup_read_refuse(r, "counter",
				"%s.counters[%zu]: is no counter of this office", at, i);
		if (has_counter(z, id))
			return setup_read_refuse(
				r, "twice", "%s.counters[%zu]: %d is named twice", at, i, id);
		z->counters[z->counter_count++] = id;
	}
	return list != NULL;
}

static bool read_zones(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *list;
	if (!setup_read_optional(r, root, "", "zones", JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > ZONES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, ZONES_MAX), "count",
			"zones: more than %d", ZONES_MAX);
	for (size_t i = 0; i < json_array_size(list); i++) {
		struct office_zone *z = &s->zones[i];
		json_t *j = json_array_get(list, i);
		char at[32];
		snprintf(at, sizeof at, "zones[%zu]", i);
		if (!read_zone_id(r, s, j, at, z->id) || !setup_read_name(r, j, at, &z->name) ||
			!read_zone_counters(r, s, j, at, z))
			return false;
		s->zone_count++;
	}
	return true;
}

/* It would break the line, or do nothing that anybody sees. */
static bool is_control(uint32_t cp) {
	return cp < ' ' || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

/* The boards' letters have no such signs. */
static bool is_picture(uint32_t cp) {
	return (cp >= 0x2600 && cp < 0x27C0) || (cp >= 0x2B00 && cp < 0x2C00) ||
	       (cp >= 0xFE00 && cp < 0xFE10) || (cp >= 0x1F000 && cp < 0x20000) || cp >= 0xE0000;
}

static bool check_line(struct setup_read *r, const char *at, const char *key, const char *line) {
	uint32_t cp;
	for (const char *s = line; (cp = text_next(&s));) {
		if (is_control(cp))
			return setup_read_refuse(
				r, "control", "%s.%s: has a line break or control sign", at, key);
		if (is_picture(cp))
			return setup_read_refuse(r, "picture",
				"%s.%s: has a picture that no board can show", at, key);
	}
	return text_length(line) <= NOTICE_LENGTH ||
	       setup_read_refuse(setup_read_bounds(r, 0, NOTICE_LENGTH), "long",
		       "%s.%s: has more than %d characters", at, key, NOTICE_LENGTH);
}

static bool read_line(struct setup_read *r, json_t *j, const char *at, const char *key, bool needed,
	char to[static NOTICE_SIZE]) {
	const char *line = json_string_value(json_object_get(j, key));
	return (!line || check_line(r, at, key, line)) &&
	       setup_read_text(r, j, at, key, needed, to, NOTICE_SIZE);
}

/* A day is meant from its first minute, or to its last. */
static bool read_moment(struct setup_read *r, json_t *j, const char *at, const char *key,
	int otherwise, struct setup_moment *to) {
	json_t *moment = json_object_get(j, key);
	if (!moment || json_is_null(moment))
		return true;
	if (!setup_read_moment(moment, &to->day, &to->minute))
		return setup_read_refuse(
			r, "moment", "%s.%s: must be YYYY-MM-DD or YYYY-MM-DDTHH:MM", at, key);
	to->minute = to->minute < 0 ? otherwise : to->minute;
	return true;
}

static bool in_order(const struct setup_moment *from, const struct setup_moment *until) {
	return !from->day || !until->day || from->day < until->day ||
	       (from->day == until->day && from->minute < until->minute);
}

/* A slip of the pen in a key would leave a notice on the boards for ever. */
static bool check_keys(struct setup_read *r, json_t *j, const char *at) {
	for (void *i = json_object_iter(j); i; i = json_object_iter_next(j, i)) {
		const char *key = json_object_iter_key(i);
		if (strcmp(key, "vi") && strcmp(key, "en") && strcmp(key, FROM) &&
			strcmp(key, UNTIL))
			return setup_read_refuse(
				r, "kind", "%s.%s: only vi, en, from and to can be given", at, key);
	}
	return true;
}

static bool read_notice(struct setup_read *r, json_t *j, const char *at, struct setup_notice *n) {
	return check_keys(r, j, at) && read_line(r, j, at, "vi", true, n->text.vi) &&
	       read_line(r, j, at, "en", false, n->text.en) &&
	       read_moment(r, j, at, FROM, 0, &n->from) &&
	       read_moment(r, j, at, UNTIL, 24 * 60, &n->until) &&
	       (in_order(&n->from, &n->until) ||
		       setup_read_refuse(
			       r, "order", "%s.%s: is not after its beginning", at, UNTIL));
}

static bool read_notices(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *list;
	if (!setup_read_optional(r, root, "", "notices", JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > NOTICES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, NOTICES_MAX), "count",
			"notices: more than %d", NOTICES_MAX);
	for (size_t i = 0; i < json_array_size(list); i++) {
		char at[32];
		snprintf(at, sizeof at, "notices[%zu]", i);
		if (!read_notice(r, json_array_get(list, i), at, &s->notices[i]))
			return false;
		s->notice_count++;
	}
	return true;
}

bool setup_board(struct setup_read *r, struct setup *s, json_t *root) {
	return read_zones(r, s, root) && read_notices(r, s, root);
}
