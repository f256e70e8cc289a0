/*
 * catalog: the procedures an office receives, and the search over them.
 *
 * A catalogue is made whole from the JSON text of a catalogue file and owns every string in it
 * until catalog_free; only catalog_assign and catalog_set_visits change it afterwards. Procedures
 * in force on the day that it is made for keep the order of the file and are named by their index
 * (0 ≤ index < catalog_count); the others are known by their codes alone, and lead to those that
 * replaced them. Texts
 * are UTF-8 in normal form C; NULL or -1 means unknown, which is not the same as free of charge or
 * at once. One thread uses a catalogue at a time, as a search writes to scratch memory within. No
 * clock, no I/O. Source: the form of the file is that of the national list of procedures,
 * assets/office.
 */
#ifndef MOTCUA_CATALOG_H
#define MOTCUA_CATALOG_H

#include "server/popular.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CATALOG_WHY_SIZE 256

/* How the day of the result is computed; the words of time_limit_vi go before it. */
enum time_limit_kind {
	TIME_LIMIT_UNKNOWN,
	TIME_LIMIT_WORKING_DAYS,
	TIME_LIMIT_CALENDAR_DAYS,
	TIME_LIMIT_HOURS,
	TIME_LIMIT_SAME_DAY_15H, /* received before 15:00: the same day, else the next working day
				  */
	TIME_LIMIT_IMMEDIATE,
	TIME_LIMIT_VARIES, /* the clerk chooses; time_limit_days is the usual value */
};

struct catalog_field {
	const char *id;
	const char *name_vi;
	const char *name_en; /* or NULL */
};

struct procedure {
	const char *code;
	const char *name_vi;
	const char *name_en;  /* or NULL */
	const char *short_vi; /* or NULL: the name a citizen would use */
	const struct catalog_field *field;
	const char *agency;        /* ubnd, cong-an, bhxh, ban-chi-huy-quan-su */
	const char *time_limit_vi; /* or NULL */
	enum time_limit_kind time_limit_kind;
	int time_limit_days;     /* or -1 */
	int time_limit_hours;    /* or -1 */
	int64_t fee_vnd;         /* or -1; 0 is free by law */
	const char *fee_note_vi; /* or NULL */
	const char *const *documents_vi;
	size_t document_count;
	const char *wanted;          /* id of the service that the file names, or NULL */
	int valid_from, valid_until; /* first and last day, YYYYMMDD; 0: none */
	const char *replaced_by;     /* code, or NULL */
	int amended_from; /* the next day from which on it will be other; 0: none is known */
	bool in_force;
	const char *service; /* id given by catalog_assign, or NULL */
	int visits;          /* given by catalog_set_visits */
};

/* What an office's service takes in: fields of the catalogue, and procedures to show first. */
struct catalog_service {
	const char *id;
	const char *const *fields;
	size_t field_count;
	const char *const *first; /* codes */
	size_t first_count;
};

struct catalog;

/* Makes a catalogue from the text of a catalogue file and of a file of synonyms (NULL: none), as it
 * is on a day (0: all are in force). On any error returns NULL and writes where and why into `why`,
 * e.g. "procedures[12].code: …". */
struct catalog *catalog_parse(const char *json, size_t json_size, const char *synonyms,
	size_t synonyms_size, int day, char *why, size_t why_size);

/* The first day on which the catalogue must be made anew; INT_MAX: none is known. Where a month has
 * no such day, the one after. */
int catalog_next_day(const struct catalog *catalog);

/* Whether a text makes a catalogue; else writes where and why it does not. */
bool catalog_check(const char *json, size_t size, char *why, size_t why_size);

/* Ends a catalogue; NULL is nothing. */
void catalog_free(struct catalog *catalog);

/* Says which service each procedure belongs to, in place of what was said before: the one that the
 * file names, else that of its field, else the one that names it first, else none. The services are
 * copied. */
void catalog_assign(
	struct catalog *catalog, const struct catalog_service *services, size_t service_count);

/* Says how many visits each procedure had, both together, in place of what was said: what had more
 * is listed earlier, and found earlier where nothing else tells. Unknown codes are passed over. */
void catalog_set_visits(
	struct catalog *catalog, const struct popular *before, const struct popular *today);

/* Number of procedures in force. */
size_t catalog_count(const struct catalog *catalog);

/* The procedure at an index below catalog_count. */
const struct procedure *catalog_at(const struct catalog *catalog, size_t index);

/* The procedure with exactly this code, whether in force or not, or NULL. */
const struct procedure *catalog_find(const struct catalog *catalog, const char *code);

/* The procedure in force with this code, or the one that it was replaced by, or NULL. */
const struct procedure *catalog_in_force(const struct catalog *catalog, const char *code);

/* Finds what a person typed, within a service or everywhere (NULL), best match first: writes up to
 * `limit` indexes and returns how many. A query without a letter or digit, and one that only begins
 * a question ("tôi muốn"), lists all: those with most visits at the top, then those to be shown
 * first; a query that nothing answers well gives 0. A code that was replaced finds its successor.
 */
size_t catalog_search(const struct catalog *catalog, const char *query, const char *service,
	size_t limit, size_t *indexes);

#endif
