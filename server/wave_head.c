#include "server/wave_head.h"

#include <stdint.h>
#include <string.h>

enum { RIFF_SIZE = 12, CHUNK_SIZE = 8, FORMAT_SIZE = 16, PCM = 1 };

static uint32_t number(const unsigned char *at, int bytes) {
	uint32_t n = 0;
	for (int i = bytes; i > 0; i--)
		n = n << 8 | at[i - 1];
	return n;
}

static bool read_format(const unsigned char *at, struct wave_head *h) {
	h->channels = (int)number(at + 2, 2);
	h->rate_hz = (int)(number(at + 4, 4) & INT32_MAX);
	h->bits = (int)number(at + 14, 2);
	return number(at, 2) == PCM && h->channels > 0 && h->rate_hz > 0 && h->bits > 0 &&
	       h->bits % 8 == 0;
}

/* A file that was cut off has less sound than it says. */
static bool begin_sound(struct wave_head *h, size_t at, size_t said, size_t size) {
	uint64_t bytes_per_s = (uint64_t)h->rate_hz * (uint64_t)h->channels * (uint64_t)h->bits / 8;
	if (!bytes_per_s)
		return false;
	uint64_t there = said < size - at ? said : size - at;
	h->length_ms = (int)(there * 1000 / bytes_per_s);
	return true;
}

bool wave_head_read(const void *bytes, size_t have, size_t size, struct wave_head *h) {
	const unsigned char *all = bytes;
	*h = (struct wave_head){0};
	if (have < RIFF_SIZE || memcmp(all, "RIFF", 4) != 0 || memcmp(all + 8, "WAVE", 4) != 0)
		return false;
	for (size_t at = RIFF_SIZE; at + CHUNK_SIZE <= have;) {
		size_t said = number(all + at + 4, 4), body = at + CHUNK_SIZE;
		if (!memcmp(all + at, "data", 4))
			return begin_sound(h, body, said, size);
		bool format = !memcmp(all + at, "fmt ", 4);
		if (format && (said < FORMAT_SIZE || body + FORMAT_SIZE > have ||
				      !read_format(all + body, h)))
			return false;
		at = body + said + (said & 1);
	}
	return false;
}
