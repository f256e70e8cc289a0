/*
 * Clients who ask a server for as long as they may, each anew as soon as it is answered:
 *
 *     load take PORT SECONDS CONNECTIONS SERVICE    kiosks that take numbers (LOAD_KEY)
 *     load get PORT SECONDS CONNECTIONS PATH        anybody who reads
 *
 * Prints how many answers a second there were, and how long they took.
 *
 * links: tests/bench/net.c tests/bench/asker.c tests/bench/crowd.c tests/bench/request.c
 * tests/bench/times.c common/mem.c
 */
#include "tests/bench/crowd.h"
#include "tests/bench/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 200, CREATED = 201 };

static size_t take(char *text, size_t size, unsigned long n, const struct crowd *crowd) {
	(void)n;
	return request_take(text, size, crowd->port, crowd->arg);
}

int main(int argc, char **argv) {
	if (argc != 6 || (strcmp(argv[1], "take") != 0 && strcmp(argv[1], "get") != 0)) {
		fputs("load take|get PORT SECONDS CONNECTIONS SERVICE|PATH\n", stderr);
		return 2;
	}
	struct crowd crowd = {atoi(argv[2]), crowd_get, argv[5], OK};
	if (!strcmp(argv[1], "take")) {
		crowd.request = take;
		crowd.status = CREATED;
	}
	return crowd_run(&crowd, argv[1], atoi(argv[4]), atof(argv[3])) ? 0 : 1;
}
