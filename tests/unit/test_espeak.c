/*
 * espeak: a sentence goes in whole and as text alone, sound comes out; a program that crashes,
 * hangs, never ends or gives no sound is a failure and is gone afterwards.
 *
 * links: common/ui/espeak.c common/ui/clips.c common/clock.c common/log.c common/mem.c
 * links: tests/unit/espeak_fake.c
 */
#include "common/mem.h"
#include "common/ui/espeak.h"
#include "tests/unit/espeak_fake.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static struct espeak espeak;
static struct clip clip;
static int stop_fd;

static int begin(void **state) {
	(void)state;
	espeak_fake_begin();
	stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	return 0;
}

static int end(void **state) {
	(void)state;
	clip_clear(&clip);
	close(stop_fd);
	unsetenv("MOTCUA_FAKE_CLOCK");
	espeak_fake_end();
	/* No child is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	return 0;
}

static enum espeak_result speak(const char *script, const char *text) {
	espeak_fake(script);
	assert_true(espeak_find(&espeak));
	return espeak_speak(&espeak, LANG_VI, text, stop_fd, &clip);
}

static void test_not_installed(void **state) {
	(void)state;
	espeak_fake(NULL);
	assert_false(espeak_find(&espeak));
}

static void test_speaks(void **state) {
	(void)state;
	assert_int_equal(speak("cat > /dev/null\n" ESPEAK_FAKE_SPEAKS, "x"), ESPEAK_SPOKEN);
	assert_int_equal(clip.rate_hz, 8000);
	assert_int_equal(clip.count, 8000);
	assert_int_equal(clip.samples[7999], 0x1010);
}

/* What a citizen may have typed is nothing but text. */
static void test_text_is_no_option(void **state) {
	(void)state;
	static const char text[] = "-w /tmp/x; $(touch here) `id` \"Số\" [[x]] --stdin";
	char got[256] = "", *path = mem_printf("%s/got", espeak_fake_dir);
	setenv("GOT", path, 1);
	assert_int_equal(
		speak("cat > \"$GOT\"; echo \"$@\" >> \"$GOT\"\n" ESPEAK_FAKE_SPEAKS, text),
		ESPEAK_SPOKEN);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	got[fread(got, 1, sizeof got - 1, f)] = '\0';
	fclose(f);
	mem_free(path);
	assert_int_equal(strncmp(got, text, strlen(text)), 0);
	assert_string_equal(got + strlen(text), "-v vi -s 150 -b 1 --stdin --stdout\n");
}

static void test_failures(void **state) {
	(void)state;
	static const char *const scripts[] = {"exit 1\n", "kill -SEGV $$\n", "exit 0\n",
		"echo 'no sound at all, but long enough for a head of a file'\n",
		ESPEAK_FAKE_SPEAKS "exit 3\n", "exec cat /dev/zero\n"};
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		assert_int_equal(speak(scripts[i], "x"), ESPEAK_FAILED);
		assert_null(clip.samples);
	}
	char *text = mem_alloc(1, ESPEAK_TEXT_MAX + 2);
	memset(text, 'a', ESPEAK_TEXT_MAX + 1);
	assert_int_equal(speak(ESPEAK_FAKE_SPEAKS, text), ESPEAK_FAILED);
	mem_free(text);
}

/* It hangs until its patience is over, as the clock that it moves says. */
static void hangs(const char *script) {
	char *path = mem_printf("%s/clock", espeak_fake_dir), *command;
	FILE *f = fopen(path, "w");
	fputs("0\n", f);
	fclose(f);
	setenv("MOTCUA_FAKE_CLOCK", path, 1);
	command = mem_printf("echo %d > '%s'\n%s", ESPEAK_PATIENCE_MS + 1, path, script);
	assert_int_equal(speak(command, "x"), ESPEAK_FAILED);
	mem_free(command);
	mem_free(path);
}

static void test_hangs_in_silence(void **state) {
	(void)state;
	hangs("exec sleep 100\n");
}

static void *stop(void *arg) {
	uint64_t one = 1;
	while (espeak_fake_runs() == 0) {
		usleep(1000);
	}
	assert_int_equal(write(stop_fd, &one, sizeof one), sizeof one);
	return arg;
}

static void test_stops(void **state) {
	(void)state;
	static const char *const scripts[] = {
		"echo >> \"$RUNS\"; exec sleep 100\n",
		"exec 1>&-; echo >> \"$RUNS\"; exec sleep 100\n",
	};
	for (size_t i = 0; i < 2; i++) {
		pthread_t thread;
		uint64_t stops;
		pthread_create(&thread, NULL, stop, NULL);
		assert_int_equal(speak(scripts[i], "x"), ESPEAK_STOPPED);
		pthread_join(thread, NULL);
		assert_int_equal(read(stop_fd, &stops, sizeof stops), sizeof stops);
		espeak_fake_end();
		espeak_fake_begin();
	}
}

static void test_odd_files(void **state) {
	(void)state;
	uint8_t wav[] = "RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x01\0\x01\0\x22\x56\0\0\x44\xac\0\0"
			"\x02\0\x10\0data\xff\xff\xff\x7f\x01\x02\x03\x04";
	size_t size = sizeof wav - 1;
	assert_true(espeak_read_wav(wav, size, &clip));
	assert_int_equal(clip.count, 2);
	assert_int_equal(clip.rate_hz, 22050);
	assert_int_equal(clip.samples[1], 0x0403);
	clip_clear(&clip);
	for (size_t n = 0; n < size - 2; n++) {
		uint8_t *part = (uint8_t *)mem_copy(wav, n);
		assert_int_equal(espeak_read_wav(part, n, &clip), n >= 46);
		clip_clear(&clip);
		mem_free(part);
	}
	static const size_t matters[] = {0, 8, 12, 20, 22, 27, 34, 36};
	for (size_t i = 0; i < sizeof matters / sizeof *matters; i++) {
		uint8_t odd[sizeof wav];
		memcpy(odd, wav, sizeof wav);
		odd[matters[i]] ^= 0x41;
		assert_false(espeak_read_wav(odd, size, &clip));
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_not_installed), TEST(test_speaks),
		TEST(test_text_is_no_option), TEST(test_failures), TEST(test_hangs_in_silence),
		TEST(test_stops), TEST(test_odd_files)};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
