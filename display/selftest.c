#include "display/selftest.h"

#include "common/log.h"
#include "common/mem.h"

#include <math.h>
#include <string.h>

enum { FEW = 6, MANY = 28, TEXT_SIZE = 256, MANY_LETTERS = 4 };

/* Halls as they may be; what is in them is shown nowhere else. */
static const char short_number[] = "A012", long_number[] = "M1-012";

struct hall {
	struct office_view office;
	struct snapshot snapshot;
	struct announce announce;
	struct view view;
};

static int letters(const char *number) {
	int count = 0;
	for (const char *at = number; *at; at++) {
		count += (*at & 0xC0) != 0x80;
	}
	return count;
}

static void make_call(struct snapshot_call *call, const char *number, int counter) {
	*call = (struct snapshot_call){.counter = counter, .reason = REASON_PRIORITY};
	snprintf(call->number, sizeof call->number, "%s", number);
}

static void make_hall(
	struct hall *h, const struct selftest *s, const char *number, enum lang lang) {
	struct snapshot *hall = &h->snapshot;
	int counters = letters(number) > MANY_LETTERS ? MANY : FEW;
	*h = (struct hall){.view = {.hall = hall,
				   .office = &h->office,
				   .announce = &h->announce,
				   .lang = lang,
				   .place = s->place}};
	hall->open = true;
	hall->counter_count = counters;
	for (int i = 0; i < counters; i++) {
		struct snapshot_counter *c = &hall->counters[i];
		*c = (struct snapshot_counter){.id = i + 1, .state = COUNTER_OPEN};
		snprintf(c->number, sizeof c->number, "%s", number);
	}
	hall->recent_count = hall->absent_count = FEW / 2;
	for (int i = 0; i < FEW / 2; i++) {
		make_call(&hall->recent[i], number, counters - i - 1);
		snprintf(hall->absent[i], NUMBER_SIZE, "%s", number);
	}
	h->announce.any = h->announce.fresh = true;
	make_call(&h->announce.shown, number, counters);
}

/* What a text is, from whom it is made and what it says. */
static enum legible_kind kind_of(const struct scene_item *item, const char *number) {
	bool figures = item->type.whole && !item->id[0] &&
		       item->text[strspn(item->text, "0123456789")] == '\0';
	if (strcmp(item->id, "call") == 0 || strcmp(item->id, "counter") == 0) {
		return LEGIBLE_CALL;
	}
	return figures || strcmp(item->text, number) == 0 ? LEGIBLE_NUMBER : LEGIBLE_WORD;
}

/* The smallest text of a kind; NULL: there is none. */
static const struct scene_item *smallest(
	const struct scene *scene, enum legible_kind kind, const char *number) {
	const struct scene_item *least = NULL;
	for (size_t i = 0; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		if (item->kind == SCENE_TEXT && item->text[0] && kind_of(item, number) == kind &&
			(!least || item->type.px < least->type.px)) {
			least = item;
		}
	}
	return least;
}

/* A figure as it is written in that language; what is promised is never rounded up. */
static void figure(char buf[static 16], double value, enum lang lang) {
	snprintf(buf, 16, "%.1f", floor(value * 10 + 1e-6) / 10);
	char *point = strchr(buf, '.');
	if (strcmp(point, ".0") == 0) {
		*point = '\0';
	} else if (lang == LANG_VI) {
		*point = ',';
	}
}

/* One line on the smallest text of a kind; whether it can be read as far as it should. */
static bool tell(const struct scene *scene, const struct legible *l, enum legible_kind kind,
	const char *number, enum lang lang, FILE *out) {
	static const char *const keys[LEGIBLE_KINDS] = {[LEGIBLE_CALL] = "selftest.call",
		[LEGIBLE_NUMBER] = "selftest.number",
		[LEGIBLE_WORD] = "selftest.word"};
	const struct scene_item *item = smallest(scene, kind, number);
	char line[TEXT_SIZE], mm[16], metres[16], wanted[16];
	if (!item) {
		return true;
	}
	double from_m = legible_metres(l, kind, item->type.px), to_m = legible_wanted_m(l, kind);
	bool well = from_m >= to_m - 1e-6;
	figure(mm, legible_cap_mm(l, kind, item->type.px), lang);
	figure(metres, from_m, lang);
	figure(wanted, to_m, lang);
	words_fill(line, sizeof line, lang, "selftest.line", "verdict",
		words_get(lang, well ? "selftest.ok" : "selftest.not_ok"), "what",
		words_get(lang, keys[kind]), "text", item->text, "mm", mm, "metres", metres,
		"wanted", wanted, NULL);
	fprintf(out, "%s\n", line);
	return well;
}

static int rows_shown(const struct scene *scene) {
	int count = 0;
	for (size_t i = 0; i < scene->count; i++) {
		count += strncmp(scene->item[i]->id, "row:", 4) == 0;
	}
	return count;
}

struct size {
	int w, h;
};

static struct size size_of(const struct selftest *s) {
	struct size size = {1920, 1080};
	bool given = s->size && *s->size && sscanf(s->size, "%dx%d", &size.w, &size.h) == 2 &&
		     size.w > 0 && size.h > 0;
	bool turned = !given && s->turn_deg % 180 != 0;
	return turned ? (struct size){1080, 1920} : size;
}

static bool test_hall(const struct selftest *s, const char *number, enum lang lang, FILE *out) {
	struct hall *h = mem_alloc(1, sizeof *h);
	struct scene *scene = scene_new();
	struct size size = size_of(s);
	char line[TEXT_SIZE], rows[16], counters[16];
	make_hall(h, s, number, lang);
	view_hall(&h->view, scene, size.w, size.h);
	struct legible l = legible_of(&s->place, scene->w_px, scene->h_px, size.w, size.h);
	snprintf(rows, sizeof rows, "%d", rows_shown(scene));
	snprintf(counters, sizeof counters, "%d", h->snapshot.counter_count);
	words_fill(line, sizeof line, lang, "selftest.hall", "text", number, "rows", rows,
		"counters", counters, NULL);
	fprintf(out, "%s\n", line);
	bool well = true;
	for (int kind = 0; kind < LEGIBLE_KINDS; kind++) {
		well &= tell(scene, &l, (enum legible_kind)kind, number, lang, out);
	}
	scene_free(scene);
	mem_free(h);
	return well;
}

static bool test_in(const struct selftest *s, enum lang lang, FILE *out) {
	struct size size = size_of(s);
	struct legible l = legible_of(&s->place, size.w, size.h, size.w, size.h);
	char line[TEXT_SIZE], inches[16], metres[16], list[16], window[32];
	figure(inches, l.place.diagonal_in, lang);
	figure(metres, l.place.distance_m, lang);
	figure(list, l.place.list_m, lang);
	snprintf(window, sizeof window, "%d × %d", size.w, size.h);
	words_fill(line, sizeof line, lang, "selftest.screen", "inches", inches, "size", window,
		"metres", metres, "list", list, NULL);
	fprintf(out, "%s\n", line);
	bool well = test_hall(s, s->number ? s->number : short_number, lang, out);
	if (!s->number) {
		well &= test_hall(s, long_number, lang, out);
	}
	fprintf(out, "%s\n", words_get(lang, well ? "selftest.all" : "selftest.not_all"));
	return well;
}

bool selftest_run(const struct selftest *s, FILE *out) {
	bool well = test_in(s, LANG_VI, out);
	fputc('\n', out);
	test_in(s, LANG_EN, out);
	return well;
}

void selftest_warn(const struct view *v, int w_px, int h_px) {
	double wanted_m, metres = view_hall_call_m(v, w_px, h_px, &wanted_m);
	if (metres < wanted_m - 1e-6) {
		log_warn(
			"display: on this screen the newest call can be read from %.1f m, not from "
			"%.1f m; --selftest tells more",
			floor(metres * 10) / 10, wanted_m);
	}
}
