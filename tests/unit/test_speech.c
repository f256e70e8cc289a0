/*
 * speech: sentences are heard in their order, made once, never after a stop, never two at once;
 * what cannot be spoken is left out.
 *
 * links: common/ui/speech.c common/ui/espeak.c common/ui/clips.c common/ui/sound.c common/ui/wave.c
 * links: common/clock.c common/log.c common/mem.c tests/unit/espeak_fake.c
 */
#include "common/mem.h"
#include "common/ui/speech.h"
#include "tests/unit/espeak_fake.h"

#include <dirent.h>
#include <SDL.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RUN "cat >> \"$RUNS.said\"; echo >> \"$RUNS\"\n"

static struct speech *speech;
static struct sound *sound;
static sem_t woken;

static void wake(void *arg) {
	(void)arg;
	sem_post(&woken);
}

static int begin(void **state) {
	(void)state;
	espeak_fake_begin();
	sem_init(&woken, 0, 0);
	sound = sound_new();
	return 0;
}

static int end(void **state) {
	(void)state;
	speech_free(speech);
	sound_free(sound);
	speech = NULL;
	espeak_fake_end();
	return 0;
}

static void open_with(const char *script) {
	char *dir = mem_printf("%s/voice", espeak_fake_dir);
	espeak_fake(script);
	speech = speech_new(&(struct speech_options){.directory = dir, .wake = wake});
	mem_free(dir);
}

/* Feeds until all is given; the sum of what was heard, in ms of sound. */
static int hear_all(void) {
	int heard_ms = 0;
	while (speech_busy(speech)) {
		sem_wait(&woken);
		speech_feed(speech, sound);
		heard_ms += sound_waiting_ms(sound);
		sound_stop(sound);
	}
	return heard_ms;
}

static int files(void) {
	char *path = mem_printf("%s/voice", espeak_fake_dir);
	DIR *dir = opendir(path);
	int count = 0;
	for (struct dirent *e; dir && (e = readdir(dir));) {
		count += e->d_name[0] != '.';
	}
	if (dir) {
		closedir(dir);
	}
	mem_free(path);
	return count;
}

static void test_not_installed(void **state) {
	(void)state;
	open_with(NULL);
	assert_null(speech);
	speech_free(NULL);
}

static void assert_said(const char *text) {
	char *path = mem_printf("%s/runs.said", espeak_fake_dir), got[64] = "";
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	got[fread(got, 1, sizeof got - 1, f)] = '\0';
	fclose(f);
	mem_free(path);
	assert_string_equal(got, text);
}

static void test_in_order_and_once(void **state) {
	(void)state;
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	for (int i = 0; i < 2; i++) {
		speech_say(speech, LANG_VI, "một ", true);
		speech_say(speech, LANG_VI, "hai ", true);
		speech_say(speech, LANG_EN, "one ", true);
		assert_in_range(hear_all(), 2900, 3100);
	}
	assert_said("một hai one ");
	assert_int_equal(espeak_fake_runs(), 3);
	assert_int_equal(files(), 3);
}

static void test_own_words_are_not_kept(void **state) {
	(void)state;
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	speech_say(speech, LANG_VI, "A 0 1 2", false);
	assert_true(hear_all() > 0);
	assert_int_equal(files(), 0);
}

static void test_failing_is_left_out(void **state) {
	(void)state;
	open_with(RUN "grep -q hai \"$RUNS.said\" || exit 1\n" ESPEAK_FAKE_SPEAKS);
	speech_say(speech, LANG_VI, "một", true);
	speech_say(speech, LANG_VI, "hai", true);
	assert_in_range(hear_all(), 900, 1100);
	assert_int_equal(files(), 1);
}

/* A stop ends the one that hangs and forgets those behind it; the next one is heard. */
static void test_stop(void **state) {
	(void)state;
	open_with("cat > \"$RUNS.now\"; echo >> \"$RUNS\"\n"
		  "if grep -q slow \"$RUNS.now\"; then exec sleep 100; fi\n" ESPEAK_FAKE_SPEAKS);
	speech_say(speech, LANG_VI, "slow", true);
	speech_say(speech, LANG_VI, "never", true);
	while (espeak_fake_runs() == 0) {
		SDL_Delay(1);
	}
	speech_stop(speech);
	speech_say(speech, LANG_VI, "next", true);
	assert_in_range(hear_all(), 900, 1100);
	assert_int_equal(espeak_fake_runs(), 2);
}

/* Never more than two clips are made ahead; those are forgotten too. */
static void test_not_far_ahead(void **state) {
	(void)state;
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	for (int i = 0; i < 20; i++) {
		char text[] = "a";
		text[0] = (char)('a' + i);
		speech_say(speech, LANG_VI, text, true);
	}
	for (int i = 0; i < 2; i++) {
		sem_wait(&woken);
	}
	SDL_Delay(50);
	assert_int_equal(espeak_fake_runs(), 2);
	speech_stop(speech);
	assert_int_equal(hear_all(), 0);
	assert_int_equal(espeak_fake_runs(), 2);
}

static void test_ends_while_speaking(void **state) {
	(void)state;
	open_with("echo >> \"$RUNS\"; exec sleep 100\n");
	speech_say(speech, LANG_VI, "x", true);
	while (espeak_fake_runs() == 0) {
		SDL_Delay(1);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_not_installed), TEST(test_in_order_and_once),
		TEST(test_own_words_are_not_kept), TEST(test_failing_is_left_out), TEST(test_stop),
		TEST(test_not_far_ahead), TEST(test_ends_while_speaking)};
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
