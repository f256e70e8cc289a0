#include "common/device.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { RUN_BYTES = 9 };

const struct display_settings display_settings_none = {.volume = -1};

bool display_settings_said(const struct display_settings *s) {
	return s->view != VIEW_UNSAID || s->zone[0] || s->volume >= 0;
}

bool display_settings_equal(const struct display_settings *a, const struct display_settings *b) {
	return a->view == b->view && a->counter == b->counter && a->volume == b->volume &&
	       strcmp(a->zone, b->zone) == 0;
}

static const char *const view_words[] = {"", "hall", "counter"};

const char *display_view_word(enum display_view view) {
	return view_words[view];
}

enum display_view display_view_of(const char *word) {
	for (enum display_view view = VIEW_HALL; word && view <= VIEW_COUNTER; view++) {
		if (strcmp(word, view_words[view]) == 0) {
			return view;
		}
	}
	return VIEW_UNSAID;
}

void device_run(char run[static DEVICE_RUN_SIZE]) {
	unsigned char bytes[RUN_BYTES];
	if (sodium_init() < 0) {
		abort();
	}
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(run, DEVICE_RUN_SIZE, bytes, sizeof bytes,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
