#include "common/sse.h"

#include "common/mem.h"

#include <stdint.h>
#include <string.h>

enum { EVENT_SIZE = 64, RETRY_MAX_MS = 3600 * 1000 };

struct buffer {
	char *bytes; /* with room for a NUL after `size` */
	size_t size, room;
};

struct sse {
	size_t max_size;
	bool (*frame)(void *arg, const struct sse_frame *frame);
	void *arg;
	struct buffer line, data;
	bool first_line, after_cr, has_data, broken;
	char event[EVENT_SIZE];
	char id[SSE_ID_SIZE];
	int retry_ms;
};

static void buffer_add(struct buffer *b, const char *bytes, size_t size) {
	if (b->size + size + 1 > b->room) {
		b->room = 2 * (b->size + size + 1);
		b->bytes = mem_realloc(b->bytes, b->room, 1);
	}
	memcpy(b->bytes + b->size, bytes, size);
	b->size += size;
	b->bytes[b->size] = '\0';
}

struct sse *sse_new(
	size_t max_size, bool (*frame)(void *arg, const struct sse_frame *frame), void *arg) {
	struct sse *sse = mem_alloc(1, sizeof *sse);
	sse->max_size = max_size;
	sse->frame = frame;
	sse->arg = arg;
	sse_reset(sse);
	return sse;
}

void sse_free(struct sse *sse) {
	if (!sse)
		return;
	mem_free(sse->line.bytes);
	mem_free(sse->data.bytes);
	mem_free(sse);
}

void sse_reset(struct sse *sse) {
	sse->line.size = sse->data.size = 0;
	sse->first_line = true;
	sse->after_cr = sse->has_data = sse->broken = false;
	sse->event[0] = sse->id[0] = '\0';
	sse->retry_ms = -1;
}

int sse_retry_ms(const struct sse *sse) {
	return sse->retry_ms;
}

static bool hand_over(struct sse *sse) {
	struct sse_frame frame = {
		.event = sse->event[0] ? sse->event : "message",
		.data = sse->data.bytes,
		.data_size = sse->data.size,
		.id = sse->id,
	};
	bool go_on = !sse->has_data || sse->frame(sse->arg, &frame);
	sse->data.size = 0;
	sse->has_data = false;
	sse->event[0] = '\0';
	return go_on;
}

static bool add_data(struct sse *sse, const char *value, size_t size) {
	if (sse->data.size + size + 1 > sse->max_size)
		return false;
	if (sse->has_data)
		buffer_add(&sse->data, "\n", 1);
	buffer_add(&sse->data, value, size);
	sse->has_data = true;
	return true;
}

/* Copies a short value; one that cannot be kept whole breaks the stream. */
static bool keep(char *dst, size_t room, const char *value, size_t size) {
	if (size >= room)
		return false;
	memcpy(dst, value, size);
	dst[size] = '\0';
	return true;
}

static void set_retry(struct sse *sse, const char *value, size_t size) {
	int64_t ms = 0;
	for (size_t i = 0; i < size; i++) {
		if (value[i] < '0' || value[i] > '9')
			return;
		ms = ms * 10 + (value[i] - '0');
		if (ms > RETRY_MAX_MS)
			ms = RETRY_MAX_MS;
	}
	if (size)
		sse->retry_ms = (int)ms;
}

static bool named(const char *name, size_t size, const char *wanted) {
	return size == strlen(wanted) && !memcmp(name, wanted, size);
}

static bool read_field(struct sse *sse, const char *line, size_t size) {
	const char *colon = memchr(line, ':', size);
	size_t name_size = colon ? (size_t)(colon - line) : size;
	const char *value = colon ? colon + 1 : line + size;
	if (colon && value < line + size && *value == ' ')
		value++;
	size_t value_size = (size_t)(line + size - value);
	if (named(line, name_size, "data"))
		return add_data(sse, value, value_size);
	if (named(line, name_size, "event"))
		return keep(sse->event, sizeof sse->event, value, value_size);
	if (named(line, name_size, "id") && !memchr(value, '\0', value_size))
		return keep(sse->id, sizeof sse->id, value, value_size);
	if (named(line, name_size, "retry"))
		set_retry(sse, value, value_size);
	return true;
}

static bool read_line(struct sse *sse) {
	const char *line = sse->line.bytes;
	size_t size = sse->line.size;
	if (sse->first_line && size >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3)) {
		line += 3;
		size -= 3;
	}
	sse->first_line = false;
	sse->line.size = 0;
	return size ? read_field(sse, line, size) : hand_over(sse);
}

/* The bytes before the first CR or LF. */
static size_t plain(const char *bytes, size_t size) {
	size_t n = 0;
	while (n < size && bytes[n] != '\r' && bytes[n] != '\n')
		n++;
	return n;
}

static bool take(struct sse *sse, const char *bytes, size_t size) {
	while (size) {
		if (sse->after_cr && *bytes == '\n') {
			bytes++;
			size--;
		}
		sse->after_cr = false;
		size_t n = plain(bytes, size);
		if (sse->line.size + n > sse->max_size)
			return false;
		buffer_add(&sse->line, bytes, n);
		if (n == size)
			return true;
		sse->after_cr = bytes[n] == '\r';
		bytes += n + 1;
		size -= n + 1;
		if (!read_line(sse))
			return false;
	}
	return true;
}

bool sse_feed(struct sse *sse, const char *bytes, size_t size) {
	if (!sse->broken)
		sse->broken = !take(sse, bytes, size);
	return !sse->broken;
}
