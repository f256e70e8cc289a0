/*
 * fake_printer: a receipt printer on loopback that can be in any state and break in any way.
 *
 * It serves one connection at a time, on a thread of its own, answers DLE EOT and keeps the number
 * of each slip that it printed whole. A slip of the tests is ESC @, its number in six digits,
 * filling, and the cut; fake_printer_slip makes one. What it does is set at any time and holds from
 * the next byte on.
 */
#ifndef MOTCUA_TEST_FAKE_PRINTER_H
#define MOTCUA_TEST_FAKE_PRINTER_H

#include "kiosk/printer_status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fake_way {
	FAKE_ANSWERS,
	FAKE_DRIBBLES, /* reads and answers a little at a time */
	FAKE_MUTE,     /* prints, never answers */
	FAKE_GARBLED,  /* prints, answers with nonsense */
	FAKE_DEAF,     /* is connected to and does nothing at all */
	FAKE_CUTS,     /* is pulled out in mid-slip */
	FAKE_REFUSES,  /* is switched off */
};

struct fake_printer;

struct fake_printer *fake_printer_open(void);
void fake_printer_close(struct fake_printer *f);

/* "tcp:127.0.0.1:PORT" */
const char *fake_printer_address(const struct fake_printer *f);

void fake_printer_way(struct fake_printer *f, enum fake_way way);
void fake_printer_state(struct fake_printer *f, enum printer_state state);
/* The state comes after so many bytes of the next slip, whose rest is not printed. */
void fake_printer_ends(struct fake_printer *f, size_t after, enum printer_state state);

/* How often the slip of that number came out whole. */
int fake_printer_printed(struct fake_printer *f, int number);
/* Connections so far. */
int fake_printer_connections(struct fake_printer *f);

/* A slip of that size in all, for mem_free. */
uint8_t *fake_printer_slip(int number, size_t size);

#endif
