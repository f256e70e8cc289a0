/*
 * net: many connections to one port of this machine, and one loop over them.
 *
 * Whoever owns a connection owns its struct net_end too and removes it before that is freed. What
 * cannot be (no descriptors, no port) ends the program with status 1. Ports in the machine's order.
 */
#ifndef MOTCUA_NET_H
#define MOTCUA_NET_H

#include <stdbool.h>
#include <stddef.h>

/* A connection in a loop; `readable` may close it. */
struct net_end {
	int fd;
	void (*readable)(struct net_end *end);
};

/* Ends the program with words and what the system says. */
_Noreturn void net_fail(const char *what);

/* A loop, in a process that may have as many descriptors as it can. */
int net_loop(void);

/* The n-th connection; 30 come from each address of the loopback, since a server takes 64. */
int net_connect(int port, int n);

/* The same, with little room for what comes: of somebody who never reads. */
int net_connect_deaf(int port, int n);

/* Listens on a free port; blocks nobody. */
int net_listen(int *port);

void net_add(int loop, struct net_end *end);

/* Calls who can be read from, if anybody within so many milliseconds (-1: however long). */
void net_wait(int loop, int ms);

/* All of it at once. */
void net_write(int fd, const void *bytes, size_t size);

/* The port and number of whoever runs `serve` in a process that ends with this one. */
int net_serve(void (*serve)(int listener));

#endif
