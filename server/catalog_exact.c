#include "server/catalog_exact.h"

#include "common/mem.h"
#include "common/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	AFTER_DOT_MIN = 3, /* digits typed before the part after the dot is looked at */
};

uint64_t exact_key_add(uint64_t key, const char *word) {
	for (const char *s = word; *s; s++)
		key = (key ^ (unsigned char)*s) * 0x100000001b3ULL;
	return (key ^ ' ') * 0x100000001b3ULL;
}

uint64_t exact_key(const char *text) {
	char word[LEXICON_WORD_SIZE];
	unsigned marks;
	uint64_t key = EXACT_KEY_EMPTY;
	while (text_word(&text, word, sizeof word, &marks))
		key = exact_key_add(key, word);
	return key;
}

static int compare_names(const void *a, const void *b) {
	const struct exact_name *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->procedure < y->procedure ? -1 : x->procedure > y->procedure;
}

static int compare_codes(const void *a, const void *b) {
	const struct exact_code *x = a, *y = b;
	return strcmp(x->code, y->code);
}

static void add_name(struct catalog *c, const char *name, uint32_t procedure) {
	c->names[c->name_count++] = (struct exact_name){exact_key(name), procedure};
}

static const struct exact_code *find_code(const struct catalog *catalog, const char *code) {
	struct exact_code sought = {.code = code};
	return bsearch(&sought, catalog->codes, catalog->rows.count, sizeof sought, compare_codes);
}

/* Whoever replaced a procedure may have been replaced. */
static uint32_t follow(const struct catalog *catalog, uint32_t procedure) {
	const struct procedure *p = &catalog->rows.procedures[procedure];
	while (!p->in_force && p->replaced_by) {
		procedure = find_code(catalog, p->replaced_by)->procedure;
		p = &catalog->rows.procedures[procedure];
	}
	return p->in_force ? procedure : UINT32_MAX;
}

static void build_codes(struct catalog *catalog) {
	size_t count = catalog->rows.count;
	catalog->codes = mem_alloc(count, sizeof *catalog->codes);
	for (uint32_t i = 0; i < count; i++)
		catalog->codes[i] =
			(struct exact_code){catalog->rows.procedures[i].code, i, UINT32_MAX};
	qsort(catalog->codes, count, sizeof *catalog->codes, compare_codes);
	for (uint32_t i = 0; i < count; i++)
		catalog->codes[i].leads_to = follow(catalog, catalog->codes[i].procedure);
}

void exact_build(struct catalog *catalog) {
	static const char prefix[] = "Thủ tục ";
	size_t count = catalog->rows.procedure_count;
	build_codes(catalog);
	catalog->names = mem_alloc(4 * count, sizeof *catalog->names);
	for (uint32_t i = 0; i < count; i++) {
		const struct procedure *p = &catalog->rows.procedures[i];
		add_name(catalog, p->name_vi, i);
		if (!strncmp(p->name_vi, prefix, sizeof prefix - 1))
			add_name(catalog, p->name_vi + sizeof prefix - 1, i);
		if (p->short_vi)
			add_name(catalog, p->short_vi, i);
		if (p->name_en)
			add_name(catalog, p->name_en, i);
	}
	qsort(catalog->names, catalog->name_count, sizeof *catalog->names, compare_names);
}

size_t exact_code(const struct catalog *catalog, const char *code) {
	const struct exact_code *at = find_code(catalog, code);
	return at ? at->procedure : EXACT_NONE;
}

size_t exact_code_in_force(const struct catalog *catalog, const char *code) {
	const struct exact_code *at = find_code(catalog, code);
	return at && at->leads_to != UINT32_MAX ? at->leads_to : EXACT_NONE;
}

bool exact_is_code(const char *text, char *digits, size_t size) {
	size_t used = 0;
	for (; *text; text++) {
		if (isdigit((unsigned char)*text) && used + 1 < size)
			digits[used++] = *text;
		else if (!strchr(". -", *text))
			return false;
	}
	digits[used] = '\0';
	return used > 0;
}

int exact_code_fit(const char *code, const char *digits) {
	char whole[64], after[64];
	const char *dot = strchr(code, '.');
	size_t n = strlen(digits);
	if (!exact_is_code(code, whole, sizeof whole))
		return 0;
	if (!strncmp(whole, digits, n))
		return whole[n] ? 1 : 2;
	return n >= AFTER_DOT_MIN && dot && exact_is_code(dot, after, sizeof after) &&
	       !strncmp(after, digits, n);
}

size_t exact_code_within(const struct catalog *catalog, const char *text) {
	static const char letters[] = "0123456789.";
	while (*text) {
		char code[64];
		size_t n = strspn(text, letters);
		if (n > 0 && n < sizeof code) {
			memcpy(code, text, n);
			while (n > 0 && code[n - 1] == '.')
				n--;
			code[n] = '\0';
			size_t at = exact_code_in_force(catalog, code);
			if (at != EXACT_NONE)
				return at;
		}
		text += strspn(text, letters);
		text += strcspn(text, letters);
	}
	return EXACT_NONE;
}

const struct exact_name *exact_names(const struct catalog *catalog, uint64_t key, size_t *count) {
	size_t low = 0, high = catalog->name_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (catalog->names[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < catalog->name_count; ++*count)
		if (catalog->names[low + *count].key != key)
			break;
	return &catalog->names[low];
}
