/*
 * sse: what the standard says of lines, fields and frames; the same frames wherever the stream is
 * split; bounds; random bytes. SEED=n repeats a run.
 *
 * links: common/sse.c common/mem.c
 */
#include "common/sse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SMALL = 64, SEEN_SIZE = 8192, ROUNDS = 20000 };

/* What came out, as text: event|data|id, a frame a line. */
struct seen {
	char text[SEEN_SIZE];
	size_t size;
	int frames;
	int stop_after; /* 0: never */
};

static bool see(void *arg, const struct sse_frame *frame) {
	struct seen *s = arg;
	assert_int_equal(frame->data[frame->data_size], '\0');
	int n = snprintf(s->text + s->size, SEEN_SIZE - s->size, "%s|%s|%s\n", frame->event,
		frame->data, frame->id);
	if (n > 0 && s->size + (size_t)n < SEEN_SIZE)
		s->size += (size_t)n;
	s->frames++;
	return s->frames != s->stop_after;
}

static void expect(const char *stream, size_t size, const char *frames) {
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(1024, see, &seen);
	assert_true(sse_feed(sse, stream, size));
	assert_string_equal(seen.text, frames);
	sse_free(sse);
}

#define EXPECT(stream, frames) expect(stream, sizeof(stream) - 1, frames)

static void test_frames(void **state) {
	(void)state;
	EXPECT("", "");
	EXPECT("data: a\n\n", "message|a|\n");
	EXPECT("data:a\ndata: b\n\n", "message|a\nb|\n");
	EXPECT("data: a", "");
	EXPECT("data: a\n", "");
	EXPECT("event: change\ndata: {}\nid: e-1\n\n", "change|{}|e-1\n");
	EXPECT("id: e-1\ndata: a\n\ndata: b\n\n", "message|a|e-1\nmessage|b|e-1\n");
	EXPECT("id: e-1\ndata: a\n\nid\ndata: b\n\n", "message|a|e-1\nmessage|b|\n");
	EXPECT("event: x\n\ndata: a\n\n", "message|a|\n");
	EXPECT("event: x\nevent\ndata: a\n\n", "message|a|\n");
	EXPECT("data\n\ndata\ndata\n\ndata:", "message||\nmessage|\n|\n");
	EXPECT("data:  two\n\n", "message| two|\n");
	EXPECT("data:a:b\n\n", "message|a:b|\n");
	EXPECT("Data: a\ndata : b\n data: c\n\n", "");
	EXPECT(":\n\n: words\n:data: a\n\n", "");
	EXPECT("\n\n\n", "");
	EXPECT("data: một cửa\n\n", "message|một cửa|\n");
}

static void test_line_ends(void **state) {
	(void)state;
	EXPECT("data: a\r\rdata: b\r\r", "message|a|\nmessage|b|\n");
	EXPECT("data: a\r\n\r\ndata: b\r\n\r\n", "message|a|\nmessage|b|\n");
	EXPECT("data: a\r\n\n", "message|a|\n");
	EXPECT("data: a\n\r", "message|a|\n");
	EXPECT("data: a\r\ndata: b\n\r\n", "message|a\nb|\n");
}

static void test_byte_order_mark(void **state) {
	(void)state;
	EXPECT("\xEF\xBB\xBF"
	       "data: a\n\n",
		"message|a|\n");
	EXPECT("\xEF\xBB\xBF\xEF\xBB\xBF"
	       "data: a\n\n",
		"");
	EXPECT("\n\xEF\xBB\xBF"
	       "data: a\n\n",
		"");
	EXPECT("\xEF\xBB"
	       "data: a\n\n",
		"");
}

static void test_nul(void **state) {
	(void)state;
	EXPECT("id: a\ndata: x\n\nid: b\0c\ndata: y\n\n", "message|x|a\nmessage|y|a\n");
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(1024, see, &seen);
	assert_true(sse_feed(sse, "data: a\0b\n\n", 11));
	assert_int_equal(seen.frames, 1);
	sse_free(sse);
}

static void expect_retry(const char *line, int retry_ms) {
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(1024, see, &seen);
	assert_int_equal(sse_retry_ms(sse), -1);
	assert_true(sse_feed(sse, line, strlen(line)));
	assert_int_equal(sse_retry_ms(sse), retry_ms);
	sse_free(sse);
}

static void test_retry(void **state) {
	(void)state;
	expect_retry("retry: 1500\n", 1500);
	expect_retry("retry: 0\n", 0);
	expect_retry("retry: 15s\n", -1);
	expect_retry("retry: -1\n", -1);
	expect_retry("retry:\n", -1);
	expect_retry("retry: 99999999999999999999999999\n", 3600 * 1000);
}

static const char story[] = "\xEF\xBB\xBF: hello\r\nretry: 200\r\nid: e-7\nevent: snapshot\r"
			    "data: {\"seq\":7,\r\ndata: \"x\":\"Đ\"}\n\r\n:\n\n"
			    "event: change\rid: e-8\rdata\r\revent: waits\ndata: {}\n\ndata: cut";
static const char story_frames[] = "snapshot|{\"seq\":7,\n\"x\":\"Đ\"}|e-7\nchange||e-8\n"
				   "waits|{}|e-8\n";

static void test_split_anywhere(void **state) {
	(void)state;
	size_t size = sizeof story - 1;
	for (size_t a = 0; a <= size; a++)
		for (size_t b = a; b <= size; b++) {
			struct seen seen = {.size = 0};
			struct sse *sse = sse_new(SMALL, see, &seen);
			assert_true(sse_feed(sse, story, a));
			assert_true(sse_feed(sse, story + a, b - a));
			assert_true(sse_feed(sse, story + b, size - b));
			assert_string_equal(seen.text, story_frames);
			assert_int_equal(sse_retry_ms(sse), 200);
			sse_free(sse);
		}
}

static void test_byte_by_byte(void **state) {
	(void)state;
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(SMALL, see, &seen);
	for (size_t i = 0; i < sizeof story - 1; i++)
		assert_true(sse_feed(sse, story + i, 1));
	assert_string_equal(seen.text, story_frames);
	sse_free(sse);
}

static void test_another_stream(void **state) {
	(void)state;
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(SMALL, see, &seen);
	assert_true(sse_feed(sse, "id: old\nevent: old\ndata: old\r", 29));
	sse_reset(sse);
	assert_true(sse_feed(sse, "\ndata: new\n\n", 12));
	assert_string_equal(seen.text, "message|new|\n");
	sse_free(sse);
	sse_free(NULL);
}

/* A stream of `size` bytes that repeats a line. */
static bool feed_lines(struct sse *sse, const char *line, size_t size) {
	bool ok = true;
	for (size_t n = 0; n < size && ok; n += strlen(line))
		ok = sse_feed(sse, line, strlen(line));
	return ok;
}

static void test_bounds(void **state) {
	(void)state;
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(SMALL, see, &seen);
	assert_false(feed_lines(sse, "x", 2 * SMALL));
	assert_false(sse_feed(sse, "\n", 1));
	sse_reset(sse);
	assert_false(feed_lines(sse, "data: 12345\n", 4 * SMALL));
	sse_reset(sse);
	assert_false(feed_lines(sse, "data\n", 5 * 2 * SMALL));
	sse_reset(sse);
	assert_true(feed_lines(sse, "data: 12345\n\n", 100 * SMALL));
	assert_true(feed_lines(sse, ": 12345\n", 100 * SMALL));
	sse_free(sse);
	sse = sse_new(1024, see, &seen);
	assert_false(feed_lines(sse,
		"event: 0123456789012345678901234567890123456789"
		"0123456789012345678901234567890123456789\n",
		1));
	sse_free(sse);
}

static void test_longest_frame(void **state) {
	(void)state;
	char line[SMALL + 16];
	struct seen seen = {.size = 0};
	struct sse *sse = sse_new(SMALL, see, &seen);
	snprintf(line, sizeof line, "data:%0*d\n\n", SMALL - 5, 0);
	assert_true(sse_feed(sse, line, strlen(line)));
	assert_int_equal(seen.frames, 1);
	snprintf(line, sizeof line, "data:%0*d\n\n", SMALL - 4, 0);
	assert_false(sse_feed(sse, line, strlen(line)));
	assert_int_equal(seen.frames, 1);
	sse_free(sse);
}

static void test_stops_when_told(void **state) {
	(void)state;
	struct seen seen = {.stop_after = 2};
	struct sse *sse = sse_new(SMALL, see, &seen);
	const char *stream = "data: 1\n\ndata: 2\n\ndata: 3\n\n";
	assert_false(sse_feed(sse, stream, strlen(stream)));
	assert_false(sse_feed(sse, stream, strlen(stream)));
	assert_string_equal(seen.text, "message|1|\nmessage|2|\n");
	sse_reset(sse);
	assert_true(sse_feed(sse, stream, strlen(stream)));
	sse_free(sse);
}

static size_t random_stream(char *buf, size_t room) {
	static const char *const parts[] = {"data", "event", "id", "retry", ":", ": ", " ", "\n",
		"\r", "\r\n", "\n\n", "a", "7", "\xEF\xBB\xBF", "Đ", "\xFF", "data: x\n"};
	size_t size = 0, wanted = (size_t)rand() % room;
	while (size < wanted) {
		const char *part = parts[(size_t)rand() % (sizeof parts / sizeof parts[0])];
		size_t n = strlen(part);
		if (size + n > room)
			break;
		memcpy(buf + size, part, n);
		size += n;
		if (rand() % 40 == 0 && size < room)
			buf[size++] = '\0';
	}
	return size;
}

/* Whole or in random pieces: the same frames and the same verdict. */
static void test_random_streams(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	printf("SEED=%u\n", seed);
	srand(seed);
	int frames = 0;
	for (int round = 0; round < ROUNDS; round++) {
		char stream[200];
		struct seen whole = {.size = 0}, pieces = {.size = 0};
		size_t size = random_stream(stream, sizeof stream);
		struct sse *a = sse_new(SMALL, see, &whole), *b = sse_new(SMALL, see, &pieces);
		bool ok = sse_feed(a, stream, size), went_on = true;
		for (size_t at = 0, n; at < size; at += n) {
			n = 1 + (size_t)rand() % (size - at);
			went_on = sse_feed(b, stream + at, n);
		}
		assert_int_equal(ok, went_on);
		assert_string_equal(whole.text, pieces.text);
		assert_int_equal(sse_retry_ms(a), sse_retry_ms(b));
		frames += whole.frames;
		sse_free(a);
		sse_free(b);
	}
	assert_true(frames > ROUNDS / 100);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frames),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_byte_order_mark),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_retry),
		cmocka_unit_test(test_split_anywhere),
		cmocka_unit_test(test_byte_by_byte),
		cmocka_unit_test(test_another_stream),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_longest_frame),
		cmocka_unit_test(test_stops_when_told),
		cmocka_unit_test(test_random_streams),
	};
	return cmocka_run_group_tests_name("sse", tests, NULL, NULL);
}
