/*
 * kiosks: how each kiosk's printer stands, as the kiosk last said it.
 *
 * In memory alone, for the staff's eyes: after a restart every kiosk says it anew within 20 s.
 * Pure: time is an argument, in milliseconds. A value that owns nothing; zeroed, it knows no kiosk.
 */
#ifndef MOTCUA_KIOSKS_H
#define MOTCUA_KIOSKS_H

#include "common/proto.h"

#include <stdbool.h>
#include <stdint.h>

enum { KIOSKS_MAX = 32, KIOSKS_PRINTER_SIZE = 16 };

struct kiosks_one {
	char name[ID_SIZE];
	char printer[KIOSKS_PRINTER_SIZE]; /* the interface's word */
	int64_t since_ms, seen_ms;
};

struct kiosks {
	int count;
	struct kiosks_one list[KIOSKS_MAX]; /* in order of appearance */
};

/* Whether it is one of the words for a printer. */
bool kiosks_word(const char *printer);

/* What a kiosk says now; true when it is new. Where there is no room, the one that was silent
 * longest is forgotten. */
bool kiosks_tell(struct kiosks *k, const char *name, const char *printer, int64_t now_ms);

/* Whether somebody should go and do something about it. */
bool kiosks_needs_hands(const char *printer);

#endif
