#include "common/text.h"

#include "common/mem.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	DECOMPOSED_MAX = 32, /* no code point decomposes into more */
	STROKE_BIT = 8,
};

/* The marks Vietnamese puts on letters, as Unicode's combining characters; đ's stroke comes after.
 */
static const uint32_t marks_known[STROKE_BIT] = {
	0x0300, /* huyền */
	0x0301, /* sắc */
	0x0303, /* ngã */
	0x0309, /* hỏi */
	0x0323, /* nặng */
	0x0302, /* â ê ô */
	0x0306, /* ă */
	0x031B, /* ơ ư */
};

bool text_valid(const char *s, size_t size) {
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)s;
	while (size > 0) {
		utf8proc_int32_t cp;
		utf8proc_ssize_t n = utf8proc_iterate(at, (utf8proc_ssize_t)size, &cp);
		if (n <= 0 || cp == 0)
			return false;
		at += n;
		size -= (size_t)n;
	}
	return true;
}

/* Most of what is read and written, so that it goes without tables. */
static bool is_ascii(char c) {
	return (unsigned char)c < 0x80;
}

uint32_t text_next(const char **s) {
	utf8proc_int32_t cp;
	if (!**s)
		return 0;
	if (is_ascii(**s)) {
		*s += 1;
		return (uint32_t)(*s)[-1];
	}
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)*s, -1, &cp);
	if (n <= 0) {
		*s += 1;
		return TEXT_REPLACEMENT;
	}
	*s += n;
	return (uint32_t)cp;
}

size_t text_put(char out[4], uint32_t code_point) {
	if (code_point < 0x80) {
		*out = (char)code_point;
		return 1;
	}
	utf8proc_ssize_t n =
		utf8proc_encode_char((utf8proc_int32_t)code_point, (utf8proc_uint8_t *)out);
	assert(n > 0);
	return (size_t)n;
}

/* Zero-width characters and bidirectional controls: seen by nobody, so they only disturb. */
static bool unseen(uint32_t cp) {
	return cp == 0x00AD || cp == 0x034F || cp == 0x061C || cp == 0x180E ||
	       (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

bool text_mark(uint32_t cp) {
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool text_seen(uint32_t cp) {
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	bool means = c != UTF8PROC_CATEGORY_CN && c < UTF8PROC_CATEGORY_ZL;
	return means && !unseen(cp);
}

/* Moves over one character; `seen` says whether there was anything to see in it. */
static void skip_character(const char **s, bool *seen) {
	utf8proc_int32_t state = 0;
	uint32_t before = text_next(s);
	*seen = before && !unseen(before);
	if (before >= ' ' && before < 0x7F && is_ascii(**s))
		return; /* nothing of ASCII joins it */
	for (;;) {
		const char *ahead = *s;
		uint32_t cp = text_next(&ahead);
		if (!cp || utf8proc_grapheme_break_stateful(
				   (utf8proc_int32_t)before, (utf8proc_int32_t)cp, &state))
			return;
		*seen = *seen || !unseen(cp);
		*s = ahead;
		before = cp;
	}
}

size_t text_length(const char *s) {
	size_t length = 0;
	while (*s) {
		bool seen;
		skip_character(&s, &seen);
		length += seen;
	}
	return length;
}

/* Where all of it fits nothing needs to be told apart. */
static bool copy_whole(char *dst, size_t size, const char *src) {
	size_t length = strlen(src);
	if (length >= size || !text_valid(src, length))
		return false;
	memcpy(dst, src, length + 1);
	return true;
}

bool text_copy(char *dst, size_t size, const char *src) {
	assert(size > 0);
	size_t used = 0;
	if (copy_whole(dst, size, src))
		return true;
	while (*src) {
		const char *end = src;
		bool seen;
		skip_character(&end, &seen);
		size_t start = used;
		while (src < end) {
			char bytes[4];
			size_t n = text_put(bytes, text_next(&src));
			if (used + n >= size) {
				dst[start] = '\0';
				return false;
			}
			memcpy(dst + used, bytes, n);
			used += n;
		}
	}
	dst[used] = '\0';
	return true;
}

char *text_nfc(const char *s) {
	if (!text_valid(s, strlen(s)))
		return NULL;
	char *seen = mem_alloc(strlen(s) + 1, 1);
	size_t used = 0;
	for (uint32_t cp; (cp = text_next(&s));)
		if (!unseen(cp))
			used += text_put(seen + used, cp);
	seen[used] = '\0';
	char *nfc = (char *)utf8proc_NFC((const utf8proc_uint8_t *)seen);
	if (!nfc)
		mem_end();
	mem_free(seen);
	return nfc;
}

static unsigned mark_bit(uint32_t cp) {
	for (unsigned i = 0; i < STROKE_BIT; i++)
		if (marks_known[i] == cp)
			return 1u << i;
	return 0;
}

bool text_letter(uint32_t cp) {
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	       (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO);
}

/* đ and the letters of other languages that look like it; Unicode does not take the stroke off. */
static bool is_stroked_d(utf8proc_int32_t cp) {
	return cp == 0x0111 || cp == 0x00F0 || cp == 0x0256;
}

/* What one code point is to a search: the letters left of it, its marks, and whether it parts
 * words. */
struct folded {
	char letters[DECOMPOSED_MAX * 4];
	size_t size;
	unsigned marks;
	bool parts;
};

static void fold_code_point(struct folded *f, uint32_t cp) {
	utf8proc_int32_t pieces[DECOMPOSED_MAX];
	int last_class = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, pieces, DECOMPOSED_MAX,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &last_class);
	*f = (struct folded){.parts = !unseen(cp) && !text_mark(cp)};
	for (utf8proc_ssize_t i = 0; i < n && i < DECOMPOSED_MAX; i++) {
		if (text_mark((uint32_t)pieces[i])) {
			f->marks |= mark_bit((uint32_t)pieces[i]);
		} else if (is_stroked_d(pieces[i])) {
			f->letters[f->size++] = 'd';
			f->marks |= 1u << STROKE_BIT;
		} else if (text_letter((uint32_t)pieces[i])) {
			f->size += text_put(f->letters + f->size, (uint32_t)pieces[i]);
		}
	}
	f->parts = f->parts && f->size == 0;
}

bool text_word(const char **s, char *word, size_t size, unsigned *marks) {
	assert(size > 0);
	size_t used = 0;
	bool begun = false, full = false;
	unsigned seen_marks = 0;
	struct folded f;
	for (const char *ahead = *s; *ahead; *s = ahead) {
		fold_code_point(&f, text_next(&ahead));
		if (f.parts && begun)
			break;
		if (f.parts || (!begun && f.size == 0))
			continue;
		begun = true;
		seen_marks |= f.marks;
		full = full || used + f.size >= size;
		if (!full) {
			memcpy(word + used, f.letters, f.size);
			used += f.size;
		}
	}
	if (!begun)
		return false;
	word[used] = '\0';
	*marks = seen_marks;
	return true;
}

bool text_is_name(const char *s) {
	size_t size =
		strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
	return size >= 1 && size <= 32 && !s[size] && *s != '-';
}

size_t text_fold(char *dst, size_t size, const char *src) {
	assert(size > 0);
	size_t used = 0;
	struct folded f;
	bool space = false;
	for (uint32_t cp; (cp = text_next(&src));) {
		fold_code_point(&f, cp);
		space = space || f.parts;
		if (f.size == 0)
			continue;
		size_t gap = space && used > 0;
		if (used + gap + f.size >= size)
			break;
		if (gap)
			dst[used++] = ' ';
		memcpy(dst + used, f.letters, f.size);
		used += f.size;
		space = false;
	}
	dst[used] = '\0';
	return used;
}

void text_format_vnd(char *dst, size_t size, int64_t vnd) {
	char digits[24];
	size_t used = 0;
	uint64_t amount = vnd < 0 ? 0 - (uint64_t)vnd : (uint64_t)vnd;
	snprintf(digits, sizeof digits, "%llu", (unsigned long long)amount);
	char out[40];
	size_t n = strlen(digits);
	if (vnd < 0)
		out[used++] = '-';
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			out[used++] = '.';
		out[used++] = digits[i];
	}
	out[used] = '\0';
	text_copy(dst, size, out);
}
