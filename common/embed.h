/*
 * embed: files that live inside the program (words, icons, pages, schema), put there by the build.
 *
 * The bytes are constant for the life of the program and end with a NUL that `size` does not count.
 * A name is the file's path from the project's root, e.g. "assets/words/vi.json".
 */
#ifndef MOTCUA_EMBED_H
#define MOTCUA_EMBED_H

#include <stddef.h>
#include <stdint.h>

struct embed {
	const char *name;
	const char *data;
	uint64_t size;
};

/* The tables end with a NULL name; each program links those it has. */
extern const struct embed embed_common[];
extern const struct embed embed_ui[];
extern const struct embed embed_server[];

/* The file of that name in a table, or NULL. */
const struct embed *embed_find(const struct embed *table, const char *name);

#endif
