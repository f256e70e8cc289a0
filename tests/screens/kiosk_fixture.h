/*
 * kiosk_fixture: a kiosk in a ward or a province at 9:40 on 23/11/2026, always the same.
 *
 * The data are tests/data/kiosk.json, in the interface's form. A test walks with presses and
 * answers the requests that come.
 */
#ifndef MOTCUA_TEST_KIOSK_FIXTURE_H
#define MOTCUA_TEST_KIOSK_FIXTURE_H

#include "kiosk/flow.h"

/* Of the slips in the data. */
#define KIOSK_TOKEN "q3Jk0b2Xw8yLr5Vt1Zs9Aa"
#define KIOSK_CODE "H05.27.12-261110-0007"

struct kiosk {
	struct flow *flow;
	json_t *data;
	int64_t now_ms, wall_ms;
	struct request last; /* the newest request */
	int take_count;      /* requests to take a number so far */
	bool disk_full;      /* numbers of a lease cannot be kept */
};

/* `office`: "ward" or "province". */
void kiosk_open(struct kiosk *k, const char *office, enum lang lang);
void kiosk_close(struct kiosk *k);
/* Another kiosk in the same state, which goes its own ways; it ends, with kiosk_leave, before the
 * first one does. */
struct kiosk kiosk_fork(const struct kiosk *k);
void kiosk_leave(struct kiosk *fork);

/* Presses the ids one after another ("search key:k key:h"), 2 s apart. */
void kiosk_tap(struct kiosk *k, const char *ids);
/* The disk has a lease: of nine services one is missing, one given in the afternoon alone. */
void kiosk_lend(struct kiosk *k);
/* The server goes away, and that is shown by now. */
void kiosk_away(struct kiosk *k);
/* A slip's code is scanned; that of an appointment slip. */
void kiosk_scan(struct kiosk *k, const char *token);
void kiosk_scan_code(struct kiosk *k, const char *code);
/* Whoever comes for a result has an appointment slip, and the office a list of them or none. */
void kiosk_slips(struct kiosk *k, bool list);
/* Modes turned on where the walk has led; a warning stays one. */
void kiosk_modes(struct kiosk *k, bool large, bool low, bool contrast);
/* Lets time pass. */
void kiosk_wait(struct kiosk *k, int ms);
/* Answers the newest request with an entry of the data ("search"), or with nothing (NULL). */
void kiosk_answer(struct kiosk *k, int status, const char *entry);

#endif
