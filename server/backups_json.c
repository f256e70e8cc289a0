#include "server/backups_json.h"

static const char *const tasks[] = {
	[BACKUP_DAILY] = "day", [BACKUP_ASKED] = "now", [BACKUP_DRILL] = "drill"};

static json_t *moment(int64_t at_ms) {
	return at_ms ? json_integer(at_ms) : json_null();
}

static json_t *text_or_null(const char *text) {
	return *text ? json_string(text) : json_null();
}

static json_t *fault_json(enum backup_fault fault) {
	static const char *const words[] = {
		[BACKUP_NO_FOLDER] = "folder",
		[BACKUP_TAKEN] = "taken",
		[BACKUP_NO_SPACE] = "no_space",
		[BACKUP_DAMAGED] = "damaged",
		[BACKUP_NEWER] = "newer",
		[BACKUP_GONE] = "gone",
		[BACKUP_FAILED] = "failed",
	};
	return fault == BACKUP_FINE ? json_null() : json_string(words[fault]);
}

static json_t *backup_json(const struct backup *b) {
	bool counted = b->changes > 0;
	const char *kind = !b->own ? "other" : tasks[b->daily ? BACKUP_DAILY : BACKUP_ASKED];
	return json_pack("{s:s, s:I, s:I, s:s, s:o, s:o, s:o}", "name", b->name, "at",
		(json_int_t)b->at_ms, "size", (json_int_t)b->size, "kind", kind, "proven_at",
		moment(b->proven_ms), "changes", counted ? json_integer(b->changes) : json_null(),
		"numbers", counted ? json_integer(b->tickets) : json_null());
}

static json_t *list_json(const struct backup_folder *f) {
	json_t *list = json_array();
	for (size_t i = 0; i < f->count; i++)
		json_array_append_new(list, backup_json(&f->at[i]));
	return list;
}

static int percent(const struct backup_run *run) {
	if (run->step != BACKUP_COPIES || run->pages <= 0)
		return 0;
	return (int)(100 * (run->pages - run->left) / run->pages);
}

static json_t *under_way_json(const struct backup_run *run) {
	static const char *const steps[] = {[BACKUP_PREPARES] = "prepare",
		[BACKUP_COPIES] = "copy",
		[BACKUP_PROVES] = "prove",
		[BACKUP_TRIES] = "try"};
	if (run->task == BACKUP_NONE)
		return json_null();
	return json_pack("{s:s, s:o, s:s, s:i, s:I, s:o}", "task", tasks[run->task], "name",
		text_or_null(run->name), "step", steps[run->step], "percent", percent(run), "since",
		(json_int_t)run->begun_ms, "by", text_or_null(run->by));
}

/* What came of it; null: since the start of the server there was none. */
static json_t *run_json(const struct backup_run *run) {
	if (run->task == BACKUP_NONE)
		return json_null();
	bool fine = run->fault == BACKUP_FINE;
	return json_pack("{s:s, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o}", "task", tasks[run->task],
		"name", text_or_null(run->name), "by", text_or_null(run->by), "at",
		(json_int_t)run->ended_ms, "fault", fault_json(run->fault), "day",
		fine && run->day ? json_integer(run->day) : json_null(), "changes",
		fine ? json_integer(run->changes) : json_null(), "numbers",
		fine ? json_integer(run->tickets) : json_null(), "ms",
		run->task == BACKUP_DRILL ? json_integer(run->took_ms) : json_null());
}

json_t *backups_json(const struct backups *b) {
	const struct backup_folder *f = backups_folder(b);
	return json_pack("{s:s, s:o, s:b, s:I, s:I, s:i, s:o, s:b, s:I, s:o, s:o, s:o, s:o}",
		"folder", backups_path(b), "fault", fault_json(f->fault), "same_disk", f->same_disk,
		"free", (json_int_t)f->free, "store", (json_int_t)f->store, "keeps", BACKUPS_KEPT,
		"proven_at", moment(backups_proven_ms(b)), "late", backups_late(b), "next_at",
		(json_int_t)backups_next_ms(b), "under_way", under_way_json(backups_under_way(b)),
		"last", run_json(backups_last(b)), "drill", run_json(backups_last_drill(b)),
		"backups", list_json(f));
}
