/*
 * scene: all that a screen shows, as a flat list of items in design pixels.
 *
 * A scene is built without a window, then drawn (draw.h), hit-tested, compared with the one before
 * and written as JSON (dump.h), so what is tested is what is seen. Later items lie on earlier
 * ones. The scene owns its items and copies every string; item pointers stay valid until the next
 * scene_start or scene_free. Colours are 0xRRGGBB or SCENE_NONE for "not painted".
 */
#ifndef MOTCUA_UI_SCENE_H
#define MOTCUA_UI_SCENE_H

#include "common/ui/lines.h"
#include "common/ui/theme.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCENE_NONE 0xFFFFFFFFu
#define SCENE_ID_SIZE 64

enum scene_kind { SCENE_BOX, SCENE_DOOR, SCENE_TEXT, SCENE_ICON, SCENE_BITMAP, SCENE_PICTURE };
enum scene_role { SCENE_ROLE_NONE, SCENE_ROLE_TEXT, SCENE_ROLE_BUTTON, SCENE_ROLE_IMAGE };
enum scene_state { SCENE_NORMAL, SCENE_PRESSED, SCENE_FOCUSED, SCENE_ON, SCENE_DISABLED };
enum scene_align { SCENE_LEFT, SCENE_CENTER, SCENE_RIGHT };
enum scene_place {
	SCENE_TOP,    /* the first line's box begins at the top of the rectangle */
	SCENE_MIDDLE, /* the block of lines is centred in the rectangle */
	SCENE_CAPS    /* one line, its capitals and digits centred: doors, rows, clocks */
};

struct picture;

struct scene_rect {
	int x, y, w, h;
};

/* How a text is set. Zero means: regular, left, top, one line, line height 1.25 × px. */
struct scene_type {
	enum font_weight weight;
	int px;
	uint32_t color;
	enum scene_align align;
	enum scene_place place;
	int max_lines;
	int line_px;
	bool prose; /* see lines.h */
	bool whole; /* see lines.h */
};

struct scene_item {
	enum scene_kind kind;
	enum scene_role role;
	enum scene_state state;
	int group;  /* of buttons that the keypad takes as one, until it goes into it; 0: none */
	bool first; /* where the keypad begins */
	struct scene_rect rect;
	uint32_t fill;   /* box, door: ground; bitmap: its zero bits */
	uint32_t border; /* box, door */
	uint32_t color;  /* text, icon; bitmap: its one bits */
	int border_px;
	int radius_px;
	struct scene_type type;
	char id[SCENE_ID_SIZE];
	char *text;    /* what is written, or the icon's name, or a button's label */
	char *spoken;  /* NULL: as text */
	uint8_t *bits; /* bitmap: one byte each, row by row */
	int bits_w, bits_h;
	struct picture *picture; /* borrowed; where the scene is only compared, it may be gone */
	uint64_t picture_id;
};

struct scene {
	char name[SCENE_ID_SIZE];    /* "home", "hall": the dump's "screen" */
	char pressed[SCENE_ID_SIZE]; /* set by the window before a build: the button held down */
	char focused[SCENE_ID_SIZE]; /* set by the program: the button the keypad is on */
	const struct theme *theme;
	int w_px, h_px;
	uint32_t ground;
	bool dark; /* nothing of it is drawn; set after scene_start */
	struct scene_item **item;
	size_t count, room;
	size_t live; /* items before this one cannot be touched (they lie under a dialog) */
};

struct scene *scene_new(void);
void scene_free(struct scene *scene);

/* Empties the scene and begins another; `pressed` and `focused` stay. */
void scene_start(
	struct scene *scene, const char *name, const struct theme *theme, int w_px, int h_px);

/* A rectangle with rounded corners. A fill of SCENE_NONE leaves what is below. */
struct scene_item *scene_box(struct scene *scene, struct scene_rect rect, int radius_px,
	uint32_t fill, int border_px, uint32_t border);

/* A door: top corners 0.28 × width (at most 64), square bottom, which has no border. */
struct scene_item *scene_door(
	struct scene *scene, struct scene_rect rect, uint32_t fill, int border_px, uint32_t border);

/* A text in a rectangle; role text. */
struct scene_item *scene_text(
	struct scene *scene, struct scene_rect rect, struct scene_type type, const char *text);

/* An icon of assets/images/icons by its name ("search"), as large as fits and centred. */
struct scene_item *scene_icon(
	struct scene *scene, struct scene_rect rect, const char *name, uint32_t color);

/* A picture of two colours, scaled to whole pixels per bit and centred; role image. */
struct scene_item *scene_bitmap(struct scene *scene, struct scene_rect rect, const uint8_t *bits,
	int w, int h, uint32_t color, uint32_t fill);

/* A picture in full colour, as large as fits without being cut or stretched and centred; its ground
 * shows around it. Not owned, see common/ui/picture.h; role image, `words` are what is spoken. */
struct scene_item *scene_picture(struct scene *scene, struct scene_rect rect,
	struct picture *picture, uint32_t ground, const char *words);

/* Makes the item something to touch; `spoken` NULL means as `text`. */
void scene_make_button(
	struct scene_item *item, const char *id, const char *text, const char *spoken);

/* Gives the item an id and, if not NULL, words to be spoken. */
void scene_name_item(struct scene_item *item, const char *id, const char *spoken);

/* Puts the items from one count of them to another behind all others: the keypad comes to them
 * last.
 */
void scene_put_last(struct scene *scene, size_t from, size_t to);

/* From here on lies a dialog: nothing put before can be touched. */
void scene_cover(struct scene *scene);

/* Where the lines of a text stand: height of the block, whether not all of it is in them, and the
 * baseline of line `i`. */
int scene_text_height(const struct scene_type *type, const char *text, int width);
bool scene_text_cut(const struct scene_type *type, const char *text, int width);
int scene_baseline(const struct scene_item *item, size_t line_count, size_t i);
int scene_line_px(const struct scene_type *type);
struct lines_type scene_lines_type(const struct scene_type *type);

/* The topmost button at this point that is not disabled, or NULL. */
const struct scene_item *scene_hit(const struct scene *scene, int x, int y);

/* The button of this id that can be touched, or NULL. */
const struct scene_item *scene_button(const struct scene *scene, const char *id);

/* The first item of this id, or NULL: for tests. */
const struct scene_item *scene_find(const struct scene *scene, const char *id);

/* The colour behind an item. */
uint32_t scene_background(const struct scene *scene, size_t index);

/* Whether both show the same. */
bool scene_equal(const struct scene *a, const struct scene *b);

/* Where an item may leave paint: letters stand a little outside their rectangle, and a number that
 * is never cut far outside, so that of a text the whole breadth counts. */
struct scene_rect scene_painted(const struct scene *scene, const struct scene_item *item);

/* The part that must be painted again to turn `a` into `b`; empty (w 0) if nothing. */
struct scene_rect scene_difference(const struct scene *a, const struct scene *b);

#endif
