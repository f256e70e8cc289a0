/*
 * salvage: how far a day's numbers went, read from the bytes of a store that SQLite cannot read.
 *
 * Its records are looked for wherever they are in the file and its journal: (day, service, last) of
 * a series and (day, number, change) of each number. What is found holds, but not all need be
 * found. Waits for the disk. Source: https://sqlite.org/fileformat2.html, "Record Format".
 */
#ifndef MOTCUA_SALVAGE_H
#define MOTCUA_SALVAGE_H

#include "server/setup.h"
#include "server/store.h"

/* Adds what the files in `dir` say of this day to what is known of it (`numbers` of another day are
 * forgotten first): where each series ended, and the blocks of kiosks that numbers came from. */
void salvage_numbers(
	const char *dir, const struct setup *setup, int day, struct store_numbers *numbers);

#endif
