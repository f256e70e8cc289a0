#include "server/catalog_typing.h"

#include <string.h>

enum {
	TELEX_LEAST = 2, /* letters that stand for marks: fewer prove nothing … */
	TELEX_MOST = 4,  /* … and no syllable has more ("dduwowcj") */
	PIECES_MAX = 8,
	PIECE_LETTERS_MAX = 7, /* "nghieng" */
	RUN_TOGETHER_MIN = 4,
};

static bool is_vowel(char c) {
	return strchr("aeiouy", c) != NULL;
}

/* The word without Telex letters ("giaays", "dawng", "thuwcj"); how many were left in it. */
static size_t strip_telex(const char *typed, char *out) {
	size_t used = 0, stripped = 0;
	bool vowel_seen = false;
	for (size_t i = 0; typed[i]; i++) {
		char c = typed[i], before = used ? out[used - 1] : '\0';
		bool doubled = c == before && strchr("aeod", c);
		bool tone = vowel_seen && strchr("sfrxj", c);
		bool horn = c == 'w' && before && strchr("aou", before);
		vowel_seen = vowel_seen || is_vowel(c) || c == 'w';
		if (doubled || tone || horn)
			stripped++;
		else
			out[used++] = c == 'w' ? 'u' : c;
	}
	out[used] = '\0';
	return stripped;
}

static void mend_telex(struct query *query, const struct lexicon *lexicon) {
	for (size_t i = 0; i < query->word_count; i++) {
		struct query_word *w = &query->words[i];
		char bare[LEXICON_WORD_SIZE];
		size_t stripped = strip_telex(w->text, bare);
		if (w->known || stripped < TELEX_LEAST || stripped > TELEX_MOST)
			continue;
		struct query_word mended = query_word_of(lexicon, bare, w->marks);
		if (mended.known)
			*w = mended;
	}
}

/* Pieces that make up one word typed without spaces. */
struct pieces {
	uint32_t words[PIECES_MAX];
	size_t count;
};

static bool cut_up(const struct lexicon *lexicon, const char *text, struct pieces *pieces) {
	if (!*text)
		return pieces->count > 1;
	if (pieces->count == PIECES_MAX)
		return false;
	char piece[PIECE_LETTERS_MAX + 1] = "";
	for (size_t n = 0; n < PIECE_LETTERS_MAX && text[n]; n++) {
		piece[n] = text[n];
		uint32_t word = lexicon_find(lexicon, piece);
		if (word == LEXICON_NONE)
			continue;
		bool follows = pieces->count == 0 ||
			       lexicon_find_pair(lexicon, pieces->words[pieces->count - 1], word) !=
				       LEXICON_NONE;
		pieces->words[pieces->count++] = word;
		if (follows && cut_up(lexicon, text + n + 1, pieces))
			return true;
		pieces->count--;
	}
	return false;
}

/* Puts `count` words in place of one, as far as there is room. */
static void replace(struct query *query, const struct lexicon *lexicon, size_t at,
	const struct pieces *pieces) {
	size_t more = pieces->count - 1;
	if (query->word_count + more > QUERY_WORDS_MAX)
		return;
	memmove(&query->words[at + 1 + more], &query->words[at + 1],
		(query->word_count - at - 1) * sizeof *query->words);
	query->word_count += more;
	for (size_t i = 0; i < pieces->count; i++)
		query->words[at + i] =
			query_word_of(lexicon, lexicon->words[pieces->words[i]].text, 0);
}

static void mend_run_together(struct query *query, const struct lexicon *lexicon) {
	for (size_t i = 0; i < query->word_count; i++) {
		struct pieces pieces = {.count = 0};
		const struct query_word *w = &query->words[i];
		if (!w->known && strlen(w->text) >= RUN_TOGETHER_MIN &&
			cut_up(lexicon, w->text, &pieces))
			replace(query, lexicon, i, &pieces);
	}
}

static void mend_torn_apart(struct query *query, const struct lexicon *lexicon) {
	for (size_t i = 0; i + 1 < query->word_count; i++) {
		struct query_word *w = &query->words[i];
		char whole[LEXICON_WORD_SIZE];
		bool begun = w[0].known && i + 2 == query->word_count; /* may be going on */
		if (begun || (w[0].known && w[1].known) ||
			strlen(w[0].text) + strlen(w[1].text) > PIECE_LETTERS_MAX)
			continue;
		strcpy(whole, w[0].text);
		strcat(whole, w[1].text);
		struct query_word mended = query_word_of(lexicon, whole, w[0].marks | w[1].marks);
		if (!mended.known)
			continue;
		w[0] = mended;
		query->word_count--;
		memmove(&w[1], &w[2], (query->word_count - i - 1) * sizeof *w);
	}
}

void typing_mend(struct query *query, const struct lexicon *lexicon) {
	mend_telex(query, lexicon);
	mend_run_together(query, lexicon);
	mend_torn_apart(query, lexicon);
}

static bool is_reading(const struct query_word *w, uint32_t word) {
	for (size_t i = 0; i < w->reading_count; i++)
		if (w->readings[i] == word)
			return true;
	return false;
}

/* How likely a word is the end of what is being typed; 0 when it cannot be. One that stands beside
 * the word before is likelier than any that does not. */
static uint64_t merit(const struct query *query, const struct lexicon *lexicon, uint32_t word) {
	size_t at = query->word_count - 1;
	const struct query_word *w = &query->words[at];
	const struct lexeme *lexeme = &lexicon->words[word];
	size_t size = strlen(w->text);
	if (lexeme->size <= size || strncmp(lexeme->text, w->text, size) != 0 ||
		is_reading(w, word))
		return 0;
	if (query_stands_beside(query, lexicon, word, at))
		return (uint64_t)1 << 32 | lexeme->uses;
	return size > 1 && !w->known ? lexeme->uses : 0;
}

void typing_complete(struct query *query, const struct lexicon *lexicon) {
	if (query->word_count == 0)
		return;
	struct query_word *w = &query->words[query->word_count - 1];
	w->completed_from = w->reading_count;
	while (w->reading_count < QUERY_READINGS_MAX) {
		uint32_t best = LEXICON_NONE;
		uint64_t most = 0;
		for (uint32_t i = 0; i < lexicon->word_count; i++) {
			uint64_t m = merit(query, lexicon, i);
			if (m > most) {
				most = m;
				best = i;
			}
		}
		if (best == LEXICON_NONE)
			return;
		query_word_add(w, best, most >> 32 ? 0.8f : 0.6f);
	}
}
