#include "common/alive.h"

#include <systemd/sd-daemon.h>

void alive_ready(void) {
	sd_notify(0, "READY=1");
}

void alive_stopping(void) {
	sd_notify(0, "STOPPING=1");
}

/* Half of the time after which systemd loses patience; 0: it has endless patience. */
static int64_t half_patience_ms(void) {
	uint64_t patience_us;
	return sd_watchdog_enabled(0, &patience_us) > 0 ? (int64_t)(patience_us / 2000) : 0;
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
		sd_notify(0, "WATCHDOG=1");
		next_ms = now_ms + half_ms;
	}
	return next_ms;
}
