/*
 * parts: pieces that several screens share, put together from a scene's items in its theme.
 *
 * Buttons take their state from the scene: pressed and focused by id, else what is passed. A
 * pressed button's content does not move; content is put on top by the caller in parts_on's colour.
 */
#ifndef MOTCUA_UI_PARTS_H
#define MOTCUA_UI_PARTS_H

#include "common/ui/scene.h"

enum parts_look { PARTS_SECONDARY, PARTS_PRIMARY };

/* The ground of a button with its ring, radius 12; `spoken` NULL means as `text`. */
struct scene_item *parts_button(struct scene *scene, struct scene_rect rect, enum parts_look look,
	enum scene_state state, const char *id, const char *text, const char *spoken);

/* The same with another radius (keys: 6). */
struct scene_item *parts_key(struct scene *scene, struct scene_rect rect, int radius_px,
	enum scene_state state, const char *id, const char *text, const char *spoken);

/* The place of buttons that the keypad takes as one stop, before them; with its ring. */
struct scene_item *parts_group(
	struct scene *scene, struct scene_rect rect, int group, const char *id, const char *spoken);

/* The colour of what lies on a button of this look and state. */
uint32_t parts_on(const struct scene *scene, enum parts_look look, enum scene_state state);

/* Icon (or NULL) and one-line label side by side, centred in the rectangle; `icon_px` its box. */
void parts_label(struct scene *scene, struct scene_rect rect, const char *icon, int icon_px,
	struct scene_type type, const char *text);

/* A door with text in it, its capitals centred in the whole door. */
struct parts_door {
	uint32_t fill;
	uint32_t color;
	int border_px;
	uint32_t border;
};
struct scene_item *parts_door(struct scene *scene, struct scene_rect rect,
	const struct parts_door *look, int px, const char *text);

/* The usual door: white on cham. */
struct parts_door parts_door_solid(const struct theme *theme);

/* The door when it tells of the past or of a closed place: outlined. */
struct parts_door parts_door_outline(const struct theme *theme, int border_px);

#endif
