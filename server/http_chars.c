#include "server/http_chars.h"

#include "common/text.h"

#include <string.h>
#include <strings.h>

/* clang-format off */
#define V HTTP_CHARS_VALUE
#define T (HTTP_CHARS_TOKEN | V)
#define Q (HTTP_CHARS_QUERY | V)
#define P (HTTP_CHARS_PATH | Q)              /* : @ /         */
#define E (HTTP_CHARS_TOKEN | P)             /* %             */
#define S (HTTP_CHARS_REG_NAME | P)          /* ( ) , ; =     */
#define A (HTTP_CHARS_TOKEN | S)             /* all but quotes, brackets and space */
#define V16 V, V, V, V, V, V, V, V, V, V, V, V, V, V, V, V

static const unsigned char classes[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, V, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	/*  ! " # $ % & ' ( ) * + , - . / */
	V, A, V, T, A, E, A, A, S, S, A, A, S, A, A, P,
	/* 0 to 9 : ; < = > ? */
	A, A, A, A, A, A, A, A, A, A, P, S, V, S, V, Q,
	/* @ A to O */
	P, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	/* P to Z [ \ ] ^ _ */
	A, A, A, A, A, A, A, A, A, A, A, V, V, V, T, A,
	/* ` a to o */
	T, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	/* p to z { | } ~ DEL */
	A, A, A, A, A, A, A, A, A, A, A, V, T, V, A, 0,
	V16, V16, V16, V16, V16, V16, V16, V16,
};
/* clang-format on */

bool http_chars_are(const char *s, size_t len, enum http_chars class) {
	for (size_t i = 0; i < len; i++)
		if (!(classes[(unsigned char)s[i]] & class))
			return false;
	return true;
}

bool http_chars_same(const char *a, size_t a_len, const char *b, size_t b_len) {
	return a_len == b_len && strncasecmp(a, b, a_len) == 0;
}

static int hex(char c) {
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool http_chars_unescape(const char *in, size_t len, bool in_query, char *out, size_t *out_len) {
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		char c = in[i];
		if (c == '%') {
			if (len - i < 3 || hex(in[i + 1]) < 0 || hex(in[i + 2]) < 0)
				return false;
			c = (char)(hex(in[i + 1]) << 4 | hex(in[i + 2]));
			i += 2;
		} else if (c == '+' && in_query) {
			c = ' ';
		}
		out[n++] = c;
	}
	if (!text_valid(out, n))
		return false;
	*out_len = n;
	return true;
}
