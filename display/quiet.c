#include "display/quiet.h"

#include <ctype.h>

/* "7:05" or "07:05", up to "24:00"; moves on behind it. */
static bool read_time(const char **at, int *minute) {
	int n[2] = {0}, digits[2] = {0};
	for (int i = 0; i < 2; i++) {
		for (; isdigit((unsigned char)**at) && digits[i] < 2; digits[i]++) {
			n[i] = n[i] * 10 + *(*at)++ - '0';
		}
		if (i == 0 && *(*at)++ != ':') {
			return false;
		}
	}
	*minute = n[0] * 60 + n[1];
	return digits[0] > 0 && digits[1] == 2 && n[1] < 60 && *minute <= 24 * 60;
}

static bool read_span(const char **at, struct quiet_span *span) {
	if (!read_time(at, &span->from_min) || *(*at)++ != '-') {
		return false;
	}
	return read_time(at, &span->to_min) && span->from_min != span->to_min;
}

bool quiet_read(const char *text, struct quiet *q) {
	struct quiet read = {0};
	do {
		if (read.count == QUIET_MAX || !read_span(&text, &read.span[read.count])) {
			return false;
		}
		read.count++;
	} while (*text++ == ',');
	if (text[-1] != '\0') {
		return false;
	}
	*q = read;
	return true;
}

bool quiet_at(const struct quiet *q, int minute) {
	for (int i = 0; i < q->count; i++) {
		int from = q->span[i].from_min, to = q->span[i].to_min;
		bool within =
			from < to ? minute >= from && minute < to : minute >= from || minute < to;
		if (within) {
			return true;
		}
	}
	return false;
}
