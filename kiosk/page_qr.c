#include "common/mem.h"
#include "common/qr.h"
#include "kiosk/page.h"

void page_qr(struct page *p, struct scene_rect r, const char *text, const char *spoken) {
	struct qr qr;
	if (!qr_make(text, &qr)) {
		return;
	}
	scene_box(p->scene, r, 12, p->theme->card, 2, p->theme->rule);
	struct scene_item *item =
		scene_bitmap(p->scene, r, qr.bits, qr.size, qr.size, p->theme->ink, p->theme->card);
	scene_name_item(item, "qr", spoken);
	mem_free(qr.bits);
}
