/* What the server is told of the kiosk, and the picture of its screen that the lead may ask for. */
#include "common/clock.h"
#include "common/device_json.h"
#include "kiosk/kiosk_part.h"

#include <stdio.h>
#include <string.h>

enum { PICTURE_W = 960 };

static const char *shows(const struct kiosk *k) {
	int64_t now_ms = clock_mono_ms();
	if (!flow_unused(k->flow, now_ms)) {
		return "in_use";
	}
	return flow_screen(k->flow, now_ms) == SCREEN_HOME ? "home" : "away";
}

struct device_status kiosk_status(const struct kiosk *k) {
	struct device_status s = {.now = display_settings_none};
	int w_px, h_px;
	window_size(k->window, &w_px, &h_px);
	snprintf(s.printer, sizeof s.printer, "%s", printer_word(k->flow->printer));
	snprintf(s.version, sizeof s.version, "%s", version_text());
	snprintf(s.run, sizeof s.run, "%s", k->run);
	snprintf(s.screen, sizeof s.screen, "%dx%d", w_px, h_px);
	snprintf(s.shows, sizeof s.shows, "%s", shows(k));
	return s;
}

/* Nothing of a citizen is seen: a kiosk that somebody began to use meanwhile says so instead. */
void kiosk_take_orders(struct kiosk *k, const json_t *answer) {
	struct device_orders orders;
	size_t size;
	if (!device_orders_from_json(answer, &orders) || !orders.picture) {
		return;
	}
	if (!flow_unused(k->flow, clock_mono_ms())) {
		flow_say_soon(k->flow);
		return;
	}
	char *png = window_picture(k->window, PICTURE_W, &size);
	if (png) {
		link_send_bytes(k->link, "/api/v1/kiosk/picture", "image/png", png, size);
	}
}
