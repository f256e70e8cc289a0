#include "server/catalog_phrases.h"

#include "server/catalog.h"

#include "common/mem.h"
#include "common/text.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

struct reader {
	struct phrases *phrases;
	struct lexicon *lexicon;
	char *why;
	size_t why_size;
};

static bool fail(const struct reader *r, const char *place, const char *reason) {
	char whole[CATALOG_WHY_SIZE];
	snprintf(whole, sizeof whole, "%s: %s", place, reason);
	text_copy(r->why, r->why_size, whole);
	return false;
}

static void append_word(struct phrases *p, uint32_t word, unsigned marks) {
	if (p->word_count == p->word_room) {
		p->word_room = p->word_room ? p->word_room * 2 : 1024;
		p->words = mem_realloc(p->words, p->word_room, sizeof *p->words);
	}
	p->words[p->word_count++] = (struct phrase_word){word, (uint16_t)marks};
}

/* Takes a phrase's words, also into the lexicon; false when it has none or too many. */
static bool take_words(const struct reader *r, const char *text, struct phrase *phrase) {
	char word[LEXICON_WORD_SIZE];
	unsigned marks;
	phrase->from = (uint32_t)r->phrases->word_count;
	for (; text_word(&text, word, sizeof word, &marks); phrase->size++) {
		if (phrase->size == PHRASE_WORDS_MAX)
			return false;
		append_word(r->phrases, lexicon_add(r->lexicon, word), marks);
	}
	if (phrase->size == 0)
		return false;
	const struct phrase_word *words = phrases_words(r->phrases, phrase);
	for (uint32_t i = 1; i < phrase->size; i++)
		lexicon_add_pair(r->lexicon, words[i - 1].word, words[i].word);
	return true;
}

static void append(struct phrase **list, size_t *count, size_t *room, const struct phrase *phrase) {
	if (*count == *room) {
		*room = *room ? *room * 2 : 256;
		*list = mem_realloc(*list, *room, sizeof **list);
	}
	(*list)[(*count)++] = *phrase;
}

/* Reads a list of texts as phrases like `like`: those that mean something or those that are said.
 */
static bool read_list(
	struct reader *r, const char *place, json_t *list, const struct phrase *like, bool means) {
	struct phrases *p = r->phrases;
	json_t *value;
	size_t i;
	if (!json_is_array(list))
		return fail(r, place, "must be a list");
	json_array_foreach(list, i, value) {
		struct phrase phrase = *like;
		char at[96];
		snprintf(at, sizeof at, "%s[%zu]", place, i);
		if (!json_is_string(value))
			return fail(r, at, "must be a text");
		if (!take_words(r, json_string_value(value), &phrase))
			return fail(r, at, "must have 1 to 32 words");
		if (means)
			append(&p->means, &p->mean_count, &p->mean_room, &phrase);
		else
			append(&p->said, &p->said_count, &p->said_room, &phrase);
	}
	return true;
}

static bool read_same(struct reader *r, json_t *list) {
	struct phrases *p = r->phrases;
	json_t *value;
	size_t i;
	if (!json_is_array(list))
		return fail(r, "same", "must be a list");
	p->meanings = mem_alloc(json_array_size(list), sizeof *p->meanings);
	json_array_foreach(list, i, value) {
		struct phrase like = {.kind = PHRASE_SAME, .meaning = (uint32_t)i};
		struct meaning *meaning = &p->meanings[i];
		char place[64];
		meaning->from = (uint32_t)p->mean_count;
		snprintf(place, sizeof place, "same[%zu].mean", i);
		if (!read_list(r, place, json_object_get(value, "mean"), &like, true))
			return false;
		meaning->count = (uint32_t)p->mean_count - meaning->from;
		snprintf(place, sizeof place, "same[%zu].say", i);
		if (!read_list(r, place, json_object_get(value, "say"), &like, false))
			return false;
		json_t *weak = json_object_get(value, "weak");
		snprintf(place, sizeof place, "same[%zu].weak", i);
		if (weak && !json_is_boolean(weak))
			return fail(r, place, "must be true or false");
		meaning->weak = json_is_true(weak);
		p->meaning_count = i + 1;
	}
	return true;
}

static void link_heads(struct phrases *p, size_t word_count) {
	p->head_count = word_count;
	p->heads = mem_alloc(word_count, sizeof *p->heads);
	memset(p->heads, 0xff, word_count * sizeof *p->heads);
	for (uint32_t i = 0; i < p->said_count; i++) {
		uint32_t *head = &p->heads[phrases_words(p, &p->said[i])->word];
		p->said[i].next = *head;
		*head = i;
	}
}

static void fit(struct phrases *p) {
	p->said_room = p->said_count;
	p->said = mem_realloc(p->said, p->said_room, sizeof *p->said);
	p->mean_room = p->mean_count;
	p->means = mem_realloc(p->means, p->mean_room, sizeof *p->means);
	p->word_room = p->word_count;
	p->words = mem_realloc(p->words, p->word_room, sizeof *p->words);
}

bool phrases_read(struct phrases *phrases, struct lexicon *lexicon, const char *json, size_t size,
	char *why, size_t why_size) {
	struct reader r = {phrases, lexicon, why, why_size};
	json_error_t error;
	json_t *root = json_loadb(json, size, JSON_REJECT_DUPLICATES, &error);
	char place[32] = "line 1";
	if (!root) {
		snprintf(place, sizeof place, "line %d", error.line);
		return fail(&r, place, error.text);
	}
	bool ok = read_list(&r, "stop", json_object_get(root, "stop"),
			  &(struct phrase){.kind = PHRASE_STOP}, false) &&
		  read_list(&r, "greet", json_object_get(root, "greet"),
			  &(struct phrase){.kind = PHRASE_STOP, .greets = true}, false) &&
		  read_list(&r, "elsewhere", json_object_get(root, "elsewhere"),
			  &(struct phrase){.kind = PHRASE_ELSEWHERE}, false) &&
		  read_same(&r, json_object_get(root, "same"));
	link_heads(phrases, lexicon->word_count);
	fit(phrases);
	json_decref(root);
	return ok;
}

const struct phrase_word *phrases_words(
	const struct phrases *phrases, const struct phrase *phrase) {
	return &phrases->words[phrase->from];
}

const struct phrase *phrases_first(const struct phrases *phrases, uint32_t word) {
	if (word >= phrases->head_count || phrases->heads[word] == LEXICON_NONE)
		return NULL;
	return &phrases->said[phrases->heads[word]];
}

const struct phrase *phrases_next(const struct phrases *phrases, const struct phrase *phrase) {
	return phrase->next == LEXICON_NONE ? NULL : &phrases->said[phrase->next];
}

void phrases_clear(struct phrases *phrases) {
	mem_free(phrases->said);
	mem_free(phrases->means);
	mem_free(phrases->words);
	mem_free(phrases->meanings);
	mem_free(phrases->heads);
	*phrases = (struct phrases){0};
}
