/*
 * kiosk_part: what the kiosk's own files share. Nobody else includes it.
 */
#ifndef MOTCUA_KIOSK_KIOSK_PART_H
#define MOTCUA_KIOSK_KIOSK_PART_H

#include "common/ui/script.h"
#include "common/ui/window.h"
#include "kiosk/errand.h"
#include "kiosk/flow.h"
#include "kiosk/keypad.h"
#include "kiosk/kiosk.h"
#include "kiosk/lease_file.h"
#include "kiosk/printer.h"
#include "kiosk/scan.h"
#include "kiosk/voice.h"

struct kiosk {
	const struct options *options;
	struct window *window;
	struct link *link;
	struct printer *printer; /* NULL: none */
	struct errand *errand;
	struct state state;
	struct journal *journal;
	struct lease_file lease_file;
	struct script *script;
	struct voice *voice; /* NULL: nothing is spoken */
	struct flow *flow;
	struct keypad keypad;
	struct scan scan;
	char run[DEVICE_RUN_SIZE];
};

/* The clock on the wall. */
int64_t kiosk_wall_ms(const struct kiosk *k);

/* kiosk_orders: how the kiosk is, as the server is told; what its answer asks for. */
struct device_status kiosk_status(const struct kiosk *k);
void kiosk_take_orders(struct kiosk *k, const json_t *answer);

/* kiosk_requests: does what flow asks for. */
void kiosk_carry_out(struct kiosk *k);

/* kiosk_news: what the link and the printer tell. */
void kiosk_take_news(struct kiosk *k);

/* kiosk_keys: a press on the target of that id; the keys that are certain by now. */
void kiosk_press(struct kiosk *k, const char *id);
void kiosk_take_keys(struct kiosk *k);

#endif
