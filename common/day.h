/*
 * day: a day of the calendar as YYYYMMDD. Pure.
 */
#ifndef MOTCUA_DAY_H
#define MOTCUA_DAY_H

#include <stdbool.h>
#include <stdint.h>

/* Between which the days of an office lie. */
enum { DAY_FIRST = 20000101, DAY_LAST = 99991231 };

/* Whether a number is a day, since 1900. */
bool day_valid(int64_t day);

/* Whether it is one that an office can have. */
bool day_of_office(int64_t day);

/* So many days later; earlier with less than none. */
int day_after(int day, int days);

/* How many days later `to` is than `from`. */
int day_distance(int from, int to);

/* Its day of the week: 0 is Sunday. */
int day_weekday(int day);

#endif
