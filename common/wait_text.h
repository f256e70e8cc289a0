/*
 * wait_text: what is known of a wait, in the words that people read on the kiosk, the slip and the
 * boards.
 *
 * Pure but for the process's time zone. The functions write into the caller's buffer and return it;
 * what is not known gives "". Minutes are rounded outwards (to 1 below 10, 5 below 60, 10 above):
 * what is promised is never narrower than what is known. Times are wall clock milliseconds.
 */
#ifndef MOTCUA_WAIT_TEXT_H
#define MOTCUA_WAIT_TEXT_H

#include "common/proto.h"
#include "common/words.h"

enum { WAIT_TEXT_SIZE = 256 };

/* What is known of the wait of a ticket, or of one taken now. */
struct expectation {
	struct wait wait;
	enum reach reach;
	struct span pause;  /* the planned break that the wait straddles */
	struct span window; /* the wait by the clock, where the server has said it */
};

/* What there is to say of it, the gravest first. */
enum wait_case {
	WAIT_UNKNOWN,
	WAIT_UNLIKELY, /* hardly today */
	WAIT_DOUBTFUL, /* perhaps not in this session */
	WAIT_BREAK,    /* before a break or after it */
	WAIT_SOON,     /* in five minutes at most */
	WAIT_MINUTES,
};

struct expectation wait_of_service(const struct snapshot_service *s);
struct expectation wait_of_ticket(const struct ticket *t);

enum wait_case wait_case(const struct expectation *e);

/* A break that ends in the afternoon is the one that everybody knows. */
bool wait_noon(const struct span *pause);

/* The wait in minutes as shown. */
void wait_minutes(const struct wait *wait, int *low_min, int *high_min);

/* "khoảng 25–40 phút", "sắp đến lượt", "trước 11:40 hoặc đầu giờ chiều", "có thể không kịp trong
 * buổi", "khó kịp hôm nay". */
const char *wait_text(char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e);

/* The same where "chờ khoảng" stands before it: "25–40 phút". */
const char *wait_text_value(
	char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e);

/* The same for a narrow place: "25–40 phút", or two short lines. */
const char *wait_text_tile(
	char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e);

/* The same in figures alone, in minutes: "25–40", "100+" where only the least is certain, "–". */
const char *wait_text_figures(char buf[static WAIT_TEXT_SIZE], const struct expectation *e);

/* "10:05–10:20" for a wait that begins at from_ms; "" where minutes are not what there is to say.
 */
const char *wait_text_clock(
	char buf[static WAIT_TEXT_SIZE], const struct expectation *e, int64_t from_ms);

#endif
