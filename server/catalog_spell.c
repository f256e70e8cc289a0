#include "server/catalog_spell.h"

#include <ctype.h>
#include <string.h>

enum {
	SIMILAR_MAX = 12,
};

static const float sounds_alike = 0.5f, known_trust = 0.75f;

static unsigned least(unsigned a, unsigned b) {
	return a < b ? a : b;
}

/* Letters put in, left out, exchanged, or swapped with the next. */
static unsigned edits(const char *a, size_t n, const char *b, size_t m) {
	unsigned rows[3][LEXICON_WORD_SIZE + 1];
	for (unsigned j = 0; j <= m; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= n; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *top = rows[(i + 1) % 3];
		row[0] = i;
		for (unsigned j = 1; j <= m; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], top[j - 2] + 1);
		}
	}
	return rows[n % 3][m];
}

float spell_distance(const struct lexeme *a, const struct lexeme *b, float most) {
	int longer = a->size - b->size;
	float distance = LEXICON_WORD_SIZE;
	if ((float)(longer < 0 ? -longer : longer) > most + 1)
		return LEXICON_WORD_SIZE;
	if (!strcmp(a->text, b->text))
		return 0;
	if (!strcmp(a->sound, b->sound))
		return sounds_alike;
	if ((float)__builtin_popcount(a->letters ^ b->letters) <= 2 * most)
		distance = (float)edits(a->text, a->size, b->text, b->size);
	return distance <= most ? distance : LEXICON_WORD_SIZE;
}

/* How many slips are believable in a word: none in a short one, where everything is near. */
static float believable(const struct query_word *w) {
	size_t size = strlen(w->text);
	return size < 3 && w->known ? sounds_alike : size < 6 ? 1 : 2;
}

struct similar {
	uint32_t word;
	float distance, support;
};

/* The likeliest few words of the lexicon that a word may have been meant to be. */
struct similars {
	struct similar items[SIMILAR_MAX];
	size_t count;
	float most; /* slips suspected */
};

static void keep_nearest(struct similars *s, struct similar one) {
	bool full = s->count == SIMILAR_MAX;
	if (full && s->items[SIMILAR_MAX - 1].distance <= one.distance)
		return;
	size_t at = full ? SIMILAR_MAX - 1 : s->count++;
	for (; at > 0 && s->items[at - 1].distance > one.distance; at--)
		s->items[at] = s->items[at - 1];
	s->items[at] = one;
}

/* How many slips a word is suspected of: none where the words around it are known to stand beside
 * it, a spelling by ear where only one of them is. */
static float suspected(const struct query *query, const struct lexicon *lexicon, size_t at) {
	const struct query_word *w = &query->words[at];
	for (const char *s = w->text; *s; s++)
		if (isdigit((unsigned char)*s))
			return 0;
	if (!w->known)
		return believable(w);
	if (query->word_count == 1)
		return 0;
	unsigned sides = (at > 0) + (at + 1 < query->word_count);
	unsigned beside = query_stands_beside(query, lexicon, w->readings[0], at);
	return beside == 0 ? believable(w) : beside < sides ? sounds_alike : 0;
}

static void find_similar(
	const struct lexicon *lexicon, const struct query_word *w, struct similars *out) {
	struct lexeme typed = lexicon_describe(w->text);
	for (uint32_t i = 0; i < lexicon->word_count; i++) {
		float distance = spell_distance(&typed, &lexicon->words[i], out->most);
		if (distance > 0 && distance <= out->most)
			keep_nearest(out, (struct similar){i, distance, 0});
	}
}

/* How well a word stands beside what a neighbour is or may have been meant to be. */
static float support_from(const struct lexicon *lexicon, uint32_t word, const struct query_word *w,
	const struct similars *meant, bool to_the_left) {
	if (w->known) {
		uint32_t l = to_the_left ? w->readings[0] : word,
			 r = to_the_left ? word : w->readings[0];
		if (lexicon_find_pair(lexicon, l, r) != LEXICON_NONE)
			return 1;
	}
	for (size_t i = 0; i < meant->count; i++) {
		uint32_t other = meant->items[i].word;
		uint32_t l = to_the_left ? other : word, r = to_the_left ? word : other;
		if (lexicon_find_pair(lexicon, l, r) != LEXICON_NONE)
			return 1 - meant->items[i].distance / 4;
	}
	return 0;
}

static void weigh_support(
	const struct query *query, const struct lexicon *lexicon, struct similars *all, size_t at) {
	for (size_t i = 0; i < all[at].count; i++) {
		struct similar *s = &all[at].items[i];
		if (at > 0)
			s->support += support_from(
				lexicon, s->word, &query->words[at - 1], &all[at - 1], true);
		if (at + 1 < query->word_count)
			s->support += support_from(
				lexicon, s->word, &query->words[at + 1], &all[at + 1], false);
	}
}

/* Takes the best supported of the similar words as readings; a word alone needs no support. */
static void take_similar(
	struct query *query, const struct lexicon *lexicon, struct similars *s, size_t at) {
	struct query_word *w = &query->words[at];
	bool alone = query->word_count == 1 && strlen(w->text) > 3;
	/* In place of a word that stands well on one side only one that does on both will do. */
	float support = w->known && query_stands_beside(query, lexicon, w->readings[0], at) ? 1 : 0;
	for (size_t taken = 0; taken < 3; taken++) {
		struct similar *best = NULL;
		for (size_t i = 0; i < s->count; i++) {
			struct similar *one = &s->items[i];
			bool possible = one->support > support || (alone && one->distance <= 1);
			if (possible && (!best || one->support - one->distance >
							  best->support - best->distance))
				best = one;
		}
		if (!best)
			return;
		float trust = (alone ? 0.7f : 0.95f) - best->distance * 0.2f;
		query_word_add(w, best->word, w->known ? trust * known_trust : trust);
		best->support = 0;
		best->distance = LEXICON_WORD_SIZE;
	}
}

void spell_correct(struct query *query, const struct lexicon *lexicon) {
	struct similars all[QUERY_WORDS_MAX];
	for (size_t i = 0; i < query->word_count; i++) {
		all[i].count = 0;
		all[i].most = suspected(query, lexicon, i);
		if (all[i].most > 0)
			find_similar(lexicon, &query->words[i], &all[i]);
	}
	for (size_t i = 0; i < query->word_count; i++)
		weigh_support(query, lexicon, all, i);
	for (size_t i = 0; i < query->word_count; i++)
		take_similar(query, lexicon, &all[i], i);
}
