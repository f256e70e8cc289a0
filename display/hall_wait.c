#include "common/wait_text.h"
#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

/* Columns are no narrower than for these: that they do not move with every change. */
static const char widest_count[] = "00", widest_figures[] = "00–00";

/* How the table is set. */
struct hall_waits {
	int word_px;   /* its labels and figures */
	int letter_px; /* in a service's door */
	int count_px;  /* how many wait */
};

static struct hall_waits waits_of(int word_px) {
	return (struct hall_waits){
		.word_px = word_px, .letter_px = word_px, .count_px = word_px * 14 / 13};
}

/* A service's place in the office and in the hall. */
struct entry {
	int service, now;
};

struct table {
	struct entry entry[SERVICES_MAX];
	int count, per_page;
	int label_w, door_w, gap;
	int slot_min; /* a service's column and the gap after it */
};

/* How much is said of a wait: as much as the page has room for. */
enum telling { FIGURES, SHORT, LONG };

struct page {
	int first, end;
};

static const struct office_service *service_of(const struct view *v, const struct entry *e) {
	return &v->office->services[e->service];
}

static const struct snapshot_service *now_of(const struct view *v, const struct entry *e) {
	return &v->hall->services[e->now];
}

/* -1: not in the hall. */
static int find(const struct view *v, const char *id) {
	int i = v->hall->service_count - 1;
	while (i >= 0 && strcmp(v->hall->services[i].id, id) != 0) {
		i--;
	}
	return i;
}

/* The services with somebody waiting, and those that are open where there is room for all. */
static void pick(const struct view *v, struct table *t, bool idle) {
	t->count = 0;
	for (int i = 0; i < v->office->service_count; i++) {
		struct entry e = {i, find(v, v->office->services[i].id)};
		const struct snapshot_service *now = e.now < 0 ? NULL : now_of(v, &e);
		if (now && (now->waiting > 0 || (idle && now->open))) {
			t->entry[t->count++] = e;
		}
	}
}

/* All doors are as wide as the longest prefix asks for. */
static int door_width(const struct view *v, const struct table *t, const struct hall_waits *look) {
	int w = look->letter_px * 5 / 4;
	for (int i = 0; i < t->count; i++) {
		const char *prefix = service_of(v, &t->entry[i])->prefix;
		int own = font_width(FONT_BOLD, look->letter_px, prefix) + look->letter_px * 2 / 5;
		w = own > w ? own : w;
	}
	return w;
}

static int count_width(const struct view *v, const struct table *t, const struct hall_waits *look) {
	int w = font_width(FONT_BOLD, look->count_px, widest_count);
	for (int i = 0; i < t->count; i++) {
		char count[16];
		snprintf(count, sizeof count, "%d", now_of(v, &t->entry[i])->waiting);
		int own = font_width(FONT_BOLD, look->count_px, count);
		w = own > w ? own : w;
	}
	return w;
}

static int label_width(const struct view *v, const struct hall_waits *look) {
	int bold = font_width(FONT_BOLD, look->word_px, words_get(v->lang, "hall.waiting"));
	int plain =
		font_width(FONT_REGULAR, look->word_px, words_get(v->lang, "hall.waiting.minutes"));
	return (bold > plain ? bold : plain) + look->word_px * 3 / 4;
}

static void lay_out(
	const struct view *v, struct table *t, const struct hall_waits *look, int width) {
	pick(v, t, true);
	t->gap = look->word_px * 2 / 5;
	int figures = font_width(FONT_REGULAR, look->word_px, widest_figures);
	t->door_w = door_width(v, t, look);
	int counted = t->door_w + look->word_px / 4 + count_width(v, t, look);
	t->slot_min = (figures > counted ? figures : counted) + t->gap;
	t->label_w = label_width(v, look);
	int fitting = (width - t->label_w) / t->slot_min;
	t->per_page = fitting > 1 ? fitting : 1;
	if (t->count > t->per_page) {
		pick(v, t, false);
	}
}

static int pages_of(const struct table *t) {
	return t->count == 0 ? 1 : (t->count + t->per_page - 1) / t->per_page;
}

int hall_waiting_pages(const struct view *v, int word_px, int width) {
	struct hall_waits look = waits_of(word_px);
	struct table t = {0};
	if (!v->office) {
		return 1;
	}
	lay_out(v, &t, &look, width - word_px / 2);
	return pages_of(&t);
}

/* In minutes, or in words where minutes are not what there is to say. */
static const char *wait_words(char buf[static WAIT_TEXT_SIZE], const struct view *v,
	const struct expectation *e, enum telling telling) {
	enum wait_case what = wait_case(e);
	bool grave = what == WAIT_UNLIKELY || what == WAIT_DOUBTFUL || what == WAIT_BREAK;
	if (telling == LONG && grave) {
		wait_text_tile(buf, v->lang, e);
		for (char *at = buf; (at = strchr(at, '\n'));) {
			*at = ' ';
		}
		return buf;
	}
	bool word = telling >= SHORT && what == WAIT_UNLIKELY;
	return word ? words_get(v->lang, "hall.unlikely") : wait_text_figures(buf, e);
}

static int column_width(const struct view *v, const struct table *t, const struct hall_waits *look,
	const struct entry *e, enum telling telling) {
	char buf[WAIT_TEXT_SIZE];
	struct expectation expected = wait_of_service(now_of(v, e));
	const char *text = wait_words(buf, v, &expected, telling);
	int w = font_width(FONT_REGULAR, look->word_px, text) + t->gap;
	return w > t->slot_min ? w : t->slot_min;
}

static int page_width(const struct view *v, const struct table *t, const struct hall_waits *look,
	struct page page, enum telling telling) {
	int w = 0;
	for (int i = page.first; i < page.end; i++) {
		w += column_width(v, t, look, &t->entry[i], telling);
	}
	return w;
}

static void column(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct table *t, const struct hall_waits *look, const struct entry *e,
	enum telling telling) {
	char id[SCENE_ID_SIZE], count[16], wait[WAIT_TEXT_SIZE], full[WAIT_TEXT_SIZE];
	char spoken[NAME_SIZE + WAIT_TEXT_SIZE];
	uint32_t ink = scene->theme->ink;
	const struct office_service *service = service_of(v, e);
	const struct snapshot_service *now = now_of(v, e);
	const char *name = words_name(v->lang, &service->name);
	struct expectation expected = wait_of_service(now);
	int line = rect.h / 2, beside = t->door_w + look->word_px / 4;
	view_door(v, scene, (struct scene_rect){rect.x, rect.y + 6, t->door_w, line - 6},
		look->letter_px, service->prefix);
	snprintf(count, sizeof count, "%d", now->waiting);
	snprintf(id, sizeof id, "waiting:%s", service->id);
	snprintf(spoken, sizeof spoken, "%s: %s", name, count);
	scene_name_item(
		scene_text(scene,
			(struct scene_rect){rect.x + beside, rect.y + 6, rect.w - beside, line - 6},
			view_bold(look->count_px, ink), count),
		id, spoken);
	snprintf(id, sizeof id, "wait:%s", service->id);
	snprintf(spoken, sizeof spoken, "%s: %s", name, wait_text(full, v->lang, &expected));
	scene_name_item(
		scene_text(scene, (struct scene_rect){rect.x, rect.y + line, rect.w, line},
			view_plain(look->word_px, ink), wait_words(wait, v, &expected, telling)),
		id, spoken);
}

static void labels(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct hall_waits *look, bool any) {
	int line = rect.h / 2;
	struct scene_rect first = {rect.x, rect.y + 6, rect.w, any ? line - 6 : rect.h - 12};
	hall_heading(v, scene, first, look->word_px, "hall.waiting");
	if (any) {
		scene_text(scene, (struct scene_rect){rect.x, rect.y + line, rect.w, line},
			view_plain(look->word_px, scene->theme->ink_2),
			words_get(v->lang, "hall.waiting.minutes"));
	}
}

static struct page page_of(const struct table *t, int64_t turn) {
	int pages = pages_of(t), length = (t->count + pages - 1) / pages;
	int first = (int)(turn % pages) * length, end = first + length;
	return (struct page){first, end < t->count ? end : t->count};
}

static void columns(const struct view *v, struct scene *scene, struct scene_rect rect,
	const struct table *t, const struct hall_waits *look, struct page page) {
	enum telling telling = LONG;
	while (telling > FIGURES && page_width(v, t, look, page, telling) > rect.w) {
		telling--;
	}
	int spare = (rect.w - page_width(v, t, look, page, telling)) / (page.end - page.first);
	if (spare > t->slot_min) {
		spare = t->slot_min;
	}
	int x = rect.x;
	for (int i = page.first; i < page.end; i++) {
		int slot = column_width(v, t, look, &t->entry[i], telling) + spare;
		struct scene_rect rule = {x - t->gap / 2, rect.y + 12, 2, rect.h - 24};
		scene_box(scene, rule, 0, scene->theme->rule, 0, SCENE_NONE);
		column(v, scene, (struct scene_rect){x, rect.y, slot - t->gap, rect.h}, t, look,
			&t->entry[i], telling);
		x += slot;
	}
}

void hall_waiting(const struct view *v, struct scene *scene, struct scene_rect rect, int word_px,
	int64_t turn) {
	struct hall_waits look = waits_of(word_px);
	struct table t = {0};
	if (!v->office) {
		return;
	}
	int pad = word_px / 2;
	struct scene_rect inside = {rect.x + pad, rect.y, rect.w - pad, rect.h};
	lay_out(v, &t, &look, inside.w);
	scene_box(scene, rect, 12, scene->theme->card, 0, SCENE_NONE);
	labels(v, scene, inside, &look, t.count > 0);
	int x = inside.x + t.label_w, room = rect.x + rect.w - x;
	if (t.count == 0) {
		scene_text(scene, (struct scene_rect){x, rect.y, room, rect.h},
			view_plain(word_px, scene->theme->ink_2),
			words_get(v->lang, "hall.nobody"));
		return;
	}
	columns(v, scene, (struct scene_rect){x, rect.y, room, rect.h}, &t, &look,
		page_of(&t, turn));
}
