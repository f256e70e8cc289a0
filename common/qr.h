/*
 * qr: a text as the modules of a QR code, with its white border.
 *
 * Error correction M. One byte per module, 1 = dark, row by row, `size` modules a side including
 * QR_QUIET white ones on each edge. The caller frees bits with mem_free. Source: ISO/IEC 18004.
 */
#ifndef MOTCUA_QR_H
#define MOTCUA_QR_H

#include <stdbool.h>
#include <stdint.h>

enum { QR_QUIET = 4 };

struct qr {
	int size;
	uint8_t *bits;
};

/* False when the text is empty or too long for a code. */
bool qr_make(const char *text, struct qr *qr);

#endif
