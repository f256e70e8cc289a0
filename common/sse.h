/*
 * sse: the frames of a text/event-stream, taken out of bytes as they arrive.
 *
 * Pure: bytes may be split anywhere, lines end with CR, LF or CRLF, a byte order mark at the start
 * and comments are passed over, a frame that the stream's end cuts off never comes out. Memory is
 * bounded by max_size per line and per frame. Owner: whoever called sse_new. Source: the HTML
 * standard, section "Server-sent events" (parsing an event stream).
 */
#ifndef MOTCUA_SSE_H
#define MOTCUA_SSE_H

#include <stdbool.h>
#include <stddef.h>

enum { SSE_ID_SIZE = 128 }; /* a longer id breaks the stream */

/* Valid during the call that hands it over. */
struct sse_frame {
	const char *event; /* "message" where the stream names none */
	const char *data;  /* lines joined with LF; a NUL stands after data_size bytes */
	size_t data_size;
	const char *id; /* the last one seen in the stream; empty: none */
};

struct sse;

/* A parser that hands each frame to `frame`; what it answers is whether to go on. */
struct sse *sse_new(
	size_t max_size, bool (*frame)(void *arg, const struct sse_frame *frame), void *arg);
void sse_free(struct sse *sse);

/* Reads more of the stream; false when something is too long or `frame` said so, and ever after
 * until sse_reset. */
bool sse_feed(struct sse *sse, const char *bytes, size_t size);

/* Another stream begins. */
void sse_reset(struct sse *sse);

/* What the stream last said about coming back; -1: nothing. */
int sse_retry_ms(const struct sse *sse);

#endif
