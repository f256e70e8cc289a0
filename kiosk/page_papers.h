/*
 * page_papers: the card with a procedure's papers, and its full name where that is long.
 */
#ifndef MOTCUA_KIOSK_PAGE_PAPERS_H
#define MOTCUA_KIOSK_PAGE_PAPERS_H

#include "kiosk/page.h"

/* Draws the card; the pager goes into `pager`, or into the card where that is empty (w 0). With
 * `named` the full name follows the papers. With `more` one page follows that is neither; true: it
 * is that page's turn and the card is the caller's. */
bool page_papers(
	struct page *p, struct scene_rect card, struct scene_rect pager, bool named, bool more);

/* The height that a card of this width needs to show all papers at once. */
int page_papers_height(const struct page *p, int w);

#endif
