/*
 * text: UTF-8 text as people write it.
 *
 * Pure functions. Strings are NUL-terminated UTF-8; sizes and lengths of buffers are in bytes, a
 * "character" is what a reader sees as one (a letter with its marks), never half of it is kept.
 * A byte that is not part of valid UTF-8 reads as U+FFFD and never makes a function fail or run
 * past the end; who must refuse such text asks text_valid first. Nothing here allocates but
 * text_nfc. Source: Unicode 14 through utf8proc.
 */
#ifndef MOTCUA_TEXT_H
#define MOTCUA_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_REPLACEMENT 0xFFFDu

/* Whether `size` bytes are strict UTF-8: nothing overlong, no surrogates, at most U+10FFFF, no NUL.
 */
bool text_valid(const char *s, size_t size);

/* Reads one code point and moves on; returns 0 at the end and stays there. */
uint32_t text_next(const char **s);

/* Writes a code point as UTF-8 and returns its 1 to 4 bytes; no NUL is added. */
size_t text_put(char out[4], uint32_t code_point);

/* Whether a code point stands for something to see or a space: no control character, none without a
 * width, none that turns the direction, none that means nothing to others. */
bool text_seen(uint32_t code_point);

/* A letter or a digit of any language. */
bool text_letter(uint32_t code_point);

/* A mark that is written on the letter before it. */
bool text_mark(uint32_t code_point);

/* Number of characters a reader sees; zero-width ones and bidirectional controls do not count. */
size_t text_length(const char *s);

/* Copies as many whole characters as fit with the NUL (size ≥ 1); false when something was left
 * out. */
bool text_copy(char *dst, size_t size, const char *src);

/* The text in normal form C without zero-width characters and bidirectional controls, for the
 * caller to mem_free; NULL when it is not valid UTF-8. */
char *text_nfc(const char *s);

/* Whether a text can name an account or a device: 1–32 of a-z, A-Z, 0-9, '.', '_' and '-', and no
 * '-' first. */
bool text_is_name(const char *s);

/* The text as search sees it: lower case, no diacritics, đ as d, each run of anything but letters
 * and digits one space, none at the ends. Folding twice changes nothing. Keeps whole words' letters
 * as long as they fit (size ≥ 1) and returns the bytes written without the NUL. */
size_t text_fold(char *dst, size_t size, const char *src);

/* Reads the next word, folded as by text_fold, and its Vietnamese marks (đ ă â ơ and the tones, a
 * bit each wherever in the word it stands, so that hoà and hòa are alike); false when there is
 * none. */
bool text_word(const char **s, char *word, size_t size, unsigned *marks);

/* An amount of money as Vietnamese write it, without the currency: 8000 gives "8.000". */
void text_format_vnd(char *dst, size_t size, int64_t vnd);

#endif
