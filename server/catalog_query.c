#include "server/catalog_query.h"

#include "common/text.h"

enum {
	GAPPED_MIN = 3, /* words of a phrase that may have others between them */
};

void query_word_add(struct query_word *word, uint32_t reading, float trust) {
	if (word->reading_count == QUERY_READINGS_MAX)
		return;
	word->readings[word->reading_count] = reading;
	word->trust[word->reading_count++] = trust;
}

bool query_marks_agree(const struct query_word *word, size_t reading, unsigned marks) {
	return reading < word->completed_from || (marks & word->marks) == word->marks;
}

struct query_word query_word_of(const struct lexicon *lexicon, const char *text, unsigned marks) {
	struct query_word word = {.marks = marks, .completed_from = QUERY_READINGS_MAX};
	uint32_t number = lexicon_find(lexicon, text);
	text_copy(word.text, sizeof word.text, text);
	word.known = number != LEXICON_NONE;
	if (word.known)
		query_word_add(&word, number, 1);
	return word;
}

void query_read(struct query *query, const struct lexicon *lexicon, const char *text) {
	char word[LEXICON_WORD_SIZE];
	unsigned marks;
	*query = (struct query){.plain = true};
	while (query->word_count < QUERY_WORDS_MAX && text_word(&text, word, sizeof word, &marks)) {
		query->words[query->word_count++] = query_word_of(lexicon, word, marks);
		query->plain = query->plain && marks == 0;
	}
}

unsigned query_stands_beside(
	const struct query *query, const struct lexicon *lexicon, uint32_t word, size_t at) {
	const struct query_word *w = query->words;
	bool left = at > 0 && w[at - 1].known &&
		    lexicon_find_pair(lexicon, w[at - 1].readings[0], word) != LEXICON_NONE;
	bool right = at + 1 < query->word_count && w[at + 1].known &&
		     lexicon_find_pair(lexicon, word, w[at + 1].readings[0]) != LEXICON_NONE;
	return (unsigned)left + right;
}

static const float near_trust = 0.6f; /* of a reading that a real word may be meant as */

/* How well a word as typed fits a word of a phrase. */
enum fit { FIT_NOT, FIT_FAR, FIT_ROUGHLY, FIT_PLAIN, FIT_EXACTLY };

static enum fit fit_word(
	const struct query *query, const struct query_word *w, const struct phrase_word *meant) {
	for (size_t r = 0; r < w->reading_count; r++) {
		if (w->readings[r] != meant->word || !query_marks_agree(w, r, meant->marks))
			continue;
		if (r > 0 || !w->known)
			return w->known && w->trust[r] < near_trust ? FIT_FAR : FIT_ROUGHLY;
		if (w->marks == meant->marks)
			return FIT_EXACTLY;
		return w->marks == 0 && query->plain ? FIT_PLAIN : FIT_ROUGHLY;
	}
	return FIT_NOT;
}

/* Whether a word makes a pair with a neighbour that the catalogue has: then it is part of a name.
 */
static bool pairs_in_catalog(
	const struct query *query, const struct catalog_words *words, size_t at) {
	const struct query_word *w = query->words;
	if (w[at].reading_count == 0)
		return false;
	for (int side = -1; side <= 1; side += 2) {
		size_t other = at + (size_t)side;
		if (other >= query->word_count || w[other].reading_count == 0)
			continue;
		uint32_t here = w[at].readings[0], there = w[other].readings[0];
		uint32_t pair = side < 0 ? lexicon_find_pair(words->lexicon, there, here)
					 : lexicon_find_pair(words->lexicon, here, there);
		if (posting_index_pair(words->index, pair).count > 0)
			return true;
	}
	return false;
}

/* Whether and how a phrase stands at a place. What only carries a question must be there to the
 * letter, for a name of the catalogue may look like it without its marks ("đi" and "di chúc");
 * an everyday phrase may have such words within. Returns how many words it takes, 0 for none;
 * `slips` counts those typed otherwise. */
static size_t stands_at(const struct query *query, const struct catalog_words *words,
	const struct phrase *phrase, size_t at, unsigned *slips) {
	const struct phrase_word *said = phrases_words(words->phrases, phrase);
	unsigned rough = 0;
	size_t plain = 0, w = at;
	for (size_t i = 0; i < phrase->size; w++) {
		enum fit fit = FIT_NOT;
		if (w < query->word_count)
			fit = fit_word(query, &query->words[w], &said[i]);
		rough += fit == FIT_FAR ? 2 : fit == FIT_ROUGHLY;
		plain += fit == FIT_PLAIN;
		if (fit != FIT_NOT)
			i++;
		else if (i == 0 || phrase->kind != PHRASE_SAME || phrase->size < GAPPED_MIN ||
			 w >= query->word_count || !query->words[w].stop)
			return 0;
	}
	bool alone = phrase->size == 1 && (plain || phrase->kind == PHRASE_SAME);
	if (alone && pairs_in_catalog(query, words, at))
		return 0;
	if (phrase->size == 1 && plain && phrase->kind == PHRASE_SAME && query->words[at].stop)
		return 0;
	bool stands = phrase->kind == PHRASE_SAME
			      ? rough * 2 <= phrase->size && rough != phrase->size
			      : rough == 0;
	*slips = rough;
	return stands ? w - at : 0;
}

static enum part_kind kind_of(const struct phrase *phrase) {
	switch (phrase->kind) {
	case PHRASE_STOP:
		return PART_STOP;
	case PHRASE_ELSEWHERE:
		return PART_ELSEWHERE;
	default:
		return PART_SAME;
	}
}

/* How much is won by reading words as a phrase: one long phrase is worth more than two short. */
static unsigned worth(const struct phrase *phrase) {
	return 2 * phrase->size * phrase->size - (phrase->kind != PHRASE_SAME);
}

/* The best way to begin at a word when what follows is worth `after[]`, and its worth: a phrase
 * with all its meanings, or the word alone. */
static unsigned begin_at(const struct query *query, const struct catalog_words *words, size_t at,
	const unsigned *after, struct query_part *part) {
	const struct query_word *w = &query->words[at];
	unsigned most = after[at + 1];
	*part = (struct query_part){.kind = PART_LITERAL, .from = at, .count = 1};
	for (size_t r = 0; r < w->reading_count; r++) {
		const struct phrase *p = phrases_first(words->phrases, w->readings[r]);
		for (; p; p = phrases_next(words->phrases, p)) {
			unsigned slips;
			size_t taken = stands_at(query, words, p, at, &slips);
			unsigned won = taken ? worth(p) - 2 * slips + after[at + taken] : 0;
			if (won > most) {
				*part = (struct query_part){.kind = kind_of(p),
					.greets = p->greets,
					.from = at,
					.count = taken};
				most = won;
			}
			if (taken && won == most && p->kind == PHRASE_SAME &&
				part->kind == PART_SAME && part->count == taken &&
				part->meaning_count < QUERY_MEANINGS_MAX)
				part->meanings[part->meaning_count++] = p->meaning;
		}
	}
	return most;
}

/* Marks the words that belong to a phrase that only carries the question. */
static void mark_stops(struct query *query, const struct catalog_words *words) {
	for (size_t at = 0; at < query->word_count; at++) {
		const struct query_word *w = &query->words[at];
		if (!w->known)
			continue;
		unsigned slips;
		const struct phrase *p = phrases_first(words->phrases, w->readings[0]);
		for (; p; p = phrases_next(words->phrases, p))
			if (p->kind == PHRASE_STOP && stands_at(query, words, p, at, &slips))
				for (size_t i = 0; i < p->size; i++)
					query->words[at + i].stop = true;
	}
}

static void add_part(struct query *query, const struct query_part *part) {
	struct query_part *before = query->part_count ? &query->parts[query->part_count - 1] : NULL;
	if (before && part->kind == PART_LITERAL && before->kind == PART_LITERAL)
		before->count += part->count;
	else
		query->parts[query->part_count++] = *part;
}

void query_divide(struct query *query, const struct catalog_words *words) {
	struct query_part choices[QUERY_WORDS_MAX];
	unsigned worth_from[QUERY_WORDS_MAX + 1] = {0};
	query->part_count = 0;
	mark_stops(query, words);
	for (size_t at = query->word_count; at-- > 0;)
		worth_from[at] = begin_at(query, words, at, worth_from, &choices[at]);
	for (size_t at = 0; at < query->word_count; at += choices[at].count)
		add_part(query, &choices[at]);
}
