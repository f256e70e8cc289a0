/*
 * Screens that read a server's feed, who is asked by a kiosk and a clerk meanwhile (request.h):
 *
 *     load_feed call PORT READERS ROUNDS COUNTER SERVICE    from a call to the last screen
 *     load_feed all PORT READERS DEAF CHANGES SERVICE       what is read of so many changes, while
 *                                                           others who never read, whose sockets
 *                                                           are full, are there, too
 *     load_feed renew PORT READERS TIMES                    they leave and come back
 *
 * The last two say "ready" when all have come, and go on at the end of a line; so does `all` before
 * the readers come and when they have gone, if there are some who never read.
 *
 * links: tests/bench/net.c tests/bench/asker.c tests/bench/readers.c tests/bench/request.c
 * tests/bench/times.c common/mem.c
 */
#include "tests/bench/asker.h"
#include "tests/bench/readers.h"
#include "tests/bench/request.h"
#include "tests/bench/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { REQUEST = 1024, PATIENCE_S = 60, OK = 200, CREATED = 201 };

static struct {
	int port, loop;
	struct readers readers;
	struct asker kiosk, clerk;
	const char *counter, *service;
} hall;

static void find_hall(const char *port) {
	hall.port = atoi(port);
	hall.loop = net_loop();
}

static void open_hall(const char *readers) {
	readers_open(&hall.readers, hall.loop, hall.port, atoi(readers));
}

/* Who says nothing is not kept waiting for long: they come when they have something to ask. */
static void open_asker(struct asker *a, int n) {
	asker_open(a, hall.loop, hall.port, hall.readers.count + n, NULL, NULL);
}

static void close_hall(void) {
	readers_close(&hall.readers);
	close(hall.loop);
}

static void pause_for_a_line(const char *word) {
	char line[64];
	printf("%s\n", word);
	fflush(stdout);
	if (!fgets(line, sizeof line, stdin))
		exit(1);
}

static void expect(struct asker *a, int status) {
	if (asker_wait(a) == status)
		return;
	fprintf(stderr, "%d %s\n", a->status, a->body);
	exit(1);
}

static void press(const char *key) {
	char text[REQUEST], path[64];
	snprintf(path, sizeof path, "/api/v1/counters/%s/%s", hall.counter, key);
	asker_ask(&hall.clerk, text,
		request_post(text, sizeof text, hall.port, REQUEST_CLERK, path, "{}"));
}

static void take(void) {
	char text[REQUEST];
	asker_ask(&hall.kiosk, text, request_take(text, sizeof text, hall.port, hall.service));
	expect(&hall.kiosk, CREATED);
}

static void print(void) {
	char text[REQUEST], path[64];
	const char *id = strstr(hall.kiosk.body, "\"id\":");
	snprintf(path, sizeof path, "/api/v1/tickets/%lld/printed",
		id ? strtoll(id + strlen("\"id\":"), NULL, 10) : 0);
	asker_ask(&hall.kiosk, text,
		request_post(
			text, sizeof text, hall.port, REQUEST_KIOSK, path, "{\"how\":\"paper\"}"));
	expect(&hall.kiosk, OK);
}

/* All have read so many more changes than the first reader had. */
static void settle(int64_t before, int changes) {
	readers_aim(&hall.readers, before + changes);
	if (!readers_wait(&hall.readers, PATIENCE_S))
		net_fail("a screen did not see all");
}

static int64_t seen(void) {
	return hall.readers.all[0].seq;
}

/* --- call --- */

static void call(struct times *answers, struct times *screens) {
	int64_t before = seen();
	take();
	print();
	settle(before, 2);
	readers_aim(&hall.readers, before + 3);
	press("next");
	int64_t from = hall.clerk.asked_ns;
	settle(before, 3);
	times_add(screens, times_now_ns() - from);
	expect(&hall.clerk, OK);
	times_add(answers, hall.clerk.answered_ns - from);
	press("start");
	expect(&hall.clerk, OK);
	press("finish");
	expect(&hall.clerk, OK);
	settle(before, 5);
}

static int measure_calls(char **args) {
	struct times answers = {0}, screens = {0};
	hall.counter = args[3];
	hall.service = args[4];
	find_hall(args[0]);
	open_hall(args[1]);
	open_asker(&hall.kiosk, 0);
	open_asker(&hall.clerk, 1);
	for (int i = atoi(args[2]); i > 0; i--)
		call(&answers, &screens);
	asker_close(&hall.clerk);
	asker_close(&hall.kiosk);
	times_tell("answer", &answers);
	times_tell("call", &screens);
	times_clear(&answers);
	times_clear(&screens);
	close_hall();
	return 0;
}

/* --- all --- */

/* The connection of the first of them. */
static int open_deaf(int after, int count) {
	char text[REQUEST];
	int first = -1,
	    size = snprintf(text, sizeof text,
		    "GET /api/v1/feed HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", hall.port);
	for (int i = 0; i < count; i++) {
		int fd = net_connect_deaf(hall.port, after + 2 + i);
		net_write(fd, text, (size_t)size);
		first = i ? first : fd;
	}
	return first;
}

/* Until this side takes no more of what they are sent, and the server's socket, whose kernel has 32
 * KiB for it, must be full as well. */
static void fill_deaf(int fd) {
	enum { SERVER_CHANGES = 300 };
	int before = -1, now = 0;
	open_asker(&hall.kiosk, 0);
	for (int same = 0; same < SERVER_CHANGES; same = now == before ? same + 1 : 0) {
		before = now;
		take();
		if (ioctl(fd, FIONREAD, &now) < 0)
			net_fail("ioctl");
	}
	asker_close(&hall.kiosk);
}

static void read_changes(int changes) {
	int64_t before = seen(), from = times_now_ns();
	open_asker(&hall.kiosk, 1);
	for (int i = 0; i < changes; i++)
		take();
	asker_close(&hall.kiosk);
	readers_aim(&hall.readers, before + changes);
	readers_wait(&hall.readers, PATIENCE_S);
	const struct readers *r = &hall.readers;
	times_say("all", "time", (double)(times_now_ns() - from) / 1e6, "ms");
	times_say("all", "dropped", r->missed + r->cut + (r->count - r->reached), "readers");
}

static int read_all(char **args) {
	int deaf = atoi(args[2]);
	find_hall(args[0]);
	hall.service = args[4];
	if (deaf) {
		fill_deaf(open_deaf(atoi(args[1]), deaf));
		pause_for_a_line("ready");
	}
	open_hall(args[1]);
	pause_for_a_line("ready");
	read_changes(atoi(args[3]));
	readers_close(&hall.readers);
	if (deaf)
		pause_for_a_line("ready");
	close(hall.loop);
	return 0;
}

/* --- renew --- */

static int renew(char **args) {
	enum { AT_ONCE = 25 };
	find_hall(args[0]);
	open_hall(args[1]);
	pause_for_a_line("ready");
	for (int i = 0; i < atoi(args[2]); i++) {
		readers_renew(&hall.readers, i % hall.readers.count);
		if (i % AT_ONCE == AT_ONCE - 1)
			settle(0, 0);
	}
	settle(0, 0);
	pause_for_a_line("ready");
	close_hall();
	return 0;
}

int main(int argc, char **argv) {
	if (argc == 7 && !strcmp(argv[1], "call"))
		return measure_calls(argv + 2);
	if (argc == 7 && !strcmp(argv[1], "all"))
		return read_all(argv + 2);
	if (argc == 5 && !strcmp(argv[1], "renew"))
		return renew(argv + 2);
	fputs("load_feed call PORT READERS ROUNDS COUNTER SERVICE\n"
	      "load_feed all PORT READERS DEAF CHANGES SERVICE\n"
	      "load_feed renew PORT READERS TIMES\n",
		stderr);
	return 2;
}
