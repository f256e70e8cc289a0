#include "tests/bench/readers.h"

#include "common/mem.h"
#include "tests/bench/times.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { AT_ONCE = 100, PATIENCE_S = 60 };

static void read_id(struct reader *reader, int64_t seq) {
	struct readers *r = reader->readers;
	int64_t before = reader->seq;
	if (before >= 0 && seq != before + 1)
		r->missed++;
	reader->seq = seq;
	if (before < r->target && seq >= r->target)
		r->reached++;
}

static void read_line(struct reader *reader) {
	reader->head[reader->head_len] = '\0';
	const char *dash = strncmp(reader->head, "id: ", 4) ? NULL : strrchr(reader->head, '-');
	if (dash)
		read_id(reader, strtoll(dash + 1, NULL, 10));
	reader->head_len = 0;
}

/* The head of each line alone is kept. */
static void read_bytes(struct reader *reader, const char *bytes, size_t size) {
	while (size) {
		const char *end = memchr(bytes, '\n', size);
		size_t len = end ? (size_t)(end - bytes) : size;
		size_t room = sizeof reader->head - 1 - reader->head_len;
		size_t kept = len < room ? len : room;
		memcpy(reader->head + reader->head_len, bytes, kept);
		reader->head_len += kept;
		if (!end)
			return;
		read_line(reader);
		bytes += len + 1;
		size -= len + 1;
	}
}

static void readable(struct net_end *end) {
	static char bytes[65536];
	struct reader *reader = (struct reader *)end;
	ssize_t got = recv(end->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (got > 0) {
		read_bytes(reader, bytes, (size_t)got);
	} else if (got == 0 || errno != EAGAIN) {
		reader->readers->cut++;
		close(end->fd);
		end->fd = -1;
	}
}

static void join(struct readers *r, int n) {
	char request[128];
	int size = snprintf(request, sizeof request,
		"GET /api/v1/feed HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", r->port);
	struct reader *reader = &r->all[n];
	*reader = (struct reader){.readers = r, .seq = -1};
	reader->end = (struct net_end){net_connect(r->port, n), readable};
	net_add(r->loop, &reader->end);
	net_write(reader->end.fd, request, (size_t)size);
}

void readers_open(struct readers *r, int loop, int port, int count) {
	*r = (struct readers){.loop = loop, .port = port};
	r->all = mem_alloc((size_t)count, sizeof *r->all);
	while (r->count < count) {
		for (int i = 0; i < AT_ONCE && r->count < count; i++)
			join(r, r->count++);
		if (!readers_wait(r, PATIENCE_S)) {
			fprintf(stderr, "of %d readers %d were cut\n", r->count, r->cut);
			exit(1);
		}
	}
}

void readers_aim(struct readers *r, int64_t seq) {
	r->target = seq;
	r->reached = 0;
	for (int i = 0; i < r->count; i++)
		r->reached += r->all[i].seq >= seq;
}

bool readers_wait(struct readers *r, double seconds) {
	int64_t end = times_end_ns(seconds);
	while (r->reached < r->count && !r->cut && times_now_ns() < end)
		net_wait(r->loop, 100);
	return r->reached == r->count && !r->cut;
}

void readers_renew(struct readers *r, int n) {
	struct reader *reader = &r->all[n];
	r->reached -= reader->seq >= r->target;
	close(reader->end.fd);
	join(r, n);
}

void readers_close(struct readers *r) {
	for (int i = 0; i < r->count; i++)
		if (r->all[i].end.fd >= 0)
			close(r->all[i].end.fd);
	mem_free(r->all);
	*r = (struct readers){0};
}
