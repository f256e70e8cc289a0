/*
 * printer_status: of the bytes that a printer sends, an answer is what has an answer's bits and is
 * not in an automatic report; four of them are a state that prints when none of them tells of a
 * fault.
 *
 * links: kiosk/printer_status.c
 */
#include "kiosk/printer_status.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { XON = 0x11, XOFF = 0x13 };

static bool has_bits(uint8_t byte, const char *bits) {
	for (int i = 0; i < 8; i++) {
		int bit = byte >> (7 - i) & 1;
		if (bits[i] != 'x' && bits[i] != '0' + bit)
			return false;
	}
	return true;
}

/* `report`: bytes of a report still to come. */
static enum printer_heard plain_hear(int *report, uint8_t byte) {
	if (byte == XON || byte == XOFF)
		return HEARD_NOTHING;
	if (*report > 0) {
		--*report;
		return has_bits(byte, "0xx0xxxx") ? HEARD_NOTHING : HEARD_GARBAGE;
	}
	if (has_bits(byte, "0xx1xx00")) {
		*report = 3;
		return HEARD_NOTHING;
	}
	return has_bits(byte, "0xx1xx10") ? HEARD_ANSWER : HEARD_GARBAGE;
}

static void state_holds(const uint8_t answers[static PRINTER_QUESTIONS]) {
	enum printer_state state = printer_state_of(answers);
	bool offline = answers[0] & 8, cover = answers[1] & 4, stops = answers[1] & 32,
	     cutter = answers[2] & 8, out = answers[3] & 96, low = answers[3] & 12;
	bool faulty = offline || cover || stops || cutter || out;
	MUST(state < PRINTER_NONE && printer_word(state)[0]);
	MUST(printer_prints(state) == !faulty);
	MUST((state == PRINTER_PAPER_LOW) == (!faulty && low));
	MUST(!cover || state == PRINTER_COVER_OPEN);
	MUST(!(state == PRINTER_PAPER_OUT) || stops || out);
	MUST(!(state == PRINTER_CUTTER) || cutter);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	struct printer_ear ear = {0};
	uint8_t answers[PRINTER_QUESTIONS] = {0};
	int report = 0;
	size_t answered = 0;
	for (size_t i = 0; i < size; i++) {
		enum printer_heard heard = printer_hear(&ear, bytes[i]);
		MUST(heard == plain_hear(&report, bytes[i]));
		MUST(ear.report_left == report);
		if (heard == HEARD_ANSWER)
			answers[answered++ % PRINTER_QUESTIONS] = bytes[i];
		if (answered >= PRINTER_QUESTIONS)
			state_holds(answers);
	}
	return 0;
}
