/*
 * script: presses and keys read from a file, so that a test does what a person would.
 *
 * Lines: `tap ID` (waits until it can be pressed), `twice ID` (two presses at once), `key NAME`,
 * `scan TEXT` (what a scanner types, with Enter), `wait MS`, `until ID` (waits until it is on the
 * screen), `quit`; `#` begins a comment. After the last line the program goes on. A target that
 * does not come in SCRIPT_TAP_MS is passed over with a line in the log; an `until` that does not
 * come in SCRIPT_UNTIL_MS ends the program with status 1. Owner: whoever called script_open.
 */
#ifndef MOTCUA_UI_SCRIPT_H
#define MOTCUA_UI_SCRIPT_H

#include "common/ui/window.h"

#include <stdbool.h>
#include <stdint.h>

enum { SCRIPT_TAP_MS = 10000, SCRIPT_UNTIL_MS = 60000 };

struct script;

/* NULL, logged, when the file cannot be read or has a line that is none of these. */
struct script *script_open(const char *path);
void script_close(struct script *s);

/* Does what is due and returns when to come again, WINDOW_NEVER after the last line; `busy`: the
 * kiosk passes presses over at this moment. */
int64_t script_step(struct script *s, struct window *window, bool busy, int64_t now_ms);

#endif
