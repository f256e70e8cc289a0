/*
 * slides: a folder of pictures is shown one after another; what is no picture is named once and
 * left out; what comes, changes and goes takes effect while it runs.
 *
 * links: display/slides.c display/slide_turn.c display/slide_thread.c display/slide_list.c
 * display/slide_folder.c display/slide_cache.c
 * display/slide_list_json.c display/slide_sync.c common/link*.c common/key_file.c common/sse.c
 * common/proto*.c common/json_read.c common/clock.c common/text.c common/slip_code.c
 * common/ui/picture.c common/ui/picture_scale.c common/picture_file.c common/plain_file.c
 * common/log.c common/mem.c tests/unit/log_catch.c tests/unit/picture_bytes.c
 */
#include "display/slides.h"

#include "common/mem.h"
#include "display/slide_cache.h"
#include "tests/unit/log_catch.h"
#include "tests/unit/picture_bytes.h"

#include <dirent.h>
#include <SDL_image.h>
#include <SDL_thread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { EVERY_S = 15, STEP_MS = 1000, PATIENCE_MS = 20000, NEVER_LIT = 0 };

static char dir[] = "/tmp/motcua-slides-XXXXXX";
static SDL_sem *woken;
static struct slides *slides;
static int64_t now_ms;

static void wake(void *arg) {
	(void)arg;
	SDL_SemPost(woken);
}

static void put(const char *name, struct picture_bytes b) {
	char *path = mem_printf("%s/%s", dir, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(b.at, 1, b.size, f), b.size);
	fclose(f);
	mem_free(path);
	mem_free(b.at);
}

static void put_text(const char *name, const char *text) {
	put(name, (struct picture_bytes){
			  (unsigned char *)mem_copy(text, strlen(text)), strlen(text)});
}

static void take_away(const char *name) {
	char *path = mem_printf("%s/%s", dir, name);
	assert_int_equal(remove(path), 0);
	mem_free(path);
}

static int empty(void **state) {
	(void)state;
	slides_close(slides);
	slides = NULL;
	DIR *d = opendir(dir);
	struct dirent *e;
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			take_away(e->d_name);
	closedir(d);
	return 0;
}

static void open_slides(void) {
	slides = slides_open(&(struct slides_options){
		.dir = dir, .seconds = EVERY_S, .ground = 0xE4E5DF, .wake = wake});
	assert_non_null(slides);
	slides_room(slides, (SDL_Point){120, 90});
}

static const char *shown(void) {
	return slides_picture(slides) ? slides_name(slides) : "";
}

/* Lets time pass until this is shown ("": none), a second whenever the thread has nothing to say.
 */
static void until_shown(const char *name) {
	for (int waited_ms = 0; strcmp(shown(), name) != 0; waited_ms += 20) {
		assert_true(waited_ms < PATIENCE_MS);
		if (SDL_SemWaitTimeout(woken, 20) != 0)
			now_ms += STEP_MS;
		slides_due(slides, now_ms, NEVER_LIT);
	}
}

static void test_one_after_another(void **state) {
	(void)state;
	put("10-c.PNG", picture_bytes_png(60, 40));
	put("2-b.jpg", picture_bytes_jpeg(60, 60));
	put("1-a.jpeg", picture_bytes_jpeg(600, 400));
	put(".hidden.png", picture_bytes_png(6, 4));
	open_slides();
	for (int round = 0; round < 2; round++) {
		until_shown("1-a.jpeg");
		assert_int_equal(slides_picture(slides)->whole->w, 120);
		assert_int_equal(slides_picture(slides)->whole->h, 80);
		until_shown("2-b.jpg");
		assert_int_equal(slides_picture(slides)->whole->w, 90);
		until_shown("10-c.PNG");
	}
}

/* Each of them as bad as a folder can hold. */
static void put_bad_ones(void) {
	struct picture_bytes half = picture_bytes_png(90, 90), torn = picture_bytes_jpeg(90, 90);
	char *link = mem_printf("%s/b-link.png", dir), *pipe = mem_printf("%s/b-pipe.png", dir);
	char *folder = mem_printf("%s/b-folder.png", dir);
	char *large = mem_printf("%s/b-large.png", dir);
	half.size /= 2;
	torn.size -= 2;
	put("b-half.png", half);
	put("b-torn.jpg", torn);
	put_text("b-empty.png", "");
	put_text("b-page.png", "<!doctype html><script>alert(1)</script>");
	put("b-large.png", picture_bytes_png(9, 9));
	assert_int_equal(truncate(large, (16 << 20) + 1), 0);
	assert_int_equal(symlink("a-good.png", link), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	mem_free(link);
	mem_free(pipe);
	mem_free(folder);
	mem_free(large);
}

static void test_bad_ones_are_named_once(void **state) {
	(void)state;
	static const char *const bad[] = {"b-half.png", "b-torn.jpg", "b-empty.png", "b-page.png",
		"b-large.png", "b-link.png", "b-pipe.png", "b-folder.png"};
	put("a-good.png", picture_bytes_png(60, 40));
	put("c-good.png", picture_bytes_png(60, 40));
	put_text("d-notes.txt", "not asked for");
	put_bad_ones();
	log_catch();
	open_slides();
	for (int round = 0; round < 3; round++) {
		until_shown("a-good.png");
		until_shown("c-good.png");
	}
	assert_int_equal(log_caught(" is left out: "), sizeof bad / sizeof *bad);
}

static void test_it_follows_the_folder(void **state) {
	(void)state;
	put("b.png", picture_bytes_png(60, 40));
	open_slides();
	until_shown("b.png");
	put("a.png", picture_bytes_png(40, 60));
	until_shown("a.png");
	put("b.png", picture_bytes_png(300, 90));
	until_shown("b.png");
	assert_int_equal(slides_picture(slides)->whole->h, 36);
	take_away("b.png");
	until_shown("a.png");
	take_away("a.png");
	until_shown("");
	put("c.png", picture_bytes_png(60, 40));
	until_shown("c.png");
}

/* Where there is no place for a slide, nothing is decoded; when there is one again, it goes on. */
static void test_no_room(void **state) {
	(void)state;
	put("a.png", picture_bytes_png(60, 40));
	put("b.png", picture_bytes_png(60, 40));
	open_slides();
	until_shown("a.png");
	slides_room(slides, (SDL_Point){0, 0});
	for (int i = 0; i < 5; i++) {
		SDL_SemWaitTimeout(woken, 20);
		now_ms += EVERY_S * 1000;
		slides_due(slides, now_ms, NEVER_LIT);
		assert_string_equal(shown(), "a.png");
	}
	slides_room(slides, (SDL_Point){120, 90});
	until_shown("b.png");
}

/* What the server told before: in its order, each as long as it said, and none that is not there.
 */
static void test_what_the_server_told(void **state) {
	(void)state;
	const char *a = "00000000000000000000000000000001", *b = "00000000000000000000000000000002";
	char *list =
		mem_printf("{\"slides\":[{\"name\":\"z.png\",\"hash\":\"%s\"},"
			   "{\"name\":\"away.png\",\"hash\":\"0000000000000000000000000000000f\"},"
			   "{\"name\":\"a.png\",\"hash\":\"%s\"}],\"seconds\":60}",
			a, b);
	put_text("list.json", list);
	put(a, picture_bytes_png(60, 40));
	put(b, picture_bytes_png(60, 40));
	mem_free(list);
	slides = slides_open(&(struct slides_options){.dir = dir, .cache = true, .wake = wake});
	slides_room(slides, (SDL_Point){120, 90});
	until_shown("z.png");
	int64_t since_ms = now_ms;
	until_shown("a.png");
	assert_in_range(now_ms - since_ms, 60000, 70000);
	until_shown("z.png");
}

/* Whatever a server tells: nothing of it is a path, and what is not to be understood is no list. */
static void test_a_list_to_beware_of(void **state) {
	(void)state;
	static const char *const texts[] = {"", "[]", "{\"slides\":{}}",
		"{\"slides\":[{\"name\":\"a.png\",\"hash\":\"../../../../../../etc/passwd..\"}]}",
		"{\"slides\":[{\"name\":\"a.png\"}]}", "{\"slides\":[7]}",
		"{\"slides\":[],\"seconds\":1}", "{\"slides\":[],\"seconds\":301}"};
	put_text("kept.png", "x");
	log_catch();
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_false(slide_cache_tell(dir, texts[i]));
	assert_int_equal(log_caught("not to be understood"), sizeof texts / sizeof *texts);
	assert_false(slide_cache_put(dir, "00000000000000000000000000000001", "x", 1));
	take_away("kept.png");
	assert_true(slide_cache_tell(dir, "{\"slides\":[],\"seconds\":20}"));
	take_away("list.json");
}

/* As on a machine that is new: ~/.cache is not there either. */
static void test_a_folder_within_none(void **state) {
	(void)state;
	char *cache = mem_printf("%s/a/b//slides/", dir);
	assert_true(slide_cache_tell(cache, "{\"slides\":[],\"seconds\":20}"));
	log_catch();
	take_away("a/b/slides/list.json");
	take_away("a/b/slides");
	take_away("a/b");
	put_text("a/b", "a file in its place");
	assert_false(slide_cache_tell(cache, "{\"slides\":[],\"seconds\":20}"));
	assert_int_equal(log_caught(" cannot be written: "), 1);
	take_away("a/b");
	mem_free(cache);
}

static void test_no_folder(void **state) {
	(void)state;
	log_catch();
	slides = slides_open(&(struct slides_options){
		.dir = "/tmp/motcua-no-such-folder", .seconds = EVERY_S, .wake = wake});
	slides_room(slides, (SDL_Point){120, 90});
	for (int i = 0; i < 10; i++) {
		SDL_SemWaitTimeout(woken, 20);
		slides_due(slides, now_ms += EVERY_S * 1000, NEVER_LIT);
	}
	assert_null(slides_picture(slides));
	slides_close(slides);
	slides = NULL;
	assert_int_equal(log_caught(" cannot be read: "), 1);
	assert_int_equal(slides_due(NULL, 0, 0), INT64_MAX);
	assert_null(slides_picture(NULL));
	slides_close(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_one_after_another, empty),
		cmocka_unit_test_teardown(test_bad_ones_are_named_once, empty),
		cmocka_unit_test_teardown(test_it_follows_the_folder, empty),
		cmocka_unit_test_teardown(test_no_room, empty),
		cmocka_unit_test_teardown(test_what_the_server_told, empty),
		cmocka_unit_test_teardown(test_a_list_to_beware_of, empty),
		cmocka_unit_test_teardown(test_a_folder_within_none, empty),
		cmocka_unit_test_teardown(test_no_folder, empty),
	};
	assert_non_null(mkdtemp(dir));
	woken = SDL_CreateSemaphore(0);
	int failed = cmocka_run_group_tests_name("slides", tests, NULL, NULL);
	SDL_DestroySemaphore(woken);
	IMG_Quit();
	rmdir(dir);
	return failed;
}
