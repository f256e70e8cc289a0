/*
 * escpos: a picture of dots as the bytes that a receipt printer understands.
 *
 * Initialise, the picture in bands of 128 rows (GS v 0: small printers have small buffers), feed
 * three lines, cut. Source: Epson's ESC/POS command reference.
 */
#ifndef MOTCUA_KIOSK_ESCPOS_H
#define MOTCUA_KIOSK_ESCPOS_H

#include "kiosk/dots.h"

enum { ESCPOS_BAND = 128 };

/* The bytes, to be freed with mem_free. */
uint8_t *escpos_encode(const struct dots *dots, size_t *size);

#endif
