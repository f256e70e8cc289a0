/* Another catalogue is taken over, or looked at as it would be. */
#include "server/api_catalog.h"

#include "common/mem.h"

static json_t *name_of(const json_t *row) {
	json_t *name = json_object_get(row, "short_vi");
	if (!json_is_string(name))
		name = json_object_get(row, "name_vi");
	return json_pack("{s:O, s:{s:O?, s:O?}}", "code", json_object_get(row, "code"), "name",
		"vi", name, "en", json_object_get(row, "name_en"));
}

static json_t *names(const json_t *rows) {
	json_t *list = json_array(), *row;
	size_t i;
	json_array_foreach(rows, i, row) {
		json_array_append_new(list, name_of(row));
	}
	return list;
}

/* What is other of each, as the audit log tells it. */
static json_t *changed(const json_t *rows) {
	json_t *list = json_array(), *one, *change;
	size_t i, k;
	json_array_foreach(rows, i, one) {
		json_t *entry = name_of(json_object_get(one, "row")), *changes = json_array();
		json_array_foreach(json_object_get(one, "changes"), k, change) {
			json_array_append_new(changes, api_audit_change(change, 0));
		}
		json_object_set_new(entry, "changes", changes);
		json_array_append_new(list, entry);
	}
	return list;
}

static json_t *counts(const struct catalog_merge *merge) {
	return json_pack("{s:i, s:i, s:i, s:i}", "new", (int)json_array_size(merge->added),
		"changed", (int)json_array_size(merge->changed), "gone",
		(int)json_array_size(merge->gone), "same", (int)merge->same);
}

/* What was tried is told in full; of what was done the audit log tells. */
static json_t *answer(
	const struct catalog_merge *merge, const struct catalog_days *days, int64_t version) {
	return json_pack("{s:I, s:i, s:o}", "version", (json_int_t)version, "from", days->from,
		"counts", counts(merge));
}

static void try(
	struct api_call *call, const struct catalog_merge *merge, const struct catalog_days *days) {
	json_t *told = answer(merge, days, call->api->options.catalogue->version);
	json_object_set_new(told, "new", names(merge->added));
	json_object_set_new(told, "changed", changed(merge->changed));
	json_object_set_new(told, "gone", names(merge->gone));
	api_answer(call, 200, told);
}

static void keep(struct api_call *call, const struct catalog_merge *merge,
	const struct catalog_days *days, char *text) {
	json_t *now = api_catalog_file(call);
	struct store_act act = api_act("import", "catalogue", NULL, now ? json_incref(now) : NULL,
		json_incref(merge->file));
	api_catalog_do(
		call, &act, text, NULL, answer(merge, days, office_next_version(call->office)));
}

static void import(struct api_call *call, json_t *wanted, const struct catalog_days *days) {
	json_t *now = api_catalog_file(call);
	struct catalog_merge merge;
	catalog_merge(now, wanted, days, &merge);
	bool tried = json_is_true(json_object_get(call->body, "try"));
	bool other = !now || !json_equal(now, merge.file);
	char *text = api_catalog_text(call, merge.file, NULL);
	if (text && tried)
		try(call, &merge, days);
	else if (text && other)
		keep(call, &merge, days, text);
	else if (text)
		api_answer(call, 200, answer(&merge, days, call->api->options.catalogue->version));
	if (tried || !other)
		mem_free(text);
	catalog_merge_clear(&merge);
}

void api_catalog_import(struct api_call *call) {
	json_t *wanted = json_object_get(call->body, "catalog");
	json_t *tried = json_object_get(call->body, "try");
	struct catalog_days days;
	if (!catalog_merge_takes(wanted))
		api_invalid(call, "catalog");
	else if (tried && !json_is_boolean(tried))
		api_invalid(call, "try");
	else if (api_catalog_days(call, &days) && api_catalog_free(call) &&
		 api_newest(call, call->api->options.catalogue->version))
		import(call, wanted, &days);
}
