/*
 * slip_part: pieces of a slip; each is drawn from y down and returns where it ends.
 */
#ifndef MOTCUA_KIOSK_SLIP_PART_H
#define MOTCUA_KIOSK_SLIP_PART_H

#include "common/qr.h"
#include "common/ui/lines.h"
#include "kiosk/slip.h"

int slip_margin(const struct slip *s);
/* The office's name and what it has to say first; what it has to say last. */
int slip_office(const struct slip *s, struct dots *d, int y);
int slip_footer(const struct slip *s, struct dots *d, int y);
void slip_rule(const struct slip *s, struct dots *d, int y);
/* Label left, value right in bold; a value that is too long gets a line of its own; none, none. */
int slip_row(const struct slip *s, struct dots *d, int y, const char *label, const char *value);
int slip_prose(const struct slip *s, struct dots *d, int y, enum font_weight weight, int px,
	const char *text);

#endif
