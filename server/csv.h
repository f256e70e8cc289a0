/*
 * csv: a table as text for spreadsheets, cell by cell.
 *
 * RFC 4180 in UTF-8; a file begins with a byte order mark, so that Excel reads Vietnamese. A cell
 * is quoted where it must be; a text that a spreadsheet would take for a formula (it begins with =
 * + - @ tab or CR) gets an apostrophe before it. Pure. Owner: the caller, who takes the text with
 * csv_take in the end; a zeroed csv is an empty one.
 */
#ifndef MOTCUA_CSV_H
#define MOTCUA_CSV_H

#include <stddef.h>
#include <stdint.h>

struct csv {
	char *text;
	size_t used, room;
	size_t row; /* where the row begins */
};

/* Begins a file. */
void csv_begin(struct csv *csv);

/* The next cell of the row. */
void csv_text(struct csv *csv, const char *text);
void csv_number(struct csv *csv, int64_t number);
void csv_real(struct csv *csv, double number);
void csv_empty(struct csv *csv);

void csv_end_row(struct csv *csv);

/* The text, to be freed with mem_free; the csv is empty again. */
char *csv_take(struct csv *csv);

#endif
