/*
 * view: what the boards show, as pure functions from what is known to a scene.
 *
 * Nothing here knows the network, SDL's window or a clock: the moment is in the view. The scene is
 * 1920×1080 design pixels, or 1080×1920 for a window that is higher than wide.
 */
#ifndef MOTCUA_VIEW_H
#define MOTCUA_VIEW_H

#include "common/proto.h"
#include "common/ui/scene.h"
#include "common/words.h"
#include "display/announce.h"
#include "display/legible.h"

#include <stdbool.h>
#include <stdint.h>

struct rate;

struct view {
	const struct snapshot *hall;      /* NULL: nothing known yet */
	const struct office_view *office; /* NULL: nothing known yet */
	const struct announce *announce;
	int64_t now_ms;          /* the server's time */
	bool lost;               /* the link is down: nothing is "now" */
	int64_t silent_since_ms; /* while it is lost */
	enum lang lang;
	struct legible_place place; /* where the screen hangs */
	const struct name *zone;    /* the part of the hall that is shown; NULL: all of it */
	struct picture *slide;      /* to be shown beside the calls; NULL: none */
	const char *slide_name;     /* its file's */
	const char *no_zone;        /* the one that was asked for and is not there; NULL: it is */
	/* Of a counter's screen; NULL: nothing. */
	const struct rate *rate; /* what is asked of who was just served */
	const char *next;        /* the number whose turn is likely next; "": none */
};

/* The hall's board: newest call, last calls, who is served where, who waits. */
void view_hall(const struct view *v, struct scene *scene, int w_px, int h_px);

/* From how far its newest call can be read in a window of this size, and from how far it should. */
double view_hall_call_m(const struct view *v, int w_px, int h_px, double *wanted_m);

/* One counter's screen. */
void view_counter(const struct view *v, int counter, struct scene *scene, int w_px, int h_px);

/* When one of these views changes by time alone: the next full minute. */
int64_t view_due(const struct view *v);

#endif
