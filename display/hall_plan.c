#include "display/hall_plan.h"

#include "display/hall_division.h"

enum { LOOK_NUMBER = 108, LOOK_SIDE = 1080, SIZES = 8 };

/* What boards are drawn for; less only on a smaller scene, and never below what is asked. */
static int grown(const struct hall_ask *ask, int step) {
	int side = ask->w < ask->h ? ask->w : ask->h, look = LOOK_NUMBER * side / LOOK_SIDE;
	int spare = look > ask->number_px ? look - ask->number_px : 0;
	return ask->number_px + spare * (SIZES - step) / SIZES;
}

static struct hall_type type_of(const struct hall_ask *ask, int number_px) {
	return (struct hall_type){.number_px = number_px,
		.word_px = (ask->word_px * number_px + ask->number_px - 1) / ask->number_px};
}

/* A third of the screen: at its right, or at the foot of one that stands upright. */
static void give_slide(struct hall_field *field) {
	int w = field->ask->w, h = field->ask->h, third = (w * h + 2) / 3;
	struct scene_rect *area = &field->area, *slide = &field->slide;
	*slide = *area;
	if (w > h) {
		slide->w = third / area->h + 1;
		slide->x = area->x + area->w - slide->w;
		area->w -= slide->w + 2 * HALL_GAP;
	} else {
		slide->h = third / area->w + 1;
		slide->y = area->y + area->h - slide->h;
		area->h -= slide->h + 2 * HALL_GAP;
	}
}

static struct hall_field field_of(
	const struct hall_ask *ask, int number_px, int margin, bool slide) {
	struct hall_field field = {.ask = ask, .type = type_of(ask, number_px)};
	int top = hall_header_h(&field.type, ask->header_lines) + HALL_GAP;
	field.area = (struct scene_rect){margin, top, ask->w - 2 * margin, ask->h - HALL_GAP - top};
	if (slide) {
		give_slide(&field);
	}
	return field;
}

/* The way that shows most with the least type, and then with the largest that shows as much. */
static struct hall_plan best_plan(const struct hall_ask *ask, int margin, bool slide) {
	const struct hall_division nothing = {.shown = {-1}};
	struct hall_field field = field_of(ask, ask->number_px, margin, slide);
	struct hall_division least, best;
	hall_division_best(&field, &nothing, &least);
	for (int step = 0; step < SIZES; step++) {
		struct hall_field larger = field_of(ask, grown(ask, step), margin, slide);
		if (hall_division_best(&larger, &least, &best)) {
			return hall_division_place(&larger, &best);
		}
	}
	return hall_division_place(&field, &least);
}

static bool reached(const struct hall_ask *ask, const struct hall_plan *plan) {
	return plan->call_px >= ask->call_px;
}

static int rows_of(const struct hall_ask *ask, const struct hall_plan *plan) {
	int room = plan->columns * plan->lines;
	return room < ask->counters ? room : ask->counters;
}

/* A picture costs neither the size of the call nor more than half of the counters. */
static bool may_stand(const struct hall_ask *ask, const struct hall_plan *beside,
	const struct hall_plan *without) {
	return reached(ask, beside) && 2 * rows_of(ask, beside) >= rows_of(ask, without);
}

/* Margins are narrow only where the call needs it. */
struct hall_plan hall_plan(const struct hall_ask *ask) {
	struct hall_plan plan = best_plan(ask, HALL_MARGIN, false);
	if (ask->slide) {
		struct hall_plan beside = best_plan(ask, HALL_MARGIN, true);
		if (may_stand(ask, &beside, &plan)) {
			return beside;
		}
	}
	if (reached(ask, &plan)) {
		return plan;
	}
	struct hall_plan broader = best_plan(ask, HALL_MARGIN_LEAST, false);
	return broader.call_px > plan.call_px ? broader : plan;
}
