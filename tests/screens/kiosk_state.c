#include "tests/screens/kiosk_state.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The compiler misses a value that has no name here. */
#define NAME(value, name) \
	case value:       \
		return name

const char *kiosk_state_screen(enum screen s) {
	switch (s) {
		NAME(SCREEN_HOME, "home");
		NAME(SCREEN_SEARCH, "search");
		NAME(SCREEN_SERVICE, "service");
		NAME(SCREEN_PROCEDURE, "procedure");
		NAME(SCREEN_PRIORITY, "priority");
		NAME(SCREEN_HELP, "help");
		NAME(SCREEN_CODE, "code");
		NAME(SCREEN_RESULT, "result");
		NAME(SCREEN_GUIDE, "guide");
		NAME(SCREEN_LATE, "late");
		NAME(SCREEN_TAKING, "taking");
		NAME(SCREEN_NUMBER, "number");
		NAME(SCREEN_NOTICE, "notice");
		NAME(SCREEN_RETURN, "return");
		NAME(SCREEN_RATE, "rate");
		NAME(SCREEN_WARNING, "warning");
		NAME(SCREEN_AWAY, "away");
		NAME(SCREEN_STARTING, "starting");
		NAME(SCREEN_COUNT, NULL);
	}
	return NULL;
}

const char *kiosk_state_phase(enum number_phase p) {
	switch (p) {
		NAME(NUMBER_PRINTING, "printing");
		NAME(NUMBER_PRINTED, "printed");
		NAME(NUMBER_REMEMBER, "remember");
	}
	return NULL;
}

const char *kiosk_state_notice(enum notice n) {
	switch (n) {
		NAME(NOTICE_CLOSED, "closed");
		NAME(NOTICE_QUOTA, "quota");
		NAME(NOTICE_SLOW_DOWN, "slow-down");
		NAME(NOTICE_BUSY, "busy");
		NAME(NOTICE_NO_ANSWER, "no-answer");
		NAME(NOTICE_NUMBER_VOID, "number-void");
		NAME(NOTICE_USED_UP, "used-up");
	}
	return NULL;
}

const char *kiosk_state_late(enum late l) {
	switch (l) {
		NAME(LATE_NOT, "not");
		NAME(LATE_BREAK, "break");
		NAME(LATE_DAY, "day");
	}
	return NULL;
}

const char *kiosk_state_said(enum result_said s) {
	switch (s) {
		NAME(RESULT_ASKED, "asked");
		NAME(RESULT_READY, "ready");
		NAME(RESULT_NOT_READY, "not-ready");
		NAME(RESULT_LATE, "late");
		NAME(RESULT_UNKNOWN, "unknown");
		NAME(RESULT_NO_LIST, "no-list");
		NAME(RESULT_SILENT, "silent");
	}
	return NULL;
}

const char *kiosk_state_back(enum return_phase p) {
	switch (p) {
		NAME(RETURN_NONE, "none");
		NAME(RETURN_ASKED, "asked");
		NAME(RETURN_TOLD, "told");
		NAME(RETURN_RATE, "rate");
		NAME(RETURN_RATING, "rating");
		NAME(RETURN_THANKED, "thanked");
		NAME(RETURN_UNSENT, "unsent");
	}
	return NULL;
}

int kiosk_state_strain(const struct flow *f) {
	bool home = f->screen == SCREEN_HOME;
	bool over = f->back.phase != RETURN_NONE && !home;
	bool within = f->screen == SCREEN_RESULT && f->trail[f->trail_count - 1] != SCREEN_HOME;
	bool plugged = f->jack && !f->spoken && !home;
	return over + within + 2 * plugged + f->large + f->low + f->spoken +
	       (f->printer != PRINTER_OK) + f->alone;
}

bool kiosk_state_home(const struct kiosk *k) {
	enum screen shown = flow_screen(k->flow, k->now_ms);
	return k->flow->screen == SCREEN_HOME &&
	       (shown == SCREEN_HOME || shown == SCREEN_AWAY || shown == SCREEN_STARTING);
}

/* What is listed: '?' not known yet, '-' nothing, '.' nothing and that is said, '+' rows. */
static char listed(const struct results *r, bool said) {
	if (!r->known) {
		return '?';
	}
	return r->count > 0 ? '+' : said ? '.' : '-';
}

static char yes(bool is, char c) {
	return is ? c : '-';
}

/* Whether a number can be taken: a question first, open, closed, used up, or of no service of this
 * office; what the lease has of it is in capitals. */
static char takes(const struct kiosk *k) {
	const struct flow *f = k->flow;
	const struct office_service *s = flow_take_service(f);
	if (!s) {
		return 'x';
	}
	enum lease_answer lent = flow_alone_may(f, s, k->now_ms);
	bool open = flow_service_now(f, s)->open, late = flow_late(f, s, k->now_ms) != LATE_NOT;
	char c = open ? late ? 'q' : 'o' : f->alone && lent != LEASE_SHUT ? 'u' : 'c';
	return lent == LEASE_FREE ? (char)toupper(c) : c;
}

/* What else there is on a screen. */
static void details(const struct kiosk *k, enum screen shown, char text[static 48]) {
	const struct flow *f = k->flow;
	bool nothing = flow_found_nothing(f, k->now_ms), slip = f->slip.service[0] != '\0';
	size_t size = 48;
	text[0] = '\0';
	if (shown == SCREEN_SEARCH) {
		const struct results *r = f->query[0] ? &f->results : &f->often;
		snprintf(text, size, "%c%c%c", yes(f->query[0], 'q'), listed(r, nothing),
			yes(f->keyboard_hidden, 'h'));
	} else if (shown == SCREEN_SERVICE) {
		const struct office_service *s = flow_take_service(f);
		snprintf(text, size, "%c%c%c", takes(k), listed(&f->service_results, false),
			yes(s && flow_code_asked(f, s), 's'));
	} else if (shown == SCREEN_PROCEDURE) {
		snprintf(text, size, "%c%d papers %d", takes(k), f->procedure.document_count > 0,
			(int)f->papers);
	} else if (shown == SCREEN_GUIDE) {
		snprintf(text, size, "%c", takes(k));
	} else if (shown == SCREEN_CODE) {
		char code[SLIP_CODE_SIZE];
		bool whole = slip_code_find(&f->office.slips, f->slip.typed, code);
		snprintf(text, size, "%c%c", f->slip.typed[0] ? whole ? 'w' : 't' : '-',
			yes(f->slip.wrong, '!'));
	} else if (shown == SCREEN_RESULT) {
		snprintf(text, size, "%s %c%c", kiosk_state_said(f->slip.said), takes(k),
			yes(slip, 's'));
	} else if (shown == SCREEN_LATE) {
		snprintf(text, size, "%s %c", kiosk_state_late(f->late), takes(k));
	} else if (shown == SCREEN_NUMBER) {
		snprintf(text, size, "%s reprint %d/%d", kiosk_state_phase(f->phase),
			(int)f->reprint, f->reprints);
	} else if (shown == SCREEN_NOTICE) {
		snprintf(text, size, "%s", kiosk_state_notice(f->notice));
	} else if (shown == SCREEN_RATE) {
		snprintf(text, size, "%s", kiosk_state_back(f->back.phase));
	} else if (shown == SCREEN_RETURN) {
		snprintf(text, size, "%d %d %s", (int)f->back.phase, f->back.status,
			proto_ticket_state(f->back.ticket.state));
	}
}

void kiosk_state(const struct kiosk *k, char line[static KIOSK_STATE_SIZE]) {
	const struct flow *f = k->flow;
	enum screen shown = flow_screen(f, k->now_ms);
	enum screen before = f->trail_count > 0 ? f->trail[f->trail_count - 1] : SCREEN_HOME;
	char what[48], under[48];
	details(k, shown, what);
	if (shown == SCREEN_NUMBER) {
		under[0] = '\0'; /* no way leads back */
	} else if (shown == f->screen) {
		snprintf(under, sizeof under, "page %d after %s", f->page[shown],
			kiosk_state_screen(before));
	} else {
		snprintf(under, sizeof under, "over %s", kiosk_state_screen(f->screen));
	}
	snprintf(line, KIOSK_STATE_SIZE, "%s %s %s [%c%c%c%c%c %c%c%c]", kiosk_state_screen(shown),
		what, under, yes(f->large, 'l'), yes(f->low, 'b'), yes(f->jack && !f->spoken, 'j'),
		yes(f->spoken, 's'), yes(f->dark, 'd'), yes(f->printer != PRINTER_OK, 'p'),
		yes(f->down, 'n'), yes(f->alone, 'a'));
}
