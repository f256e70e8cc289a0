#include "display/slide_room.h"

#include "common/ui/draw.h"

enum { SIDE_MAX = 1920 };

static int least(int a, int b) {
	return a < b ? a : b;
}

SDL_Point slide_room(const struct scene *scene, bool shown, int w_px, int h_px) {
	const struct scene_item *item = scene_find(scene, "slide");
	if (!item) {
		return shown ? (SDL_Point){0, 0}
			     : (SDL_Point){least(w_px, SIDE_MAX), least(h_px, SIDE_MAX)};
	}
	struct draw_fit fit = draw_fit(scene, w_px, h_px);
	struct scene_rect r = draw_real(&fit, item->rect);
	return (SDL_Point){r.w, r.h};
}
