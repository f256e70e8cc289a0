/*
 * sse: the same frames, the same answer and the same time to come back however the stream is cut
 * and whatever its lines end with; no frame is longer than it may be, and none comes after a
 * refusal.
 *
 * links: common/sse.c common/mem.c
 */
#include "common/mem.h"
#include "common/sse.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { LONGEST = 256 };

/* What came out, each text with its NUL. */
struct seen {
	char *bytes;
	size_t size, room, frames;
	bool refused; /* nothing may come any more */
};

static void add(struct seen *seen, const char *bytes, size_t size) {
	if (seen->size + size > seen->room) {
		seen->room = 2 * (seen->size + size);
		seen->bytes = mem_realloc(seen->bytes, seen->room, 1);
	}
	memcpy(seen->bytes + seen->size, bytes, size);
	seen->size += size;
}

static bool see(void *arg, const struct sse_frame *frame) {
	struct seen *seen = arg;
	MUST(!seen->refused);
	MUST(frame->data_size <= LONGEST && frame->data[frame->data_size] == '\0');
	MUST(strlen(frame->id) < SSE_ID_SIZE && *frame->event);
	MUST(!strpbrk(frame->event, "\r\n") && !strpbrk(frame->id, "\r\n"));
	MUST(!memchr(frame->data, '\r', frame->data_size));
	add(seen, frame->event, strlen(frame->event) + 1);
	add(seen, frame->data, frame->data_size + 1);
	add(seen, frame->id, strlen(frame->id) + 1);
	return ++seen->frames % 16 != 0; /* at times whoever reads has had enough */
}

/* Bytes that end where their memory ends. */
static void feed(struct sse *sse, struct seen *seen, const uint8_t *bytes, size_t size) {
	char *there = malloc(size);
	memcpy(there, bytes, size);
	seen->refused = !sse_feed(sse, there, size);
	free(there);
}

/* A new stream, in pieces of a length but for the first. */
static void stream(struct sse *sse, struct seen *seen, const uint8_t *bytes, size_t size,
	size_t first, size_t length) {
	sse_reset(sse);
	MUST(sse_retry_ms(sse) == -1);
	seen->size = seen->frames = 0;
	seen->refused = false;
	for (size_t at = 0, n = first; at < size; at += n, n = length) {
		n = n < size - at ? n : size - at;
		if (n)
			feed(sse, seen, bytes + at, n);
	}
}

static void same(const struct seen *a, const struct seen *b) {
	MUST(a->refused == b->refused && a->frames == b->frames && a->size == b->size);
	MUST(!a->size || !memcmp(a->bytes, b->bytes, a->size));
}

/* The stream with all its lines ended alike. */
static uint8_t *with_ends(const uint8_t *bytes, size_t *size, const char *end) {
	uint8_t *text = mem_alloc(2 * *size + 1, 1);
	size_t used = 0;
	for (size_t i = 0; i < *size; i++) {
		bool cr = bytes[i] == '\r', lf = bytes[i] == '\n';
		if (!cr && !lf)
			text[used++] = bytes[i];
		else if (cr || !i || bytes[i - 1] != '\r')
			used = (size_t)((uint8_t *)stpcpy((char *)text + used, end) - text);
	}
	*size = used;
	return text;
}

static void other_ends(const struct seen *whole, const uint8_t *bytes, size_t size) {
	static const char *const ends[] = {"\n", "\r", "\r\n"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct seen seen = {0};
		struct sse *sse = sse_new(LONGEST, see, &seen);
		size_t length = size;
		uint8_t *text = with_ends(bytes, &length, ends[i]);
		stream(sse, &seen, text, length, length, length);
		same(whole, &seen);
		sse_free(sse);
		mem_free(seen.bytes);
		mem_free(text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	struct seen whole = {0}, cut = {0};
	struct sse *at_once = sse_new(LONGEST, see, &whole), *pieces = sse_new(LONGEST, see, &cut);
	size_t place = fuzz_place(bytes, size);
	const size_t cuts[][2] = {{place, size}, {1, 1}, {place, 1 + place % 7}};
	stream(at_once, &whole, bytes, size, size, size);
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		stream(pieces, &cut, bytes, size, cuts[i][0], cuts[i][1]);
		same(&whole, &cut);
		MUST(sse_retry_ms(at_once) == sse_retry_ms(pieces));
	}
	other_ends(&whole, bytes, size);
	sse_free(at_once);
	sse_free(pieces);
	mem_free(whole.bytes);
	mem_free(cut.bytes);
	return 0;
}
