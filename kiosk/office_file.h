/*
 * office_file: the office as it was last seen, so that a kiosk that starts while the server is away
 * still says where one is and in which time zone.
 *
 * One file, office.json, in the state directory. Errors are logged once and change nothing.
 */
#ifndef MOTCUA_KIOSK_OFFICE_FILE_H
#define MOTCUA_KIOSK_OFFICE_FILE_H

#include "common/proto.h"

#include <stdbool.h>

/* Writes the file whole; a directory of NULL keeps nothing. */
void office_file_save(const char *directory, const struct office_view *office);

/* False when there is none to be read. */
bool office_file_load(const char *directory, struct office_view *office);

#endif
