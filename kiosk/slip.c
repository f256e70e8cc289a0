#include "kiosk/slip.h"

#include "common/clock.h"
#include "common/wait_text.h"
#include "kiosk/phrase.h"
#include "kiosk/slip_part.h"

#include <string.h>

/* Sizes that differ between the two papers. */
struct measure {
	int margin, name_px, door_h, title_px, number_px, service_px, label_px, value_px;
};

static struct measure measure(int width_dots) {
	if (width_dots >= SLIP_WIDE) {
		return (struct measure){28, 28, 300, 36, 192, 42, 30, 34};
	}
	return (struct measure){16, 26, 210, 28, 128, 34, 26, 28};
}

static const char *word(const struct slip *s, const char *key) {
	return words_get(s->lang, key);
}

int slip_margin(const struct slip *s) {
	return measure(s->width_dots).margin;
}

/* What the office has to say, in the middle. */
static int paragraph(const struct slip *s, struct dots *d, int y, const struct name *text) {
	struct measure m = measure(s->width_dots);
	struct dots_type t = {.px = m.name_px, .max_lines = LINES_MAX, .align = DOTS_CENTER};
	const char *words = words_name(s->lang, text);
	int w = s->width_dots - 2 * m.margin;
	return words[0] ? y + 6 + dots_text(d, m.margin, y + 6, w, &t, words) : y;
}

int slip_office(const struct slip *s, struct dots *d, int y) {
	struct measure m = measure(s->width_dots);
	char name[PHRASE_SIZE];
	struct dots_type t = {
		.weight = FONT_BOLD, .px = m.name_px, .max_lines = LINES_MAX, .align = DOTS_CENTER};
	phrase_office(name, s->lang, s->office);
	char *line = strchr(name, '\n');
	int w = s->width_dots - 2 * m.margin;
	if (line) {
		*line = '\0';
		bool fits = font_width(FONT_BOLD, m.name_px, name) <= w;
		*line = fits ? '\n' : ' ';
	}
	y += dots_text(d, m.margin, y, w, &t, name);
	return paragraph(s, d, y, &s->office->slip.header);
}

int slip_footer(const struct slip *s, struct dots *d, int y) {
	const struct name *footer = &s->office->slip.footer;
	if (!words_name(s->lang, footer)[0]) {
		return y;
	}
	slip_rule(s, d, y + 14);
	return paragraph(s, d, y + 22, footer);
}

void slip_rule(const struct slip *s, struct dots *d, int y) {
	int margin = slip_margin(s);
	dots_box(d, margin, y, s->width_dots - 2 * margin, 2);
}

int slip_row(const struct slip *s, struct dots *d, int y, const char *label, const char *value) {
	struct measure m = measure(s->width_dots);
	int w = s->width_dots - 2 * m.margin, line = m.value_px * 14 / 10;
	struct dots_type left = {.px = m.label_px, .line_px = line, .max_lines = 1};
	struct dots_type right = {.weight = FONT_BOLD,
		.px = m.value_px,
		.line_px = line,
		.max_lines = 3,
		.align = DOTS_RIGHT};
	if (!value[0]) {
		return y;
	}
	dots_text(d, m.margin, y, w, &left, label);
	int taken = font_width(FONT_REGULAR, m.label_px, label) + 24 +
		    font_width(FONT_BOLD, m.value_px, value);
	if (label[0] && taken > w) {
		y += line;
	}
	return y + dots_text(d, m.margin, y, w, &right, value);
}

int slip_prose(const struct slip *s, struct dots *d, int y, enum font_weight weight, int px,
	const char *text) {
	int margin = slip_margin(s);
	struct dots_type t = {.weight = weight, .px = px, .max_lines = LINES_MAX, .prose = true};
	return y + dots_text(d, margin, y, s->width_dots - 2 * margin, &t, text);
}

/* The door with the number on a line across the paper. */
static int door(const struct slip *s, struct dots *d, int y, const char *number) {
	struct measure m = measure(s->width_dots);
	int w = s->width_dots - 2 * m.margin, inner = w - 48;
	int px = font_fitting(FONT_BOLD, m.number_px, number, inner);
	struct dots_type title = {.weight = FONT_BOLD,
		.px = m.title_px,
		.max_lines = 1,
		.align = DOTS_CENTER,
		.white = true};
	struct dots_type big = title;
	big.px = px;
	dots_door(d, m.margin, y, w, m.door_h);
	int title_h = dots_text(d, m.margin, y + m.door_h / 20, w, &title, word(s, "slip.number"));
	int top = y + m.door_h / 20 + title_h, room = y + m.door_h - top;
	big.line_px = room;
	dots_text(d, m.margin, top - px / 16, w, &big, number);
	dots_box(d, 0, y + m.door_h, s->width_dots, 6);
	return y + m.door_h + 6;
}

/* "IN LẠI" in a frame, so that nobody takes the slip for a number of its own. */
static int again(const struct slip *s, struct dots *d, int y) {
	struct measure m = measure(s->width_dots);
	int w = s->width_dots - 2 * m.margin, px = m.service_px, h = px * 8 / 5, line = 4;
	struct dots_type t = {
		.weight = FONT_BOLD, .px = px, .line_px = h, .max_lines = 1, .align = DOTS_CENTER};
	t.px = font_fitting(FONT_BOLD, px, word(s, "slip.again"), w - 24);
	dots_box(d, m.margin, y, w, line);
	dots_box(d, m.margin, y + h - line, w, line);
	dots_box(d, m.margin, y, line, h);
	dots_box(d, m.margin + w - line, y, line, h);
	dots_text(d, m.margin, y, w, &t, word(s, "slip.again"));
	return y + h + 16;
}

/* How long, and when by the clock; or what else there is to say. */
static int wait(const struct slip *s, struct dots *d, int y, const struct ticket *t) {
	struct expectation e = wait_of_ticket(t);
	char text[WAIT_TEXT_SIZE], turn[PHRASE_SIZE];
	if (wait_case(&e) != WAIT_MINUTES) {
		return slip_row(
			s, d, y, word(s, "slip.expected"), wait_text_value(text, s->lang, &e));
	}
	y = slip_row(s, d, y, word(s, "slip.wait"), wait_text_value(text, s->lang, &e));
	wait_text_clock(text, &e, t->issued_at_ms);
	words_fill(turn, sizeof turn, s->lang, "wait.about", "window", text, NULL);
	return slip_row(s, d, y, word(s, "slip.turn"), turn);
}

/* The class, and below it what it is worth. */
static int priority(const struct slip *s, struct dots *d, int y, const struct ticket *t) {
	char text[PHRASE_SIZE];
	phrase_priority(text, s->lang, s->office, t->priority);
	y = slip_row(s, d, y, word(s, "slip.priority"), text);
	return slip_row(s, d, y, "", phrase_head_start(text, s->lang, t));
}

static int facts(const struct slip *s, struct dots *d, int y, const struct ticket *t) {
	char text[PHRASE_SIZE];
	phrase_counters(text, s->lang, s->office, t->service);
	y = slip_row(s, d, y, word(s, "slip.counters"), text);
	if (t->ahead == 0) {
		y = slip_row(s, d, y, word(s, "slip.ahead"), word(s, "kiosk.fact.nobody"));
	} else if (t->ahead > 0) {
		phrase_people(text, s->lang, t->ahead);
		y = slip_row(s, d, y, word(s, "slip.ahead"), text);
	}
	y = wait(s, d, y, t);
	if (s->alone) {
		y = slip_row(s, d, y, word(s, "slip.alone.order"), word(s, "slip.alone.by_time"));
	}
	y = slip_row(s, d, y, word(s, "slip.code"), t->procedure);
	return priority(s, d, y, t);
}

/* The code with its words beside it, or above it on narrow paper. */
static int code(const struct slip *s, struct dots *d, int y, const char *url) {
	char text[PHRASE_SIZE];
	int scale = s->width_dots >= SLIP_WIDE ? 7 : 6, margin = slip_margin(s);
	struct dots_type t = {.px = s->width_dots >= SLIP_WIDE ? 30 : 26,
		.line_px = s->width_dots >= SLIP_WIDE ? 40 : 34,
		.max_lines = 7,
		.prose = true};
	words_fill(text, sizeof text, s->lang, s->alone ? "slip.alone.scan" : "slip.scan", "bold",
		LINES_BOLD, NULL);
	if (s->width_dots < SLIP_WIDE) {
		y += dots_text(d, margin, y + 12, s->width_dots - 2 * margin, &t, text) + 12;
		struct dots measured;
		dots_init(&measured, 1);
		int side = dots_qr(&measured, 0, 0, scale, url);
		dots_clear(&measured);
		return y + dots_qr(d, (s->width_dots - side) / 2, y, scale, url);
	}
	int side = dots_qr(d, margin - QR_QUIET * scale, y, scale, url);
	struct dots words;
	dots_init(&words, s->width_dots);
	int x = margin + side - QR_QUIET * scale + 12, w = s->width_dots - x - 20;
	int h = dots_text(&words, x, 0, w, &t, text);
	dots_clear(&words);
	dots_text(d, x, y + (side - h) / 2, w, &t, text);
	return y + side;
}

/* Who holds a slip in English may show it to somebody who reads Vietnamese. */
static int staff_name(
	const struct slip *s, struct dots *d, int y, const struct office_service *service) {
	struct measure m = measure(s->width_dots);
	struct dots_type t = {.px = m.name_px, .max_lines = LINES_MAX, .align = DOTS_CENTER};
	bool needed = service && s->lang == LANG_EN && service->name.en[0];
	int w = s->width_dots - 2 * m.margin;
	return needed ? y + dots_text(d, m.margin, y, w, &t, service->name.vi) : y;
}

void slip_ticket(const struct slip *s, const struct ticket *t, struct dots *out) {
	struct measure m = measure(s->width_dots);
	const struct office_service *service = office_view_service(s->office, t->service);
	char when[PHRASE_SIZE], date[PHRASE_SIZE], time[8];
	dots_init(out, s->width_dots);
	int y = slip_office(s, out, 20) + 16, w = s->width_dots - 2 * m.margin;
	y = s->again ? again(s, out, y) : y;
	y = door(s, out, y, t->number) + 16;
	struct dots_type name = {.weight = FONT_BOLD,
		.px = m.service_px,
		.max_lines = LINES_MAX,
		.align = DOTS_CENTER};
	y += dots_text(
		out, m.margin, y, w, &name, service ? words_name(s->lang, &service->name) : "");
	y = staff_name(s, out, y, service);
	y = facts(s, out, y + 12, t) + 10;
	if (t->url[0]) {
		slip_rule(s, out, y);
		y = code(s, out, y + 2, t->url);
	}
	slip_rule(s, out, y);
	y += 14;
	if (t->pause.from_ms) {
		const char *key = wait_noon(&t->pause) ? "kiosk.late.kept.noon" : "kiosk.late.kept";
		y = slip_prose(s, out, y, FONT_BOLD, m.name_px, word(s, key)) + 12;
	}
	y = slip_prose(s, out, y, FONT_REGULAR, m.name_px, word(s, "slip.absent")) + 12;
	phrase_date(date, s->lang, t->issued_at_ms, false);
	phrase_join(when, clock_hhmm(t->issued_at_ms, time), "  ", date, NULL);
	y = slip_prose(s, out, y, FONT_REGULAR, m.name_px, when);
	y = slip_prose(s, out, y, FONT_REGULAR, m.name_px, word(s, "slip.valid"));
	y = slip_footer(s, out, y);
	dots_grow(out, y + 8);
}
