/*
 * slide_folder: a folder of pictures on this machine, looked at and read with care.
 *
 * Only plain files are opened, never what a link, a pipe or a device stands for, and none that is
 * larger than SLIDE_BYTES_MAX. May wait for the disk: not for the window's thread. Errors: `why`
 * for the log.
 */
#ifndef MOTCUA_SLIDE_FOLDER_H
#define MOTCUA_SLIDE_FOLDER_H

#include "display/slide_list.h"

#include <stddef.h>

enum { SLIDE_BYTES_MAX = 16 << 20 };

/* Adds what a folder has of PNG and JPEG files, by the ends of their names, and sorts; false when
 * it cannot be read. Hidden ones are left out. */
bool slide_folder_look(const char *dir, struct slide_list *list, const char **why);

/* A file's bytes, the caller's to mem_free; NULL and `why` when it is not to be read. */
char *slide_folder_read(const char *dir, const char *file, size_t *size, const char **why);

#endif
