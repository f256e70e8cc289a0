#include "tests/screens/slip_walks.h"

#include <string.h>

static void close_all(struct kiosk *k) {
	for (int i = 0; i < k->flow->hall.service_count; i++) {
		k->flow->hall.services[i].open = false;
		k->flow->hall.services[i].opens_at_ms = k->wall_ms + 215 * 60000;
	}
}

static void walk_code(struct kiosk *k) {
	kiosk_slips(k, true);
	kiosk_tap(k, "service:tra-ket-qua key:h key:0 key:5 key:. key:2 key:7 key:. key:1 key:2 "
		     "key:- key:2");
}

static void walk_code_wrong(struct kiosk *k) {
	walk_code(k);
	kiosk_tap(k, "check");
}

static void walk_result_asked(struct kiosk *k) {
	kiosk_slips(k, true);
	kiosk_scan_code(k, KIOSK_CODE);
}

static void walk_result_ready(struct kiosk *k) {
	walk_result_asked(k);
	kiosk_answer(k, 200, "result_ready");
}

static void walk_result_closed(struct kiosk *k) {
	walk_result_ready(k);
	close_all(k);
}

static void walk_result_due(struct kiosk *k) {
	walk_result_asked(k);
	kiosk_answer(k, 200, "result_due");
}

static void walk_result_late(struct kiosk *k) {
	walk_result_asked(k);
	kiosk_answer(k, 200, "result_late");
}

static void walk_result_unknown(struct kiosk *k) {
	walk_result_asked(k);
	kiosk_answer(k, 200, "result_unknown");
}

static void walk_result_no_list(struct kiosk *k) {
	kiosk_slips(k, false);
	kiosk_scan_code(k, KIOSK_CODE);
}

static void walk_result_silent(struct kiosk *k) {
	walk_result_asked(k);
	kiosk_answer(k, 0, NULL);
}

static void walk_slip_service(struct kiosk *k) {
	kiosk_slips(k, true);
	kiosk_tap(k, "service:tra-ket-qua no-code");
}

static void walk_slip_service_no_list(struct kiosk *k) {
	kiosk_slips(k, false);
	kiosk_tap(k, "service:tra-ket-qua");
}

static void walk_search_nothing(struct kiosk *k) {
	kiosk_tap(k, "search key:x key:x key:q");
	kiosk_answer(k, 200, "nothing");
	kiosk_wait(k, FLOW_SETTLE_MS);
}

static void walk_procedure_name(struct kiosk *k) {
	kiosk_tap(k, "search key:k key:h");
	kiosk_answer(k, 200, "hard");
	kiosk_tap(k, "procedure:1.013962 page:next");
}

static void walk_procedure_elsewhere(struct kiosk *k) {
	kiosk_tap(k, "search key:k key:h");
	kiosk_answer(k, 200, "search");
	kiosk_tap(k, "procedure:1.001193");
	k->flow->procedure.service = NULL;
}

static void walk_guide(struct kiosk *k) {
	kiosk_tap(k, "search key:k key:h");
	kiosk_answer(k, 200, "search");
	k->flow->guide_counter = 1;
	kiosk_tap(k, "procedure:1.001193 guide");
}

static void walk_guide_hard(struct kiosk *k) {
	walk_procedure_name(k);
	kiosk_tap(k, "guide");
}

static void walk_number_long(struct kiosk *k) {
	strcpy(k->flow->office.services[0].name.vi,
		"Đất đai, tài nguyên nước, khoáng sản, bảo vệ môi trường, biến đổi khí hậu, đo "
		"đạc và bản đồ trên địa bàn phường");
	kiosk_tap(k, "service:chung-thuc");
	kiosk_answer(k, 200, "certify");
	kiosk_tap(k, "take");
	kiosk_answer(k, 201, "ticket_priority");
	flow_slip(k->flow, k->last.serial, true, "", k->now_ms);
}

static const struct walk {
	const char *name;
	void (*go)(struct kiosk *k);
} walks[] = {
	{"code", walk_code},
	{"code-wrong", walk_code_wrong},
	{"result-asked", walk_result_asked},
	{"result-ready", walk_result_ready},
	{"result-closed", walk_result_closed},
	{"result-due", walk_result_due},
	{"result-late", walk_result_late},
	{"result-unknown", walk_result_unknown},
	{"result-no-list", walk_result_no_list},
	{"result-silent", walk_result_silent},
	{"slip-service", walk_slip_service},
	{"slip-service-no-list", walk_slip_service_no_list},
	{"search-nothing", walk_search_nothing},
	{"procedure-name", walk_procedure_name},
	{"procedure-elsewhere", walk_procedure_elsewhere},
	{"guide", walk_guide},
	{"guide-hard", walk_guide_hard},
	{"number-long", walk_number_long},
};

enum { COUNT = sizeof walks / sizeof *walks };

const char *slip_walk_name(int i) {
	return i < COUNT ? walks[i].name : NULL;
}

bool slip_walk(struct kiosk *k, const char *name) {
	for (int i = 0; i < COUNT; i++) {
		if (strcmp(walks[i].name, name) == 0) {
			walks[i].go(k);
			return true;
		}
	}
	return false;
}
