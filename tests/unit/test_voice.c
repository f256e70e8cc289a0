/*
 * The hall's voice: busy until a call has been heard; words that come too late are left out; a
 * loudspeaker that takes nothing does not hold up the next call.
 *
 * links: display/voice.c display/call_sound.c common/call_words.c common/numeral.c
 * links: common/ui/wave.c common/ui/speech.c common/ui/sound.c common/ui/espeak.c
 * links: common/ui/clips.c common/words.c common/proto.c common/embed.c common/text.c
 * links: common/clock.c common/log.c common/mem.c embed_common tests/unit/espeak_fake.c
 * links: common/plain_file.c tests/unit/log_catch.c
 */
#include "display/announce.h"
#include "display/voice.h"
#include "tests/unit/espeak_fake.h"
#include "tests/unit/log_catch.h"

#include <SDL.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define RUN "cat > /dev/null; echo >> \"$RUNS\"\n"
enum { DONE_MS = 900 };

static const struct snapshot_call called = {.number = "A000", .counter = 1, .at_ms = 1000};
static struct options options;
static struct voice *voice;
static sem_t woken;

static void wake(void *arg) {
	(void)arg;
	sem_post(&woken);
}

static int begin(void **state) {
	(void)state;
	espeak_fake_begin();
	sem_init(&woken, 0, 0);
	options = (struct options){.volume = 100, .repeat = 1, .lang_count = 1};
	return 0;
}

static int end(void **state) {
	(void)state;
	voice_close(voice);
	voice = NULL;
	espeak_fake_end();
	return 0;
}

static void open_with(const char *script) {
	espeak_fake(script);
	voice = voice_open(&options, wake, NULL);
	assert_non_null(voice);
}

static void say(void) {
	assert_false(voice_busy(voice));
	voice_say(voice, &called, "A", false, 0);
	assert_true(voice_busy(voice));
}

/* Until it is heard or half a minute has passed; how long that was. */
static int hear(int64_t there_ms) {
	Uint64 start = SDL_GetTicks64();
	while (voice_busy(voice) && SDL_GetTicks64() - start < 30000) {
		voice_due(voice, 0, there_ms, DONE_MS);
		SDL_Delay(5);
	}
	return (int)(SDL_GetTicks64() - start);
}

/* Seven words of a fifth of a second each behind the chime; the dummy loudspeaker takes its time.
 */
static void test_busy_until_it_is_heard(void **state) {
	(void)state;
	open_with(RUN ESPEAK_FAKE_SOUNDS(3200));
	say();
	assert_true(hear(called.at_ms) > 7 * 200);
	assert_false(voice_busy(voice));
	assert_int_equal(espeak_fake_runs(), 5);
}

/* A start knows of the call that was heard to its end, not of one that was cut off. */
static void test_what_was_heard_is_known(void **state) {
	(void)state;
	options.state = espeak_fake_dir;
	options.view = "hall";
	options.lang_count = 0;
	for (int i = 0; i < 2; i++) {
		open_with(RUN ESPEAK_FAKE_SPEAKS);
		assert_int_equal(voice_last_ms(voice), 0);
		say();
		voice_due(voice, 0, called.at_ms, DONE_MS);
		voice_close(voice);
	}
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	say();
	hear(called.at_ms);
	voice_close(voice);
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	assert_int_equal(voice_last_ms(voice), DONE_MS);
	voice_close(voice);
	options.counter = 3; /* another screen of this machine */
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	assert_int_equal(voice_last_ms(voice), 0);
}

static void test_words_that_come_too_late(void **state) {
	(void)state;
	open_with(RUN "sleep 1\n" ESPEAK_FAKE_SPEAKS);
	say();
	voice_due(voice, 0, called.at_ms + ANNOUNCE_OLD_MS, DONE_MS);
	assert_true(voice_busy(voice));
	hear(called.at_ms + ANNOUNCE_OLD_MS + 1);
	assert_false(voice_busy(voice));
	assert_true(espeak_fake_runs() <= 1);
}

/* It is logged once, and the call was not heard. */
static void test_a_loudspeaker_that_takes_nothing(void **state) {
	(void)state;
	options.state = espeak_fake_dir;
	options.view = "hall";
	open_with(RUN "exec sleep 100\n");
	say();
	while (espeak_fake_runs() == 0) {
		SDL_Delay(5);
	}
	log_catch();
	voice_due(voice, 600000, called.at_ms, DONE_MS);
	while (voice_busy(voice)) { /* what was being made is thrown away */
		voice_due(voice, 600000, called.at_ms, DONE_MS);
	}
	assert_int_equal(log_caught("the loudspeaker takes nothing"), 1);
	assert_int_equal(voice_last_ms(voice), 0);
	say();
}

static void test_the_chime_alone(void **state) {
	(void)state;
	options.lang_count = 0;
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	say();
	hear(called.at_ms);
	assert_false(voice_busy(voice));
	assert_int_equal(espeak_fake_runs(), 0);
}

/* It holds nothing up, what nobody could hear is not noted, and the next call is heard where it is
 * back. */
static void test_no_loudspeaker(void **state) {
	(void)state;
	options.state = espeak_fake_dir;
	options.view = "hall";
	open_with(RUN ESPEAK_FAKE_SPEAKS);
	setenv("SDL_AUDIODRIVER", "nonesuch", 1);
	say();
	hear(called.at_ms);
	assert_false(voice_busy(voice));
	assert_int_equal(voice_last_ms(voice), 0);
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	say();
	hear(called.at_ms);
	assert_int_equal(voice_last_ms(voice), DONE_MS);
}

static void test_muted(void **state) {
	(void)state;
	options.mute = true;
	assert_null(voice_open(&options, wake, NULL));
	voice_say(NULL, &called, "A", false, 0);
	assert_false(voice_busy(NULL));
	assert_int_equal(voice_last_ms(NULL), 0);
	assert_true(voice_due(NULL, 0, 0, 0) == INT64_MAX);
	voice_close(NULL);
	assert_int_equal(SDL_WasInit(SDL_INIT_AUDIO), 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_muted), TEST(test_busy_until_it_is_heard),
		TEST(test_what_was_heard_is_known), TEST(test_words_that_come_too_late),
		TEST(test_a_loudspeaker_that_takes_nothing), TEST(test_the_chime_alone),
		TEST(test_no_loudspeaker)};
	setenv("SDL_AUDIODRIVER", "dummy", 1);
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
