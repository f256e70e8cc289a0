#include "kiosk/printer_status.h"

enum {
	XON = 0x11,
	XOFF = 0x13,
	FIXED = 0x93, /* bits that are the same in every answer */
	ANSWER = 0x12,
	REPORT = 0x10,
	REPORT_FIXED = 0x90, /* of the report's other three bytes */
	REPORT_REST = 3,
	IS_OFFLINE = 0x08,
	COVER_IS_OPEN = 0x04,
	PAPER_STOPS = 0x20,
	CUTTER_ERROR = 0x08,
	LOW = 0x0C,
	OUT = 0x60,
};

const char *printer_word(enum printer_state state) {
	static const char *const words[] = {
		[PRINTER_OK] = "ok",
		[PRINTER_PAPER_LOW] = "paper_low",
		[PRINTER_PAPER_OUT] = "paper_out",
		[PRINTER_COVER_OPEN] = "cover_open",
		[PRINTER_CUTTER] = "cutter",
		[PRINTER_OFFLINE] = "offline",
		[PRINTER_NONE] = "none",
	};
	return words[state];
}

bool printer_prints(enum printer_state state) {
	return state == PRINTER_OK || state == PRINTER_PAPER_LOW;
}

enum printer_heard printer_hear(struct printer_ear *ear, uint8_t byte) {
	if (byte == XON || byte == XOFF) {
		return HEARD_NOTHING;
	}
	if (ear->report_left > 0) {
		ear->report_left--;
		return (byte & REPORT_FIXED) == 0 ? HEARD_NOTHING : HEARD_GARBAGE;
	}
	if ((byte & FIXED) == REPORT) {
		ear->report_left = REPORT_REST;
		return HEARD_NOTHING;
	}
	return (byte & FIXED) == ANSWER ? HEARD_ANSWER : HEARD_GARBAGE;
}

/* An open cover often says "no paper" too: what is to be done comes first. */
enum printer_state printer_state_of(const uint8_t a[static PRINTER_QUESTIONS]) {
	if (a[1] & COVER_IS_OPEN) {
		return PRINTER_COVER_OPEN;
	}
	if ((a[1] & PAPER_STOPS) || (a[3] & OUT)) {
		return PRINTER_PAPER_OUT;
	}
	if (a[2] & CUTTER_ERROR) {
		return PRINTER_CUTTER;
	}
	if (a[0] & IS_OFFLINE) {
		return PRINTER_OFFLINE;
	}
	return a[3] & LOW ? PRINTER_PAPER_LOW : PRINTER_OK;
}
