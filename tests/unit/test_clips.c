/*
 * clips: what was kept comes back; what is damaged, cut off or not ours does not and is removed;
 * the oldest go when there are too many; several programs at once only ever see whole clips.
 *
 * links: common/ui/clips.c common/clock.c common/log.c common/mem.c
 */
#include "common/mem.h"
#include "common/ui/clips.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { SAMPLES = 1000, ROUNDS = 200 };

static char dir[64];
static struct clips *clips;

static int begin(void **state) {
	(void)state;
	strcpy(dir, "/tmp/clips.XXXXXX");
	assert_non_null(mkdtemp(dir));
	clips = clips_open(dir, 1 << 20);
	return 0;
}

static int end(void **state) {
	(void)state;
	char *command = mem_printf("rm -r '%s'", dir);
	clips_close(clips);
	assert_int_equal(system(command), 0);
	mem_free(command);
	return 0;
}

static char *path_of(const char *name) {
	return mem_printf("%s/%s", dir, name);
}

static void save(const char *name, int16_t value) {
	int16_t samples[SAMPLES];
	for (int i = 0; i < SAMPLES; i++) {
		samples[i] = value;
	}
	struct clip clip = {22050, SAMPLES, samples};
	clips_save(clips, name, &clip);
}

/* The samples' value, -1 where there is no such clip; all must be alike. */
static int load(struct clips *from, const char *name) {
	struct clip clip = {0};
	if (!clips_load(from, name, &clip)) {
		assert_null(clip.samples);
		return -1;
	}
	assert_int_equal(clip.rate_hz, 22050);
	assert_int_equal(clip.count, SAMPLES);
	int value = clip.samples[0];
	for (int i = 0; i < SAMPLES; i++) {
		assert_int_equal(clip.samples[i], value);
	}
	clip_clear(&clip);
	return value;
}

static void test_names(void **state) {
	(void)state;
	char a[CLIP_NAME_SIZE], b[CLIP_NAME_SIZE];
	clips_name(a, "vi 150", "Lấy số");
	clips_name(b, "vi 150", "Lấy số");
	assert_string_equal(a, b);
	assert_int_equal(strspn(a, "0123456789abcdef"), 64);
	clips_name(b, "en 150", "Lấy số");
	assert_string_not_equal(a, b);
	clips_name(b, "vi 150", "Lấy số.");
	assert_string_not_equal(a, b);
}

static void test_keeps(void **state) {
	(void)state;
	assert_int_equal(load(clips, "a"), -1);
	save("a", 7);
	assert_int_equal(load(clips, "a"), 7);
	save("a", 8);
	assert_int_equal(load(clips, "a"), 8);
	struct clips *later = clips_open(dir, 1 << 20);
	assert_int_equal(load(later, "a"), 8);
	clips_close(later);
	assert_int_equal(load(NULL, "a"), -1);
	clips_save(NULL, "a", &(struct clip){0});
}

static void test_damage(void **state) {
	(void)state;
	char *path = path_of("a");
	struct stat s;
	save("a", 7);
	assert_int_equal(stat(path, &s), 0);
	for (off_t at = 0; at < s.st_size; at += 7) {
		save("a", 7);
		int fd = open(path, O_RDWR);
		char byte;
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 0x20;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		close(fd);
		struct clip clip = {0};
		/* The rate is all that the hash does not cover; a wrong one is heard, not trusted.
		 */
		if (clips_load(clips, "a", &clip)) {
			assert_in_range(at, 16, 19);
			clip_clear(&clip);
		} else {
			assert_int_equal(access(path, F_OK), -1);
		}
	}
	for (off_t size = 0; size < s.st_size; size += 61) {
		save("a", 7);
		assert_int_equal(truncate(path, size), 0);
		assert_int_equal(load(clips, "a"), -1);
	}
	save("a", 7);
	assert_int_equal(truncate(path, s.st_size + 1), 0);
	assert_int_equal(load(clips, "a"), -1);
	mem_free(path);
}

static void age(const char *name, int days) {
	char *path = path_of(name);
	struct timespec then = {.tv_sec = time(NULL) - days * 86400};
	assert_int_equal(utimensat(AT_FDCWD, path, (struct timespec[]){then, then}, 0), 0);
	mem_free(path);
}

static void test_oldest_go(void **state) {
	(void)state;
	char name[16];
	clips_close(clips);
	clips = clips_open(dir, 10 * SAMPLES * 2 + 1000);
	for (int i = 0; i < 10; i++) {
		snprintf(name, sizeof name, "%d", i);
		save(name, 1);
		age(name, 30 - i);
	}
	assert_int_equal(load(clips, "0"), 1); /* asked for: no longer the oldest */
	save("new", 1);
	assert_int_equal(load(clips, "1"), -1);
	assert_int_equal(load(clips, "0"), 1);
	assert_int_equal(load(clips, "9"), 1);
	assert_int_equal(load(clips, "new"), 1);
}

static void test_parts_go(void **state) {
	(void)state;
	char *old = path_of(".part-old"), *fresh = path_of(".part-new");
	close(open(old, O_CREAT | O_WRONLY, 0600));
	close(open(fresh, O_CREAT | O_WRONLY, 0600));
	age(".part-old", 1);
	clips_close(clips);
	clips = clips_open(dir, 1 << 20);
	assert_int_equal(access(old, F_OK), -1);
	assert_int_equal(access(fresh, F_OK), 0); /* somebody may be writing it */
	mem_free(old);
	mem_free(fresh);
}

static void test_no_directory(void **state) {
	(void)state;
	struct clips *nowhere = clips_open("/proc/nowhere", 1 << 20);
	int16_t sample = 1;
	clips_save(nowhere, "a", &(struct clip){22050, 1, &sample});
	assert_int_equal(load(nowhere, "a"), -1);
	clips_close(nowhere);
}

static void *writer(void *arg) {
	struct clips *own = clips_open(dir, 8 * SAMPLES);
	for (int i = 0; i < ROUNDS; i++) {
		int16_t samples[SAMPLES];
		for (int j = 0; j < SAMPLES; j++) {
			samples[j] = (int16_t)i;
		}
		char name[8];
		snprintf(name, sizeof name, "%d", i % 7);
		clips_save(own, name, &(struct clip){22050, SAMPLES, samples});
	}
	clips_close(own);
	return arg;
}

static void test_several_at_once(void **state) {
	(void)state;
	pthread_t threads[3];
	for (int i = 0; i < 3; i++) {
		pthread_create(&threads[i], NULL, writer, NULL);
	}
	for (int i = 0; i < ROUNDS; i++) {
		load(clips, "3");
	}
	for (int i = 0; i < 3; i++) {
		pthread_join(threads[i], NULL);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	const struct CMUnitTest tests[] = {TEST(test_names), TEST(test_keeps), TEST(test_damage),
		TEST(test_oldest_go), TEST(test_parts_go), TEST(test_no_directory),
		TEST(test_several_at_once)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
