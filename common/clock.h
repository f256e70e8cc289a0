/*
 * clock: the time of day and the time that only grows, real or fake.
 *
 * MOTCUA_FAKE_CLOCK=FILE (tests only, read at the first call): both clocks add the milliseconds
 * that FILE begins with, as if that time had passed; a second number is added to the wall clock
 * alone, as if someone had set it.
 * Units: milliseconds. The time zone is the process's (clock_use_zone).
 */
#ifndef MOTCUA_CLOCK_H
#define MOTCUA_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* Unix time; may jump when the machine's clock is set. */
int64_t clock_wall_ms(void);

/* Never goes back and goes on while the machine sleeps; its start means nothing. */
int64_t clock_mono_ms(void);

/* Makes local time the zone's ("Asia/Ho_Chi_Minh"); false when the system does not know it. */
bool clock_use_zone(const char *zone);

/* Whether local time was made the zone's by clock_use_zone. */
bool clock_zone_is(const char *zone);

/* Local calendar time of a moment. */
struct tm clock_local(int64_t at_ms);

/* The local date of a moment as YYYYMMDD. */
int clock_day(int64_t at_ms);

/* The moment of a local date and minute of the day (0–1440, normalised by the calendar). */
int64_t clock_at(int day, int minute);

/* "09:41" of a moment. */
const char *clock_hhmm(int64_t at_ms, char buf[static 8]);

#endif
