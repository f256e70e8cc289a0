/*
 * Sound: the chime is short, audible, unclipped and ends in silence; the device closes when its
 * queue has run dry; a loudspeaker that is missing, goes away and comes back.
 *
 * links: common/ui/sound.c common/log.c common/mem.c tests/unit/log_catch.c
 */
#include "common/mem.h"
#include "common/ui/sound.h"
#include "tests/unit/log_catch.h"

#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static int loudest(const int16_t *samples, size_t from, size_t to) {
	int max = 0;
	for (size_t i = from; i < to; i++) {
		max = abs(samples[i]) > max ? abs(samples[i]) : max;
	}
	return max;
}

static void test_the_chime(void **state) {
	(void)state;
	size_t count;
	int16_t *samples = sound_make_chime(&count);
	assert_in_range(count, SOUND_RATE_HZ, SOUND_RATE_HZ * 3 / 2);
	assert_in_range(loudest(samples, 0, count), INT16_MAX / 3, INT16_MAX - 1);
	assert_int_equal(samples[0], 0);
	assert_in_range(loudest(samples, count - 10, count), 0, 20);
	/* The second tone is struck after the first has begun to fade. */
	size_t second = SOUND_RATE_HZ * 42 / 100;
	assert_true(loudest(samples, second + 480, second + 4800) >
		    loudest(samples, second - 4800, second));
	mem_free(samples);
}

static void test_no_device_is_no_error(void **state) {
	(void)state;
	setenv("SDL_AUDIODRIVER", "nonesuch", 1);
	struct sound *sound = sound_new();
	assert_false(sound_chime(sound));
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	assert_true(sound_chime(sound));
	sound_free(sound);
	sound_free(NULL);
}

/* Each trouble is told once, and its end. */
static void test_goes_away_and_comes_back(void **state) {
	(void)state;
	struct sound *sound = sound_new();
	setenv("SDL_AUDIODRIVER", "disk", 1);
	setenv("SDL_DISKAUDIODELAY", "1", 1);
	setenv("SDL_DISKAUDIOFILE", "/nowhere/sound", 1);
	log_catch();
	assert_false(sound_chime(sound));
	assert_false(sound_chime(sound));
	assert_true(sound_failed(sound));
	assert_int_equal(log_caught("no loudspeaker"), 1);

	setenv("SDL_DISKAUDIOFILE", "/dev/full", 1); /* takes the beginning of nothing */
	log_catch();
	assert_true(sound_chime(sound));
	for (int64_t now_ms = 0; !sound_failed(sound) && now_ms < 30000; now_ms += 5) {
		sound_due(sound, now_ms);
		SDL_Delay(5);
	}
	assert_true(sound_failed(sound));
	assert_int_equal(sound_waiting_ms(sound), 0);
	assert_int_equal(log_caught("sound: "), 2);

	setenv("SDL_DISKAUDIOFILE", "/dev/null", 1);
	log_catch();
	assert_true(sound_chime(sound));
	assert_false(sound_failed(sound));
	assert_int_equal(log_caught("a loudspeaker again"), 1);
	sound_free(sound);
	setenv("SDL_AUDIODRIVER", "dummy", 1);
}

static void test_closes_when_dry(void **state) {
	(void)state;
	const int16_t samples[64] = {0};
	struct sound *sound = sound_new();
	assert_true(sound_play(sound, samples, 64));
	int64_t now_ms = 0, due_ms = sound_due(sound, now_ms);
	/* The dummy device plays in real time: look until it has. */
	while (due_ms != INT64_MAX) {
		assert_true(due_ms > now_ms && due_ms < now_ms + 1000);
		now_ms = due_ms;
		SDL_Delay(1);
		due_ms = sound_due(sound, now_ms);
	}
	assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
	sound_free(sound);
}

static void test_stop_and_volume(void **state) {
	(void)state;
	const int16_t samples[SOUND_RATE_HZ] = {0};
	struct sound *sound = sound_new();
	assert_int_equal(sound_waiting_ms(sound), 0);
	sound_stop(sound);
	sound_volume(sound, 50);
	assert_true(sound_play(sound, samples, SOUND_RATE_HZ));
	assert_in_range(sound_waiting_ms(sound), 500, 1000);
	sound_stop(sound);
	assert_int_equal(sound_waiting_ms(sound), 0);
	sound_free(sound);
}

int main(void) {
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_chime),
		cmocka_unit_test(test_no_device_is_no_error),
		cmocka_unit_test(test_goes_away_and_comes_back),
		cmocka_unit_test(test_closes_when_dry),
		cmocka_unit_test(test_stop_and_volume),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
