/*
 * serve: the running server: one event loop that joins store, office, feed, accounts and the edge.
 */
#ifndef MOTCUA_SERVE_H
#define MOTCUA_SERVE_H

#include "server/options.h"

/* Serves until SIGTERM or SIGINT. Returns the program's exit status. */
int serve_run(const struct options *options);

#endif
