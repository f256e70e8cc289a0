#include "tests/unit/wave_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <math.h>

static void put(FILE *f, uint32_t n, int bytes) {
	for (int i = 0; i < bytes; i++) {
		fputc((int)(n >> 8 * i & 0xFF), f);
	}
}

static void put_sample(FILE *f, const struct wave_file *w, double v) {
	if (w->bits == 8) {
		fputc((int)lround(128 + v * 127), f);
	} else {
		put(f, (uint32_t)lround(v * INT16_MAX), 2);
	}
}

void wave_file_write(const char *path, const struct wave_file *w) {
	int silence = w->rate_hz * w->silence_ms / 1000, tone = w->rate_hz * w->tone_ms / 1000;
	int frames = 2 * silence + tone, frame = w->channels * w->bits / 8;
	uint32_t bytes = (uint32_t)(frames * frame);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fputs("RIFF", f);
	put(f, 36 + bytes, 4);
	fputs("WAVEfmt ", f);
	put(f, 16, 4);
	put(f, 1, 2);
	put(f, (uint32_t)w->channels, 2);
	put(f, (uint32_t)w->rate_hz, 4);
	put(f, (uint32_t)(w->rate_hz * frame), 4);
	put(f, (uint32_t)frame, 2);
	put(f, (uint32_t)w->bits, 2);
	fputs("data", f);
	put(f, bytes, 4);
	for (int i = 0; i < frames; i++) {
		bool sounds = i >= silence && i < silence + tone;
		double v = sounds ? w->loudness * sin(2 * M_PI * 440 * i / w->rate_hz) : 0;
		for (int c = 0; c < w->channels; c++) {
			put_sample(f, w, v);
		}
	}
	fclose(f);
}
