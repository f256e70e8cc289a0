/*
 * crowd: many who ask the same again and again, and how long each answer took.
 */
#ifndef MOTCUA_CROWD_H
#define MOTCUA_CROWD_H

#include "tests/bench/asker.h"

/* What is asked, and what the answer to it is. */
struct crowd {
	int port;
	/* Writes a request, the n-th of all; its size. */
	size_t (*request)(char *text, size_t size, unsigned long n, const struct crowd *crowd);
	void *arg;
	int status;
};

/* Runs for so many seconds with so many connections and prints as figures what was answered each
 * second and the times; false when an answer was another one. */
bool crowd_run(const struct crowd *crowd, const char *name, int count, double seconds);

/* "GET PATH"; the path is the crowd's arg. */
size_t crowd_get(char *text, size_t size, unsigned long n, const struct crowd *crowd);

#endif
