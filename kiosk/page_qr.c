#include "common/mem.h"
#include "common/qr.h"
#include "kiosk/page.h"

/* Dark on white in every theme: cameras read it no other way. */
void page_qr(struct page *p, struct scene_rect r, const char *text, const char *spoken) {
	struct qr qr;
	if (!qr_make(text, &qr)) {
		return;
	}
	const struct theme *t = &theme_kiosk;
	scene_box(p->scene, r, 12, t->card, 2, t->rule);
	struct scene_item *item =
		scene_bitmap(p->scene, r, qr.bits, qr.size, qr.size, t->ink, t->card);
	scene_name_item(item, "qr", spoken);
	mem_free(qr.bits);
}
