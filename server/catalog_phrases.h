/*
 * catalog_phrases: how people say things, from a file of synonyms; the inside of catalog.
 *
 * The file is an object with four lists: "stop", phrases that only carry a question ("cho em
 * hỏi"); "greet", those that do not even begin one ("xin chào"); "elsewhere", names of things
 * another authority does; and "same", objects with "say", everyday phrases, and "mean", what the
 * catalogue may call the same, best first, and "weak": true where that only helps to choose among
 * procedures found otherwise. Phrases have at most PHRASE_WORDS_MAX words; their words and pairs
 * are added to the lexicon.
 */
#ifndef MOTCUA_CATALOG_PHRASES_H
#define MOTCUA_CATALOG_PHRASES_H

#include "server/catalog_lexicon.h"

#define PHRASE_WORDS_MAX 32

enum phrase_kind { PHRASE_SAME, PHRASE_STOP, PHRASE_ELSEWHERE };

struct phrase_word {
	uint32_t word;
	uint16_t marks;
};

struct phrase {
	enum phrase_kind kind;
	bool greets;         /* PHRASE_STOP: begins no question */
	uint32_t meaning;    /* PHRASE_SAME: number of the meaning */
	uint32_t next;       /* the next phrase with the same first word, or LEXICON_NONE */
	uint32_t from, size; /* its words, in those of all phrases */
};

/* The phrases of one "mean" list: means[from] and those after it. */
struct meaning {
	uint32_t from, count;
	bool weak; /* helps to choose, asks for little and proves nothing */
};

struct phrases {
	struct phrase *said, *means;
	size_t said_count, said_room, mean_count, mean_room;
	struct phrase_word *words;
	size_t word_count, word_room;
	struct meaning *meanings;
	size_t meaning_count;
	uint32_t *heads; /* by first word: a phrase said, or LEXICON_NONE */
	size_t head_count;
};

/* Reads the JSON text of a file of synonyms into zeroed phrases; on an error writes where and why
 * and leaves the phrases to be cleared. */
bool phrases_read(struct phrases *phrases, struct lexicon *lexicon, const char *json, size_t size,
	char *why, size_t why_size);

/* The words of a phrase, `size` of them. */
const struct phrase_word *phrases_words(const struct phrases *phrases, const struct phrase *phrase);

/* The first phrase said that begins with this word, or NULL. */
const struct phrase *phrases_first(const struct phrases *phrases, uint32_t word);

/* The next one that begins with the same word, or NULL. */
const struct phrase *phrases_next(const struct phrases *phrases, const struct phrase *phrase);

/* Gives back everything; zeroed phrases are nothing. */
void phrases_clear(struct phrases *phrases);

#endif
