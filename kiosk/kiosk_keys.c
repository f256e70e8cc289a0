/* Keys: of a keypad, of a keyboard, of a scanner. */
#include "common/clock.h"
#include "kiosk/kiosk_part.h"

#include <string.h>

void kiosk_press(struct kiosk *k, const char *id) {
	voice_press(k->voice, id);
	flow_tap(k->flow, id, clock_mono_ms());
	kiosk_carry_out(k);
}

/* For help: the ring comes as with any key. */
static void help_key(struct kiosk *k) {
	char id[SCENE_ID_SIZE];
	keypad_key(&k->keypad, window_scene(k->window), "help", false, id);
	voice_press(k->voice, id);
	flow_help_key(k->flow, clock_mono_ms());
	kiosk_carry_out(k);
}

/* The keys of a keypad for those who do not see; false: it is none of them. */
static bool special_key(struct kiosk *k, const char *name) {
	const struct options *o = k->options;
	bool in = strcmp(name, o->jack_in_key) == 0;
	if (in || strcmp(name, o->jack_out_key) == 0) {
		flow_jack(k->flow, in, clock_mono_ms());
	} else if (strcmp(name, o->help_key) == 0 || strcmp(name, "help") == 0) {
		help_key(k);
	} else if (strcmp(name, o->dark_key) == 0) {
		flow_dark_key(k->flow);
	} else {
		return false;
	}
	return true;
}

static void key(struct kiosk *k, const char *name) {
	char id[SCENE_ID_SIZE];
	if (special_key(k, name)) {
		return;
	}
	if (flow_keypad(k->flow, clock_mono_ms())) {
		k->keypad.used = true;
		return;
	}
	enum screen shown = flow_screen(k->flow, clock_mono_ms());
	bool typing = shown == SCREEN_SEARCH || shown == SCREEN_CODE;
	bool entered = strcmp(name, "enter") == 0 && !k->keypad.focused[0];
	if (shown == SCREEN_CODE && entered && k->flow->slip.typed[0]) {
		kiosk_press(k, "check");
	} else if (keypad_key(&k->keypad, window_scene(k->window), name, typing, id)) {
		kiosk_press(k, id);
	}
}

/* Keys that are certain by now, as presses or as a slip that was scanned. */
void kiosk_take_keys(struct kiosk *k) {
	int64_t now_ms = clock_mono_ms();
	char found[SCAN_KEY_SIZE];
	enum scan_found what;
	const struct slip_patterns *slips = &k->flow->office.slips;
	while ((what = scan_take(&k->scan, slips, now_ms, found)) != SCAN_NOTHING) {
		if (what == SCAN_KEY) {
			key(k, found);
		} else if (what == SCAN_CODE) {
			flow_scan_code(k->flow, found, now_ms);
			kiosk_carry_out(k);
		} else {
			flow_scan(k->flow, what == SCAN_SLIP ? found : "", now_ms);
			kiosk_carry_out(k);
		}
	}
}
