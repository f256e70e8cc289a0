/*
 * api_catalog: the catalogue file as administrators see and change it; for server/api_catalog*.c
 * alone.
 */
#ifndef MOTCUA_API_CATALOG_H
#define MOTCUA_API_CATALOG_H

#include "server/api_audit.h"
#include "server/catalog_merge_json.h"

/* The file in force, to be left as it is; NULL: there is none. It is read again by the next call
 * after a change, and when nobody has asked for a while. */
json_t *api_catalog_file(const struct api_call *call);

/* Whether the catalogue may be changed now; else it has been answered that it may not: the server
 * stops, the day is being read, or another change is on its way to the disk. */
bool api_catalog_free(struct api_call *call);

/* The day of the body from which on a change holds, today without one; false when it has been
 * answered that it is none. */
bool api_catalog_days(struct api_call *call, struct catalog_days *days);

/* The text of a file that holds, for mem_free; NULL when it has been answered why it does not.
 * `code`: the one procedure that is other in it, NULL: several may be. */
char *api_catalog_text(struct api_call *call, json_t *file, const char *code);

/* Does an act that puts a text (taken over), also one that takes another back (undo; NULL: not);
 * JSON (taken over) as with api_act_do. */
void api_catalog_do(struct api_call *call, struct store_act *act, char *text,
	const struct api_undo *undo, json_t *json);

#endif
