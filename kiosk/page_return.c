/* What became of the slip that was scanned. */
#include "common/wait_text.h"
#include "kiosk/page.h"

#include <stdio.h>

enum { DONE = 200, MISSING = 404 };

struct message {
	const char *icon, *title, *detail;
};

/* A number that could not come back, by what it is now. */
static struct message message_of_state(enum ticket_state state) {
	static const struct message table[] = {
		[TICKET_NONE] = {"help", "kiosk.return.silent", "kiosk.return.silent.detail"},
		[TICKET_ISSUING] = {"printer", "kiosk.return.issuing",
			"kiosk.return.issuing.detail"},
		[TICKET_WAITING] = {"check", "kiosk.return.waiting", NULL},
		[TICKET_CALLED] = {"bell", "kiosk.return.called", "kiosk.return.go"},
		[TICKET_SERVING] = {"person", "kiosk.return.serving", "kiosk.return.go"},
		[TICKET_HELD] = {"person", "kiosk.return.held", "kiosk.return.person"},
		[TICKET_ABSENT] = {"prohibited", "kiosk.return.late", "kiosk.return.late.detail"},
		[TICKET_SERVED] = {"check", "kiosk.return.served", "kiosk.rate.known"},
		[TICKET_CANCELLED] = {"prohibited", "kiosk.notice.void", "kiosk.return.again"},
		[TICKET_VOID] = {"prohibited", "kiosk.notice.void", "kiosk.return.again"},
		[TICKET_EXPIRED] = {"prohibited", "kiosk.notice.void", "kiosk.return.again"},
		[TICKET_NO_SHOW] = {"prohibited", "kiosk.notice.void", "kiosk.return.again"},
	};
	return table[state];
}

static struct message message_of(const struct back *b) {
	if (b->phase == RETURN_ASKED) {
		return (struct message){"clock", "kiosk.return.asked", "kiosk.taking.detail"};
	}
	if (b->status == DONE && b->ticket.number[0]) {
		return (struct message){"check", "kiosk.return.done", NULL};
	}
	if (b->status == MISSING) {
		return (struct message){
			"help", "kiosk.return.missing", "kiosk.return.missing.detail"};
	}
	return message_of_state(b->ticket.number[0] ? b->ticket.state : TICKET_NONE);
}

/* Who is ahead and how long it may be; then what to do. */
static void prospect(const struct page *p, char buf[static PHRASE_SIZE]) {
	const struct ticket *t = &p->flow->back.ticket;
	struct expectation e = wait_of_ticket(t);
	char people[PHRASE_SIZE], ahead[PHRASE_SIZE] = "", text[WAIT_TEXT_SIZE],
				  wait[PHRASE_SIZE] = "";
	if (t->ahead > 0) {
		phrase_people(people, p->lang, t->ahead);
		words_fill(
			ahead, sizeof ahead, p->lang, "kiosk.return.ahead", "people", people, NULL);
	} else if (t->ahead == 0) {
		phrase_join(ahead, page_word(p, "kiosk.return.first"), NULL);
	}
	if (wait_text(text, p->lang, &e)[0]) {
		words_fill(wait, sizeof wait, p->lang, "kiosk.return.expected", "wait", text, NULL);
	}
	phrase_join(buf, ahead, ahead[0] && wait[0] ? " " : "", wait,
		ahead[0] || wait[0] ? "\n" : "", page_word(p, "kiosk.step.sit"), NULL);
}

void page_return(struct page *p) {
	const struct back *b = &p->flow->back;
	struct message w = message_of(b);
	char title[PHRASE_SIZE], detail[PHRASE_SIZE], counter[16];
	snprintf(counter, sizeof counter, "%d", b->ticket.counter);
	words_fill(title, sizeof title, p->lang, w.title, "number", b->ticket.number, NULL);
	if (w.detail) {
		words_fill(detail, sizeof detail, p->lang, w.detail, "counter", counter, NULL);
	} else {
		prospect(p, detail);
	}
	page_header(p);
	page_message(p, p->wide ? p->large ? 360 : 440 : 700, w.icon, title, detail);
	if (b->phase == RETURN_TOLD) {
		page_button(p, page_lower(p, 1000, 132), PARTS_PRIMARY, NULL, "back",
			page_word(p, "kiosk.number.done"));
	}
}
