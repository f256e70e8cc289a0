/*
 * page: the kiosk's screens as scenes, built from flow's state alone.
 *
 * page_build makes the whole screen for a window of that size: portrait 1080×1920 or landscape
 * 1920×1080 design pixels, in the citizen's language, in normal or large type, and with everything
 * pressable in the lower half when that is asked for. Each screen has a file of its own
 * (page_home.c …) with a function page_<screen>; what several share is below. Nothing is owned; the
 * scene holds copies.
 */
#ifndef MOTCUA_KIOSK_PAGE_H
#define MOTCUA_KIOSK_PAGE_H

#include "common/ui/parts.h"
#include "common/ui/scene.h"
#include "kiosk/flow.h"
#include "kiosk/phrase.h"

#include <stdbool.h>
#include <stdint.h>

/* One screen being built. */
struct page {
	struct scene *scene;
	const struct flow *flow;
	const struct theme *theme;
	enum lang lang;
	bool wide, large, low;
	int64_t now_ms;  /* flow's clock */
	int64_t wall_ms; /* the clock on the wall */
	int x, w;        /* the column between the margins */
	int top, bottom; /* between header and footer */
	int press_top;   /* nothing to press above it */
};

void page_build(struct scene *scene, const struct flow *flow, int64_t now_ms, int64_t wall_ms,
	int w_px, int h_px);

/* The screens. */
void page_home(struct page *p);
void page_search(struct page *p);
void page_service(struct page *p);
void page_procedure(struct page *p);
void page_priority(struct page *p);
void page_help(struct page *p);
void page_code(struct page *p);
void page_result(struct page *p);
void page_guide(struct page *p);
void page_late(struct page *p);
void page_taking(struct page *p);
void page_number(struct page *p);
void page_notice(struct page *p);
void page_return(struct page *p);
void page_rate(struct page *p);
void page_warning(struct page *p);
void page_away(struct page *p);
void page_starting(struct page *p);

/* The band at the top: the office, the time. `tall`: it fills the upper half and says `question`.
 */
void page_header(struct page *p);
void page_header_tall(struct page *p, const char *question, const char *hint);
/* Priority, help, language; larger, lower, dark, listen. */
void page_footer(struct page *p);

/* The word of a key in the page's language. */
const char *page_word(const struct page *p, const char *key);
/* The smallest letters that there are: capitals of 6.4 mm on 21.5". */
enum { PAGE_LEAST_PX = 36 };
/* A size of the theme. */
int page_px(const struct page *p, enum theme_role role);
/* A length that grows with the type. */
int page_grow(const struct page *p, int px);

/* Running text from the top of the rectangle in at most so many lines; the height it takes. */
int page_prose(struct page *p, struct scene_rect r, enum theme_role role, enum font_weight weight,
	uint32_t color, int max_lines, const char *text);
int page_prose_height(const struct page *p, int w, enum theme_role role, enum font_weight weight,
	int max_lines, const char *text);
/* A title in at most two lines; the height it takes. */
int page_title(struct page *p, struct scene_rect r, int px, const char *text);

/* Part of a list. */
struct slice {
	int page, pages, first, count;
};
struct slice page_slice(int page, int total, int per_page);
/* Back or previous, "Trang 1 / 3", next; `back`: the left button goes back on the first page. */
void page_pager(struct page *p, struct scene_rect r, const struct slice *s, bool back);

/* A button with an icon and one line. */
struct scene_item *page_button(struct page *p, struct scene_rect r, enum parts_look look,
	const char *icon, const char *id, const char *text);
/* What stands on it, in two lines where one is too narrow. */
void page_label(
	struct page *p, struct scene_rect r, const char *icon, uint32_t color, const char *text);
/* The place of what is pressed at the foot of a message. */
struct scene_rect page_lower(const struct page *p, int w, int h);
/* Two buttons there: the way back, and the one that goes on. */
void page_choice(struct page *p, const char *icon, const char *id, const char *text);
/* Advice: a yellow bar, an icon, running text, in letters small enough for the height of `r` where
 * it has one; the height it takes. */
int page_advice(struct page *p, struct scene_rect r, const char *icon, const char *text);
/* The height that it takes where it has the room. */
int page_advice_height(const struct page *p, int w, const char *text);
/* Where the printer cannot print, advice that says so before a number is taken, from y down; the
 * height it takes with the gap below. */
int page_printer_advice(struct page *p, int y);
/* Why the number on the screen has no slip, and what to do. */
const char *page_printer_remember(const struct page *p, char buf[static PHRASE_SIZE]);
/* The large button that takes a number, in the words of a key, with what is known of the wait, or
 * why there is none. */
void page_take(
	struct page *p, struct scene_rect r, const struct office_service *service, const char *key);

/* A row that leads to a service, its name in `px`: as large as two lines allow, but never smaller
 * than in normal type. */
void page_service_row(
	struct page *p, struct scene_rect r, const struct office_service *service, int px);
int page_service_row_px(
	const struct page *p, struct scene_rect r, const struct office_service *service);
/* A row that leads to a procedure; `query`: what to underline. */
void page_procedure_row(
	struct page *p, struct scene_rect r, const struct procedure_view *v, const char *query);

/* The keys, filling the rectangle; those of a slip's code alone. */
void page_keyboard(struct page *p, struct scene_rect r);
void page_keyboard_code(struct page *p, struct scene_rect r);

/* A QR code of the text, at least 4 modules of white around, whole pixels per module. */
void page_qr(struct page *p, struct scene_rect r, const char *text, const char *spoken);

/* In place of the search while the server is away: that numbers can be had all the same. */
void page_alone_band(struct page *p, struct scene_rect r);
/* The same in running text, where procedures would be; the height it takes. */
int page_alone_advice(struct page *p, struct scene_rect r);
/* Two lines for a tile: what can be said of a service without the server. */
const char *page_alone_tile(const struct page *p, const struct office_service *service);

/* A calm message in the middle: an outlined door with an icon on its line, a sentence, lines below;
 * returns the bottom. `y`: where the door's line lies. */
int page_message(struct page *p, int y, const char *icon, const char *title, const char *detail);

/* "Nhận số lại lúc 13:15.", "" where it is not known. */
const char *page_reopens(const struct page *p, char buf[static PHRASE_SIZE], int64_t opens_ms);

#endif
