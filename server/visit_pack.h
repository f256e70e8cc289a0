/*
 * visit_pack: a day's visits as few bytes as possible, to be kept and read again.
 *
 * Everything of a struct visit_day but the printed numbers; about 30 bytes a visit. A pack is made
 * once and not altered; it says of which day it is, and which midnight its seconds count from. It
 * is shared by count: who takes it over has a share and gives it back with visit_pack_release, all
 * on one thread, while others may read it. VISIT_PACK_VERSION is another whenever the form is, or
 * what counts as what (visit.h). Pure. Owner: the last to release.
 */
#ifndef MOTCUA_VISIT_PACK_H
#define MOTCUA_VISIT_PACK_H

#include "server/visit.h"

enum { VISIT_PACK_VERSION = 2 };

struct visit_pack {
	int shares;
	size_t size;
	unsigned char *bytes;
};

/* A pack with one share: of a day, of bytes (taken over, mem_alloc'd). */
struct visit_pack *visit_pack_new(const struct visit_day *day);
struct visit_pack *visit_pack_adopt(unsigned char *bytes, size_t size);

struct visit_pack *visit_pack_share(struct visit_pack *pack);
/* NULL is nothing. */
void visit_pack_release(struct visit_pack *pack);

/* Whether it begins as one of this day and midnight does. */
bool visit_pack_is_of(const struct visit_pack *pack, int day, int64_t midnight_ms);

/* False, with nothing to clear, when the bytes are no pack. */
bool visit_pack_read(const struct visit_pack *pack, struct visit_day *day);

#endif
