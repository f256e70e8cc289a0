/*
 * catalog_lexicon: every folded word that occurs in the catalogue or in its phrases, and every pair
 * of words that stand side by side there; the inside of catalog.
 *
 * A Vietnamese word is mostly two syllables written apart, so what is a "word" here is a syllable
 * and a known pair is the nearest thing to a word of the language. Words and pairs are numbered
 * from 0 in the order they were added. The lexicon owns the texts.
 */
#ifndef MOTCUA_CATALOG_LEXICON_H
#define MOTCUA_CATALOG_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEXICON_WORD_SIZE 40
#define LEXICON_NONE UINT32_MAX

struct lexeme {
	char text[LEXICON_WORD_SIZE];  /* folded */
	char sound[LEXICON_WORD_SIZE]; /* spelled one way where people spell it in several */
	uint8_t size;
	uint32_t uses;    /* how often it was added */
	uint32_t letters; /* a bit per letter a to z */
};

struct lexicon {
	struct lexeme *words;
	size_t word_count, word_room;
	uint32_t *word_slots;
	size_t word_slot_count; /* powers of two */
	uint64_t *pairs;
	size_t pair_count, pair_room;
	uint32_t *pair_slots;
	size_t pair_slot_count;
};

/* Gives back everything; zeroed is an empty lexicon. */
void lexicon_clear(struct lexicon *lexicon);

/* The number of a folded word, added if it is new. */
uint32_t lexicon_add(struct lexicon *lexicon, const char *word);

/* The number of a folded word, or LEXICON_NONE. */
uint32_t lexicon_find(const struct lexicon *lexicon, const char *word);

/* The number of a pair of words, added if it is new. */
uint32_t lexicon_add_pair(struct lexicon *lexicon, uint32_t left, uint32_t right);

/* The number of a pair of words, or LEXICON_NONE; LEXICON_NONE stands beside nothing. */
uint32_t lexicon_find_pair(const struct lexicon *lexicon, uint32_t left, uint32_t right);

/* Gives back the room for more words and pairs, when no more are to come. */
void lexicon_fit(struct lexicon *lexicon);

/* The lexeme a folded word would be, whether or not it is in the lexicon. */
struct lexeme lexicon_describe(const char *word);

#endif
