#include "display/legible.h"

#include "common/ui/font.h"

#include <math.h>

static const double MM_PER_INCH = 25.4, MM_PER_M = 1000;
static const double times_cap[LEGIBLE_KINDS] = {
	[LEGIBLE_CALL] = 82, [LEGIBLE_NUMBER] = 82, [LEGIBLE_WORD] = 172};

const struct legible_place legible_hall = {.diagonal_in = 55, .distance_m = 10, .list_m = 4};
const struct legible_place legible_counter = {.diagonal_in = 32, .distance_m = 5, .list_m = 2};

struct legible_place legible_place_of(
	const struct legible_place *told, const struct legible_place *usual) {
	struct legible_place p = *told;
	p.diagonal_in = p.diagonal_in > 0 ? p.diagonal_in : usual->diagonal_in;
	p.distance_m = p.distance_m > 0 ? p.distance_m : usual->distance_m;
	p.list_m = p.list_m > 0 ? p.list_m : usual->list_m;
	return p;
}

static struct legible_place complete(const struct legible_place *place) {
	struct legible_place p = legible_place_of(place, &legible_hall);
	p.list_m = fmin(p.list_m, p.distance_m);
	return p;
}

/* Numbers are bold, words are of both weights. */
static double cap_real(enum legible_kind kind, int real_px) {
	double bold = font_cap_drawn(FONT_BOLD, real_px);
	return kind == LEGIBLE_WORD ? fmin(bold, font_cap_drawn(FONT_REGULAR, real_px)) : bold;
}

/* Type is drawn in whole real pixels: the least of them first, then what becomes that. */
static int least_px(const struct legible *l, enum legible_kind kind) {
	double cap_mm = legible_wanted_m(l, kind) * MM_PER_M / times_cap[kind];
	double cap = cap_mm * l->real_per_mm - 1e-9;
	int real_px = (int)ceil(cap / FONT_CAP);
	while (cap_real(kind, real_px) < cap) {
		real_px++;
	}
	int px = (int)((real_px - 1) / l->factor);
	while (lround(px * l->factor) < real_px) {
		px++;
	}
	return px;
}

struct legible legible_of(
	const struct legible_place *place, int scene_w, int scene_h, int window_w, int window_h) {
	struct legible l = {.place = complete(place)};
	l.factor = fmin((double)window_w / scene_w, (double)window_h / scene_h);
	l.real_per_mm = hypot(window_w, window_h) / (l.place.diagonal_in * MM_PER_INCH);
	l.call_px = least_px(&l, LEGIBLE_CALL);
	l.number_px = least_px(&l, LEGIBLE_NUMBER);
	l.word_px = least_px(&l, LEGIBLE_WORD);
	return l;
}

double legible_cap_mm(const struct legible *l, enum legible_kind kind, int px) {
	return cap_real(kind, (int)lround(px * l->factor)) / l->real_per_mm;
}

double legible_metres(const struct legible *l, enum legible_kind kind, int px) {
	return legible_cap_mm(l, kind, px) * times_cap[kind] / MM_PER_M;
}

double legible_wanted_m(const struct legible *l, enum legible_kind kind) {
	return kind == LEGIBLE_CALL ? l->place.distance_m : l->place.list_m;
}
