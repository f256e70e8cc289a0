/* An entry of the journal as its file has it. */
#include "common/json_read.h"
#include "common/proto_json.h"
#include "kiosk/journal.h"

#include <string.h>

static const char *const stages[] = {"asked", "held", "printing", "done", "void"};

json_t *kept_json(const struct kept *e) {
	json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "key", e->key, "stage",
		stages[e->stage], "service", e->service, "priority", e->priority, "procedure",
		e->procedure, "lang", words_tag(e->lang), "text", e->text);
	json_object_set_new(o, "at", json_integer(e->at_ms));
	json_object_set_new(o, "lease", json_integer(e->lease));
	json_object_set_new(o, "day", json_integer(e->day));
	json_object_set(o, "ticket", e->ticket ? e->ticket : json_null());
	return o;
}

static bool stage_from_json(const json_t *j, enum stage *stage) {
	const char *word = json_read_word(j, "stage");
	for (int i = 0; word && i < (int)(sizeof stages / sizeof *stages); i++) {
		if (strcmp(word, stages[i]) == 0) {
			*stage = (enum stage)i;
			return true;
		}
	}
	return false;
}

static bool texts_from_json(const json_t *j, struct kept *e) {
	return json_read_id(j, "key", e->key, sizeof e->key) && e->key[0] &&
	       json_read_id(j, "service", e->service, sizeof e->service) &&
	       json_read_id(j, "priority", e->priority, sizeof e->priority) &&
	       json_read_id(j, "procedure", e->procedure, sizeof e->procedure) &&
	       json_read_id(j, "text", e->text, sizeof e->text);
}

/* A number that is known is in the file. */
static bool ticket_from_entry(const json_t *j, struct kept *e) {
	json_t *ticket = json_object_get(j, "ticket");
	struct ticket t;
	if (e->stage != STAGE_ASKED && !ticket_from_json(ticket, &t)) {
		return false;
	}
	e->ticket = e->stage == STAGE_ASKED ? NULL : json_incref(ticket);
	return true;
}

bool kept_from_json(const json_t *j, struct kept *entry) {
	struct kept e = {0};
	const char *lang = json_read_word(j, "lang");
	if (!stage_from_json(j, &e.stage) || !texts_from_json(j, &e) || !lang ||
		!json_read_int64(j, "at", 0, 0, &e.at_ms) ||
		!json_read_int64(j, "lease", 0, 0, &e.lease) ||
		!json_read_int(j, "day", 0, 0, &e.day) || !ticket_from_entry(j, &e)) {
		return false;
	}
	e.lang = words_lang(lang);
	*entry = e;
	return true;
}

json_t *kept_ticket(const json_t *answer) {
	return json_object_get(answer, "ticket");
}
