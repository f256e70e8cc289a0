/*
 * alive: tells systemd that the program is ready, again and again that its loop still turns, and
 * that it ends.
 *
 * Where nobody asked to be told (NOTIFY_SOCKET, WATCHDOG_USEC) nothing happens. A loop that hangs
 * says nothing, and systemd starts the program anew. Times are a clock's that only grows, in
 * milliseconds. Called from one thread.
 */
#ifndef MOTCUA_ALIVE_H
#define MOTCUA_ALIVE_H

#include <stdint.h>

/* The program can do its work now. */
void alive_ready(void);

/* The program has been told to end, and ends what it has begun. */
void alive_stopping(void);

/* The loop turns; says when this must be called again, INT64_MAX: never. */
int64_t alive_tick(int64_t now_ms);

#endif
