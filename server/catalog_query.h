/*
 * catalog_query: what a person typed, understood as words, and the words as parts that each ask for
 * something; the inside of catalog.
 *
 * A query is a value. Words past QUERY_WORDS_MAX are not looked at.
 */
#ifndef MOTCUA_CATALOG_QUERY_H
#define MOTCUA_CATALOG_QUERY_H

#include "server/catalog_index.h"
#include "server/catalog_phrases.h"

#define QUERY_WORDS_MAX 48
#define QUERY_READINGS_MAX 8
#define QUERY_MEANINGS_MAX 6

/* A word as typed and what it may have been meant to be, likeliest first. */
struct query_word {
	char text[LEXICON_WORD_SIZE];
	unsigned marks;
	bool known; /* the first reading is the word as typed */
	bool stop;  /* part of a phrase that only carries the question */
	size_t reading_count;
	size_t completed_from; /* readings from here on are how the word may go on */
	uint32_t readings[QUERY_READINGS_MAX];
	float trust[QUERY_READINGS_MAX]; /* 0…1 */
};

enum part_kind {
	PART_LITERAL,   /* words to be found as they are */
	PART_SAME,      /* an everyday phrase with other meanings */
	PART_ELSEWHERE, /* the name of something not done here */
	PART_STOP,      /* words that ask for nothing */
};

struct query_part {
	enum part_kind kind;
	bool greets;        /* PART_STOP: begins no question */
	size_t from, count; /* words */
	size_t meaning_count;
	uint32_t meanings[QUERY_MEANINGS_MAX];
};

struct query {
	struct query_word words[QUERY_WORDS_MAX];
	size_t word_count;
	struct query_part parts[QUERY_WORDS_MAX];
	size_t part_count;
	bool plain; /* typed without any diacritics */
};

/* Splits a text into words, each read as the lexicon has it, without any correction. */
void query_read(struct query *query, const struct lexicon *lexicon, const char *text);

/* A word as typed, read as the lexicon has it. */
struct query_word query_word_of(const struct lexicon *lexicon, const char *text, unsigned marks);

/* Whether a word written with these marks may be what a reading of the word means. */
bool query_marks_agree(const struct query_word *word, size_t reading, unsigned marks);

/* Adds a less likely reading while there is room. */
void query_word_add(struct query_word *word, uint32_t reading, float trust);

/* With how many of its neighbours a word of the lexicon, put at a place, would be a known pair. */
unsigned query_stands_beside(
	const struct query *query, const struct lexicon *lexicon, uint32_t word, size_t at);

/* What a catalogue knows of words. */
struct catalog_words {
	const struct lexicon *lexicon;
	const struct phrases *phrases;
	const struct posting_index *index;
};

/* Divides the words into parts by the phrases people say. */
void query_divide(struct query *query, const struct catalog_words *words);

#endif
