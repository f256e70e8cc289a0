#include "kiosk/page.h"

enum {
	TALL_W = 1080,
	TALL_H = 1920,
	MARGIN = 40,
	HEADER_TALL = 160,
	HEADER_WIDE = 112,
	FOOTER_TALL = 252,
	FOOTER_LOW = 292,
	FOOTER_WIDE = 144,
};

static const struct entry {
	const char *name;
	void (*build)(struct page *p);
	bool footer;
} entries[SCREEN_COUNT] = {
	[SCREEN_HOME] = {"home", page_home, true},
	[SCREEN_SEARCH] = {"search", page_search, false},
	[SCREEN_SERVICE] = {"service", page_service, true},
	[SCREEN_PROCEDURE] = {"procedure", page_procedure, true},
	[SCREEN_PRIORITY] = {"priority", page_priority, true},
	[SCREEN_HELP] = {"help", page_help, true},
	[SCREEN_CODE] = {"code", page_code, false},
	[SCREEN_RESULT] = {"result", page_result, false},
	[SCREEN_GUIDE] = {"guide", page_guide, true},
	[SCREEN_LATE] = {"late", page_late, false},
	[SCREEN_TAKING] = {"taking", page_taking, false},
	[SCREEN_NUMBER] = {"number", page_number, false},
	[SCREEN_NOTICE] = {"notice", page_notice, false},
	[SCREEN_RETURN] = {"return", page_return, false},
	[SCREEN_RATE] = {"rate", page_rate, false},
	[SCREEN_WARNING] = {"warning", page_warning, false},
	[SCREEN_AWAY] = {"away", page_away, false},
	[SCREEN_STARTING] = {"starting", page_starting, false},
};

static int footer_px(const struct page *p) {
	if (p->wide) {
		return FOOTER_WIDE;
	}
	return p->low ? FOOTER_LOW : FOOTER_TALL;
}

static const struct theme *theme_of(const struct flow *f) {
	if (f->contrast) {
		return f->large ? &theme_kiosk_contrast_large : &theme_kiosk_contrast;
	}
	return f->large ? &theme_kiosk_large : &theme_kiosk;
}

void page_build(struct scene *scene, const struct flow *flow, int64_t now_ms, int64_t wall_ms,
	int w_px, int h_px) {
	const struct entry *e = &entries[flow_screen(flow, now_ms)];
	struct page p = {
		.scene = scene,
		.flow = flow,
		.theme = theme_of(flow),
		.lang = flow->lang,
		.wide = w_px > h_px,
		.large = flow->large,
		.low = flow->low,
		.now_ms = now_ms,
		.wall_ms = wall_ms,
		.x = MARGIN,
	};
	int w = p.wide ? TALL_H : TALL_W, h = p.wide ? TALL_W : TALL_H;
	scene_start(scene, e->name, p.theme, w, h);
	scene->dark = flow->dark;
	p.w = w - 2 * MARGIN;
	p.top = (p.wide ? HEADER_WIDE : HEADER_TALL) + 24;
	p.bottom = h - (e->footer ? footer_px(&p) + 24 : MARGIN);
	p.press_top = p.low ? h / 2 : 0;
	e->build(&p);
	if (e->footer) {
		page_footer(&p);
	}
}

const char *page_word(const struct page *p, const char *key) {
	return words_get(p->lang, key);
}

int page_px(const struct page *p, enum theme_role role) {
	return p->theme->size_px[role];
}

int page_grow(const struct page *p, int px) {
	return p->large ? px * 135 / 100 : px;
}

static struct scene_type prose_type(
	const struct page *p, enum theme_role role, enum font_weight weight, int max_lines) {
	int px = page_px(p, role);
	return (struct scene_type){.weight = weight,
		.px = px,
		.line_px = px * 13 / 10,
		.max_lines = max_lines,
		.prose = true};
}

int page_prose_height(const struct page *p, int w, enum theme_role role, enum font_weight weight,
	int max_lines, const char *text) {
	struct scene_type t = prose_type(p, role, weight, max_lines);
	return scene_text_height(&t, text, w);
}

int page_prose(struct page *p, struct scene_rect r, enum theme_role role, enum font_weight weight,
	uint32_t color, int max_lines, const char *text) {
	struct scene_type t = prose_type(p, role, weight, max_lines);
	t.color = color;
	r.h = scene_text_height(&t, text, r.w);
	scene_text(p->scene, r, t, text);
	return r.h;
}

int page_title(struct page *p, struct scene_rect r, int px, const char *text) {
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = px,
		.color = p->theme->ink,
		.max_lines = 2,
		.line_px = px * 13 / 10,
	};
	r.h = scene_text_height(&t, text, r.w);
	scene_text(p->scene, r, t, text);
	return r.h;
}

struct slice page_slice(int page, int total, int per_page) {
	int pages = total > 0 ? (total + per_page - 1) / per_page : 1;
	struct slice s = {.page = page < pages ? page : pages - 1, .pages = pages};
	s.first = s.page * per_page;
	s.count = total - s.first < per_page ? total - s.first : per_page;
	return s;
}
