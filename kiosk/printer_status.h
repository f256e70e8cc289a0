/*
 * printer_status: how a receipt printer stands, from what it answers to DLE EOT.
 *
 * Pure. Four questions (n = 1 printer, 2 why it is offline, 3 which error, 4 the roll of paper)
 * have one byte of answer each. An answer is 0xx1xx10 in bits; XON, XOFF and the four bytes of an
 * automatic report may come in between and are passed over; after anything else no answer counts:
 * rather nothing is known than something false. Source: Epson's ESC/POS command reference.
 */
#ifndef MOTCUA_KIOSK_PRINTER_STATUS_H
#define MOTCUA_KIOSK_PRINTER_STATUS_H

#include <stdbool.h>
#include <stdint.h>

enum printer_state {
	PRINTER_OK,
	PRINTER_PAPER_LOW,
	PRINTER_PAPER_OUT,
	PRINTER_COVER_OPEN,
	PRINTER_CUTTER, /* the knife is jammed */
	PRINTER_OFFLINE,
	PRINTER_NONE, /* this kiosk has none */
};

enum { PRINTER_QUESTIONS = 4 };

/* The word that the server is told: "ok", "paper_low" … */
const char *printer_word(enum printer_state state);

/* Whether a slip can be expected to come out. */
bool printer_prints(enum printer_state state);

/* What a byte after a question is. */
enum printer_heard {
	HEARD_NOTHING, /* passed over */
	HEARD_ANSWER,
	HEARD_GARBAGE,
};

/* Listens after one question; begins zeroed. */
struct printer_ear {
	int report_left; /* bytes of an automatic report still to come */
};

enum printer_heard printer_hear(struct printer_ear *ear, uint8_t byte);

/* The state that the four answers mean. */
enum printer_state printer_state_of(const uint8_t answers[static PRINTER_QUESTIONS]);

#endif
