/*
 * The sound of a call: recordings first, what is missing or no good from espeak-ng, each word made
 * once; a line is whole or silent.
 *
 * links: display/call_sound.c common/call_words.c common/numeral.c common/ui/wave.c
 * links: common/ui/espeak.c common/ui/clips.c common/words.c common/proto.c common/embed.c
 * links: common/text.c common/clock.c common/log.c common/mem.c embed_common
 * links: tests/unit/espeak_fake.c tests/unit/log_catch.c tests/unit/wave_file.c
 */
#include "common/mem.h"
#include "common/ui/sound.h"
#include "display/call_sound.h"
#include "tests/unit/espeak_fake.h"
#include "tests/unit/log_catch.h"
#include "tests/unit/wave_file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SPEAKS "cat > /dev/null; echo >> \"$RUNS\"\n" ESPEAK_FAKE_SPEAKS
#define LINE "moi-cong-dan-co-so chu-a so-0, den-quay-so so-0"
enum {
	SPOKEN_MS = 1000,
	TONE_MS = 300,
	AROUND_MS = 50,
	BEFORE_MS = 450,
	GAP_MS = 50,
	PAUSE_MS = 350
};

static struct call_sound *sounds;
static char recordings[128], kept[128];
static int stop_fd;

static int begin(void **state) {
	(void)state;
	char vi[160];
	espeak_fake_begin();
	stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	snprintf(recordings, sizeof recordings, "%s/office", espeak_fake_dir);
	snprintf(kept, sizeof kept, "%s/kept", espeak_fake_dir);
	snprintf(vi, sizeof vi, "%s/vi", recordings);
	assert_int_equal(mkdir(recordings, 0755) | mkdir(vi, 0755), 0);
	return 0;
}

static int end(void **state) {
	(void)state;
	call_sound_free(sounds);
	sounds = NULL;
	close(stop_fd);
	espeak_fake_end();
	return 0;
}

static void open_with(const char *script) {
	call_sound_free(sounds);
	espeak_fake(script);
	sounds = call_sound_new(recordings, kept);
}

static void record(const char *name, int tone_ms) {
	char path[256];
	snprintf(path, sizeof path, "%s/vi/%s.wav", recordings, name);
	wave_file_write(path, &(struct wave_file){22050, 2, 16, 100, tone_ms, 0.5});
}

/* How long the line sounds, in ms; 0: it does not. */
static int make(const char *line) {
	struct clip clip;
	bool made = call_sound_make(sounds, LANG_VI, line, stop_fd, &clip);
	int ms = (int)(clip.count * 1000 / SOUND_RATE_HZ);
	assert_int_equal(made, ms > 0);
	clip_clear(&clip);
	return ms;
}

static void assert_lasts(const char *line, int ms) {
	assert_in_range(make(line), ms - 50, ms + 50);
}

static void test_espeak_speaks_each_word_once(void **state) {
	(void)state;
	open_with(SPEAKS);
	int ms = BEFORE_MS + 3 * GAP_MS + PAUSE_MS + 5 * SPOKEN_MS;
	assert_lasts(LINE, ms);
	assert_int_equal(espeak_fake_runs(), 4);
	assert_lasts(LINE, ms);
	assert_int_equal(espeak_fake_runs(), 4);
	call_sound_free(sounds); /* a new start: from the disk */
	sounds = call_sound_new(recordings, kept);
	assert_lasts(LINE, ms);
	assert_int_equal(espeak_fake_runs(), 4);
}

static void test_recordings_come_first(void **state) {
	(void)state;
	record("chu-a", TONE_MS);
	record("so-0", TONE_MS);
	open_with(SPEAKS);
	assert_lasts(LINE,
		BEFORE_MS + 3 * GAP_MS + PAUSE_MS + 3 * (TONE_MS + AROUND_MS) + 2 * SPOKEN_MS);
	assert_int_equal(espeak_fake_runs(), 2);
}

static void test_bad_recordings_are_spoken(void **state) {
	(void)state;
	record("chu-a", 7000);
	record("so-0", 0);
	open_with(SPEAKS);
	assert_lasts(LINE, BEFORE_MS + 3 * GAP_MS + PAUSE_MS + 5 * SPOKEN_MS);
	assert_int_equal(espeak_fake_runs(), 4);
}

/* Each is named once, with another voice in its place or none. */
static void test_missing_recordings_are_named(void **state) {
	(void)state;
	static const char *const scripts[] = {SPEAKS, NULL};
	record("chu-a", TONE_MS);
	for (int i = 0; i < 2; i++) {
		log_catch();
		open_with(scripts[i]);
		for (int times = 0; times < 2; times++) {
			make("so-0");
			make("chu-a so-1");
			make("chu-a");
		}
		assert_int_equal(log_caught(".wav is missing"), 2);
	}
}

/* Half a number is a wrong one. */
static void test_whole_or_silent(void **state) {
	(void)state;
	record("chu-a", TONE_MS);
	open_with(NULL);
	assert_int_equal(make(LINE), 0);
	assert_lasts("chu-a", BEFORE_MS + TONE_MS + AROUND_MS);
	open_with("cat > /dev/null; exit 1\n");
	assert_int_equal(make(LINE), 0);
	espeak_fake(SPEAKS); /* it is well again */
	assert_true(make(LINE) > 0);
}

static void test_stop(void **state) {
	(void)state;
	uint64_t one = 1;
	open_with("exec sleep 100\n");
	assert_int_equal(write(stop_fd, &one, sizeof one), sizeof one);
	assert_int_equal(make(LINE), 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_espeak_speaks_each_word_once),
		TEST(test_recordings_come_first), TEST(test_bad_recordings_are_spoken),
		TEST(test_missing_recordings_are_named), TEST(test_whole_or_silent),
		TEST(test_stop)};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
