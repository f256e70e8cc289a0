#include "common/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct level {
	const char *journal;
	const char *plain;
};

static const struct level level_info = {"<6>", ""};
static const struct level level_warn = {"<4>", "warning: "};
static const struct level level_error = {"<3>", "error: "};

static bool for_journal(void) {
	return !isatty(STDERR_FILENO) && getenv("JOURNAL_STREAM") != NULL;
}

/* C0, DEL, and C1 (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F): some terminals obey these too. */
static bool is_control(const char *s) {
	unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];
	return c < 0x20 || c == 0x7f || (c == 0xc2 && next >= 0x80 && next <= 0x9f);
}

static size_t escape(const char *in, char *out, size_t size) {
	size_t n = 0;
	for (; *in && n + 8 < size; in++) {
		if (is_control(in)) {
			n += (size_t)snprintf(out + n, size - n, "\\x%02x", (unsigned char)*in);
			if ((unsigned char)*in == 0xc2)
				n += (size_t)snprintf(
					out + n, size - n, "\\x%02x", (unsigned char)*++in);
		} else {
			out[n++] = *in;
		}
	}
	return n;
}

static void write_line(const char *line, size_t len) {
	while (len > 0) {
		ssize_t n = write(STDERR_FILENO, line, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		line += n;
		len -= (size_t)n;
	}
}

__attribute__((format(printf, 2, 0))) static void log_line(
	const struct level *level, const char *format, va_list args) {
	int kept_errno = errno;
	char message[LOG_LINE_MAX], line[LOG_LINE_MAX + 8];
	vsnprintf(message, sizeof message, format, args);
	const char *mark = for_journal() ? level->journal : level->plain;
	size_t n = strlen(mark);
	memcpy(line, mark, n);
	n += escape(message, line + n, LOG_LINE_MAX);
	line[n++] = '\n';
	write_line(line, n);
	errno = kept_errno;
}

void log_info(const char *format, ...) {
	va_list args;
	va_start(args, format);
	log_line(&level_info, format, args);
	va_end(args);
}

void log_warn(const char *format, ...) {
	va_list args;
	va_start(args, format);
	log_line(&level_warn, format, args);
	va_end(args);
}

void log_error(const char *format, ...) {
	va_list args;
	va_start(args, format);
	log_line(&level_error, format, args);
	va_end(args);
}
