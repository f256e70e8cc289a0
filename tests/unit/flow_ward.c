#include "tests/unit/flow_ward.h"

struct kiosk k;

int open_ward(void **state) {
	(void)state;
	kiosk_open(&k, "ward", LANG_VI);
	return 0;
}

int open_ward_with_lease(void **state) {
	open_ward(state);
	kiosk_lend(&k);
	return 0;
}

int close_ward(void **state) {
	(void)state;
	kiosk_close(&k);
	return 0;
}

enum screen shown(void) {
	return flow_screen(k.flow, k.now_ms);
}

void slip_out(void) {
	flow_slip(k.flow, k.last.serial, true, "", k.now_ms);
	kiosk_wait(&k, 1);
}
