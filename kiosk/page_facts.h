/*
 * page_facts: the card with a procedure's fee, time limit and day of the result.
 */
#ifndef MOTCUA_KIOSK_PAGE_FACTS_H
#define MOTCUA_KIOSK_PAGE_FACTS_H

#include "kiosk/page.h"

/* Draws the card at the top or the foot of the area, with as much text as the area allows; returns
 * its top. */
int page_facts(struct page *p, struct scene_rect area, bool at_foot);

/* The beginning of each, for beside the leaves that say it all; nothing where that does not fit. */
void page_facts_brief(struct page *p, struct scene_rect area);

/* The height that a card of this width needs to say everything. */
int page_facts_height(const struct page *p, int w);
/* The same in the smallest letters. */
int page_facts_least(const struct page *p, int w);

#endif
