/*
 * slip_code: the code on an appointment slip (giấy hẹn), as printed, typed or scanned.
 *
 * Pure. A code in its one form has capital letters, digits, points and dashes alone: small letters
 * are raised, blanks dropped, every kind of dash is '-'. Nine or twelve digits and nothing else are
 * an identity number, never a code, and so is nothing with a '|' in it (the QR of an identity
 * card). What else is a code the office's patterns say: '#' is a digit, '@' a letter, '?' either,
 * '*' one or more letters, digits or points; any other character is itself. Owns nothing.
 * Source: Decree 61/2018 and its circulars: <agency's code>-<YYMMDD>-<number of the day>.
 */
#ifndef MOTCUA_SLIP_CODE_H
#define MOTCUA_SLIP_CODE_H

#include <stdbool.h>
#include <stddef.h>

enum { SLIP_CODE_SIZE = 48, SLIP_PATTERN_SIZE = 48, SLIP_PATTERNS_MAX = 8 };

struct slip_patterns {
	int count;
	char patterns[SLIP_PATTERNS_MAX][SLIP_PATTERN_SIZE];
};

/* Of one-stop offices: "H05.27.12-251126-0001". */
void slip_patterns_usual(struct slip_patterns *patterns);

/* Whether a text can be a pattern: not empty, short enough, of a code's characters and the signs.
 */
bool slip_pattern_ok(const char *pattern);

/* The one form of a code (`size` bytes of UTF-8); false, `code` untouched, when it can be none. */
bool slip_code_normal(const char *text, size_t size, char code[static SLIP_CODE_SIZE]);

/* Whether a code in its one form is of one of the patterns. */
bool slip_code_fits(const struct slip_patterns *patterns, const char *code);

/* The code in what was typed or scanned, which may also be an address or a line that contains it.
 */
bool slip_code_find(
	const struct slip_patterns *patterns, const char *text, char code[static SLIP_CODE_SIZE]);

#endif
