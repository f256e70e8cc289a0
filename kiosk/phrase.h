/*
 * phrase: counts, times, fees and names as people read them on the screen and the slip.
 *
 * Every function writes into the caller's buffer and returns it; what is not known gives "". Words
 * come from assets/words. Times are wall clock milliseconds in the process's zone.
 */
#ifndef MOTCUA_KIOSK_PHRASE_H
#define MOTCUA_KIOSK_PHRASE_H

#include "common/procedure_view.h"
#include "common/proto.h"
#include "common/words.h"

#include <stdbool.h>
#include <stdint.h>

enum { PHRASE_SIZE = 1024 };

/* The texts one after another, up to NULL, cut at a whole character where the room ends. */
const char *phrase_join(char buf[static PHRASE_SIZE], ...) __attribute__((sentinel));

/* Cuts a text before its first semicolon, comma or bracket. */
void phrase_first_clause(char text[static PHRASE_SIZE]);
/* The text with numbers bound to the word after them ("60 ngày") by spaces that never break. */
const char *phrase_bind(char buf[static PHRASE_SIZE], const char *text);

/* "7 người chờ", "Không ai chờ". */
const char *phrase_waiting(char buf[static PHRASE_SIZE], enum lang lang, int count);
/* "7 người". */
const char *phrase_people(char buf[static PHRASE_SIZE], enum lang lang, int count);

/* Where people help: at that counter; 0: not said at which. */
const char *phrase_guide(char buf[static PHRASE_SIZE], enum lang lang, int counter);

/* The counters that serve the service, whichever of them is open now: "1, 2 hoặc 3". */
const char *phrase_counters(char buf[static PHRASE_SIZE], enum lang lang,
	const struct office_view *office, const char *service);

/* "Thứ Hai, 23/11/2026"; short: without the year. */
const char *phrase_date(char buf[static PHRASE_SIZE], enum lang lang, int64_t at_ms, bool brief);
/* "13:15", with the date before it when that is another day than now. */
const char *phrase_moment(
	char buf[static PHRASE_SIZE], enum lang lang, int64_t at_ms, int64_t now_ms);

/* The office's name, with a line break before the name of its unit. */
const char *phrase_office(
	char buf[static PHRASE_SIZE], enum lang lang, const struct office_view *office);
const char *phrase_priority(char buf[static PHRASE_SIZE], enum lang lang,
	const struct office_view *office, const char *id);
/* Who belongs to a class, in the office's words: "Từ đủ 75 tuổi · Căn cước (ngày sinh)"; "" where
 * it says nothing. */
const char *phrase_priority_proof(
	char buf[static PHRASE_SIZE], enum lang lang, const struct office_priority *priority);
/* What the priority is worth: "tính như đến trước 60 phút"; "" where that is not known or nothing.
 */
const char *phrase_head_start(
	char buf[static PHRASE_SIZE], enum lang lang, const struct ticket *ticket);

/* The fee in words; an unknown one is never "free". */
const char *phrase_fee(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure);
const char *phrase_time_limit(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure);
/* When the result is due, "" where that is not known: "Hôm nay, …" and what goes without saying
 * today left out, or so that it is still true when it is read on paper another day. */
const char *phrase_due(char buf[static PHRASE_SIZE], enum lang lang,
	const struct procedure_view *procedure, int64_t now_ms, bool on_paper);

#endif
