#include "display/hall_part.h"

#include <stdio.h>
#include <string.h>

/* "lich-nghi_le.png" is called "lich nghi le". */
static void say(const char *name, char *words, size_t size) {
	snprintf(words, size, "%s", name);
	char *end = strrchr(words, '.');
	if (end) {
		*end = '\0';
	}
	for (char *c = words; *c; c++) {
		if (*c == '-' || *c == '_') {
			*c = ' ';
		}
	}
}

void hall_slide(const struct view *v, struct scene *scene, struct scene_rect rect) {
	char words[256];
	say(v->slide_name, words, sizeof words);
	scene_name_item(
		scene_picture(scene, rect, v->slide, scene->theme->sunk, words), "slide", words);
}
