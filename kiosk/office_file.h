/*
 * office_file: the office as it was last seen, so that a kiosk that starts while the server is away
 * still says where one is and in which time zone.
 *
 * One file, office.json, in the state directory.
 */
#ifndef MOTCUA_KIOSK_OFFICE_FILE_H
#define MOTCUA_KIOSK_OFFICE_FILE_H

#include "common/proto.h"
#include "kiosk/state.h"

#include <stdbool.h>

void office_file_save(struct state *state, const struct office_view *office);

/* False when there is none to be read. */
bool office_file_load(const struct state *state, struct office_view *office);

#endif
