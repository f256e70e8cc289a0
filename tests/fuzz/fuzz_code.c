/*
 * The codes that people type and scanners read: an appointment slip's, a device's one-time code, a
 * printer's address, the keys of a kiosk. A code in its one form stays as it is, an identity number
 * is never one and never typed, patterns take what a plain matcher takes.
 *
 * The input is a pattern, a NUL, and what was typed.
 * links: common/slip_code.c common/mem.c kiosk/scan.c kiosk/port.c server/device_code.c
 */
#include "common/mem.h"
#include "common/slip_code.h"
#include "kiosk/port.h"
#include "kiosk/scan.h"
#include "server/device_code.h"
#include "tests/fuzz/fuzz.h"

#include <ctype.h>
#include <string.h>

static const char OF_CODE[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

static bool is_identity(const char *code) {
	size_t size = strlen(code);
	return (size == 9 || size == 12) && strspn(code, "0123456789") == size;
}

/* `tries` bounds the work of a pattern of many stars. */
static bool plain_fits(const char *pattern, const char *code, int *tries) {
	if (--*tries < 0 || !*pattern)
		return *tries >= 0 && !*code;
	bool letter = isupper((unsigned char)*code), digit = isdigit((unsigned char)*code);
	bool takes = *pattern == '#'   ? digit
		     : *pattern == '@' ? letter
		     : *pattern == '?' ? letter || digit
		     : *pattern == '*' ? letter || digit || *code == '.'
				       : *pattern == *code;
	return *code && takes &&
	       (plain_fits(pattern + 1, code + 1, tries) ||
		       (*pattern == '*' && plain_fits(pattern, code + 1, tries)));
}

static void code_holds(const char *code) {
	char again[SLIP_CODE_SIZE];
	MUST(*code && strspn(code, OF_CODE) == strlen(code) && !is_identity(code));
	MUST(slip_code_normal(code, strlen(code), again) && !strcmp(code, again));
}

static void slip(const struct slip_patterns *patterns, const char *typed) {
	char code[SLIP_CODE_SIZE] = "untouched", found[SLIP_CODE_SIZE] = "untouched";
	if (slip_code_normal(typed, strlen(typed), code)) {
		int tries = 10000;
		code_holds(code);
		bool fits = patterns->count && plain_fits(patterns->patterns[0], code, &tries);
		MUST(tries < 0 || slip_code_fits(patterns, code) == fits);
	} else {
		MUST(!strcmp(code, "untouched"));
	}
	if (slip_code_find(patterns, typed, found)) {
		code_holds(found);
		MUST(slip_code_fits(patterns, found) && !strchr(typed, '|'));
	} else {
		MUST(!strcmp(found, "untouched"));
	}
}

/* Typed with blanks, dashes and in any case it is the same code. */
static void device(const char *typed) {
	unsigned char hash[SECRET_HASH_SIZE], again[SECRET_HASH_SIZE];
	if (!device_code_hash(typed, hash))
		return;
	char signs[DEVICE_CODE_SIZE] = "";
	size_t count = 0;
	for (; *typed; typed++)
		if (!strchr(" -", *typed)) {
			MUST(count < 8 && isalnum((unsigned char)*typed));
			signs[count++] = (char)tolower((unsigned char)*typed);
		}
	MUST(count == 8 && !strpbrk(signs, "01io"));
	MUST(device_code_hash(signs, again) && !memcmp(hash, again, sizeof hash));
}

static void address(const char *typed) {
	struct port port;
	if (!port_parse(typed, &port) || port.kind != PORT_TCP)
		return;
	MUST(port.host[0] && port.service[0]);
	MUST(strspn(port.service, "0123456789") == strlen(port.service));
}

/* All at once and then Enter, as a scanner types; nothing of an identity number is a key. */
static void scanner(const struct slip_patterns *patterns, const char *typed) {
	struct scan scan = {.size = 0};
	char found[SCAN_KEY_SIZE] = "";
	int64_t now = 1000;
	for (const char *c = typed; *c; c++) {
		const char key[] = {*c, '\0'};
		scan_key(&scan, key, ++now);
	}
	scan_key(&scan, "enter", ++now);
	for (enum scan_found what; (what = scan_take(&scan, patterns, now, found));) {
		MUST(memchr(found, '\0', sizeof found));
		MUST(what != SCAN_KEY || !is_identity(typed) || strlen(typed) < SCAN_LEAST);
		if (what == SCAN_CODE)
			code_holds(found);
	}
	MUST(scan_due(&scan) == INT64_MAX || scan_due(&scan) > now);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	char *pattern = mem_copy(bytes, size), *end = pattern + size;
	const char *typed = pattern + strlen(pattern) + (pattern + strlen(pattern) < end);
	struct slip_patterns patterns = {0};
	if (slip_pattern_ok(pattern))
		strcpy(patterns.patterns[patterns.count++], pattern);
	slip(&patterns, typed);
	device(typed);
	address(typed);
	scanner(&patterns, typed);
	mem_free(pattern);
	return 0;
}
