/*
 * fuzz: what the targets of libFuzzer share.
 *
 * A target hands its bytes to one parser through the parser's header and holds what comes out
 * against what must be so; whatever is not, and any word of a sanitizer, ends the run. What it
 * needs besides the bytes (where to split them) it takes from the end of them, so that a corpus is
 * made of plain files.
 */
#ifndef MOTCUA_FUZZ_H
#define MOTCUA_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The target. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define MUST(what)                                                                         \
	do {                                                                               \
		if (!(what)) {                                                             \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #what); \
			abort();                                                           \
		}                                                                          \
	} while (0)

/* A place in `size` bytes, chosen by their end. */
static inline size_t fuzz_place(const uint8_t *bytes, size_t size) {
	size_t chosen = size > 1 ? (size_t)bytes[size - 1] << 8 | bytes[size - 2] : 0;
	return chosen % (size + 1);
}

#endif
