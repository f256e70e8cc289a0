#include "common/call_words.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* The office's recordings: which there are, and who put them. */

enum { ACTS_MAX = 1000, CHANGES_MAX = 4096, LANGS = 2 };

static const enum lang langs[LANGS] = {LANG_VI, LANG_EN};

struct listing {
	struct api_call *call;
	json_t *known; /* of each clip's file, by its id */
	json_t *languages;
	int at; /* the language that is being looked at */
};

static void id_of(char id[static NOTE_SIZE], enum lang lang, const char *name) {
	snprintf(id, NOTE_SIZE, "%s/%s", words_tag(lang), name);
}

/* How many bytes an act put, 0: none; false: as many as there were. */
static bool bytes_put(const struct store_act *act, json_int_t *bytes) {
	json_t *changes = json_loads(act->changes ? act->changes : "", 0, NULL), *change;
	bool told = false;
	size_t i;
	json_array_foreach(changes, i, change) {
		json_t *path = json_object_get(change, "path"), *is = json_object_get(change, "is");
		const char *member = json_string_value(json_array_get(path, 0));
		if (member && strcmp(member, "bytes") != 0)
			continue;
		told = true;
		*bytes = json_integer_value(member ? is : json_object_get(is, "bytes"));
	}
	json_decref(changes);
	return told;
}

/* Adds what the acts tell of each clip's file: who put it, when, and its size. The newest say who;
 * how large it is may only an older one say. */
static json_t *known_of(const struct api_call *call, const struct store_acts *acts) {
	json_t *known = json_object();
	for (size_t i = 0; i < acts->count; i++) {
		const struct store_act_row *row = &acts->rows[i];
		json_t *one = json_object_get(known, row->act.id);
		json_int_t bytes;
		if (!one) {
			one = json_pack("{s:o, s:I}", "by", api_person(call, row->by), "at",
				(json_int_t)row->at_ms);
			json_object_set_new(known, row->act.id, one);
		}
		if (!json_object_get(one, "bytes") && bytes_put(&row->act, &bytes))
			json_object_set_new(one, "bytes", json_integer(bytes));
	}
	return known;
}

/* What is known of a file of this size; NULL: somebody put it there by hand. */
static json_t *known_file(const struct listing *l, const char *id, size_t size) {
	json_t *one = json_object_get(l->known, id);
	bool same = json_integer_value(json_object_get(one, "bytes")) == (json_int_t)size;
	return size && same ? one : NULL;
}

static json_t *length_or_null(const struct recording_facts *f) {
	return f->size && f->length_ms >= 0 ? json_integer(f->length_ms) : json_null();
}

static json_t *clip_json(const struct listing *l, enum lang lang, const char *name,
	const char *text, const struct recording_facts *f) {
	char id[NOTE_SIZE];
	id_of(id, lang, name);
	json_t *file = known_file(l, id, f->size);
	json_t *by = file ? json_object_get(file, "by") : json_null();
	json_t *at = file ? json_incref(json_object_get(file, "at")) : api_number_or_null(f->at_ms);
	return json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:O}", "name", name, "text", text, "there",
		f->size > 0, "ms", length_or_null(f), "bytes", api_number_or_null((int64_t)f->size),
		"at", at, "by", by);
}

static void look_on(struct listing *l);

static void listed(void *arg, const struct recording_facts *facts, size_t count) {
	struct listing *l = arg;
	enum lang lang = langs[l->at++];
	char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
	json_t *clips = json_array();
	for (size_t i = 0; i < count && call_clip(lang, (int)i, name, text); i++)
		json_array_append_new(clips, clip_json(l, lang, name, text, &facts[i]));
	json_array_append_new(
		l->languages, json_pack("{s:s, s:o}", "lang", words_tag(lang), "clips", clips));
	look_on(l);
}

static json_t *languages_json(const struct listing *l) {
	const char *folder = recordings_folder(l->call->api->options.recordings);
	return json_pack("{s:s, s:O}", "folder", folder, "languages", l->languages);
}

/* The recordings may be gone when the server is stopping. */
static void look_on(struct listing *l) {
	const struct api *api = l->call->api;
	if (l->at < LANGS && !api->stopping) {
		recordings_list(api->options.recordings, langs[l->at], listed, l);
		return;
	}
	if (api->stopping)
		api_error(l->call, 503, "stopping", NULL);
	else
		api_answer(l->call, 200, languages_json(l));
	json_decref(l->languages);
	json_decref(l->known);
	mem_free(l);
}

static void acts_read(void *arg, enum store_result result, struct store_acts *acts) {
	struct api_call *call = arg;
	if (result != STORE_OK) {
		api_unwritten(call, result);
		return;
	}
	struct listing *l = mem_alloc(1, sizeof *l);
	*l = (struct listing){
		.call = call, .known = known_of(call, acts), .languages = json_array()};
	look_on(l);
}

void api_recordings(struct api_call *call) {
	struct store_acts wanted = {
		.until = INT64_MAX, .limit = ACTS_MAX, .changes_max = CHANGES_MAX};
	text_copy(wanted.object, sizeof wanted.object, "voice");
	office_read_acts(call->office, &wanted, acts_read, call);
}
