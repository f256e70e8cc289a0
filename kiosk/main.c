/* motcua-kiosk: citizens find their procedure and take a number. */
#include "common/clock.h"
#include "common/link_enrol.h"
#include "common/log.h"
#include "common/mem.h"
#include "kiosk/kiosk.h"
#include "kiosk/options.h"

#include <signal.h>

static bool enrolled(const struct options *o, int *status) {
	const struct link_enrolment enrolment = {.url = o->server,
		.ca = o->ca,
		.role = "kiosk",
		.code = o->enrol,
		.key_file = o->key_file};
	return link_enrolled(&enrolment, status);
}

int main(int argc, char **argv) {
	struct options options = {
		.printer = "none",
		.lang = "vi",
		.paper_mm = 80,
		.volume = 100,
		.jack_in_key = "f15",
		.jack_out_key = "f16",
		.help_key = "f1",
		.dark_key = "f2",
		.panel = {.title = "Motcua", .default_w = 1080, .default_h = 1920, .grab = true},
	};
	struct kiosk *kiosk = NULL;
	int status = 1;
	enum conf_result result = options_read(&options, argc, argv);
	if (result != CONF_OK) {
		return result == CONF_USAGE ? 2 : 0;
	}
	signal(SIGPIPE, SIG_IGN);
	clock_use_zone("Asia/Ho_Chi_Minh");
	if (enrolled(&options, &status)) {
		kiosk = kiosk_open(&options);
	}
	if (kiosk) {
		status = kiosk_run(kiosk);
	}
	kiosk_close(kiosk);
	return status;
}
