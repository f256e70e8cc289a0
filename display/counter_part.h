/*
 * counter_part: the pieces of a counter's screen, for view_counter.c and display/counter_*.c alone.
 *
 * A door with the counter's number, words beside it (above it where the screen stands upright), and
 * a foot below the threshold. Rectangles in design pixels. Text is as large as who reads it from
 * afar needs; what has no room then is left out, the preview first.
 */
#ifndef MOTCUA_COUNTER_PART_H
#define MOTCUA_COUNTER_PART_H

#include "display/legible.h"
#include "display/view_part.h"

enum { COUNTER_LINE = 8 /* the threshold */ };

struct counter_screen {
	const struct view *v;
	struct scene *scene;
	const struct snapshot_counter *c;
	const struct office_counter *oc; /* NULL: its names are not known */
	struct legible least;
	bool tall;
	struct scene_rect field, words, door, foot;
};

/* How large a text is that would look well in `px`: at least as large as it must be. */
int counter_px(const struct counter_screen *s, int px);

/* The name of a service; "" where it is not known. */
const char *counter_service(const struct counter_screen *s, const char *id);

/* Text from the top of `left` down, as many lines as it takes; `left` is what is below it. False,
 * and nothing is put there, where there is no room. */
bool counter_text(const struct counter_screen *s, struct scene_rect *left, struct scene_type type,
	const char *id, const char *text);

void counter_call(const struct counter_screen *s);
void counter_away(const struct counter_screen *s);
void counter_ready(const struct counter_screen *s);
void counter_foot(const struct counter_screen *s);

/* What is asked of who was just served, over the whole field; false: nothing is. */
bool counter_rating(const struct counter_screen *s);

#endif
