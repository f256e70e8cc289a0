/*
 * scan: tells a scanner, which types a slip's code faster than any hand, from people's typing.
 *
 * A scanner is a keyboard: the characters of the code come one close after the other, then Enter.
 * Characters are held for as long as more may follow (SCAN_GAP_MS) and then given back one by one
 * as the keys that they were, or, all at once, as a code: what was scanned, a slip or somebody's
 * identity card, is never typed anywhere. What has a code's marks or the form of an appointment
 * slip's code is one, and so is an identity number. Pure: keys have the window's names; times are a
 * clock's that only grows. A value that owns nothing.
 */
#ifndef MOTCUA_KIOSK_SCAN_H
#define MOTCUA_KIOSK_SCAN_H

#include "common/proto.h"
#include "common/slip_code.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCAN_GAP_MS = 80,     /* between two characters of a scanner */
	SCAN_STALL_MS = 500,  /* the same once it can only be a code: the machine may be busy */
	SCAN_LEAST = 12,      /* a shorter one is none, */
	SCAN_CODE_LEAST = 6,  /* but it is an appointment slip's */
	SCAN_TEXT_SIZE = 512, /* a longer code is no slip's */
	SCAN_KEY_SIZE = SLIP_CODE_SIZE,
};

enum scan_found {
	SCAN_NOTHING,
	SCAN_KEY,   /* a key that somebody pressed: its name */
	SCAN_SLIP,  /* a slip: the token of its ticket */
	SCAN_CODE,  /* an appointment slip: its code in the one form */
	SCAN_OTHER, /* a code that is neither's */
};

struct scan {
	char text[SCAN_TEXT_SIZE]; /* held */
	size_t size;
	bool over;                 /* nothing more belongs to it */
	char after[SCAN_KEY_SIZE]; /* the key that ended it; empty: none */
	int64_t key_ms;            /* the last key */
	int64_t found_ms;          /* the last code; 0: none yet */
};

/* A key of the window. */
void scan_key(struct scan *s, const char *name, int64_t now_ms);

/* Ends the waiting for more: somebody has touched the screen. */
void scan_end(struct scan *s);

/* What is certain by now, to be asked for until there is nothing; `slips` is what the codes of
 * appointment slips look like. */
enum scan_found scan_take(struct scan *s, const struct slip_patterns *slips, int64_t now_ms,
	char found[static SCAN_KEY_SIZE]);

/* When scan_take has something by time alone; INT64_MAX: never. */
int64_t scan_due(const struct scan *s);

#endif
