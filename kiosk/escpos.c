#include "kiosk/escpos.h"

#include "common/mem.h"

#include <string.h>

enum { DLE = 0x10 };

static const uint8_t start[] = {0x1B, '@'};
static const uint8_t end[] = {0x1B, 'd', 3, 0x1D, 'V', 'B', 0};

/* Dots must not look like a question to the printer's state (DLE EOT, DLE ENQ, DLE DC4): one more
 * beside the one that is there, and nobody sees it. */
static void keep_quiet(uint8_t *bytes, size_t size) {
	for (size_t i = 0; i + 1 < size; i++) {
		uint8_t next = bytes[i + 1];
		if (bytes[i] == DLE && (next == 0x04 || next == 0x05 || next == 0x14)) {
			bytes[i] = DLE | DLE >> 1;
		}
	}
}

static size_t band(uint8_t *out, const struct dots *d, int y, int rows, size_t row_bytes) {
	const uint8_t head[8] = {0x1D, 'v', '0', 0, (uint8_t)(row_bytes & 0xFF),
		(uint8_t)(row_bytes >> 8), (uint8_t)(rows & 0xFF), (uint8_t)(rows >> 8)};
	memcpy(out, head, sizeof head);
	uint8_t *to = out + sizeof head;
	for (int i = 0; i < rows; i++, to += row_bytes) {
		const uint8_t *from = d->bits + (size_t)(y + i) * (size_t)d->w;
		for (int x = 0; x < d->w; x++) {
			to[x / 8] |= (uint8_t)(from[x] << (7 - x % 8));
		}
	}
	keep_quiet(out + sizeof head, (size_t)rows * row_bytes);
	return sizeof head + (size_t)rows * row_bytes;
}

uint8_t *escpos_encode(const struct dots *d, size_t *size) {
	size_t row_bytes = ((size_t)d->w + 7) / 8;
	size_t bands = ((size_t)d->h + ESCPOS_BAND - 1) / ESCPOS_BAND;
	size_t total = sizeof start + bands * 8 + (size_t)d->h * row_bytes + sizeof end;
	uint8_t *bytes = mem_alloc(total, 1);
	memcpy(bytes, start, sizeof start);
	size_t used = sizeof start;
	for (int y = 0; y < d->h; y += ESCPOS_BAND) {
		int rows = d->h - y < ESCPOS_BAND ? d->h - y : ESCPOS_BAND;
		used += band(bytes + used, d, y, rows, row_bytes);
	}
	memcpy(bytes + used, end, sizeof end);
	*size = used + sizeof end;
	return bytes;
}
