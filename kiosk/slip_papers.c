#include "common/clock.h"
#include "kiosk/phrase.h"
#include "kiosk/slip_part.h"

#include <stdio.h>

static int body_px(const struct slip *s) {
	return s->width_dots >= SLIP_WIDE ? 28 : 24;
}

static int heading(const struct slip *s, struct dots *d, int y, const char *key) {
	return slip_prose(s, d, y, FONT_BOLD, body_px(s) + 4, words_get(s->lang, key)) + 4;
}

/* "1" in the margin's column, the text beside it. */
static int paper(const struct slip *s, struct dots *d, int y, int number, const char *text) {
	char digits[16], bound[PHRASE_SIZE];
	int margin = slip_margin(s), left = margin + body_px(s) * 3 / 2;
	struct dots_type bold = {.weight = FONT_BOLD, .px = body_px(s), .max_lines = 1};
	struct dots_type plain = {.px = body_px(s), .max_lines = LINES_MAX, .prose = true};
	snprintf(digits, sizeof digits, "%d", number);
	dots_text(d, margin, y, left - margin, &bold, digits);
	int h = dots_text(
		d, left, y, s->width_dots - margin - left, &plain, phrase_bind(bound, text));
	return y + h + 6;
}

static int papers(const struct slip *s, struct dots *d, int y, const struct procedure_view *p) {
	y = heading(s, d, y, "slip.papers");
	for (int i = 0; i < p->document_count; i++) {
		const char *text = procedure_view_document(p, i, s->lang);
		y = paper(s, d, y, i + 1, text ? text : "");
	}
	return y;
}

/* What people call it, cut where it is long: the full name follows. */
static int title(const struct slip *s, struct dots *d, int y, const char *text) {
	int margin = slip_margin(s);
	struct dots_type t = {.weight = FONT_BOLD, .px = body_px(s) + 10, .max_lines = 3};
	return y + dots_text(d, margin, y, s->width_dots - 2 * margin, &t, text);
}

/* The day to come for the result, if the papers are handed in on the day that is printed. */
static int due(const struct slip *s, struct dots *d, int y, const struct procedure_view *p) {
	char text[PHRASE_SIZE];
	phrase_due(text, s->lang, p, s->now_ms, true);
	if (!text[0]) {
		return y;
	}
	y = heading(s, d, y, "slip.due");
	return slip_prose(s, d, y, FONT_REGULAR, body_px(s), text) + 12;
}

void slip_papers(const struct slip *s, const struct procedure_view *p, struct dots *out) {
	char text[PHRASE_SIZE], when[PHRASE_SIZE], time[8];
	dots_init(out, s->width_dots);
	int y = slip_office(s, out, 20) + 12, px = body_px(s);
	slip_rule(s, out, y);
	y = title(s, out, y + 14, procedure_view_short(p, s->lang)) + 6;
	words_fill(text, sizeof text, s->lang, "kiosk.code", "code", p->code, NULL);
	y = slip_prose(s, out, y, FONT_REGULAR, px, text);
	y = slip_prose(s, out, y, FONT_REGULAR, px, procedure_view_name(p, s->lang));
	y = papers(s, out, y + 16, p) + 10;
	y = heading(s, out, y, "slip.fee");
	y = slip_prose(s, out, y, FONT_REGULAR, px, phrase_fee(text, s->lang, p)) + 12;
	y = heading(s, out, y, "slip.time_limit");
	y = slip_prose(s, out, y, FONT_REGULAR, px, phrase_time_limit(text, s->lang, p)) + 12;
	y = due(s, out, y, p) + 4;
	slip_rule(s, out, y);
	phrase_date(text, s->lang, s->now_ms, false);
	phrase_join(when, clock_hhmm(s->now_ms, time), "  ", text, NULL);
	y = slip_prose(s, out, y + 14, FONT_REGULAR, px, when);
	y = slip_prose(s, out, y, FONT_REGULAR, px, words_get(s->lang, "slip.papers.note"));
	y = slip_footer(s, out, y);
	dots_grow(out, y + 8);
}
