/* What a display or kiosk says of itself, what it is told, and the picture it was asked for. */
#include "common/device_json.h"
#include "common/log.h"
#include "server/api_call.h"

#include <string.h>

static void log_news(const struct api_call *call, const struct device_status *said, unsigned news) {
	const char *name = call->device->name, *role = call->device->role;
	const char *version = *said->version ? said->version : "of an older version";
	if (news & DEVICES_CAME)
		log_info("%s %s: is there, %s", role, name, version);
	if (news & DEVICES_TWO)
		log_error("%s %s: two machines use its key", role, name);
	if (!(news & DEVICES_PRINTER) || !*said->printer)
		return;
	if (devices_needs_hands(said->printer))
		log_warn("kiosk %s: printer %s", name, said->printer);
	else
		log_info("kiosk %s: printer %s", name, said->printer);
}

/* What is new is a line in the log and news for the staff's pages; the answer are its orders. */
static void take(struct api_call *call, const struct device_status *said) {
	struct devices *devices = &call->api->devices;
	const struct api_options *options = &call->api->options;
	const char *name = call->device->name;
	int64_t now_ms = office_now(call->office);
	unsigned news = devices_tell(devices, name, said, http_peer(call->x), now_ms);
	log_news(call, said, news);
	if (news)
		options->kiosks_changed(options->arg);
	struct device_orders orders = {.settings = call->device->settings,
		.picture = devices_wants(devices, name, now_ms)};
	strcpy(orders.name, name);
	api_answer(call, 200, device_orders_json(&orders, now_ms));
}

void api_display_status(struct api_call *call) {
	struct device_status said;
	if (device_status_from_json(call->body, &said) && said.now.view != VIEW_UNSAID)
		take(call, &said);
	else
		api_invalid(call, "view");
}

void api_kiosk_status(struct api_call *call) {
	struct device_status said;
	bool read = device_status_from_json(call->body, &said) ||
		    device_printer_from_json(call->body, &said);
	if (read && devices_printer_word(said.printer))
		take(call, &said);
	else
		api_invalid(call, "printer");
}

void api_device_drew(struct api_call *call) {
	size_t size;
	const char *png = http_body(call->x, &size);
	int64_t now_ms = office_now(call->office);
	if (devices_drew(&call->api->devices, call->device->name, png, size, now_ms))
		api_answer(call, 200, json_pack("{s:I}", "now", (json_int_t)now_ms));
	else
		api_error(call, 404, "not_found", NULL);
}
