#include "server/lookup.h"

#include "common/mem.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a, 64 bits. */
static size_t hash(const char *text) {
	uint64_t h = 14695981039346656037u;
	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h;
}

static struct lookup_entry *slot(const struct lookup *lookup, const char *text) {
	size_t i = hash(text) & (lookup->room - 1);
	while (lookup->entries[i].text && strcmp(lookup->entries[i].text, text))
		i = (i + 1) & (lookup->room - 1);
	return &lookup->entries[i];
}

void lookup_clear(struct lookup *lookup) {
	mem_free(lookup->entries);
	*lookup = (struct lookup){0};
}

static void grow(struct lookup *lookup) {
	struct lookup old = *lookup;
	lookup->room = old.room ? old.room * 2 : 64;
	lookup->entries = mem_alloc(lookup->room, sizeof *lookup->entries);
	for (size_t i = 0; i < old.room; i++)
		if (old.entries[i].text)
			*slot(lookup, old.entries[i].text) = old.entries[i];
	mem_free(old.entries);
}

void lookup_add(struct lookup *lookup, const char *text, int value) {
	if (2 * (lookup->count + 1) > lookup->room)
		grow(lookup);
	*slot(lookup, text) = (struct lookup_entry){text, value};
	lookup->count++;
}

int lookup_find(const struct lookup *lookup, const char *text) {
	if (!lookup->room)
		return -1;
	const struct lookup_entry *e = slot(lookup, text);
	return e->text ? e->value : -1;
}
