#include "common/ui/window.h"

#include "common/mem.h"
#include "common/ui/draw.h"
#include "common/ui/dump.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "common/ui/keys.h"
#include "common/ui/panel.h"
#include "common/ui/shot.h"
#include "common/ui/signals.h"
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LOOK_MS 33 /* how often drivers that cannot wait are asked */

struct window {
	struct panel *panel;
	struct window_handlers on;
	void *ctx;
	int64_t (*now_ms)(void);
	const char *shots;
	int shot_count;
	struct scene *shown, *next;
	bool stale;     /* the whole surface must be painted again */
	int font_epoch; /* of what was painted */
	SDL_sem *woken; /* for drivers that cannot wait */
	atomic_bool wake_pending, stop_pending;
	Uint32 wake_code;
	struct signals *signals;
	char pressed[SCENE_ID_SIZE]; /* the button the finger went down on */
	Uint32 finger;               /* the device that pressed it */
	bool stopped;
	int status;
};

static int64_t monotonic_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void stop_soon(void *arg) {
	struct window *w = arg;
	atomic_store(&w->stop_pending, true);
	window_wake(w);
}

struct window *window_open(
	const struct window_options *options, const struct window_handlers *handlers, void *ctx) {
	struct window *w = mem_alloc(1, sizeof *w);
	w->on = *handlers;
	w->ctx = ctx;
	w->now_ms = options->now_ms ? options->now_ms : monotonic_ms;
	w->shots = options->shots && *options->shots ? options->shots : NULL;
	w->shown = scene_new();
	w->next = scene_new();
	w->stale = true;
	w->woken = SDL_CreateSemaphore(0);
	w->panel = panel_open(&options->panel);
	if (!w->panel) {
		goto fail;
	}
	w->wake_code = SDL_RegisterEvents(1);
	w->signals = signals_open(stop_soon, w);
	if (!w->signals) {
		goto fail;
	}
	SDL_StartTextInput();
	return w;
fail:
	window_close(w);
	return NULL;
}

void window_close(struct window *w) {
	if (!w) {
		return;
	}
	signals_close(w->signals);
	scene_free(w->shown);
	scene_free(w->next);
	icon_close_all();
	font_close_all();
	SDL_DestroySemaphore(w->woken);
	panel_close(w->panel);
	mem_free(w);
}

/* Paints what differs between the scene shown and the next one, and makes that the one shown. */
static void paint(struct window *w) {
	SDL_Surface *surface = panel_surface(w->panel, &w->stale);
	if (!surface) {
		return;
	}
	struct scene_rect part = scene_difference(w->shown, w->next);
	bool first = w->shown->theme == NULL;
	bool letters = w->font_epoch != font_epoch();
	bool all = w->stale || first || letters;
	bool news = first || letters || !scene_equal(w->shown, w->next);
	if (all || part.w > 0) {
		draw_scene(surface, w->next, all ? NULL : &part);
		struct draw_fit fit = draw_fit(w->next, surface->w, surface->h);
		struct scene_rect real = draw_real(&fit, part);
		SDL_Rect r = {real.x - 2, real.y - 2, real.w + 4, real.h + 4};
		SDL_Rect whole = {0, 0, surface->w, surface->h};
		bool some = !all && SDL_IntersectRect(&r, &whole, &r);
		panel_show(w->panel, some ? &r : NULL);
	}
	w->stale = false;
	w->font_epoch = font_epoch();
	struct scene *old = w->shown;
	w->shown = w->next;
	w->next = old;
	if (news && w->shots) {
		dump_write(w->shots, ++w->shot_count, surface, w->shown);
	}
}

static void refresh(struct window *w) {
	SDL_Point size = panel_size(w->panel);
	snprintf(w->next->pressed, sizeof w->next->pressed, "%s", w->pressed);
	w->on.build(w->ctx, w->next, size.x, size.y);
	paint(w);
}

static const struct scene_item *item_at(const struct window *w, int x, int y) {
	SDL_Point size = panel_size(w->panel), p = panel_point(w->panel, x, y);
	struct draw_fit fit = draw_fit(w->shown, size.x, size.y);
	return scene_hit(w->shown, (int)((p.x - fit.left_px) / fit.factor),
		(int)((p.y - fit.top_px) / fit.factor));
}

static void touched(struct window *w) {
	if (w->on.touched) {
		w->on.touched(w->ctx);
	}
}

static void tap(struct window *w, const char *id) {
	char copy[SCENE_ID_SIZE]; /* the scene may be gone before the program has read it */
	snprintf(copy, sizeof copy, "%s", id);
	if (w->on.tap) {
		w->on.tap(w->ctx, copy);
	}
}

/* The finger's button stays pressed while it is on it; let go elsewhere, nothing happens. */
static void press(struct window *w, int x, int y) {
	touched(w);
	const struct scene_item *item = item_at(w, x, y);
	snprintf(w->pressed, sizeof w->pressed, "%s", item ? item->id : "");
}

static void slide(struct window *w, int x, int y) {
	const struct scene_item *item = w->pressed[0] ? item_at(w, x, y) : NULL;
	if (!item || strcmp(item->id, w->pressed) != 0) {
		w->pressed[0] = '\0';
	}
}

static void release(struct window *w, int x, int y) {
	touched(w);
	slide(w, x, y);
	if (w->pressed[0]) {
		char id[SCENE_ID_SIZE];
		memcpy(id, w->pressed, sizeof id);
		w->pressed[0] = '\0';
		tap(w, id);
	}
}

/* A key is meant for what the key before it has led to. */
void window_key(struct window *w, const char *name) {
	refresh(w);
	touched(w);
	if (w->on.key) {
		w->on.key(w->ctx, name);
	}
}

bool window_tap(struct window *w, const char *id) {
	refresh(w);
	const struct scene_item *item = scene_button(w->shown, id);
	if (item) {
		touched(w);
		tap(w, item->id);
	}
	return item != NULL;
}

static void take_wake(struct window *w) {
	if (atomic_load(&w->stop_pending)) {
		window_stop(w, 0);
	}
	if (atomic_exchange(&w->wake_pending, false) && w->on.woken) {
		w->on.woken(w->ctx);
	}
}

/* A key held down goes on moving and deleting, but presses once. */
static void key_down(struct window *w, const SDL_KeyboardEvent *e) {
	const char *name = keys_name(&e->keysym);
	if (name && (!e->repeat || keys_repeats(name))) {
		window_key(w, name);
	}
}

/* The first button of a mouse, or the first finger: SDL makes no mouse of a second one. While one
 * device is down another one does nothing. */
static bool is_finger(const struct window *w, const SDL_MouseButtonEvent *e) {
	bool other = w->pressed[0] && e->which != w->finger;
	return e->button == SDL_BUTTON_LEFT && !other;
}

static void take(struct window *w, const SDL_Event *e) {
	switch (e->type) {
	case SDL_QUIT:
		if (!panel_locked(w->panel)) {
			window_stop(w, 0);
		}
		break;
	case SDL_WINDOWEVENT:
		w->stale = true;
		break;
	case SDL_MOUSEBUTTONDOWN:
		if (is_finger(w, &e->button)) {
			w->finger = e->button.which;
			press(w, e->button.x, e->button.y);
		}
		break;
	case SDL_MOUSEMOTION:
		if (e->motion.which == w->finger) {
			slide(w, e->motion.x, e->motion.y);
		}
		break;
	case SDL_MOUSEBUTTONUP:
		if (is_finger(w, &e->button) && e->button.which == w->finger) {
			release(w, e->button.x, e->button.y);
		}
		break;
	case SDL_KEYDOWN:
		key_down(w, &e->key);
		break;
	case SDL_TEXTINPUT:
		window_key(w, e->text.text);
		break;
	default:
		break;
	}
}

/* Sleeps until something happens or `due_ms` of the window's clock has come. */
static void wait_until(struct window *w, int64_t due_ms) {
	int64_t left_ms = due_ms == WINDOW_NEVER ? INT32_MAX : due_ms - w->now_ms();
	left_ms = left_ms < 0 ? 0 : left_ms > INT32_MAX ? INT32_MAX : left_ms;
	if (panel_waits(w->panel)) {
		SDL_WaitEventTimeout(NULL, (int)left_ms);
	} else if (!SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) {
		SDL_SemWaitTimeout(w->woken, (Uint32)(left_ms < LOOK_MS ? left_ms : LOOK_MS));
	}
}

int window_run(struct window *w) {
	while (!w->stopped) {
		int64_t due_ms = w->on.due ? w->on.due(w->ctx, w->now_ms()) : WINDOW_NEVER;
		refresh(w);
		if (w->stopped) {
			break;
		}
		wait_until(w, due_ms);
		SDL_Event e;
		while (SDL_PollEvent(&e)) {
			take(w, &e);
		}
		take_wake(w);
	}
	return w->status;
}

void window_stop(struct window *w, int status) {
	w->stopped = true;
	w->status = status;
}

void window_wake(struct window *w) {
	if (atomic_exchange(&w->wake_pending, true)) {
		return;
	}
	if (panel_waits(w->panel)) {
		SDL_Event e = {.type = w->wake_code};
		SDL_PushEvent(&e);
	} else {
		SDL_SemPost(w->woken);
	}
}

char *window_picture(struct window *w, int max_w, size_t *size) {
	bool fresh = false;
	refresh(w);
	SDL_Surface *surface = panel_surface(w->panel, &fresh);
	w->stale |= fresh;
	return surface && !fresh ? shot_png(surface, max_w, size) : NULL;
}

void window_size(const struct window *w, int *w_px, int *h_px) {
	SDL_Point size = panel_size(w->panel);
	*w_px = size.x;
	*h_px = size.y;
}

const struct scene *window_scene(const struct window *w) {
	return w->shown;
}
