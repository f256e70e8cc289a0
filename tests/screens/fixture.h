/*
 * fixture: halls to draw, always the same: a ward with six counters, a province with 28.
 */
#ifndef MOTCUA_TEST_FIXTURE_H
#define MOTCUA_TEST_FIXTURE_H

#include "display/view.h"

struct fixture {
	struct office_view office;
	struct snapshot hall;
	struct announce announce;
	struct view view;
};

/* 23/11/2026 10:12 in the middle of a morning; lists are read from 4 m, in the province from 3 m.
 * The fixture points into itself. */
void fixture_ward(struct fixture *f);
void fixture_province(struct fixture *f);

/* Nobody was called yet today. */
void fixture_empty(struct fixture *f);

/* The link was lost at 10:12, it is 10:13. */
void fixture_lose(struct fixture *f);

/* A ticket called to a counter now. */
void fixture_call(struct fixture *f, const char *number, const char *service, int counter,
	enum call_reason reason);

/* D004 is called to counter 4, transferred from counter 2, and the call before it has been shown.
 */
void fixture_transferred(struct fixture *f);

/* Out of turn for each reason in turn, at so many open counters and no others. */
void fixture_reasons(struct fixture *f, int counters);

/* Three services are open or waited for: the last one hardly today, one over noon. */
void fixture_late(struct fixture *f);

/* The same change for hall and announcer. */
void fixture_change(struct fixture *f, struct change c);

/* What a text of the drawn scene says, by its id; "": it is not there. */
const char *fixture_text(const struct scene *scene, const char *id);

/* Whether a text of the drawn scene says just this. */
bool fixture_says(const struct scene *scene, const char *text);

#endif
