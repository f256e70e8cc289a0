/*
 * manage: a display as the lead wants it, and what the server is told of it.
 *
 * Says how the display is, every 20 s, when that changes, and when the server has orders. Orders
 * change the options in place: what is said there wins over the command line, from then on and
 * after a restart, also while the server is away (a file in --state, one per key file). A display
 * without a key is not managed; one whose key is refused says so once and shows the hall all the
 * same. Owner: whoever called manage_open; options, window and link must outlive it. Times in
 * milliseconds of the monotonic clock.
 */
#ifndef MOTCUA_DISPLAY_MANAGE_H
#define MOTCUA_DISPLAY_MANAGE_H

#include "common/device.h"
#include "common/link.h"
#include "common/ui/window.h"
#include "display/known.h"
#include "display/options.h"

#include <stdbool.h>
#include <stdint.h>

struct manage;

/* Takes over what was told before the last end. */
struct manage *manage_open(struct options *options);
void manage_close(struct manage *m);

/* What of the options is another now. */
enum manage_news { MANAGE_SAME, MANAGE_SOUND, MANAGE_VIEW };

/* Hears of a message of the link. */
enum manage_news manage_take(struct manage *m, const struct link_message *message);

/* Says what is to be said, and sends the picture that was asked for; returns when to come again,
 * INT64_MAX for when something is heard. `sound` is "ok", "none" or "" (not known). */
int64_t manage_due(struct manage *m, struct link *link, struct window *window,
	const struct known *known, const char *sound, int64_t now_ms);

#endif
