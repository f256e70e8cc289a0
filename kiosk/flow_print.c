/* What is printed, and what is said where the printer cannot: slips, papers, the same slip again.
 */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>

static void must_remember(struct flow *f, const char *why, int64_t now_ms) {
	f->phase = NUMBER_REMEMBER;
	snprintf(f->failed_why, sizeof f->failed_why, "%s", why);
	if (f->leave_ms < now_ms + FLOW_WARNING_MS) {
		f->leave_ms = now_ms + FLOW_WARNING_MS;
	}
}

void flow_print_ticket(struct flow *f, int64_t now_ms) {
	if (!printer_prints(f->printer)) {
		bool none = f->printer == PRINTER_NONE;
		must_remember(f, none ? "no_printer" : printer_word(f->printer), now_ms);
		return;
	}
	int64_t until_ms = now_ms + FLOW_PRINT_MS;
	struct request *r = flow_ask(f, REQUEST_PRINT_TICKET, FLOW_PRINT_MS);
	r->press = f->press;
	r->again = f->ticket_again;
	f->phase = NUMBER_PRINTING;
	f->print_serial = r->serial;
	f->print_until_ms = until_ms < f->leave_ms ? until_ms : f->leave_ms;
}

static void leave_after(struct flow *f, int64_t now_ms) {
	f->leave_ms = now_ms + (flow_slow(f) ? FLOW_DONE_SLOW_MS : FLOW_DONE_MS);
}

static void ticket_slip(struct flow *f, bool out, const char *why, int64_t now_ms) {
	f->print_serial = 0;
	if (out) {
		f->phase = NUMBER_PRINTED;
		leave_after(f, now_ms);
		flow_confirm(f, "paper");
	} else {
		must_remember(f, why, now_ms);
	}
}

static void reprint_slip(struct flow *f, bool out, int64_t now_ms) {
	f->reprint_serial = 0;
	f->reprint = out ? REPRINT_OUT : REPRINT_FAILED;
	if (f->screen == SCREEN_NUMBER) {
		leave_after(f, now_ms);
	}
}

bool flow_reprint_offered(const struct flow *f) {
	return f->screen == SCREEN_NUMBER && f->phase != NUMBER_PRINTING &&
	       f->reprint != REPRINT_PRINTING && f->reprints < FLOW_REPRINTS_MAX &&
	       printer_prints(f->printer);
}

/* Who presses it has the number before his eyes: it is his from now on, whatever the paper does. */
void flow_reprint(struct flow *f, int64_t now_ms) {
	if (!flow_reprint_offered(f)) {
		return;
	}
	if (f->phase == NUMBER_REMEMBER) {
		f->phase = NUMBER_PRINTED;
		flow_confirm(f, "screen");
	}
	struct request *r = flow_ask(f, REQUEST_PRINT_TICKET, FLOW_PRINT_MS);
	r->again = true;
	f->reprint_serial = r->serial;
	f->reprint = REPRINT_PRINTING;
	f->reprints++;
	f->leave_ms = now_ms + FLOW_PRINT_MS;
}

void flow_print_papers(struct flow *f) {
	if (f->papers == PAPERS_PRINTING || !f->procedure.json || f->printer == PRINTER_NONE) {
		return;
	}
	if (!printer_prints(f->printer)) {
		f->papers = PAPERS_FAILED;
		return;
	}
	f->papers = PAPERS_PRINTING;
	f->papers_serial = flow_ask(f, REQUEST_PRINT_PAPERS, FLOW_PRINT_MS)->serial;
}

void flow_slip(struct flow *f, uint32_t serial, bool out, const char *why, int64_t now_ms) {
	if (serial == f->print_serial) {
		ticket_slip(f, out, why, now_ms);
	} else if (serial == f->reprint_serial) {
		reprint_slip(f, out, now_ms);
	} else if (serial == f->papers_serial) {
		f->papers_serial = 0;
		f->papers = out ? PAPERS_PRINTED : PAPERS_FAILED;
	}
}

bool flow_print_tick(struct flow *f, int64_t now_ms) {
	if (f->phase == NUMBER_PRINTING && now_ms >= f->print_until_ms) {
		ticket_slip(f, false, "timeout", now_ms);
	} else if (f->reprint == REPRINT_PRINTING && now_ms >= f->leave_ms) {
		reprint_slip(f, false, now_ms);
	} else {
		return false;
	}
	return true;
}

void flow_printer(struct flow *f, enum printer_state state) {
	if (f->printer != state) {
		f->printer = state;
		flow_say_soon(f);
	}
	if (f->papers == PAPERS_FAILED && printer_prints(state)) {
		f->papers = PAPERS_IDLE;
	}
}
