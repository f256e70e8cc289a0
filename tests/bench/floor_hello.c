/*
 * The floor under each answer: a loop that answers every request with the same, asked by our own
 * client. floor_hello SECONDS CONNECTIONS...
 *
 * links: tests/bench/net.c tests/bench/asker.c tests/bench/crowd.c tests/bench/times.c common/mem.c
 */
#include "common/mem.h"
#include "tests/bench/crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OK = 200 };

static const char ANSWER[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
			     "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}";

static int loop;

static void asked(struct net_end *end) {
	char bytes[1024];
	if (recv(end->fd, bytes, sizeof bytes, MSG_DONTWAIT) > 0) {
		net_write(end->fd, ANSWER, strlen(ANSWER));
		return;
	}
	close(end->fd);
	mem_free(end);
}

static void accepted(struct net_end *listener) {
	struct net_end *end = mem_alloc(1, sizeof *end);
	*end = (struct net_end){accept(listener->fd, NULL, NULL), asked};
	net_add(loop, end);
}

static void serve(int listener) {
	struct net_end end = {listener, accepted};
	loop = net_loop();
	net_add(loop, &end);
	for (;;)
		net_wait(loop, -1);
}

int main(int argc, char **argv) {
	if (argc < 3) {
		fputs("floor_hello SECONDS CONNECTIONS...\n", stderr);
		return 2;
	}
	char path[] = "/healthz", name[32];
	const struct crowd crowd = {net_serve(serve), crowd_get, path, OK};
	for (int i = 2; i < argc; i++) {
		snprintf(name, sizeof name, "hello_%d", atoi(argv[i]));
		if (!crowd_run(&crowd, name, atoi(argv[i]), atof(argv[1])))
			return 1;
	}
	return 0;
}
