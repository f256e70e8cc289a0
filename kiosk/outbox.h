/*
 * outbox: which numbers are in citizens' hands but not yet known to be so by the server.
 *
 * One small file per ticket in the state directory, "printed-<id>", written whole with fsync. Each
 * has the key under which it is sent, so that sending again after a restart changes nothing twice.
 * Without a directory nothing is kept. Errors are logged and never stop a kiosk.
 */
#ifndef MOTCUA_KIOSK_OUTBOX_H
#define MOTCUA_KIOSK_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

enum { OUTBOX_MAX = 16 };

struct outbox {
	char directory[256]; /* empty: none */
	char key[48];
};

struct outbox_entry {
	int64_t ticket;
	char how[16];
};

void outbox_open(struct outbox *o, const char *directory);

/* Keeps that this ticket is in a citizen's hand (how: paper or screen). */
void outbox_keep(struct outbox *o, int64_t ticket, const char *how);
void outbox_drop(struct outbox *o, int64_t ticket);

/* What is still kept; returns how many. */
int outbox_read(struct outbox *o, struct outbox_entry entries[static OUTBOX_MAX]);

/* The key of a kept ticket; "" where none is kept. Valid until the next call. */
const char *outbox_key(struct outbox *o, int64_t ticket);

#endif
