/* motcua-kiosk: citizens find their procedure and take a number. */
#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "kiosk/kiosk.h"
#include "kiosk/options.h"

#include <signal.h>

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
	kiosk = kiosk_open(&options);
	if (kiosk) {
		status = kiosk_run(kiosk);
	}
	kiosk_close(kiosk);
	return status;
}
