/*
 * The floor under each call: a loop that writes one prepared frame, as large as that of a call, to
 * N sockets; from the word to it until the last reader has the frame. floor_fanout ROUNDS N...
 *
 * links: tests/bench/net.c tests/bench/readers.c tests/bench/times.c common/mem.c
 */
#include "common/mem.h"
#include "tests/bench/readers.h"
#include "tests/bench/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FRAME = 256, PATIENCE_S = 20 };

static const char FIRST[] = "id: floor-0\n\n", WORD[] = "!";

/* --- who writes: a process of its own --- */

static struct {
	int loop, count;
	struct net_end **ends;
	long seq;
} writer;

static void write_all(void) {
	char frame[FRAME + 1];
	int head =
		snprintf(frame, sizeof frame, "id: floor-%ld\nevent: change\ndata: ", ++writer.seq);
	memset(frame + head, 'x', (size_t)(FRAME - head));
	memcpy(frame + FRAME - 2, "\n\n", 2);
	for (int i = 0; i < writer.count; i++)
		net_write(writer.ends[i]->fd, frame, FRAME);
}

/* A reader's request, or the word; those who leave leave together. */
static void asked(struct net_end *end) {
	char bytes[512];
	ssize_t got = recv(end->fd, bytes, sizeof bytes, MSG_DONTWAIT);
	if (got <= 0)
		_exit(0);
	if (bytes[0] == *WORD)
		write_all();
}

static void accepted(struct net_end *listener) {
	struct net_end *end = mem_alloc(1, sizeof *end);
	*end = (struct net_end){accept(listener->fd, NULL, NULL), asked};
	writer.ends = mem_realloc(writer.ends, (size_t)writer.count + 1, sizeof(void *));
	writer.ends[writer.count++] = end;
	net_add(writer.loop, end);
	net_write(end->fd, FIRST, strlen(FIRST));
}

static void serve(int listener) {
	struct net_end end = {listener, accepted};
	writer.loop = net_loop();
	net_add(writer.loop, &end);
	for (;;)
		net_wait(writer.loop, -1);
}

/* --- who reads --- */

static void measure(int rounds, int count) {
	char name[32];
	struct times times = {0};
	struct readers readers;
	int port = net_serve(serve), loop = net_loop();
	readers_open(&readers, loop, port, count);
	for (int i = 1; i <= rounds; i++) {
		readers_aim(&readers, i);
		int64_t from = times_now_ns();
		net_write(readers.all[0].end.fd, WORD, strlen(WORD));
		if (!readers_wait(&readers, PATIENCE_S))
			net_fail("a frame was lost");
		times_add(&times, times_now_ns() - from);
	}
	snprintf(name, sizeof name, "fanout_%d", count);
	times_tell(name, &times);
	times_clear(&times);
	readers_close(&readers);
	close(loop);
}

int main(int argc, char **argv) {
	if (argc < 3) {
		fputs("floor_fanout ROUNDS READERS...\n", stderr);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		measure(atoi(argv[1]), atoi(argv[i]));
	return 0;
}
