#include "common/call_words.h"
#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* What a board in a browser says for a call, and the office's recordings of it. */

#define ENDING ".wav"
enum { COUNTER_MAX = 9999 };

static bool lang_of(const char *tag, enum lang *lang) {
	*lang = words_lang(tag);
	return strcmp(tag, words_tag(*lang)) == 0;
}

/* The prefix of the series that the number is of; "" where there is none. */
static const char *prefix_of(const struct setup *s, const char *number) {
	const char *best = "";
	for (int i = 0; i < s->service_count; i++) {
		const char *prefix = s->services[i].prefix;
		if (strlen(prefix) > strlen(best) && proto_number_of(number, prefix))
			best = prefix;
	}
	return best;
}

/* Whether the parameter is `yes`; it may also be `no`, or left out. */
static bool either(
	struct api_call *call, const char *name, const char *no, const char *yes, bool *is) {
	const char *value = http_query(call->x, name);
	*is = value && strcmp(value, yes) == 0;
	return !value || *is || strcmp(value, no) == 0;
}

/* The first parameter that is not as it must be; NULL: all are. */
static const char *read_style(struct api_call *call, struct call_style *style) {
	bool spelt;
	if (!either(call, "numbers", "digits", "words", &style->number_whole))
		return "numbers";
	if (!either(call, "counters", "words", "digits", &spelt))
		return "counters";
	style->counter_whole = !spelt;
	return either(call, "region", "north", "south", &style->south) ? NULL : "region";
}

/* The names of a line of call_words, and behind which of them there is a short pause. */
static json_t *line_json(char *line) {
	json_t *clips = json_array(), *pauses = json_array();
	for (char *at = line; *at;) {
		size_t size = strcspn(at, " ,");
		if (at[size] == ',')
			json_array_append_new(
				pauses, json_integer((json_int_t)json_array_size(clips)));
		json_array_append_new(clips, json_stringn(at, size));
		at += size + strspn(at + size, " ,");
	}
	return json_pack("{s:o, s:o}", "clips", clips, "pauses", pauses);
}

void api_voice(struct api_call *call) {
	const char *number = http_query(call->x, "number"), *to = http_query(call->x, "counter");
	const char *tag = http_query(call->x, "lang");
	char line[CALL_WORDS_SIZE];
	struct call_style style;
	enum lang lang;
	int64_t counter = to ? api_number(to) : 0;
	const char *wrong = read_style(call, &style);
	if (!number || !*number || strlen(number) >= NUMBER_SIZE)
		wrong = "number";
	else if (counter < 1 || counter > COUNTER_MAX)
		wrong = "counter";
	else if (!lang_of(tag ? tag : words_tag(LANG_VI), &lang))
		wrong = "lang";
	if (wrong) {
		api_invalid(call, wrong);
		return;
	}
	const char *prefix = prefix_of(office_setup(call->office), number);
	call_words(&style, lang, number, prefix, (int)counter, line);
	api_answer(call, 200, line_json(line));
}

static void answer(void *arg, const struct recording *r) {
	struct api_call *call = arg;
	struct http_pair tag = {"ETag", r->tag};
	struct http_reply reply = {.status = r->same ? 304 : 200,
		.type = r->same ? NULL : "audio/wav",
		.cache = "no-cache",
		.fields = &tag,
		.field_n = 1,
		.body = r->data,
		.body_len = r->same ? 0 : r->size};
	if (!r->found) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	http_reply(call->x, &reply);
	api_forget(call);
}

void api_voice_clip(struct api_call *call) {
	char *name = call->params[1];
	const char *known = http_field(call->x, "If-None-Match");
	size_t size = strlen(name), ending = strlen(ENDING);
	enum lang lang;
	if (!lang_of(call->params[0], &lang) || size <= ending ||
		strcmp(name + size - ending, ENDING) != 0) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	name[size - ending] = '\0';
	recordings_get(call->api->options.recordings, lang, name, known ? known : "", answer, call);
}
