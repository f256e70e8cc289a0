#include "common/ui/panel.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/ui/turn.h"

#include <SDL.h>
#include <stdio.h>
#include <string.h>

struct panel {
	SDL_Window *sdl;
	SDL_Surface *upright; /* where the panel is turned; else NULL */
	int turn_deg;
	double touch[6];
	bool waits, locked;
};

bool panel_parse_touch(const char *text, double matrix[static 6]) {
	double m[6];
	int end = 0;
	if (sscanf(text, "%lf %lf %lf %lf %lf %lf %n", &m[0], &m[1], &m[2], &m[3], &m[4], &m[5],
		    &end) != 6 ||
		text[end]) {
		return false;
	}
	memcpy(matrix, m, sizeof m);
	return true;
}

static bool driver_waits(void) {
	const char *driver = SDL_GetCurrentVideoDriver();
	return driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0);
}

static bool is_on_its_side(const struct panel *p) {
	return p->turn_deg == 90 || p->turn_deg == 270;
}

static bool read_size(const char *text, SDL_Point *size) {
	*size = (SDL_Point){0, 0};
	return !text || !*text ||
	       (sscanf(text, "%dx%d", &size->x, &size->y) == 2 && size->x > 0 && size->y > 0 &&
		       size->x <= 16384 && size->y <= 16384);
}

bool panel_check(const struct panel_options *o) {
	SDL_Point size;
	double matrix[6];
	if (!read_size(o->size, &size)) {
		log_error("window: a size is WxH, for example 1920x1080, not %s", o->size);
		return false;
	}
	if (o->turn_deg % 90 != 0 || o->turn_deg < 0 || o->turn_deg > 270) {
		log_error("window: a screen is turned by 0, 90, 180 or 270, not %d", o->turn_deg);
		return false;
	}
	if (o->touch && !panel_parse_touch(o->touch, matrix)) {
		log_error("window: a touch matrix is six numbers, for example \"0 1 0 -1 0 1\", "
			  "not %s",
			o->touch);
		return false;
	}
	return true;
}

static SDL_Point turned_size(const struct panel *p, SDL_Point size) {
	return is_on_its_side(p) ? (SDL_Point){size.y, size.x} : size;
}

static void hints(const struct panel_options *o) {
	SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
	SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
	SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
	SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, o->grab ? "1" : "0");
	SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
}

/* Where nobody manages windows, one that fills the screen must begin there. */
static SDL_Rect window_place(
	const struct panel *p, const struct panel_options *o, SDL_Point asked) {
	int middle = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)o->display);
	SDL_Point upright = asked.x ? asked : (SDL_Point){o->default_w, o->default_h};
	SDL_Point size = turned_size(p, upright);
	SDL_Rect place = {middle, middle, size.x, size.y};
	if (p->locked) {
		SDL_GetDisplayBounds(o->display, &place);
	}
	return place;
}

static bool open_window(struct panel *p, const struct panel_options *o) {
	SDL_Point asked;
	read_size(o->size, &asked);
	hints(o);
	if (SDL_Init(SDL_INIT_VIDEO) != 0) {
		log_error("window: there is no screen: %s", SDL_GetError());
		return false;
	}
	p->waits = driver_waits();
	bool kms = strcmp(SDL_GetCurrentVideoDriver(), "KMSDRM") == 0;
	p->locked = asked.x == 0 && (p->waits || kms);
	/* X11 is quickest without a GPU; kmsdrm shows a surface in no other way. */
	SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, kms ? "1" : "0");
	SDL_Rect place = window_place(p, o, asked);
	p->sdl = SDL_CreateWindow(o->title, place.x, place.y, place.w, place.h,
		p->locked ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
	if (!p->sdl || !SDL_GetWindowSurface(p->sdl)) {
		log_error("window: cannot be opened: %s", SDL_GetError());
		return false;
	}
	if (p->locked) {
		SDL_ShowCursor(SDL_DISABLE);
		SDL_SetWindowKeyboardGrab(p->sdl, o->grab);
	}
	return true;
}

struct panel *panel_open(const struct panel_options *o) {
	struct panel *p = mem_alloc(1, sizeof *p);
	const double as_the_screen[6] = {1, 0, 0, 0, 1, 0};
	memcpy(p->touch, as_the_screen, sizeof p->touch);
	p->turn_deg = o->turn_deg;
	if (o->touch) {
		panel_parse_touch(o->touch, p->touch);
	}
	if (!panel_check(o) || !open_window(p, o)) {
		panel_close(p);
		return NULL;
	}
	return p;
}

void panel_close(struct panel *p) {
	if (!p) {
		return;
	}
	SDL_FreeSurface(p->upright);
	if (p->sdl) {
		SDL_DestroyWindow(p->sdl);
	}
	SDL_Quit();
	mem_free(p);
}

bool panel_waits(const struct panel *p) {
	return p->waits;
}

bool panel_locked(const struct panel *p) {
	return p->locked;
}

SDL_Surface *panel_surface(struct panel *p, bool *fresh) {
	SDL_Surface *turned = SDL_GetWindowSurface(p->sdl);
	if (!turned || p->turn_deg == 0) {
		return turned;
	}
	SDL_Point size = turned_size(p, (SDL_Point){turned->w, turned->h});
	if (!p->upright || p->upright->w != size.x || p->upright->h != size.y) {
		SDL_FreeSurface(p->upright);
		p->upright = SDL_CreateRGBSurfaceWithFormat(
			0, size.x, size.y, turned->format->BitsPerPixel, turned->format->format);
		*fresh = true;
	}
	return p->upright;
}

void panel_show(struct panel *p, const SDL_Rect *part) {
	SDL_Surface *turned = SDL_GetWindowSurface(p->sdl);
	if (!turned) {
		return;
	}
	SDL_Rect all = {0, 0, turned->w, turned->h}, r = part ? *part : all;
	if (p->upright) {
		SDL_Rect upright = {0, 0, p->upright->w, p->upright->h};
		r = turn_copy(p->upright, part ? part : &upright, turned, p->turn_deg);
	}
	SDL_UpdateWindowSurfaceRects(p->sdl, &r, 1);
}

SDL_Point panel_size(const struct panel *p) {
	SDL_Point size;
	SDL_GetWindowSize(p->sdl, &size.x, &size.y);
	return turned_size(p, size);
}

SDL_Point panel_point(const struct panel *p, int x, int y) {
	SDL_Point size;
	const double *m = p->touch;
	SDL_GetWindowSize(p->sdl, &size.x, &size.y);
	double across = (x + 0.5) / size.x, down = (y + 0.5) / size.y;
	SDL_Point on_panel = {(int)((m[0] * across + m[1] * down + m[2]) * size.x),
		(int)((m[3] * across + m[4] * down + m[5]) * size.y)};
	return turn_back(on_panel, size, p->turn_deg);
}
