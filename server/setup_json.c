#include "common/mem.h"
#include "server/setup.h"
#include "server/setup_board_json.h"
#include "server/setup_calendar_json.h"
#include "server/setup_hall_json.h"
#include "server/setup_indicators_json.h"
#include "server/setup_visit_json.h"

#include <stdio.h>
#include <string.h>

enum { HANDICAP_MAX_MIN = 480, CUTOFF_MIN = 15 * 60, AGE_MAX = 120 };

/* The file of a zone begins with these four bytes. */
static bool zone_known(const char *zone) {
	char path[ID_SIZE + 32], magic[4] = "";
	snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", zone);
	FILE *f = *zone == '/' || strstr(zone, "..") ? NULL : fopen(path, "rb");
	if (!f)
		return false;
	bool known = fread(magic, sizeof magic, 1, f) == 1 && !memcmp(magic, "TZif", 4);
	fclose(f);
	return known;
}

static bool read_office(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *office = setup_read_part(r, root, "", "office", JSON_OBJECT);
	if (!office || !setup_read_name(r, office, "office", &s->name) ||
		!setup_read_text(
			r, office, "office", "timezone", true, s->time_zone, sizeof s->time_zone))
		return false;
	return zone_known(s->time_zone) ||
	       setup_read_refuse(r, "zone", "office.timezone: this machine does not know \"%s\"",
		       s->time_zone);
}

/* A paragraph in both languages; where it is there, it is there in Vietnamese. */
static bool read_paragraph(
	struct setup_read *r, json_t *slip, const char *key, struct name *paragraph) {
	char place[24];
	json_t *j;
	snprintf(place, sizeof place, "slip.%s", key);
	if (!setup_read_optional(r, slip, "slip", key, JSON_OBJECT, &j))
		return false;
	return !j ||
	       (setup_read_text(r, j, place, "vi", true, paragraph->vi, sizeof paragraph->vi) &&
		       setup_read_text(
			       r, j, place, "en", false, paragraph->en, sizeof paragraph->en));
}

/* What the office has printed on its slips; a word that is none of its own is a slip of the pen. */
static bool read_slip(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *slip;
	if (!setup_read_optional(r, root, "", "slip", JSON_OBJECT, &slip))
		return false;
	for (void *i = json_object_iter(slip); i; i = json_object_iter_next(slip, i)) {
		const char *key = json_object_iter_key(i);
		if (strcmp(key, "header") && strcmp(key, "footer"))
			return setup_read_refuse(
				r, "kind", "slip.%s: only header and footer can be given", key);
	}
	return read_paragraph(r, slip, "header", &s->slip.header) &&
	       read_paragraph(r, slip, "footer", &s->slip.footer);
}

/* "{prefix}{n:03d}": the digits that a number has at least, with or without a dash before them. */
static bool read_format(struct setup_read *r, struct setup *s, json_t *number) {
	char format[NAME_SIZE], form[NAME_SIZE];
	if (!setup_read_text(r, number, "ticket_number", "format", true, format, sizeof format))
		return false;
	for (int dash = 0; dash <= 1; dash++)
		for (int digits = NUMBER_DIGITS_MIN; digits <= 6; digits++) {
			snprintf(form, sizeof form, "{prefix}%s{n:0%dd}", dash ? "-" : "", digits);
			if (strcmp(form, format))
				continue;
			s->number_dash = dash;
			s->number_digits = digits;
			return true;
		}
	return setup_read_refuse(
		r, "format", "ticket_number.format: must be {prefix}{n:03d} or {prefix}-{n:03d}");
}

/* "15:00", if it is said. */
static bool read_cutoff(struct setup_read *r, struct setup *s, json_t *issue) {
	const json_t *at = json_object_get(issue, "same_day_result_cutoff");
	s->result_cutoff_min = CUTOFF_MIN;
	return !issue || !at || setup_read_minute(at, &s->result_cutoff_min) ||
	       setup_read_refuse(
		       r, "time", "ticket_issue.same_day_result_cutoff: must be \"HH:MM\"");
}

static bool read_tickets(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *issue = setup_read_part(r, root, "", "ticket_issue", JSON_OBJECT);
	json_t *number = setup_read_part(r, root, "", "ticket_number", JSON_OBJECT);
	return setup_read_int(r, issue, "ticket_issue", "open_minutes_before", 0, 240, 0,
		       &s->take_before_min) &&
	       setup_read_int(r, issue, "ticket_issue", "stop_minutes_before_close", 0, 240, 0,
		       &s->take_stop_min) &&
	       setup_read_int(
		       r, number, "ticket_number", "start", 1, 999999, 1, &s->number_start) &&
	       setup_read_int(r, number, "ticket_number", "max", s->number_start, 999999,
		       s->number_start > 999 ? 0 : 999, &s->number_max) &&
	       read_format(r, s, number) && read_cutoff(r, s, issue) && !r->failed;
}

/* From what age on, and what shows it; where the proof is said, it is said in Vietnamese. */
static bool read_proof(struct setup_read *r, json_t *j, const char *at, struct setup_priority *to) {
	json_t *age = json_object_get(j, "min_age");
	if (age && !json_is_null(age) &&
		!setup_read_int(r, j, at, "min_age", 0, AGE_MAX, 0, &to->min_age))
		return false;
	return setup_read_text(r, j, at, "proof_en", false, to->proof.en, sizeof to->proof.en) &&
	       setup_read_text(
		       r, j, at, "proof_vi", to->proof.en[0], to->proof.vi, sizeof to->proof.vi);
}

static bool read_priority(
	struct setup_read *r, struct setup *s, json_t *j, size_t i, int head_start_min) {
	struct setup_priority *to = &s->priorities[i];
	const char *basis = json_string_value(json_object_get(j, "basis_kind"));
	char at[40];
	int rank, head_min;
	snprintf(at, sizeof at, "priority_classes[%zu]", i);
	if (!setup_read_id(r, j, at, "id", to->id, sizeof to->id) ||
		!setup_read_name(r, j, at, &to->name) || !read_proof(r, j, at, to) ||
		!setup_read_int(r, j, at, "rank", 0, 99, 1, &rank) ||
		!setup_read_int(r, j, at, "head_start_min", 0, 480, head_start_min, &head_min))
		return false;
	if (setup_priority(s, to->id) >= 0)
		return setup_read_refuse(r, "twice", "%s.id: \"%s\" is used twice", at, to->id);
	/* An appointment's head start comes from its slot, the default class has none. */
	bool ordinary =
		rank < 1 || (basis && !strcmp(basis, "default")) || !strcmp(to->id, "appointment");
	to->head_start_s = ordinary ? 0 : head_min * 60;
	/* Who comes back the same day is known by the old number, not by what he says. */
	to->declared = !ordinary && strcmp(to->id, "return") != 0;
	s->priority_count++;
	return true;
}

static bool read_priorities(
	struct setup_read *r, struct setup *s, json_t *root, int head_start_min) {
	json_t *j, *list;
	size_t i;
	if (!setup_read_optional(r, root, "", "priority_classes", JSON_ARRAY, &list))
		return false;
	if (json_array_size(list) > PRIORITIES_MAX)
		return setup_read_refuse(setup_read_bounds(r, 0, PRIORITIES_MAX), "count",
			"priority_classes: more than %d", PRIORITIES_MAX);
	json_array_foreach(list, i, j) if (!read_priority(r, s, j, i, head_start_min)) return false;
	return true;
}

/* What each preference costs a counter that helps out. */
static json_t *read_handicaps(struct setup_read *r, json_t *rule) {
	json_t *j, *list = setup_read_part(
			   r, rule, "priority_rule", "helper_handicap_min", JSON_OBJECT);
	const char *key;
	json_object_foreach(list, key, j) {
		double minutes = json_is_number(j) ? json_number_value(j) : -1;
		if (minutes >= 0 && minutes <= HANDICAP_MAX_MIN)
			continue;
		setup_read_refuse(setup_read_bounds(r, 0, HANDICAP_MAX_MIN), "amount",
			"priority_rule.helper_handicap_min.%s: must be a number from 0 to %d", key,
			HANDICAP_MAX_MIN);
		return NULL;
	}
	return list;
}

static bool read_limits(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *call, *limits;
	int reopen_min;
	bool ok =
		setup_read_optional(r, root, "", "call", JSON_OBJECT, &call) &&
		setup_read_optional(r, root, "", "limits", JSON_OBJECT, &limits) &&
		setup_read_int(r, call, "call", "recall_max", 0, 99, 3, &s->recalls_max) &&
		setup_read_int(
			r, limits, "limits", "recall_min_seconds", 0, 600, 8, &s->recall_min_s) &&
		setup_read_int(r, limits, "limits", "kiosk_tickets_per_minute", 0, 100000, 30,
			&s->kiosk_tickets_per_minute) &&
		setup_read_int(r, limits, "limits", "kiosk_lease_numbers", 0, 1000, 50,
			&s->kiosk_lease_numbers) &&
		setup_read_int(r, limits, "limits", "transfers_max", 0, 99, 3, &s->transfers_max) &&
		setup_read_int(r, limits, "limits", "undo_seconds", 0, 600, 30, &s->undo_s) &&
		setup_read_int(r, limits, "limits", "reopen_within_min", 0, 1440, 15, &reopen_min);
	if (ok)
		s->reopen_s = reopen_min * 60;
	return ok;
}

/* What the codes of appointment slips look like here. */
static bool read_slips(struct setup_read *r, struct setup *s, json_t *root) {
	static const char at[] = "appointment_slips";
	json_t *slips, *list, *j;
	size_t i;
	slip_patterns_usual(&s->slips);
	if (!setup_read_optional(r, root, "", at, JSON_OBJECT, &slips) ||
		!setup_read_optional(r, slips, at, "code_patterns", JSON_ARRAY, &list))
		return false;
	if (!list)
		return true;
	if (json_array_size(list) < 1 || json_array_size(list) > SLIP_PATTERNS_MAX)
		return setup_read_refuse(setup_read_bounds(r, 1, SLIP_PATTERNS_MAX), "count",
			"%s.code_patterns: must be 1 to %d", at, SLIP_PATTERNS_MAX);
	s->slips = (struct slip_patterns){0};
	json_array_foreach(list, i, j) {
		const char *pattern = json_string_value(j);
		if (!pattern || !slip_pattern_ok(pattern))
			return setup_read_refuse(r, "pattern",
				"%s.code_patterns[%zu]: only A-Z, 0-9, '.', '-' and the signs #, "
				"@, ?, *",
				at, i);
		strcpy(s->slips.patterns[s->slips.count++], pattern);
	}
	return true;
}

static bool read_rules(struct setup_read *r, struct setup *s, json_t *root) {
	json_t *rule = setup_read_part(r, root, "", "priority_rule", JSON_OBJECT), *handicaps;
	static const char at[] = "priority_rule";
	int head_min, slot_head_min, grace_min, miss_min, return_min;
	if (!rule || !setup_read_int(r, rule, at, "head_start_min", 0, 480, 60, &head_min) ||
		!setup_read_int(
			r, rule, at, "appointment_head_start_min", 0, 480, 45, &slot_head_min) ||
		!setup_read_int(r, rule, at, "appointment_grace_min", 0, 480, 15, &grace_min) ||
		!setup_read_int(r, rule, at, "miss_penalty_min", 0, 480, 10, &miss_min) ||
		!setup_read_int(r, rule, at, "max_misses", 0, 99, 2, &s->misses_max) ||
		!setup_read_int(r, rule, at, "return_within_min", 0, 1440, 60, &return_min) ||
		!(handicaps = read_handicaps(r, rule)))
		return false;
	s->slot_head_start_s = slot_head_min * 60;
	s->slot_grace_s = grace_min * 60;
	s->miss_penalty_s = miss_min * 60;
	s->return_within_s = return_min * 60;
	return read_limits(r, s, root) && setup_hall_counters(r, s, root, handicaps) &&
	       read_priorities(r, s, root, head_min);
}

/* What an accepted text has and nobody looked at then is left out as a whole. */
static bool read_board(struct setup_read *r, struct setup *s, json_t *root) {
	bool whole = setup_board(r, s, root);
	if (!whole && r->accepted)
		s->zone_count = s->notice_count = 0;
	return whole || r->accepted;
}

static struct setup *parse(
	const char *json, size_t size, struct setup_fault *fault, bool accepted) {
	json_error_t error;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	struct setup_read r = {fault, false, accepted};
	if (!root) {
		setup_read_refuse(
			&r, "kind", "line %d, column %d: %s", error.line, error.column, error.text);
		return NULL;
	}
	struct setup *s = mem_alloc(1, sizeof *s);
	bool ok = json_is_object(root) || setup_read_refuse(&r, "kind", "must be an object");
	ok = ok && read_office(&r, s, root) && read_slip(&r, s, root) &&
	     setup_calendar(&r, s, root) && read_tickets(&r, s, root) &&
	     setup_hall_services(&r, s, root) && read_slips(&r, s, root) &&
	     read_rules(&r, s, root) && setup_visit(&r, s, root) && setup_indicators(&r, s, root) &&
	     read_board(&r, s, root);
	json_decref(root);
	if (ok)
		return s;
	setup_free(s);
	return NULL;
}

struct setup *setup_check(const char *json, size_t size, struct setup_fault *fault) {
	return parse(json, size, fault, false);
}

struct setup *setup_reopen(const char *json, size_t size, char *why, size_t why_size) {
	struct setup_fault fault = {0};
	struct setup *s = parse(json, size, &fault, true);
	snprintf(why, why_size, "%s", fault.why);
	return s;
}

struct setup *setup_parse(const char *json, size_t size, char *why, size_t why_size) {
	struct setup_fault fault = {0};
	struct setup *s = setup_check(json, size, &fault);
	if (!s)
		snprintf(why, why_size, "%s", fault.why);
	return s;
}
