#include "common/alive.h"

#include "common/systemd.h"

void alive_ready(void) {
	systemd_tell("READY=1");
}

void alive_stopping(void) {
	systemd_tell("STOPPING=1");
}

/* Half of the time after which systemd loses patience; 0: it has endless patience. */
static int64_t half_patience_ms(void) {
	return systemd_patience_us() / 2000;
}

int64_t alive_tick(int64_t now_ms) {
	static int64_t half_ms = -1, next_ms;
	if (half_ms < 0) {
		half_ms = half_patience_ms();
	}
	if (half_ms == 0) {
		return INT64_MAX;
	}
	if (now_ms >= next_ms) {
		systemd_tell("WATCHDOG=1");
		next_ms = now_ms + half_ms;
	}
	return next_ms;
}
