#include "common/day.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/rehearsal_json.h"

#include <stdlib.h>
#include <string.h>

/* What other rules would have made of a day that is over. */

enum { DAYS = 60 };

static const char *const RULES[] = {"priority_rule", "priority_classes", "limits", "call", NULL};

static void days_read(
	void *arg, enum store_result result, struct visit_pack **packs, size_t count) {
	struct api_call *call = arg;
	int today = office_board(call->office)->day;
	json_t *list = json_array();
	for (size_t i = 0; i < count && result == STORE_OK; i++) {
		struct visit_day day;
		if (!visit_pack_read(packs[i], &day))
			continue;
		if (day.visit_count > 0 && day.day < today)
			json_array_append_new(list, json_integer(day.day));
		visit_day_clear(&day);
	}
	if (result == STORE_OK) {
		api_answer(call, 200, json_pack("{s:o}", "days", list));
		return;
	}
	json_decref(list);
	api_unwritten(call, result);
}

void api_preview_days(struct api_call *call) {
	int today = office_board(call->office)->day;
	office_read_packs(call->office, day_after(today, -DAYS), today, days_read, call);
}

static bool is_rule(const char *key) {
	size_t i = 0;
	while (RULES[i] && strcmp(RULES[i], key))
		i++;
	return RULES[i] != NULL;
}

/* The office file with the rules in place of its own; NULL when it has been answered which is none.
 */
static json_t *file_with(struct api_call *call, json_t *rules) {
	json_t *file = api_office_file(call), *value;
	const char *key;
	json_object_foreach(rules, key, value) {
		if (!is_rule(key)) {
			json_decref(file);
			api_invalid(call, key);
			return NULL;
		}
		json_object_set(file, key, value);
	}
	return file;
}

static struct setup *setup_with(struct api_call *call, json_t *rules) {
	json_t *file = file_with(call, rules);
	if (!file)
		return NULL;
	char *text = json_dumps(file, JSON_REAL_PRECISION(15));
	call->dotted = true;
	struct setup *setup = api_office_setup(call, text);
	free(text);
	json_decref(file);
	return setup;
}

/* A set-up of one's own, for another thread. */
static struct setup *setup_now(const struct api_call *call) {
	char why[SETUP_WHY_SIZE];
	const char *text = office_text(call->office);
	return setup_reopen(text, strlen(text), why, sizeof why);
}

struct asked {
	struct api_call *call;
	struct setup *before, *after;
	int day;
};

static void played(void *arg, struct rehearsal *rehearsal) {
	struct asked *a = arg;
	if (rehearsal->played)
		api_answer(a->call, 200, rehearsal_json(rehearsal));
	else if (a->call->api->stopping)
		api_error(a->call, 503, "stopping", NULL);
	else
		api_invalid(a->call, "day");
	mem_free(a);
}

static void day_read(void *arg, enum store_result result, const struct store_day *day) {
	struct asked *a = arg;
	if (result == STORE_OK) {
		rehearsals_play(a->call->api->options.rehearsals, a->day, day->changes,
			day->change_count, a->before, a->after, played, a);
		return;
	}
	api_unwritten(a->call, result);
	setup_free(a->before);
	setup_free(a->after);
	mem_free(a);
}

static bool read_day(struct api_call *call, int *day) {
	json_t *given = json_object_get(call->body, "day");
	json_int_t n = json_integer_value(given);
	*day = (int)n;
	if (json_is_integer(given) && day_of_office(n) && n < office_board(call->office)->day)
		return true;
	api_invalid(call, "day");
	return false;
}

static bool may_play(struct api_call *call) {
	if (!api_ready(call))
		return false;
	if (!rehearsals_full(call->api->options.rehearsals))
		return true;
	api_slow_down(call, 5);
	return false;
}

void api_preview(struct api_call *call) {
	json_t *rules = json_object_get(call->body, "rules");
	int day;
	if (!read_day(call, &day))
		return;
	if (!json_is_object(rules)) {
		api_invalid(call, "rules");
		return;
	}
	if (!may_play(call))
		return;
	struct setup *after = setup_with(call, rules);
	if (!after)
		return;
	struct asked *a = mem_alloc(1, sizeof *a);
	*a = (struct asked){.call = call, .before = setup_now(call), .after = after, .day = day};
	office_read_day(call->office, day, day_read, a);
}
