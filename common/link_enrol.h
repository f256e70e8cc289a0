/*
 * link_enrol: how a device gets its key, by the one-time code of the administrator's page.
 *
 * The device makes the key itself and hands it in with the code; the server keeps its hash. What
 * was handed in may be handed in again. Waits for the server, some seconds at most. Errors: lines
 * in the log for whoever stands there.
 */
#ifndef MOTCUA_LINK_ENROL_H
#define MOTCUA_LINK_ENROL_H

#include <stdbool.h>

struct link_enrolment {
	const char *url;      /* "http://127.0.0.1:8080" */
	const char *ca;       /* as in link_options */
	const char *role;     /* kiosk, display */
	const char *code;     /* "K7RM-2XQD"; NULL, to link_enrolled: none */
	const char *key_file; /* where the key goes, readable for nobody else */
	int patience_ms;      /* for a server that does not answer; 0: 5000 */
};

enum link_enrol {
	ENROL_DONE,    /* there is a key to go on with: a new one or, where that was not to be had,
			  the one of before */
	ENROL_FAILED,  /* the server is away, or the file cannot be written: another time */
	ENROL_REFUSED, /* the code is good for nothing */
};

enum link_enrol link_enrol(const struct link_enrolment *e);

/* The same for a program that begins; without a code nothing is done. False: how it is to end is in
 *status, 2 where the same code is of no use another time, else 1. */
bool link_enrolled(const struct link_enrolment *e, int *status);

#endif
