/*
 * setup: what an office file says, checked and ready to use.
 *
 * One immutable value per version of the office file: name, hours, holidays, services, counters,
 * priority classes, rules and limits. Minutes of the day are 0–1440, days YYYYMMDD, *_s seconds.
 * Index means position in the arrays here, in the order of the file. Owner: whoever parsed it.
 * Source: the form of assets/office/ward.json.
 */
#ifndef MOTCUA_SETUP_H
#define MOTCUA_SETUP_H

#include "common/proto.h"
#include "common/slip_code.h"
#include "server/catalog.h"

#include <stddef.h>

enum {
	SETUP_SPANS_MAX = 4,
	SETUP_DATES_MAX = 256,
	OUTCOMES_MAX = 12,
	INDICATORS_MAX = 12,
	SETUP_NO_END = 99991231,
	SETUP_WHY_SIZE = 256,
};

/* Minutes of the day, from ≤ minute < to. */
struct setup_span {
	int from, to;
};

struct setup_hours {
	int count;
	struct setup_span spans[SETUP_SPANS_MAX];
};

struct setup_service {
	char id[ID_SIZE];
	char prefix[NUMBER_SIZE];
	struct name name;
	int mean_s;   /* configured mean of a visit */
	int target_s; /* wait that the office promises; 0: none */
	bool saturday;
	bool needs_slip; /* whoever comes has an appointment slip */
};

struct setup_serves {
	int service;    /* index */
	int handicap_s; /* 0: own work */
};

struct setup_counter {
	int id; /* 1–99 */
	struct name name;
	bool saturday;
	bool own_hours; /* it has planned openings of its own, in `hours` (0: Sunday) */
	struct setup_hours hours[7];
	int serves_count;
	struct setup_serves serves[SERVICES_MAX];
	bool may_help[SERVICES_MAX]; /* services that it could take in besides, for a while */
};

struct setup_priority {
	char id[ID_SIZE];
	struct name name;
	int min_age;       /* 0: age does not matter */
	struct name proof; /* what shows it to the clerk's eye; empty: nothing is said of it */
	int head_start_s;  /* 0: ordinary */
	bool declared;     /* a citizen says so himself; proof is by eye at the counter */
};

struct setup_make_up {
	int day;      /* worked … */
	int like_day; /* … with the hours of this date's weekday */
};

/* A moment of the office's calendar; day 0: none was given. */
struct setup_moment {
	int day;    /* YYYYMMDD */
	int minute; /* 0–1440 */
};

/* What may have come of a visit, as its clerk records it. */
struct setup_outcome {
	char id[ID_SIZE];
	struct name name;
};

/* What an indicator of the quarter measures. */
enum setup_measure {
	MEASURE_WAIT_MEAN, /* minutes */
	MEASURE_WAIT_MEDIAN,
	MEASURE_WAIT_P90,
	MEASURE_SERVICE_MEAN,
	MEASURE_WAIT_WITHIN, /* the rest: of a hundred; here: waits within the services' targets */
	MEASURE_WINDOWS_HELD,
	MEASURE_SLIPS_ON_TIME,
	MEASURE_SATISFIED,
	MEASURE_NO_SHOW,
};

/* What an office has to report of a quarter, and the rule that says so. */
struct setup_indicator {
	char id[ID_SIZE];
	struct name name, source;
	enum setup_measure measure;
	bool has_target, at_least; /* at least the target, or at most */
	int target;
	int from, until; /* the days on which the rule holds, both included; 0 to SETUP_NO_END:
			    always */
};

/* What is told from … until a moment. */
struct setup_notice {
	struct notice_text text;
	struct setup_moment from, until;
};

struct setup {
	int64_t version;
	struct name name;
	struct office_slip slip;
	char time_zone[ID_SIZE];
	struct setup_hours hours[7]; /* 0: Sunday */
	int holiday_count, make_up_count;
	int holidays[SETUP_DATES_MAX];
	struct setup_make_up make_up[SETUP_DATES_MAX];
	int take_before_min,
		take_stop_min; /* numbers are issued from … before opening to … before closing */
	int result_cutoff_min; /* of the day: what is handed in later is answered the next working
				  day where it is answered at once otherwise */
	bool number_dash;      /* "A-012" in place of "A012" */
	int number_digits, number_start, number_max;
	int service_count, counter_count, priority_count, zone_count, notice_count;
	struct setup_service services[SERVICES_MAX];
	struct setup_counter counters[COUNTERS_MAX];
	struct setup_priority priorities[PRIORITIES_MAX];
	struct office_zone zones[ZONES_MAX];
	struct setup_notice notices[NOTICES_MAX];
	int outcome_count;
	struct setup_outcome outcomes[OUTCOMES_MAX];
	bool ask_outcome; /* each visit that ends has one */
	int indicator_count;
	struct setup_indicator indicators[INDICATORS_MAX];
	int slot_head_start_s, slot_grace_s; /* of an appointment's time */
	int miss_penalty_s, misses_max, return_within_s;
	int transfers_max, undo_s, reopen_s;
	int recall_min_s, recalls_max;
	int kiosk_tickets_per_minute; /* 0: no limit */
	int kiosk_lease_numbers;      /* that one kiosk keeps for when it is cut off; 0: none */
	struct slip_patterns slips;   /* what the codes of appointment slips look like */
	/* Which fields of the catalogue each service takes in; strings owned by the set-up. */
	struct catalog_service catalog[SERVICES_MAX];
};

/* The first thing in an office file that does not hold. */
struct setup_fault {
	char why[SETUP_WHY_SIZE]; /* its place and the reason, for a technician:
				     "limits.undo_seconds: must be …" */
	const char *word;         /* the reason as the last part of a key of the words files */
	int min, max;             /* what it may be, where the reason is an amount */
};

/* Makes a set-up of an office file's text; NULL when it does not hold. */
struct setup *setup_check(const char *json, size_t size, struct setup_fault *fault);

/* The same for whom `why` is enough. */
struct setup *setup_parse(const char *json, size_t size, char *why, size_t why_size);

/* Of a text that was accepted once: what earlier versions did not look at (zones, notices, the
 * signs of a prefix) is no reason to refuse it. Zones and notices that do not hold are left out;
 * `why` is then not empty. */
struct setup *setup_reopen(const char *json, size_t size, char *why, size_t why_size);

void setup_free(struct setup *setup);

/* Index of a service, counter, priority class or zone by its id; -1: not there. */
int setup_service(const struct setup *setup, const char *id);
int setup_counter(const struct setup *setup, int id);
int setup_priority(const struct setup *setup, const char *id);
int setup_zone(const struct setup *setup, const char *id);

/* Handicap of a service at a counter (both indexes) in seconds; -1: not served there. */
int setup_handicap_s(const struct setup *setup, int counter, int service);

#endif
