/*
 * slip_decode: a printer in software, from ESC/POS bytes back to a picture.
 *
 * Understands initialise, GS v 0, feed and cut; anything else fails. The caller clears the picture
 * (dots_clear).
 */
#ifndef MOTCUA_TEST_SLIP_DECODE_H
#define MOTCUA_TEST_SLIP_DECODE_H

#include "kiosk/dots.h"

struct slip_decoded {
	struct dots picture;
	int bands, most_rows, fed_lines;
	bool started, cut;
};

bool slip_decode(const uint8_t *bytes, size_t size, struct slip_decoded *out);

/* Writes the picture as a PBM file. */
bool slip_write_pbm(const struct dots *picture, const char *path);

#endif
