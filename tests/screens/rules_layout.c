/* Where things are, in design pixels. */
#include "common/text.h"
#include "tests/screens/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { LEAST_PX = 81, ROW_PX = 121, GAP_PX = 12, TEXT_PX = 36, ITEMS_MAX = 256 };

void rules_fault(
	struct rules *r, const char *what, const struct scene_item *a, const struct scene_item *b) {
	print_error("%s: %s: \"%s\" %d,%d %dx%d", r->where, what, a->text ? a->text : a->id,
		a->rect.x, a->rect.y, a->rect.w, a->rect.h);
	if (b) {
		print_error(" and \"%s\" %d,%d %dx%d", b->text ? b->text : b->id, b->rect.x,
			b->rect.y, b->rect.w, b->rect.h);
	}
	print_error("\n");
	r->faults++;
}

static bool is_button(const struct scene_item *i) {
	return i->role == SCENE_ROLE_BUTTON;
}

static bool inside(const struct scene_rect *a, const struct scene_rect *b) {
	return a->x >= b->x && a->y >= b->y && a->x + a->w <= b->x + b->w &&
	       a->y + a->h <= b->y + b->h;
}

static bool closer(const struct scene_rect *a, const struct scene_rect *b, int gap) {
	return a->x < b->x + b->w + gap && b->x < a->x + a->w + gap && a->y < b->y + b->h + gap &&
	       b->y < a->y + a->h + gap;
}

/* The part of a text's rectangle in which letters stand; height 0: none do. */
static struct scene_rect letters(const struct scene_item *item, const struct lines *lines) {
	struct scene_rect r = item->rect;
	if (lines->count == 0 || !*item->text) {
		return (struct scene_rect){r.x, r.y, 0, 0};
	}
	int w = 0, top = scene_baseline(item, lines->count, 0) - item->type.px * 3 / 4;
	for (size_t i = 0; i < lines->count; i++) {
		w = lines->line[i].width_px > w ? lines->line[i].width_px : w;
	}
	int room = r.w - w;
	r.x += item->type.align == SCENE_RIGHT    ? room
	       : item->type.align == SCENE_CENTER ? room / 2
						  : 0;
	int bearing = font_bearing(item->type.weight, item->type.px, item->text);
	bearing = bearing < 0 || bearing > w ? 0 : bearing;
	return (struct scene_rect){r.x + bearing, top, w - bearing,
		scene_baseline(item, lines->count, lines->count - 1) - top};
}

static void check_button(struct rules *r, const struct scene_item *b) {
	bool row = strncmp(b->id, "service:", 8) == 0 || strncmp(b->id, "priority:", 9) == 0;
	if (b->rect.w < LEAST_PX || b->rect.h < (row ? ROW_PX : LEAST_PX)) {
		rules_fault(r, "too small", b, NULL);
	}
	if (r->low && b->rect.y < r->scene->h_px / 2) {
		rules_fault(r, "too high", b, NULL);
	}
}

static bool has_digit(const char *text) {
	return text[strcspn(text, "0123456789")] != '\0';
}

/* A long name may end with "…", nothing else and no number. */
static void check_text(struct rules *r, const struct scene_item *item, const struct lines *lines) {
	bool name = item->type.max_lines > 1 || item->type.weight == FONT_BOLD ||
		    item->text[0] == LINES_BOLD[0];
	for (size_t i = 0; i < lines->count; i++) {
		bool number = item->type.whole || (has_digit(item->text) && !r->cut_any);
		if (lines->line[i].shortened && (number || !(name || r->cut_any))) {
			rules_fault(r, "cut", item, NULL);
		}
	}
	if (item->type.px < TEXT_PX) {
		rules_fault(r, "too small to read", item, NULL);
	}
}

/* What an item covers: a button its rectangle, a text its letters; others nothing. */
static struct scene_rect covered(struct rules *r, const struct scene_item *item) {
	if (item->kind == SCENE_TEXT) {
		struct lines_type type = scene_lines_type(&item->type);
		struct lines lines;
		lines_break(&type, item->text, item->rect.w, &lines);
		check_text(r, item, &lines);
		return letters(item, &lines);
	}
	return is_button(item) ? item->rect : (struct scene_rect){0, 0, 0, 0};
}

/* A button is put before what is written on it. */
static void check_pair(struct rules *r, const struct scene_item *a, const struct scene_rect *covers,
	const struct scene_item *b, const struct scene_rect *covered_by) {
	bool both = is_button(a) && is_button(b);
	if (!closer(covers, covered_by, both ? GAP_PX : 0)) {
		return;
	}
	if (both) {
		rules_fault(r, "too close", a, b);
	} else if (!is_button(a)) {
		rules_fault(r, "on each other", a, b);
	} else if (!inside(covered_by, covers)) {
		rules_fault(r, "partly on a button", b, a);
	}
}

/* A card or a door holds the whole of what is written on it. */
static void check_ground(
	struct rules *r, const struct scene_item *item, const struct scene_rect *covers, size_t i) {
	int x = covers->x + covers->w / 2, y = covers->y + covers->h / 2;
	while (i-- > 0) {
		const struct scene_item *below = r->scene->item[i];
		const struct scene_rect *b = &below->rect;
		bool box = below->kind == SCENE_BOX || below->kind == SCENE_DOOR;
		if (box && x >= b->x && x < b->x + b->w && y >= b->y && y < b->y + b->h) {
			if (below->fill != SCENE_NONE && !inside(covers, b)) {
				rules_fault(r, "over the edge", item, below);
			}
			return;
		}
	}
}

void rules_layout(struct rules *r) {
	const struct scene *s = r->scene;
	const struct scene_rect screen = {0, 0, s->w_px, s->h_px};
	struct scene_rect covers[ITEMS_MAX];
	assert_true(s->count <= ITEMS_MAX);
	for (size_t i = 0; i < s->count; i++) {
		const struct scene_item *item = s->item[i];
		covers[i] = covered(r, item);
		if (is_button(item)) {
			check_button(r, item);
		}
		if (covers[i].h > 0 && !inside(&covers[i], &screen)) {
			rules_fault(r, "off the screen", item, NULL);
		}
		if (covers[i].h > 0 && !is_button(item)) {
			check_ground(r, item, &covers[i], i);
		}
		for (size_t j = 0; covers[i].h > 0 && j < i; j++) {
			if (covers[j].h > 0) {
				check_pair(r, s->item[j], &covers[j], item, &covers[i]);
			}
		}
	}
}
