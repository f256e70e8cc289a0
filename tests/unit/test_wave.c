/*
 * Wave: recordings of all common forms are read; silence goes; soft and loud ones come out alike
 * and never clipped.
 *
 * links: common/ui/wave.c common/ui/clips.c common/clock.c common/log.c common/mem.c
 * links: tests/unit/wave_file.c
 */
#include "common/mem.h"
#include "common/ui/sound.h"
#include "common/ui/wave.h"
#include "tests/unit/wave_file.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[64];
static struct clip clip;

static int begin(void **state) {
	(void)state;
	strcpy(path, "/tmp/wave.XXXXXX");
	close(mkstemp(path));
	return 0;
}

static int end(void **state) {
	(void)state;
	unlink(path);
	clip_clear(&clip);
	return 0;
}

static int ms(void) {
	return (int)(clip.count * 1000 / SOUND_RATE_HZ);
}

static double loudness(void) {
	double sum = 0;
	for (size_t i = 0; i < clip.count; i++) {
		sum += (double)clip.samples[i] * clip.samples[i];
	}
	return sqrt(sum / (double)clip.count);
}

static int peak(void) {
	int max = 0;
	for (size_t i = 0; i < clip.count; i++) {
		max = abs(clip.samples[i]) > max ? abs(clip.samples[i]) : max;
	}
	return max;
}

static const char *load(struct wave_file w) {
	wave_file_write(path, &w);
	clip_clear(&clip);
	return wave_load(path, &clip);
}

static void test_forms(void **state) {
	(void)state;
	static const int rates[] = {8000, 16000, 22050, 44100, 48000, 96000};
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
		for (int form = 0; form < 4; form++) {
			assert_null(load((struct wave_file){
				rates[i], 1 + form % 2, form < 2 ? 8 : 16, 0, 500, 0.5}));
			assert_int_equal(clip.rate_hz, SOUND_RATE_HZ);
			assert_in_range(ms(), 495, 505);
			assert_in_range(peak(), INT16_MAX * 4 / 10, INT16_MAX * 6 / 10);
		}
	}
}

static void test_bad_files(void **state) {
	(void)state;
	assert_non_null(
		load((struct wave_file){8000, 1, 16, 0, WAVE_RECORDING_MAX_MS + 1000, 0.5}));
	assert_null(clip.samples);
	assert_non_null(load((struct wave_file){8000, 1, 16, 0, 0, 0.5}));
	FILE *f = fopen(path, "w");
	fputs("RIFF, but no sound", f);
	fclose(f);
	assert_non_null(wave_load(path, &clip));
	assert_non_null(wave_load("/tmp", &clip));
	assert_non_null(wave_load("/nowhere.wav", &clip));
	assert_null(clip.samples);
}

static void test_trim(void **state) {
	(void)state;
	assert_null(load((struct wave_file){22050, 1, 16, 700, 300, 0.5}));
	wave_trim(&clip);
	assert_in_range(ms(), 300, 360);
	assert_int_equal(clip.samples[0], 0);
	assert_int_equal(clip.samples[clip.count - 1], 0);
	assert_null(load((struct wave_file){22050, 1, 16, 100, 300, 0.0}));
	wave_trim(&clip);
	assert_int_equal(clip.count, 0);
}

static void test_level(void **state) {
	(void)state;
	static const double loud[] = {1.0, 0.9, 0.3, 0.1, 0.03};
	double first = 0;
	for (size_t i = 0; i < sizeof loud / sizeof *loud; i++) {
		assert_null(load((struct wave_file){48000, 1, 16, 0, 300, loud[i]}));
		wave_level(&clip);
		assert_in_range(peak(), 1, WAVE_PEAK);
		first = i == 0 ? loudness() : first;
		assert_true(fabs(loudness() - first) < first / 20);
	}
	/* Hardly a sound: not made into a noise. One click among silence: not clipped. */
	assert_null(load((struct wave_file){48000, 1, 16, 0, 300, 0.001}));
	wave_level(&clip);
	assert_true(loudness() < first / 10);
	memset(clip.samples, 0, clip.count * sizeof *clip.samples);
	wave_level(&clip);
	clip.samples[100] = INT16_MIN;
	wave_level(&clip);
	assert_in_range(peak(), 1, WAVE_PEAK);
}

static void test_append(void **state) {
	(void)state;
	int16_t samples[] = {1, 2, 3};
	const struct clip three = {SOUND_RATE_HZ, 3, samples};
	wave_append(&clip, 0, &three);
	wave_append(&clip, 10, &three);
	assert_int_equal(clip.count, 6 + SOUND_RATE_HZ / 100);
	assert_int_equal(clip.samples[2], 3);
	assert_int_equal(clip.samples[3], 0);
	assert_int_equal(clip.samples[clip.count - 3], 1);
}

static void test_resample(void **state) {
	(void)state;
	clip = (struct clip){24000, 2400, mem_alloc(2400, sizeof *clip.samples)};
	wave_resample(&clip);
	assert_int_equal(clip.rate_hz, SOUND_RATE_HZ);
	assert_in_range(clip.count, 4700, 4900);
	struct clip none = {0};
	wave_resample(&none);
	assert_null(none.samples);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_forms), TEST(test_bad_files), TEST(test_trim),
		TEST(test_level), TEST(test_append), TEST(test_resample)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
