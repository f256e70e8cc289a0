#include "server/bytes.h"

#include "common/mem.h"

#include <string.h>

static void add(struct bytes *b, const void *from, size_t size) {
	if (b->size + size > b->room) {
		b->room = 2 * (b->size + size) + 64;
		b->at = mem_realloc(b->at, b->room, 1);
	}
	memcpy(b->at + b->size, from, size);
	b->size += size;
}

void bytes_put(struct bytes *b, uint64_t number) {
	unsigned char coded[10];
	size_t size = 0;
	while (number >= 0x80) {
		coded[size++] = (unsigned char)(number | 0x80);
		number >>= 7;
	}
	coded[size++] = (unsigned char)number;
	add(b, coded, size);
}

void bytes_put_text(struct bytes *b, const char *text) {
	size_t size = strlen(text);
	bytes_put(b, size);
	add(b, text, size);
}

static uint64_t bad(struct bytes_reader *r) {
	r->good = false;
	r->size = 0;
	return 0;
}

uint64_t bytes_get(struct bytes_reader *r, uint64_t max) {
	uint64_t number = 0;
	for (int shift = 0; shift < 64; shift += 7) {
		if (!r->size)
			return bad(r);
		unsigned char byte = *r->at++;
		r->size--;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return number <= max ? number : bad(r);
	}
	return bad(r);
}

void bytes_get_text(struct bytes_reader *r, char *text, size_t size) {
	size_t length = (size_t)bytes_get(r, size - 1);
	*text = '\0';
	if (length > r->size) {
		bad(r);
		return;
	}
	memcpy(text, r->at, length);
	text[length] = '\0';
	r->at += length;
	r->size -= length;
}

uint64_t bytes_zigzag(int64_t number) {
	return number < 0 ? ((uint64_t) - (number + 1) << 1) + 1 : (uint64_t)number << 1;
}

int64_t bytes_unzigzag(uint64_t number) {
	int64_t half = (int64_t)(number >> 1);
	return number & 1 ? -half - 1 : half;
}
