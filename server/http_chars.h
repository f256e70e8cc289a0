/*
 * http_chars: which characters may stand where in a request, and percent escapes.
 *
 * Pure. Strings are given with their length and may hold any bytes. Source: RFC 9110 section 5.6.2
 * and 5.5, RFC 3986 sections 2 and 3.
 */
#ifndef MOTCUA_HTTP_CHARS_H
#define MOTCUA_HTTP_CHARS_H

#include <stdbool.h>
#include <stddef.h>

enum http_chars {
	HTTP_CHARS_TOKEN = 1,    /* methods, field names */
	HTTP_CHARS_VALUE = 2,    /* field values: no control character but the tab */
	HTTP_CHARS_PATH = 4,     /* with '%' */
	HTTP_CHARS_QUERY = 8,    /* with '%' */
	HTTP_CHARS_REG_NAME = 16 /* host names, without '%' */
};

/* Whether all the bytes are of that class; no bytes are. */
bool http_chars_are(const char *s, size_t len, enum http_chars class);

/* Whether two strings are the same but for the case of ASCII letters. */
bool http_chars_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* Decodes percent escapes (and, in a query, '+' as a space) into `out`, which has room for `len`
   bytes and may be `in` itself. False for a broken escape, a NUL or invalid UTF-8; `out` is then
   spoilt. */
bool http_chars_unescape(const char *in, size_t len, bool in_query, char *out, size_t *out_len);

#endif
