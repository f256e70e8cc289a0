/* What is said while the server is away and numbers come from the lease. */
#include "kiosk/page.h"

static void line(struct page *p, struct scene_rect r, enum font_weight weight, const char *text) {
	struct scene_type t = {
		.weight = weight, .px = r.h * 3 / 4, .color = p->theme->ink, .place = SCENE_CAPS};
	t.px = font_fitting(weight, t.px, text, r.w);
	t.px = t.px < PAGE_LEAST_PX ? PAGE_LEAST_PX : t.px;
	scene_text(p->scene, r, t, text);
}

void page_alone_band(struct page *p, struct scene_rect r) {
	int icon_px = page_grow(p, 56), left = icon_px + 56, half = r.h / 2;
	const char *title = page_word(p, "kiosk.alone.band");
	scene_name_item(
		scene_box(p->scene, r, 6, p->theme->hoe_tint, 0, SCENE_NONE), "alone", title);
	scene_box(p->scene, (struct scene_rect){r.x, r.y, 6, r.h}, 0, p->theme->hoe, 0, SCENE_NONE);
	scene_icon(p->scene,
		(struct scene_rect){r.x + 30, r.y + (r.h - icon_px) / 2, icon_px, icon_px},
		"broken-link", p->theme->ink);
	struct scene_rect text = {r.x + left, r.y + 2, r.w - left - 16, half};
	line(p, text, FONT_BOLD, title);
	text.y += half - 4;
	line(p, text, FONT_REGULAR, page_word(p, "kiosk.alone.search.short"));
}

int page_alone_advice(struct page *p, struct scene_rect r) {
	return page_advice(p, r, "broken-link", page_word(p, "kiosk.alone.search"));
}

const char *page_alone_tile(const struct page *p, const struct office_service *s) {
	bool free = flow_alone_may(p->flow, s, p->now_ms) == LEASE_FREE;
	return page_word(p, free ? "kiosk.alone.tile" : "kiosk.alone.tile.used");
}
