/*
 * slip: what is printed, the citizen's number or a procedure's papers, as a picture of dots.
 *
 * 576 dots wide (80 mm paper) or 384 (58 mm). Nothing about the citizen is on it but the number.
 * The office's header and footer are on both. The caller clears the picture. Words in the citizen's
 * language; times in the process's zone.
 */
#ifndef MOTCUA_KIOSK_SLIP_H
#define MOTCUA_KIOSK_SLIP_H

#include "common/procedure_view.h"
#include "common/proto.h"
#include "common/words.h"
#include "kiosk/dots.h"

enum { SLIP_WIDE = 576, SLIP_NARROW = 384 };

struct slip {
	enum lang lang;
	int width_dots;
	const struct office_view *office;
	int64_t now_ms; /* wall clock */
	bool again;     /* printed for a second time: the slip says so */
	bool alone;     /* the server does not know the number yet: so does this */
};

/* The number, what to expect, the code to follow it on a phone. */
void slip_ticket(const struct slip *slip, const struct ticket *ticket, struct dots *out);

/* The papers, fee and time limit of a procedure. */
void slip_papers(const struct slip *slip, const struct procedure_view *procedure, struct dots *out);

#endif
