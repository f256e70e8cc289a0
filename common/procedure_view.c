#include "common/procedure_view.h"

#include "common/json_read.h"

/* A text of the pair {"vi","en"} in the language asked for, else in the other; NULL: neither. */
static const char *pair_text(const json_t *pair, enum lang lang) {
	const char *text = json_read_word(pair, words_tag(lang));
	if (!text || !*text)
		text = json_read_word(pair, words_tag(lang == LANG_VI ? LANG_EN : LANG_VI));
	return text && *text ? text : NULL;
}

static const char *member_text(const struct procedure_view *p, const char *key, enum lang lang) {
	return pair_text(json_object_get(p->json, key), lang);
}

static bool read_result(const json_t *result, struct procedure_view *p) {
	return !json_is_object(result) ||
	       (json_read_int(result, "handed_in_day", 0, 0, &p->handed_in_day) &&
		       json_read_int(result, "day", 0, 0, &p->result_day) &&
		       json_read_int64(result, "at", 0, 0, &p->result_at_ms) &&
		       json_read_int64(result, "until", 0, 0, &p->result_until_ms));
}

bool procedure_view_from_json(json_t *j, struct procedure_view *view) {
	struct procedure_view p = {
		.code = json_read_word(j, "code"),
		.field = json_read_word(j, "field"),
		.service = json_read_word(j, "service"),
		.time_limit_kind = json_read_word(j, "time_limit_kind"),
		.document_count = (int)json_array_size(json_object_get(j, "documents")),
	};
	if (!p.code || !*p.code || !pair_text(json_object_get(j, "name"), LANG_VI))
		return false;
	if (!json_read_int64(j, "fee_vnd", 0, -1, &p.fee_vnd) ||
		!json_read_int(j, "time_limit_days", 0, -1, &p.time_limit_days) ||
		!json_read_int(j, "visits", 0, 0, &p.visits) ||
		!read_result(json_object_get(j, "result"), &p))
		return false;
	p.json = json_incref(j);
	*view = p;
	return true;
}

void procedure_view_clear(struct procedure_view *p) {
	if (!p)
		return;
	json_decref(p->json);
	*p = (struct procedure_view){.fee_vnd = -1, .time_limit_days = -1};
}

int procedure_views_from_json(json_t *j, struct procedure_view *rows, int max) {
	const json_t *list = json_object_get(j, "procedures");
	int count = 0;
	for (size_t i = 0; i < json_array_size(list) && count < max; i++)
		count += procedure_view_from_json(json_array_get(list, i), &rows[count]);
	return count;
}

const char *procedure_view_name(const struct procedure_view *p, enum lang lang) {
	return member_text(p, "name", lang);
}

const char *procedure_view_short(const struct procedure_view *p, enum lang lang) {
	static const char *const keys[] = {"short", "name"};
	for (int i = 0; i < 2; i++) {
		const char *text =
			json_read_word(json_object_get(p->json, keys[i]), words_tag(lang));
		if (text && *text)
			return text;
	}
	const char *text = member_text(p, "short", lang);
	return text ? text : procedure_view_name(p, lang);
}

const char *procedure_view_fee_note(const struct procedure_view *p, enum lang lang) {
	return member_text(p, "fee_note", lang);
}

const char *procedure_view_time_limit(const struct procedure_view *p, enum lang lang) {
	return member_text(p, "time_limit", lang);
}

const char *procedure_view_document(const struct procedure_view *p, int index, enum lang lang) {
	if (index < 0)
		return NULL;
	return pair_text(
		json_array_get(json_object_get(p->json, "documents"), (size_t)index), lang);
}
