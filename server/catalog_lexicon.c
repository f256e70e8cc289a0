#include "server/catalog_lexicon.h"

#include "common/mem.h"
#include "common/text.h"

#include <string.h>

enum { FIRST_SLOTS = 1024 };

/* Spellings that sound alike in one region or another; the first that fits at a place is taken. */
static const struct {
	const char *spelled, *sound;
	bool at_start, at_end;
} sounds[] = {
	{"ngh", "ng", true, false},
	{"ng", "ng", true, false},
	{"nh", "nh", true, false},
	{"gh", "g", true, false},
	{"gi", "d", true, false},
	{"tr", "ch", true, false},
	{"ph", "f", true, false},
	{"qu", "cu", true, false},
	{"r", "d", true, false},
	{"z", "d", true, false},
	{"j", "d", true, false},
	{"x", "s", true, false},
	{"k", "c", true, false},
	{"w", "cu", true, false},
	{"n", "l", true, false},
	{"ng", "n", false, true},
	{"nh", "n", false, true},
	{"ch", "t", false, true},
	{"c", "t", false, true},
	{"y", "i", false, false},
};

static uint64_t mix(uint64_t x) {
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdULL;
	x ^= x >> 33;
	x *= 0xc4ceb9fe1a85ec53ULL;
	return x ^ (x >> 33);
}

static uint64_t hash_text(const char *s) {
	uint64_t h = 0xcbf29ce484222325ULL;
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3ULL;
	return mix(h);
}

static void describe_sound(struct lexeme *lexeme) {
	const char *s = lexeme->text;
	size_t used = 0;
	while (*s) {
		size_t i, taken = 1;
		const char *sound = NULL;
		for (i = 0; i < sizeof sounds / sizeof *sounds && !sound; i++) {
			size_t n = strlen(sounds[i].spelled);
			bool fits = !strncmp(s, sounds[i].spelled, n) &&
				    (!sounds[i].at_start || (s == lexeme->text && s[n])) &&
				    (!sounds[i].at_end || !s[n]);
			if (fits) {
				sound = sounds[i].sound;
				taken = n;
			}
		}
		size_t n = sound ? strlen(sound) : 1;
		if (used + n >= sizeof lexeme->sound)
			break;
		memcpy(lexeme->sound + used, sound ? sound : s, n);
		used += n;
		s += taken;
	}
}

struct lexeme lexicon_describe(const char *word) {
	struct lexeme lexeme = {0};
	text_copy(lexeme.text, sizeof lexeme.text, word);
	lexeme.size = (uint8_t)strlen(lexeme.text);
	for (const char *s = lexeme.text; *s; s++)
		if (*s >= 'a' && *s <= 'z')
			lexeme.letters |= 1u << (*s - 'a');
	describe_sound(&lexeme);
	return lexeme;
}

/* The slot where a word is or would be; there is always a free one. */
static uint32_t *word_slot(const struct lexicon *lexicon, const char *word) {
	size_t mask = lexicon->word_slot_count - 1;
	for (size_t i = hash_text(word) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &lexicon->word_slots[i];
		if (*slot == LEXICON_NONE || !strcmp(lexicon->words[*slot].text, word))
			return slot;
	}
}

static uint32_t *pair_slot(const struct lexicon *lexicon, uint64_t pair) {
	size_t mask = lexicon->pair_slot_count - 1;
	for (size_t i = mix(pair) & mask;; i = (i + 1) & mask) {
		uint32_t *slot = &lexicon->pair_slots[i];
		if (*slot == LEXICON_NONE || lexicon->pairs[*slot] == pair)
			return slot;
	}
}

static uint32_t *empty_slots(size_t count) {
	uint32_t *slots = mem_alloc(count, sizeof *slots);
	memset(slots, 0xff, count * sizeof *slots);
	return slots;
}

static void grow_words(struct lexicon *lexicon) {
	lexicon->word_slot_count =
		lexicon->word_slot_count ? lexicon->word_slot_count * 2 : FIRST_SLOTS;
	lexicon->word_room = lexicon->word_slot_count / 2;
	lexicon->words = mem_realloc(lexicon->words, lexicon->word_room, sizeof *lexicon->words);
	mem_free(lexicon->word_slots);
	lexicon->word_slots = empty_slots(lexicon->word_slot_count);
	for (uint32_t i = 0; i < lexicon->word_count; i++)
		*word_slot(lexicon, lexicon->words[i].text) = i;
}

static void grow_pairs(struct lexicon *lexicon) {
	lexicon->pair_slot_count =
		lexicon->pair_slot_count ? lexicon->pair_slot_count * 2 : FIRST_SLOTS;
	lexicon->pair_room = lexicon->pair_slot_count / 2;
	lexicon->pairs = mem_realloc(lexicon->pairs, lexicon->pair_room, sizeof *lexicon->pairs);
	mem_free(lexicon->pair_slots);
	lexicon->pair_slots = empty_slots(lexicon->pair_slot_count);
	for (uint32_t i = 0; i < lexicon->pair_count; i++)
		*pair_slot(lexicon, lexicon->pairs[i]) = i;
}

uint32_t lexicon_add(struct lexicon *lexicon, const char *word) {
	if (lexicon->word_count == lexicon->word_room)
		grow_words(lexicon);
	struct lexeme lexeme = lexicon_describe(word);
	uint32_t *slot = word_slot(lexicon, lexeme.text);
	if (*slot == LEXICON_NONE) {
		*slot = (uint32_t)lexicon->word_count++;
		lexicon->words[*slot] = lexeme;
	}
	lexicon->words[*slot].uses++;
	return *slot;
}

uint32_t lexicon_find(const struct lexicon *lexicon, const char *word) {
	return lexicon->word_slot_count ? *word_slot(lexicon, word) : LEXICON_NONE;
}

uint32_t lexicon_add_pair(struct lexicon *lexicon, uint32_t left, uint32_t right) {
	if (lexicon->pair_count == lexicon->pair_room)
		grow_pairs(lexicon);
	uint64_t pair = (uint64_t)left << 32 | right;
	uint32_t *slot = pair_slot(lexicon, pair);
	if (*slot == LEXICON_NONE) {
		*slot = (uint32_t)lexicon->pair_count++;
		lexicon->pairs[*slot] = pair;
	}
	return *slot;
}

uint32_t lexicon_find_pair(const struct lexicon *lexicon, uint32_t left, uint32_t right) {
	if (!lexicon->pair_slot_count || left == LEXICON_NONE || right == LEXICON_NONE)
		return LEXICON_NONE;
	return *pair_slot(lexicon, (uint64_t)left << 32 | right);
}

void lexicon_fit(struct lexicon *lexicon) {
	lexicon->word_room = lexicon->word_count;
	lexicon->words = mem_realloc(lexicon->words, lexicon->word_room, sizeof *lexicon->words);
	lexicon->pair_room = lexicon->pair_count;
	lexicon->pairs = mem_realloc(lexicon->pairs, lexicon->pair_room, sizeof *lexicon->pairs);
}

void lexicon_clear(struct lexicon *lexicon) {
	mem_free(lexicon->words);
	mem_free(lexicon->word_slots);
	mem_free(lexicon->pairs);
	mem_free(lexicon->pair_slots);
	*lexicon = (struct lexicon){0};
}
