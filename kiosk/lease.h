/*
 * lease: a block of numbers that the server lent to this kiosk for the time when it is away.
 *
 * The numbers first…last of every service's series are this kiosk's alone for one day; each service
 * goes through them on its own, and gives numbers only while the office gives numbers of it. Pure:
 * the time is an argument. A value that owns nothing; id 0: none. Units: *_ms are Unix milliseconds
 * by the office's clock. Source: the interface §3 (`POST /api/v1/kiosk/lease`).
 */
#ifndef MOTCUA_KIOSK_LEASE_H
#define MOTCUA_KIOSK_LEASE_H

#include "common/proto.h"

#include <stdbool.h>
#include <stdint.h>

enum { LEASE_SPANS_MAX = 8, LEASE_DIGITS_MAX = 6 };

struct lease_service {
	char id[ID_SIZE];
	char prefix[NUMBER_SIZE];
	int next; /* the number that is given next */
	int span_count;
	struct span issue[LEASE_SPANS_MAX]; /* when numbers of it are given, in order */
};

struct lease {
	int64_t id;
	int day; /* YYYYMMDD */
	int first, last;
	int digits;             /* of a printed number, at least */
	bool dash;              /* between prefix and number */
	char url[NAME_SIZE];    /* a token after it is the address of the citizen's page */
	int tickets_per_minute; /* 0: as many as one likes */
	int service_count;
	struct lease_service services[SERVICES_MAX];
};

enum lease_answer {
	LEASE_FREE,
	LEASE_SHUT,    /* no numbers of this service are given now */
	LEASE_USED_UP, /* all of the block were given */
	LEASE_NONE,    /* the block has none of this service */
};

/* Whether a number of that service may be given now. */
enum lease_answer lease_may(const struct lease *l, const char *service, int64_t wall_ms);

/* When numbers of that service are given again; 0: not any more. */
int64_t lease_opens_ms(const struct lease *l, const char *service, int64_t wall_ms);

/* Whether numbers are given now or later in the lease's day. */
bool lease_runs(const struct lease *l, int64_t wall_ms);

/* How many numbers of that service are left. */
int lease_left(const struct lease *l, const char *service);

/* Takes the service's next number ("A950"); false when there is none left. */
bool lease_take(struct lease *l, const char *service, char number[static NUMBER_SIZE]);

/* Takes over a lease that was told anew: of the same block no number is given twice. */
void lease_renew(struct lease *l, const struct lease *fresh);

#endif
