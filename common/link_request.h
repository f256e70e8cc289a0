/*
 * link_request: one request of a link, from link_send to its LINK_REPLY.
 *
 * Driven by link_request_step on the link's thread: tries, waits 0.2 to 1 s, tries again with the
 * same Idempotency-Key, until there is a final answer or the patience is over. Owner: the link.
 * Units: milliseconds of clock_mono_ms.
 */
#ifndef MOTCUA_LINK_REQUEST_H
#define MOTCUA_LINK_REQUEST_H

#include "common/link_http.h"
#include "common/link_mailbox.h"

#include <stdint.h>

struct link_request {
	struct link_request *next; /* of the link's list */
	uint64_t id;
	char *method, *path, *body, *key; /* body, key: or NULL */
	size_t body_size;
	const char *body_type;        /* NULL: JSON; lives as long as the program */
	int64_t give_up_ms, retry_ms; /* retry_ms: when the next try is due */
	int pause_ms, try_ms;
	size_t fetch_max; /* the answer is a file of at most so many bytes; 0: JSON */
	bool tried, over; /* over: the reply is in the mailbox */
	struct link_http *http;
	struct link_mailbox *box;
	struct transfer *transfer; /* the running try, or NULL */
};

/* Takes over the reference of the body. A POST without a key gets a random one. */
struct link_request *link_request_new(
	const char *method, const char *path, json_t *body, const char *key, int patience_ms);
/* A POST of bytes (taken over, mem_alloc'd) that is tried once. */
struct link_request *link_request_of_bytes(
	const char *path, const char *type, char *bytes, size_t size);
/* A GET of a file, tried once. */
struct link_request *link_request_of_file(const char *path, size_t max);
void link_request_free(struct link_request *request);

/* Does what is due; returns when the next thing is. */
int64_t link_request_step(struct link_request *request, int64_t now_ms);

#endif
