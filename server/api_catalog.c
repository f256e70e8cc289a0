/* The catalogue for administrators: all procedures, whatever their days, and one with its history.
 */
#include "server/api_catalog.h"

#include "common/clock.h"
#include "common/text.h"

#include <string.h>

enum { HISTORY_MAX = 1000, HISTORY_LOOK_AT = 1 << 20, IDLE_MS = 60000 };

json_t *api_catalog_file(const struct api_call *call) {
	struct api *api = call->api;
	const struct api_catalogue *kept = api->options.catalogue;
	if (api->catalogue && api->catalogue_version != kept->version)
		api_catalog_forget(api);
	if (!api->catalogue && kept->text)
		api->catalogue = json_loads(kept->text, 0, NULL);
	api->catalogue_version = kept->version;
	api->catalogue_ms = clock_mono_ms();
	return api->catalogue;
}

void api_catalog_forget(struct api *api) {
	json_decref(api->catalogue);
	api->catalogue = NULL;
}

void api_catalog_tick(struct api *api) {
	if (clock_mono_ms() - api->catalogue_ms > IDLE_MS)
		api_catalog_forget(api);
}

/* A procedure as it stands in the list. */
static json_t *line(const struct procedure *p) {
	return json_pack("{s:s, s:o, s:o, s:s, s:s?, s:i, s:o, s:o, s:s?, s:b, s:o, s:i}", "code",
		p->code, "name", api_name_or_null(p->name_vi, p->name_en), "short",
		api_name_or_null(p->short_vi, NULL), "field", p->field->id, "service", p->service,
		"documents", (int)p->document_count, "valid_from",
		api_number_or_null(p->valid_from), "valid_until",
		api_number_or_null(p->valid_until), "replaced_by", p->replaced_by, "in_force",
		p->in_force, "amended_from", api_number_or_null(p->amended_from), "visits",
		p->visits);
}

static int today(const struct api_call *call) {
	return office_board(call->office)->day;
}

void api_catalog_list(struct api_call *call) {
	const struct catalog *catalog = office_catalog(call->office);
	json_t *file = api_catalog_file(call), *row, *list = json_array();
	json_t *fields = json_object_get(file, "fields");
	size_t i;
	json_array_foreach(json_object_get(file, "procedures"), i, row) {
		const char *code = json_string_value(json_object_get(row, "code"));
		const struct procedure *p = catalog_find(catalog, code);
		if (p)
			json_array_append_new(list, line(p));
	}
	api_answer(call, 200,
		json_pack("{s:I, s:i, s:o, s:o}", "version",
			(json_int_t)call->api->options.catalogue->version, "day", today(call),
			"fields", fields ? json_incref(fields) : json_array(), "procedures", list));
}

static bool is_of(json_t *change, const struct api_object *object, const char *code) {
	json_t *path = json_object_get(change, "path");
	const char *list = json_string_value(json_array_get(path, 0));
	const char *name = json_string_value(json_array_get(path, 1));
	return list && name && !strcmp(list, object->list) && !strcmp(name, code);
}

/* What an act changed of a procedure, as the audit log tells it; empty: nothing. */
static json_t *changes_of(
	const struct api_object *object, const struct store_act *act, const char *code) {
	json_t *kept = api_audit_changes(object, act), *change, *list = json_array();
	size_t i;
	json_array_foreach(kept, i, change) {
		if (is_of(change, object, code))
			json_array_append_new(list, api_audit_change(change, 2));
	}
	json_decref(kept);
	return list;
}

/* Whether an import can be taken back shows when it is tried: it would have to be tried here with
 * the whole catalogue. */
static json_t *history(struct api_call *call, const struct store_acts *acts, const char *code) {
	const struct api_object *object = api_object("catalogue");
	json_t *list = json_array(), *now = object->now(call, code);
	for (size_t i = 0; i < acts->count; i++) {
		const struct store_act_row *row = &acts->rows[i];
		json_t *changes = changes_of(object, &row->act, code);
		if (json_array_size(changes)) {
			bool can =
				row->act.id[0] ? api_can_undo(now, object, row) : !row->undone_by;
			json_t *entry = api_audit_entry(call, row, can);
			json_object_set(entry, "changes", changes);
			json_array_append_new(list, entry);
		}
		json_decref(changes);
	}
	json_decref(now);
	return list;
}

/* The codes that a procedure replaced. */
static json_t *replaced(json_t *file, const char *code) {
	json_t *list = json_array(), *row;
	size_t i;
	json_array_foreach(json_object_get(file, "procedures"), i, row) {
		const char *by = json_string_value(json_object_get(row, "replaced_by"));
		if (by && !strcmp(by, code))
			json_array_append(list, json_object_get(row, "code"));
	}
	return list;
}

/* What is to come, by days. */
static json_t *planned(json_t *row, int day) {
	json_t *list = json_array(), *amendment;
	size_t i;
	json_array_foreach(json_object_get(row, "amended"), i, amendment) {
		if (json_integer_value(json_object_get(amendment, "from")) > day)
			json_array_append(list, amendment);
	}
	return list;
}

static void one_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct api_call *call = arg;
	const char *code = call->params[0];
	json_t *file = api_catalog_file(call), *row = file ? catalog_row(file, code) : NULL;
	const struct procedure *p = row ? catalog_find(office_catalog(call->office), code) : NULL;
	if (result != STORE_OK)
		api_unwritten(call, result);
	else if (!p)
		api_error(call, 404, "not_found", NULL);
	else
		api_answer(call, 200,
			json_pack("{s:I, s:i, s:o, s:o, s:o, s:o, s:o}", "version",
				(json_int_t)call->api->options.catalogue->version, "day",
				today(call), "now", line(p), "procedure",
				catalog_row_on(row, today(call)), "planned",
				planned(row, today(call)), "replaces", replaced(file, code),
				"history", history(call, acts, code)));
}

void api_catalog_one(struct api_call *call) {
	struct store_acts wanted = {.until = INT64_MAX,
		.limit = HISTORY_MAX,
		.changes_max = HISTORY_LOOK_AT,
		.object = "catalogue"};
	text_copy(wanted.id, sizeof wanted.id, call->params[0]);
	office_read_acts(call->office, &wanted, one_read, call);
}
