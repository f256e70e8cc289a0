#include "tests/bench/asker.h"

#include "common/mem.h"
#include "tests/bench/times.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROOM = 4096 };

/* The size of the answer that is there with its whole head; 0: its end is to come. */
static size_t whole(struct asker *a) {
	static const char LENGTH[] = "\r\nContent-Length: ";
	char *head_end = strstr(a->in, "\r\n\r\n"), *length = strstr(a->in, LENGTH);
	if (!head_end)
		return 0;
	size_t body = length ? strtoul(length + strlen(LENGTH), NULL, 10) : 0;
	size_t size = (size_t)(head_end + 4 - a->in) + body;
	if (strncmp(a->in, "HTTP/1.1 ", 9) || !length || length > head_end)
		net_fail(a->in);
	a->status = atoi(a->in + 9);
	a->body = head_end + 4;
	return a->in_len >= size ? size : 0;
}

static void readable(struct net_end *end) {
	struct asker *a = (struct asker *)end;
	if (a->in_len + 1 >= a->in_room) {
		a->in_room *= 2;
		a->in = mem_realloc(a->in, a->in_room, 1);
	}
	ssize_t got = recv(end->fd, a->in + a->in_len, a->in_room - a->in_len - 1, MSG_DONTWAIT);
	if (got <= 0)
		net_fail("an answer did not come");
	a->in_len += (size_t)got;
	a->in[a->in_len] = '\0';
	if (!whole(a))
		return;
	a->waits = false;
	a->answered_ns = times_now_ns();
	if (a->answered)
		a->answered(a, a->arg);
}

void asker_open(struct asker *a, int loop, int port, int n,
	void (*answered)(struct asker *asker, void *arg), void *arg) {
	*a = (struct asker){.loop = loop, .answered = answered, .arg = arg, .in_room = ROOM};
	a->in = mem_alloc(a->in_room, 1);
	a->end = (struct net_end){net_connect(port, n), readable};
	net_add(loop, &a->end);
}

void asker_ask(struct asker *a, const char *text, size_t size) {
	a->in_len = 0;
	a->waits = true;
	a->asked_ns = times_now_ns();
	net_write(a->end.fd, text, size);
}

int asker_wait(struct asker *a) {
	while (a->waits)
		net_wait(a->loop, -1);
	return a->status;
}

void asker_close(struct asker *a) {
	close(a->end.fd);
	mem_free(a->in);
	*a = (struct asker){0};
}
