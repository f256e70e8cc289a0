#include "tests/unit/told_kiosk.h"

#include "common/ui/font.h"
#include "common/ui/icon.h"
#include "kiosk/page.h"

struct scene *scene;
struct kiosk k;
struct spoken said;

int told_begin(void **state) {
	(void)state;
	scene = scene_new();
	return 0;
}

int told_end(void **state) {
	(void)state;
	spoken_clear(&said);
	scene_free(scene);
	font_close_all();
	icon_close_all();
	return 0;
}

void told_build(void) {
	page_build(scene, k.flow, k.now_ms, k.wall_ms, 1080, 1920);
}
