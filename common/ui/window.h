/*
 * window: one window, its loop, and the touches and keys that come in.
 *
 * The loop sleeps until something happens: a touch, a key, window_wake from another thread, or the
 * time the program asked for. After each of these it asks the program to build its scene and
 * paints only what differs. A button acts on release; sliding off cancels. SIGTERM, SIGINT and
 * closing a window that does not fill the screen end window_run with 0. window_open blocks these
 * signals for the threads started after it, so it comes before them. All but window_wake belongs to
 * the thread that opened the window. Times are milliseconds of the clock given in the options.
 */
#ifndef MOTCUA_UI_WINDOW_H
#define MOTCUA_UI_WINDOW_H

#include "common/ui/panel.h"
#include "common/ui/scene.h"
#include <stdbool.h>
#include <stdint.h>

#define WINDOW_NEVER INT64_MAX

struct window;

struct window_options {
	struct panel_options panel;
	const char *shots;       /* directory for dump.h; NULL or "" for none */
	int64_t (*now_ms)(void); /* the clock of `due`; NULL: a monotonic one */
};

struct window_handlers {
	/* Does what is due and says when it wants to be asked again; may be asked earlier. */
	int64_t (*due)(void *ctx, int64_t now_ms);
	/* Builds the whole screen, beginning with scene_start, for a window of this size. */
	void (*build)(void *ctx, struct scene *scene, int w_px, int h_px);
	/* A button was touched and let go. */
	void (*tap)(void *ctx, const char *id);
	/* A key: "enter" "escape" "tab" "back-tab" "up" "down" "left" "right" "home" "end"
	   "page-up" "page-down" "backspace" "delete" "f1".. or the character typed. */
	void (*key)(void *ctx, const char *name);
	/* window_wake was called, once or more often. */
	void (*woken)(void *ctx);
	/* Any touch or key at all, before it is handled (for idle times). */
	void (*touched)(void *ctx);
};

/* Opens the window; handlers that are NULL are not called; NULL (logged) if there is no screen. */
struct window *window_open(
	const struct window_options *options, const struct window_handlers *handlers, void *ctx);
void window_close(struct window *window);

/* Runs until the end; the program's exit status. */
int window_run(struct window *window);

/* Ends window_run with this status; from any handler. */
void window_stop(struct window *window, int status);

/* Makes the loop call `woken` soon; from any thread. */
void window_wake(struct window *window);

/* Acts as a finger would on the button of this id on the current screen; false if it is not there.
 */
bool window_tap(struct window *window, const char *id);

/* Acts as the keyboard would. */
void window_key(struct window *window, const char *name);

/* What is shown now as a PNG, made smaller by a whole number until it is at most `max_w` wide;
 * mem_alloc'd; NULL when there is nothing to see or it would be too large. */
char *window_picture(struct window *window, int max_w, size_t *size);

/* The upright size in pixels. */
void window_size(const struct window *window, int *w_px, int *h_px);

/* The scene now shown, owned by the window. */
const struct scene *window_scene(const struct window *window);

#endif
