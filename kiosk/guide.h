/*
 * guide: when something of the screen is to be heard.
 *
 * Pure. After each drawing it compares what is shown with what it last spoke of. "Listen" reads
 * the whole screen once, until something is pressed or another screen comes. In the spoken mode
 * each new screen is announced, each button that the keypad moves to, and what a press did;
 * whatever comes cuts off what is still being said. A value that owns nothing.
 */
#ifndef MOTCUA_KIOSK_GUIDE_H
#define MOTCUA_KIOSK_GUIDE_H

#include "common/spoken.h"
#include "common/ui/scene.h"
#include "kiosk/flow.h"

#include <stdbool.h>

struct guide_screen {
	char name[SCENE_ID_SIZE];
	int page;
	enum lang lang;
	int step; /* of what goes on in the same screen: printing, printed */
};

struct guide {
	struct guide_screen screen;
	char focused[SCENE_ID_SIZE], pressed[SCENE_ID_SIZE];
	char query[FLOW_QUERY_SIZE]; /* whose results were told */
	enum papers_print papers;
	bool jack, spoken, listening;
};

/* A button was pressed, by a finger or by a key. */
void guide_press(struct guide *g, const char *id);

/* What is to be said now; true: first what is still being said is to be cut off. */
bool guide_look(struct guide *g, const struct scene *scene, const struct flow *flow, int64_t now_ms,
	struct spoken *to);

#endif
