/*
 * wave_head: what is said of a WAV file's sound is within the file, and the same when less of the
 * file has been read, as long as it is said at all.
 *
 * links: server/wave_head.c
 */
#include "server/wave_head.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { FILE_MAX = 1 << 20 };

/* Bytes that end where their memory ends. */
static bool read_head(const uint8_t *bytes, size_t have, size_t size, struct wave_head *head) {
	uint8_t *there = malloc(have ? have : 1);
	memcpy(there, bytes, have);
	bool good = wave_head_read(there, have, size, head);
	free(there);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	size_t whole = size < WAVE_HEAD_SIZE ? size : WAVE_HEAD_SIZE;
	struct wave_head head, less, more;
	if (!read_head(bytes, whole, size, &head))
		return 0;
	MUST(head.channels > 0 && head.channels <= UINT16_MAX && head.rate_hz > 0);
	MUST(head.bits > 0 && head.bits % 8 == 0 && head.length_ms >= 0);
	int64_t bytes_per_s = (int64_t)head.rate_hz * head.channels * head.bits / 8;
	MUST(head.length_ms <= (int64_t)size * 1000 / bytes_per_s);
	if (read_head(bytes, fuzz_place(bytes, whole), size, &less))
		MUST(!memcmp(&head, &less, sizeof head));
	MUST(read_head(bytes, whole, FILE_MAX, &more));
	MUST(more.length_ms >= head.length_ms || size > FILE_MAX);
	return 0;
}
