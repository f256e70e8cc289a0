#include "tests/screens/kiosk_walks.h"

#include "tests/screens/kiosk_walks_priority.h"
#include "tests/screens/kiosk_walks_return.h"
#include "tests/screens/slip_walks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void walk_home(struct kiosk *k) {
	(void)k;
}

static void walk_home_last(struct kiosk *k) {
	kiosk_tap(k, "page:next page:next page:next page:next page:next page:next");
}

static void close_hall(struct kiosk *k) {
	k->flow->hall.open = false;
	for (int i = 0; i < k->flow->hall.service_count; i++) {
		k->flow->hall.services[i].open = false;
		k->flow->hall.services[i].opens_at_ms = k->wall_ms + 215 * 60000;
	}
}

static void walk_home_closed(struct kiosk *k) {
	close_hall(k);
	k->flow->hall.services[4].opens_at_ms += 86400000;
}

static struct span noon(const struct kiosk *k) {
	return (struct span){k->flow->office.closes_at_ms, k->flow->office.reopens_at_ms};
}

/* All that a tile can say of a wait. */
static void walk_home_late(struct kiosk *k) {
	struct snapshot_service *s = k->flow->hall.services;
	s[0].reach = REACH_DOUBTFUL;
	s[1].reach = REACH_UNLIKELY;
	s[2].pause = noon(k);
	s[3].pause = (struct span){k->wall_ms + 20 * 60000, k->wall_ms + 30 * 60000};
	s[5].wait = (struct wait){.known = true, .low_s = 5900, .high_s = 7300};
}

static void walk_home_no_counters(struct kiosk *k) {
	for (int i = 1; i < k->flow->hall.counter_count; i++) {
		k->flow->hall.counters[i].state = COUNTER_CLOSED;
	}
	for (int i = 0; i < k->flow->hall.service_count - 1; i++) {
		k->flow->hall.services[i].wait.known = i == 0;
	}
}

static void walk_empty_search(struct kiosk *k) {
	kiosk_tap(k, "search");
}

static void walk_often(struct kiosk *k) {
	walk_empty_search(k);
	kiosk_answer(k, 200, "often");
}

static void type(struct kiosk *k) {
	kiosk_tap(k, "search key:k key:h key:a key:i key:space key:s key:i key:n key:h");
}

static void walk_search(struct kiosk *k) {
	type(k);
	kiosk_answer(k, 200, "search");
}

static void walk_search_hidden(struct kiosk *k) {
	walk_search(k);
	kiosk_tap(k, "key:hide");
}

static void walk_search_hard(struct kiosk *k) {
	type(k);
	kiosk_answer(k, 200, "hard");
}

static void walk_service(struct kiosk *k) {
	kiosk_tap(k, "service:chung-thuc");
	kiosk_answer(k, 200, "certify");
}

static void walk_service_break(struct kiosk *k) {
	walk_service(k);
	k->flow->hall.services[0].pause = noon(k);
}

static void walk_late_break(struct kiosk *k) {
	walk_service_break(k);
	kiosk_tap(k, "take");
}

static void walk_late_day(struct kiosk *k) {
	walk_service(k);
	k->flow->hall.services[0].reach = REACH_UNLIKELY;
	k->flow->office.reopens_at_ms += 18 * 3600000;
	kiosk_tap(k, "take");
}

static void walk_service_closed(struct kiosk *k) {
	kiosk_tap(k, "service:kinh-doanh");
	kiosk_answer(k, 200, "hard");
	walk_home_closed(k);
}

static void walk_procedure(struct kiosk *k) {
	walk_search(k);
	kiosk_tap(k, "procedure:1.001193");
}

static void walk_procedure_after_three(struct kiosk *k) {
	walk_procedure(k);
	k->wall_ms += 6 * 3600000;
	k->flow->procedure.result_day = 20261125;
	k->flow->procedure.result_until_ms = 0;
	strcpy(k->flow->priority, "elderly");
}

static void walk_procedure_hard(struct kiosk *k) {
	walk_search_hard(k);
	kiosk_tap(k, "procedure:1.013962");
}

static void walk_procedure_six(struct kiosk *k) {
	walk_search_hard(k);
	kiosk_tap(k, "procedure:1.002372 page:next");
}

static void walk_help(struct kiosk *k) {
	kiosk_tap(k, "help");
}

static void walk_taking(struct kiosk *k) {
	walk_service(k);
	kiosk_tap(k, "take");
}

static void walk_printing(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket");
}

static void walk_number(struct kiosk *k) {
	walk_printing(k);
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_priority(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket_priority");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_break(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket_break");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_doubtful(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 201, "ticket_doubtful");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_number_province(struct kiosk *k) {
	kiosk_tap(k, "page:next service:dk-bien-dong take take");
	kiosk_answer(k, 201, "ticket_province");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_remember(struct kiosk *k) {
	walk_printing(k);
	flow_slip(k->flow, k->last.serial, false, "offline", k->now_ms);
}

static void walk_remember_no_paper(struct kiosk *k) {
	walk_printing(k);
	flow_printer(k->flow, PRINTER_PAPER_OUT);
	flow_slip(k->flow, k->last.serial, false, "paper_out", k->now_ms);
}

static void walk_reprinting(struct kiosk *k) {
	walk_number(k);
	kiosk_tap(k, "reprint");
}

static void walk_reprint_failed(struct kiosk *k) {
	walk_reprinting(k);
	flow_slip(k->flow, k->last.serial, false, "cutter", k->now_ms);
}

static void walk_home_no_paper(struct kiosk *k) {
	flow_printer(k->flow, PRINTER_PAPER_OUT);
}

static void walk_service_cover_open(struct kiosk *k) {
	walk_service(k);
	flow_printer(k->flow, PRINTER_COVER_OPEN);
}

static void walk_procedure_trouble(struct kiosk *k) {
	walk_procedure(k);
	flow_printer(k->flow, PRINTER_CUTTER);
}

static void walk_procedure_hard_no_printer(struct kiosk *k) {
	walk_procedure_hard(k);
	flow_printer(k->flow, PRINTER_NONE);
}

static void walk_late_no_paper(struct kiosk *k) {
	walk_late_break(k);
	flow_printer(k->flow, PRINTER_PAPER_OUT);
}

static void walk_closed(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 409, "closed");
	close_hall(k);
}

static void walk_quota(struct kiosk *k) {
	walk_taking(k);
	kiosk_answer(k, 409, "quota");
}

static void walk_void(struct kiosk *k) {
	walk_remember(k);
	kiosk_wait(k, FLOW_CONFIRM_MS);
}

static void walk_warning(struct kiosk *k) {
	walk_search(k);
	kiosk_wait(k, FLOW_IDLE_MS);
}

static void walk_away(struct kiosk *k) {
	flow_link(k->flow, false, k->now_ms);
	kiosk_wait(k, FLOW_AWAY_MS);
}

static void walk_alone(struct kiosk *k) {
	kiosk_lend(k);
	kiosk_away(k);
}

static void walk_alone_search(struct kiosk *k) {
	kiosk_tap(k, "search key:k");
	walk_alone(k);
}

static void walk_alone_service(struct kiosk *k) {
	walk_alone(k);
	kiosk_tap(k, "service:chung-thuc");
}

static void walk_alone_used(struct kiosk *k) {
	walk_alone(k);
	kiosk_tap(k, "service:kinh-doanh");
}

static void walk_alone_refused(struct kiosk *k) {
	walk_alone_used(k);
	kiosk_tap(k, "take");
}

static void walk_alone_number(struct kiosk *k) {
	walk_alone_service(k);
	kiosk_tap(k, "take");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static void walk_alone_remember(struct kiosk *k) {
	walk_alone(k);
	kiosk_tap(k, "priority priority:elderly service:ho-tich take");
	flow_slip(k->flow, k->last.serial, false, "offline", k->now_ms);
}

static void walk_starting(struct kiosk *k) {
	k->flow->hall_known = k->flow->office_known = false;
}

static const struct walk {
	const char *name, *office;
	void (*go)(struct kiosk *k);
} walks[] = {
	{"home", "ward", walk_home},
	{"home-closed", "ward", walk_home_closed},
	{"home-late", "ward", walk_home_late},
	{"home-no-counters", "ward", walk_home_no_counters},
	{"home-province", "province", walk_home},
	{"home-last-province", "province", walk_home_last},
	{"empty-search", "ward", walk_empty_search},
	{"often", "ward", walk_often},
	{"search", "ward", walk_search},
	{"search-hidden", "ward", walk_search_hidden},
	{"search-hard", "ward", walk_search_hard},
	{"service", "ward", walk_service},
	{"service-break", "ward", walk_service_break},
	{"service-closed", "ward", walk_service_closed},
	{"procedure", "ward", walk_procedure},
	{"procedure-after-three", "ward", walk_procedure_after_three},
	{"procedure-hard", "ward", walk_procedure_hard},
	{"procedure-six", "ward", walk_procedure_six},
	{"priority", "ward", walk_priority},
	{"priority-many", "ward", walk_priority_many},
	{"priority-one", "ward", walk_priority_one},
	{"help", "ward", walk_help},
	{"late-break", "ward", walk_late_break},
	{"late-day", "ward", walk_late_day},
	{"taking", "ward", walk_taking},
	{"printing", "ward", walk_printing},
	{"number", "ward", walk_number},
	{"number-priority", "ward", walk_number_priority},
	{"number-break", "ward", walk_number_break},
	{"number-doubtful", "ward", walk_number_doubtful},
	{"number-province", "province", walk_number_province},
	{"remember", "ward", walk_remember},
	{"remember-no-paper", "ward", walk_remember_no_paper},
	{"reprinting", "ward", walk_reprinting},
	{"reprint-failed", "ward", walk_reprint_failed},
	{"home-no-paper", "ward", walk_home_no_paper},
	{"home-no-paper-province", "province", walk_home_no_paper},
	{"service-cover-open", "ward", walk_service_cover_open},
	{"procedure-trouble", "ward", walk_procedure_trouble},
	{"procedure-hard-no-printer", "ward", walk_procedure_hard_no_printer},
	{"late-no-paper", "ward", walk_late_no_paper},
	{"closed", "ward", walk_closed},
	{"quota", "ward", walk_quota},
	{"void", "ward", walk_void},
	{"return-asked", "ward", walk_return_asked},
	{"return", "ward", walk_return},
	{"return-called", "ward", walk_return_called},
	{"return-late", "ward", walk_return_late},
	{"return-missing", "ward", walk_return_missing},
	{"return-rated", "ward", walk_return_rated},
	{"rate", "ward", walk_rate},
	{"rating", "ward", walk_rating},
	{"rate-thanks", "ward", walk_rate_thanks},
	{"rate-unsent", "ward", walk_rate_unsent},
	{"warning", "ward", walk_warning},
	{"away", "ward", walk_away},
	{"alone", "ward", walk_alone},
	{"alone-search", "ward", walk_alone_search},
	{"alone-service", "ward", walk_alone_service},
	{"alone-used", "ward", walk_alone_used},
	{"alone-refused", "ward", walk_alone_refused},
	{"alone-number", "ward", walk_alone_number},
	{"alone-remember", "ward", walk_alone_remember},
	{"starting", "ward", walk_starting},
};

enum { COUNT = sizeof walks / sizeof *walks };

const char *kiosk_walk_name(int i) {
	return i < COUNT ? walks[i].name : slip_walk_name(i - COUNT);
}

void kiosk_walk(struct kiosk *k, const char *name, enum lang lang) {
	for (int i = 0; i < COUNT; i++) {
		if (strcmp(walks[i].name, name) == 0) {
			kiosk_open(k, walks[i].office, lang);
			walks[i].go(k);
			return;
		}
	}
	kiosk_open(k, "ward", lang);
	if (!slip_walk(k, name)) {
		fail_msg("no walk is called %s", name);
	}
}
