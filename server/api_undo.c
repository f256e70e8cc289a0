#include "common/mem.h"
#include "server/api_audit.h"
#include "server/difference_json.h"

#include <string.h>

/* An act of an administrator is taken back, where nothing that came after it is in the way. */

/* So many later acts, and so much of each, are looked through for the one that is. */
enum { LATER_MAX = 10000, LATER_LOOK_AT = 1 << 20 };

const struct api_object api_objects[] = {
	{"office", true, NULL, api_office_now, api_office_undo},
	{"catalogue", false, "procedures", api_catalog_now, api_catalog_undo},
	{"user", false, NULL, api_account_now, api_account_undo},
	{"device", false, NULL, api_device_now, api_device_undo},
	{"voice", false, NULL, api_recording_now, api_recording_undo},
	{0},
};

json_t *api_undo_entry(
	const struct api_call *call, const struct store_act *act, const struct change *c) {
	struct store_act_row row = {.seq = c->seq, .at_ms = c->at_ms, .act = *act};
	memcpy(row.by, c->by, sizeof row.by);
	return api_audit_entry(call, &row, true);
}

void api_undo_do(struct api_call *call, struct store_act *act, struct setup *setup,
	const struct api_undo *undo, api_then *then) {
	act->undoes = undo->seq;
	struct change c = office_act_change(call->office, act, call->by);
	api_act_change(call, &c, act, setup, then, 200, api_undo_entry(call, act, &c));
}

static void refuse(struct api_call *call, const char *word, json_t *path, int64_t seq) {
	json_t *in_the_way = path ? json_pack("{s:o, s:o}", "path", api_audit_place(path), "seq",
					    api_number_or_null(seq))
				  : json_null();
	api_error(call, 409, "wrong_state",
		json_pack("{s:o, s:s}", "in_the_way", in_the_way, "message",
			words_get(call->lang, word)));
}

void api_undo_refuse(struct api_call *call, const char *word) {
	refuse(call, word, NULL, 0);
}

/* What is in the way of which act. */
struct conflict {
	struct api_call *call;
	const struct api_object *object;
	char id[NOTE_SIZE];
	json_t *path;
};

/* Whether an act may have changed what another did: an act without an id changes all. */
static bool may_touch(const struct conflict *conflict, const char *id) {
	return conflict->object->whole || !*id || !*conflict->id || !strcmp(id, conflict->id);
}

static bool is_in_the_way(const struct conflict *conflict, const struct store_act *act) {
	bool may = may_touch(conflict, act->id);
	json_t *changes = may ? api_audit_changes(conflict->object, act) : NULL;
	json_t *path = api_audit_path(conflict->object, conflict->id, conflict->path);
	bool touches = difference_touches(changes, path);
	json_decref(path);
	json_decref(changes);
	return touches;
}

static void later_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct conflict *conflict = arg;
	int64_t seq = 0;
	for (size_t i = 0; i < acts->count && result == STORE_OK && !seq; i++)
		if (is_in_the_way(conflict, &acts->rows[i].act))
			seq = acts->rows[i].seq;
	refuse(conflict->call, seq ? "error.undo.in_the_way" : "error.undo.never", conflict->path,
		seq);
	json_decref(conflict->path);
	mem_free(conflict);
}

/* The newest act that touched the place is looked for, to be named. Where none did, it is none
 * that could be put back: a secret. */
static void look_for(struct api_call *call, const struct api_object *object,
	const struct store_act_row *row, json_t *path) {
	struct conflict *conflict = mem_alloc(1, sizeof *conflict);
	struct store_acts wanted = {.from = row->seq + 1,
		.until = INT64_MAX,
		.limit = LATER_MAX,
		.changes_max = LATER_LOOK_AT};
	*conflict = (struct conflict){.call = call, .object = object, .path = path};
	memcpy(conflict->id, row->act.id, sizeof conflict->id);
	memcpy(wanted.object, row->act.object, sizeof wanted.object);
	office_read_acts(call->office, &wanted, later_read, conflict);
}

static void take_back(
	struct api_call *call, const struct api_object *object, const struct store_act_row *row) {
	json_t *changes = json_loads(row->act.changes, 0, NULL), *in_the_way;
	struct api_undo undo = {
		.seq = row->seq, .id = row->act.id, .was = object->now(call, row->act.id)};
	if (!difference_take_back(undo.was, changes, &undo.is, &in_the_way))
		look_for(call, object, row, in_the_way);
	else if (!undo.is && !api_may_go(object, row))
		api_undo_refuse(call, "error.undo.never");
	else
		object->put(call, &undo);
	json_decref(undo.was);
	json_decref(undo.is);
	json_decref(changes);
}

static void act_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct api_call *call = arg;
	const struct store_act_row *row = acts->rows;
	const struct api_object *object = acts->count ? api_object(row->act.object) : NULL;
	if (result != STORE_OK || !office_ready(call->office))
		api_unwritten(call, result);
	else if (!acts->count)
		api_error(call, 404, "not_found", NULL);
	else if (row->undone_by)
		api_undo_refuse(call, "error.undo.done");
	else if (!object || !strcmp(row->act.changes, "[]"))
		api_undo_refuse(call, "error.undo.never");
	else
		take_back(call, object, row);
}

void api_undo(struct api_call *call) {
	api_audit_read(call, act_read);
}
