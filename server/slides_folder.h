/*
 * slides_folder: the slides on the disk, for slides and its thread.
 *
 * DATA/slides/NAME, and .order: the seconds, then the names, a line each. Every function waits for
 * the disk.
 */
#ifndef MOTCUA_SLIDES_FOLDER_H
#define MOTCUA_SLIDES_FOLDER_H

#include "server/slides.h"

/* The pictures of a folder, by name, at most SLIDES_MAX; the list is the caller's to mem_free, and
 * each picture is held once. What is left out is logged. */
struct slide_file **slides_folder_read(const char *dir, int *count);

/* The text of .order, the caller's to mem_free; NULL: there is none. */
char *slides_folder_order(const char *dir);

/* Looks at bytes that are to be a picture, and fills in `png` and `hash`. */
enum slides_result slides_folder_look(const char *bytes, size_t size, struct slide_file *file);

/* Writes a picture (where `bytes` is not NULL) or removes it, and then the order. */
enum slides_result slides_folder_put(
	const char *dir, const char *name, const char *bytes, size_t size);
enum slides_result slides_folder_remove(const char *dir, const char *name);
enum slides_result slides_folder_arrange(const char *dir, const char *order);

#endif
