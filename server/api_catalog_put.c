/* The catalogue is changed: one procedure, or taken back. */
#include "common/day.h"
#include "server/api_catalog.h"

#include "common/log.h"
#include "common/mem.h"
#include "server/import_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AHEAD_MAX = 30000 }; /* so much later, as a number YYYYMMDD, a change may begin */

/* What an administrator may change of a procedure. */
static const char *const members[] = {"name_vi", "short_vi", "name_en", "field", "agency",
	"documents_vi", "fee_vnd", "fee_note_vi", "time_limit_vi", "time_limit_kind",
	"time_limit_days", "time_limit_hours", "service", "valid_from", "valid_until",
	"replaced_by", "amended", NULL};

bool api_catalog_free(struct api_call *call) {
	if (!call->api->cataloguing)
		return api_ready(call);
	api_not_now(call);
	return false;
}

bool api_catalog_days(struct api_call *call, struct catalog_days *days) {
	const json_t *from = json_object_get(call->body, "from");
	json_int_t day = json_integer_value(from);
	days->today = days->from = office_board(call->office)->day;
	if (!from || json_is_null(from))
		return true;
	if (!json_is_integer(from) || day < days->today || day > days->today + AHEAD_MAX ||
		!day_valid(day)) {
		api_invalid(call, "from");
		return false;
	}
	days->from = (int)day;
	return true;
}

/* "procedures[12].fee_vnd: …" is told as "procedures.1.001193.fee_vnd", of one procedure as
 * "fee_vnd". */
static void refuse(struct api_call *call, json_t *file, const char *one, const char *why) {
	json_t *list = json_object_get(file, "procedures");
	char field[CATALOG_WHY_SIZE], message[CATALOG_WHY_SIZE * 2], *end;
	size_t place = strcspn(why, ":"), skip = strlen("procedures[");
	snprintf(field, sizeof field, "%.*s", (int)place, why);
	if (!strncmp(why, "procedures[", skip)) {
		unsigned long i = strtoul(why + skip, &end, 10);
		const char *code =
			json_string_value(json_object_get(json_array_get(list, i), "code"));
		int size = (int)(why + place - end);
		if (one && code && !strcmp(code, one) && size > 2)
			snprintf(field, sizeof field, "%.*s", size - 2, end + 2);
		else if (code)
			snprintf(field, sizeof field, "procedures.%s%.*s", code, size - 1, end + 1);
	}
	words_fill(message, sizeof message, call->lang, "error.catalogue.invalid", "field", field,
		NULL);
	api_invalid_because(call, field, message);
}

char *api_catalog_text(struct api_call *call, json_t *file, const char *code) {
	char *dumped = json_dumps(file, JSON_COMPACT), why[CATALOG_WHY_SIZE], *text = NULL;
	size_t size = dumped ? strlen(dumped) : SIZE_MAX;
	if (size > IMPORT_SIZE_MAX)
		api_invalid(call, "catalog");
	else if (!catalog_check(dumped, size, why, sizeof why))
		refuse(call, file, code, why);
	else
		text = mem_strdup(dumped);
	free(dumped);
	return text;
}

static void acted(void *arg, enum store_result result, const struct store_act *act) {
	struct api_call *call = arg;
	struct api *api = call->api;
	api->cataloguing = false;
	if (result != STORE_OK) {
		api_unwritten(call, result);
		return;
	}
	log_info("catalogue %s: %s by %s", act->id, act->act, call->by);
	api->options.catalogue_put(act->text, act->version, api->options.arg);
	api_committed(call, result);
}

void api_catalog_do(struct api_call *call, struct store_act *act, char *text,
	const struct api_undo *undo, json_t *json) {
	act->puts = PUTS_CATALOGUE;
	act->text = text;
	act->undoes = undo ? undo->seq : 0;
	struct change c = office_act_change(call->office, act, call->by);
	if (undo)
		json = api_undo_entry(call, act, &c);
	const struct store_answer *answer = api_keep(call, 200, json);
	call->api->cataloguing = true;
	office_act(call->office, &c, act, NULL, answer, acted, call);
}

static json_t *answer(const struct api_call *call, json_t *row, int64_t version) {
	return json_pack("{s:I, s:o}", "version", (json_int_t)version, "procedure",
		catalog_row_on(row, office_board(call->office)->day));
}

static void put(struct api_call *call, json_t *was, json_t *is) {
	const char *code = call->params[0];
	if (json_equal(was, is)) {
		api_answer(call, 200, answer(call, is, call->api->options.catalogue->version));
		return;
	}
	json_t *file = catalog_file_with(api_catalog_file(call), code, is);
	char *text = api_catalog_text(call, file, code);
	json_decref(file);
	if (!text)
		return;
	struct store_act act = api_act(was ? "put" : "add", "catalogue", code,
		was ? json_incref(was) : NULL, json_incref(is));
	api_catalog_do(call, &act, text, NULL, answer(call, is, office_next_version(call->office)));
}

static bool is_member(const char *key) {
	for (const char *const *member = members; *member; member++)
		if (!strcmp(*member, key))
			return true;
	return false;
}

/* The members of the body that are the procedure's; NULL when it has been answered that one is
 * not. */
static json_t *read_members(struct api_call *call) {
	json_t *read = json_object(), *value;
	const char *key, *wrong = NULL, *service;
	json_object_foreach(call->body, key, value) {
		if (is_member(key))
			json_object_set(read, key, value);
		else if (strcmp(key, "version") != 0 && strcmp(key, "from") != 0)
			wrong = key;
	}
	service = json_string_value(json_object_get(read, "service"));
	if (service && setup_service(office_setup(call->office), service) < 0)
		wrong = "service";
	if (!wrong)
		return read;
	api_invalid(call, wrong);
	json_decref(read);
	return NULL;
}

void api_catalog_put(struct api_call *call) {
	struct catalog_days days;
	const char *code = call->params[0];
	if (!api_catalog_free(call) || !api_newest(call, call->api->options.catalogue->version) ||
		!api_catalog_days(call, &days))
		return;
	json_t *file = api_catalog_file(call), *read = file ? read_members(call) : NULL;
	if (!file) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	if (!read)
		return;
	json_t *row = catalog_row(file, code);
	json_t *is = catalog_row_with(row, code, read, &days);
	put(call, row, is);
	json_decref(is);
	json_decref(read);
}

json_t *api_catalog_now(struct api_call *call, const char *id) {
	json_t *file = api_catalog_file(call);
	json_t *now = file && *id ? catalog_row(file, id) : file;
	return now ? json_incref(now) : NULL;
}

void api_catalog_undo(struct api_call *call, const struct api_undo *undo) {
	json_t *file = NULL;
	if (!api_catalog_free(call))
		return;
	file = *undo->id ? catalog_file_with(api_catalog_file(call), undo->id, undo->is)
			 : json_incref(undo->is);
	char *text = api_catalog_text(call, file, *undo->id ? undo->id : NULL);
	json_decref(file);
	if (!text)
		return;
	struct store_act act = api_act("undo", "catalogue", undo->id,
		undo->was ? json_incref(undo->was) : NULL, undo->is ? json_incref(undo->is) : NULL);
	api_catalog_do(call, &act, text, undo, NULL);
}
