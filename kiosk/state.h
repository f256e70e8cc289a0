/*
 * state: the kiosk's state directory, where small JSON files outlive the program.
 *
 * Each file is there whole or not at all: it is written beside, brought to the disk and put in
 * place. One kiosk at a time has the directory. Without one (a path of NULL, a directory that
 * cannot be made, read or had) nothing is kept and everything answers false. Errors are logged once
 * until a write succeeds again, and never stop a kiosk. Owner: whoever called state_open.
 */
#ifndef MOTCUA_KIOSK_STATE_H
#define MOTCUA_KIOSK_STATE_H

#include <jansson.h>
#include <stdbool.h>

enum { STATE_NAME_SIZE = 64 };

struct state {
	int dir; /* -1: none */
	bool failing;
};

void state_open(struct state *s, const char *path);
void state_close(struct state *s);

/* Brings a file to the disk; takes over the reference. */
bool state_put(struct state *s, const char *name, json_t *json);

/* What a file says, or NULL; the caller's. */
json_t *state_get(const struct state *s, const char *name);

void state_drop(struct state *s, const char *name);

/* The names that begin so, at most `max`; returns how many. */
int state_list(const struct state *s, const char *prefix, char (*names)[STATE_NAME_SIZE], int max);

#endif
