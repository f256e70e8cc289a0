/* The keys on the screen: letters without marks, digits, the point and the dash of codes. */
#include "kiosk/page.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 5, GAP = 12 };

static const char *const rows[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm."};

/* Ids have small letters; `capital`: what is shown is what a code has. */
static void letter(struct page *p, struct scene_rect r, int row, char c, bool capital) {
	char id[16], text[2] = {capital ? (char)toupper((unsigned char)c) : c, '\0'};
	snprintf(id, sizeof id, "key:%c", c);
	const char *spoken = c == '.' ? page_word(p, "kiosk.key.point") : NULL;
	spoken = c == '-' ? page_word(p, "kiosk.key.dash") : spoken;
	parts_key(p->scene, r, 6, SCENE_NORMAL, id, text, spoken)->group = row + 1;
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = page_grow(p, 46),
		.color = p->theme->ink,
		.align = SCENE_CENTER,
		.place = SCENE_MIDDLE,
		.whole = true,
	};
	scene_text(p->scene, r, t, text);
}

static void word(struct page *p, struct scene_rect r, const char *id, const char *text) {
	parts_key(p->scene, r, 6, SCENE_NORMAL, id, text, NULL)->group = ROWS;
	struct scene_type t = {
		.weight = FONT_BOLD,
		.px = font_fitting(FONT_BOLD, page_px(p, THEME_BODY), text, r.w - 24),
		.color = p->theme->ink,
		.align = SCENE_CENTER,
		.place = SCENE_CAPS,
		.whole = true,
	};
	scene_text(p->scene, r, t, text);
}

static void backspace(struct page *p, struct scene_rect r) {
	const char *text = page_word(p, "kiosk.key.backspace");
	parts_key(p->scene, r, 6, SCENE_NORMAL, "key:backspace", text, NULL)->group = ROWS - 1;
	struct scene_rect icon = {r.x + (r.w - 56) / 2, r.y + (r.h - 56) / 2, 56, 56};
	scene_icon(p->scene, icon, "backspace", p->theme->ink);
}

/* A line of keys is one stop of the keypad; it begins at the first line of letters. */
static void line(
	struct page *p, struct scene_rect r, int row, const char *letters, const char *more) {
	char id[SCENE_ID_SIZE], keys[PHRASE_SIZE] = "", spoken[PHRASE_SIZE];
	for (const char *c = letters; *c; c++) {
		phrase_join(keys, keys, (char[]){*c, ' ', '\0'}, NULL);
	}
	snprintf(id, sizeof id, "keys:%d", row + 1);
	phrase_join(keys, keys, more, NULL);
	words_fill(spoken, sizeof spoken, p->lang, "kiosk.key.row", "keys", keys, NULL);
	parts_group(p->scene, r, row + 1, id, spoken)->first = row == 1;
}

static void lines(struct page *p, struct scene_rect r, int key_h) {
	char last[PHRASE_SIZE];
	phrase_join(
		last, page_word(p, "kiosk.key.space"), ", ", page_word(p, "kiosk.key.hide"), NULL);
	for (int row = 0; row < ROWS; row++) {
		const char *more = row == ROWS - 2   ? page_word(p, "kiosk.key.backspace")
				   : row == ROWS - 1 ? last
						     : "";
		line(p, (struct scene_rect){r.x, r.y + row * (key_h + GAP), r.w, key_h}, row,
			row < ROWS - 1 ? rows[row] : "", more);
	}
}

void page_keyboard(struct page *p, struct scene_rect r) {
	int unit = r.w + GAP, key_w = unit / 10 - GAP, key_h = (r.h + GAP) / ROWS - GAP;
	lines(p, r, key_h);
	for (int row = 0; row < 4; row++) {
		int count = (int)strlen(rows[row]);
		int shift = row == 2 ? unit / 20 : 0, y = r.y + row * (key_h + GAP);
		for (int i = 0; i < count; i++) {
			struct scene_rect key = {r.x + shift + unit * i / 10, y, key_w, key_h};
			letter(p, key, row, rows[row][i], false);
		}
	}
	int y = r.y + 3 * (key_h + GAP);
	int left = unit * 8 / 10;
	backspace(p, (struct scene_rect){r.x + left, y, r.w - left, key_h});
	y += key_h + GAP;
	left = unit * 7 / 10;
	word(p, (struct scene_rect){r.x, y, left - GAP, key_h}, "key:space",
		page_word(p, "kiosk.key.space"));
	word(p, (struct scene_rect){r.x + left, y, r.w - left, key_h}, "key:hide",
		page_word(p, "kiosk.key.hide"));
}

void page_keyboard_code(struct page *p, struct scene_rect r) {
	static const char *const of_code[] = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm.-"};
	int unit = r.w + GAP, key_w = unit / 10 - GAP, key_h = (r.h + GAP) / (ROWS - 1) - GAP;
	for (int row = 0; row < ROWS - 1; row++) {
		int shift = row == 2 ? unit / 20 : 0, y = r.y + row * (key_h + GAP);
		line(p, (struct scene_rect){r.x, y, r.w, key_h}, row, of_code[row],
			row == ROWS - 2 ? page_word(p, "kiosk.key.backspace") : "");
		for (int i = 0; of_code[row][i]; i++) {
			struct scene_rect key = {r.x + shift + unit * i / 10, y, key_w, key_h};
			letter(p, key, row, of_code[row][i], true);
		}
	}
	int y = r.y + (ROWS - 2) * (key_h + GAP), left = unit * 9 / 10;
	backspace(p, (struct scene_rect){r.x + left, y, r.w - left, key_h});
}
