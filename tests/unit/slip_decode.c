#include "tests/unit/slip_decode.h"

#include <stdio.h>
#include <string.h>

static size_t band(const uint8_t *b, size_t left, struct slip_decoded *out) {
	if (left < 8 || b[2] != '0' || b[3] != 0) {
		return 0;
	}
	int row_bytes = b[4] + b[5] * 256, rows = b[6] + b[7] * 256;
	size_t size = 8 + (size_t)row_bytes * (size_t)rows;
	if (left < size || (out->bands > 0 && out->picture.w != row_bytes * 8)) {
		return 0;
	}
	if (out->bands == 0) {
		dots_init(&out->picture, row_bytes * 8);
	}
	int top = out->picture.h;
	dots_grow(&out->picture, top + rows);
	for (int y = 0; y < rows; y++) {
		for (int x = 0; x < row_bytes * 8; x++) {
			int bit = b[8 + y * row_bytes + x / 8] >> (7 - x % 8) & 1;
			out->picture.bits[(top + y) * out->picture.w + x] = (uint8_t)bit;
		}
	}
	out->bands++;
	out->most_rows = rows > out->most_rows ? rows : out->most_rows;
	return size;
}

static size_t command(const uint8_t *b, size_t left, struct slip_decoded *out) {
	if (left >= 2 && b[0] == 0x1B && b[1] == '@') {
		out->started = out->bands == 0;
		return 2;
	}
	if (left >= 3 && b[0] == 0x1B && b[1] == 'd') {
		out->fed_lines += b[2];
		return 3;
	}
	if (left >= 4 && b[0] == 0x1D && b[1] == 'V' && b[2] == 'B') {
		out->cut = true;
		return 4;
	}
	return left >= 2 && b[0] == 0x1D && b[1] == 'v' ? band(b, left, out) : 0;
}

bool slip_decode(const uint8_t *bytes, size_t size, struct slip_decoded *out) {
	memset(out, 0, sizeof *out);
	while (size > 0) {
		size_t used = command(bytes, size, out);
		if (used == 0) {
			return false;
		}
		bytes += used;
		size -= used;
	}
	return true;
}

bool slip_write_pbm(const struct dots *d, const char *path) {
	FILE *f = fopen(path, "w");
	if (!f) {
		return false;
	}
	fprintf(f, "P1\n%d %d\n", d->w, d->h);
	for (int i = 0; i < d->w * d->h; i++) {
		fputs(d->bits[i] ? "1\n" : "0\n", f);
	}
	return fclose(f) == 0;
}
