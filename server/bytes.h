/*
 * bytes: numbers and short texts one after the other, small numbers in few bytes.
 *
 * A number is written seven bits to a byte, the lowest first, the eighth bit says that more follow;
 * a signed one as its zigzag (0, -1, 1, -2 …). Reading past the end, or a number larger than it may
 * be, makes a reader bad: it reads zeros from then on. Pure. Owner: the caller (mem_free of `at`).
 */
#ifndef MOTCUA_BYTES_H
#define MOTCUA_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
	unsigned char *at;
	size_t size, room;
};

void bytes_put(struct bytes *bytes, uint64_t number);
void bytes_put_text(struct bytes *bytes, const char *text);

struct bytes_reader {
	const unsigned char *at;
	size_t size; /* left */
	bool good;
};

uint64_t bytes_get(struct bytes_reader *reader, uint64_t max);
void bytes_get_text(struct bytes_reader *reader, char *text, size_t size);

uint64_t bytes_zigzag(int64_t number);
int64_t bytes_unzigzag(uint64_t number);

#endif
