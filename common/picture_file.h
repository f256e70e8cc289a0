/*
 * picture_file: what the bytes of a picture's file say of it, without the picture being decoded.
 *
 * PNG and JPEG, told by their bytes and not by a name. Pure; nothing beyond the given bytes is
 * read, whatever they are. A file that was cut off anywhere is none. Source: PNG (W3C, third
 * edition), JPEG (ITU T.81), Exif 2.3 for how a camera was held.
 */
#ifndef MOTCUA_PICTURE_FILE_H
#define MOTCUA_PICTURE_FILE_H

#include <stdbool.h>
#include <stddef.h>

enum picture_kind { PICTURE_PNG, PICTURE_JPEG };

enum { PICTURE_PIXELS_MAX = 40000000 };

struct picture_file {
	enum picture_kind kind;
	int w, h;      /* as stored, both from 1 */
	bool on_edge;  /* to be shown with rows as columns … */
	bool mirrored; /* … and then each row from its end … */
	bool upturned; /* … and the rows from the last to the first */
};

/* Reads a whole file's bytes; false when they are no PNG or JPEG to its end, or one in inks for
 * printing. */
bool picture_file_read(const unsigned char *bytes, size_t size, struct picture_file *file);

/* Whether it has at most PICTURE_PIXELS_MAX pixels. */
bool picture_file_fits(const struct picture_file *file);

#endif
