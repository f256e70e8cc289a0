/*
 * log: one line on stderr for whoever runs the program.
 *
 * Under the service manager (JOURNAL_STREAM set, stderr not a terminal) a line begins with the
 * journal's priority mark, "<6>", "<4>" or "<3>". A message is one line whatever is put into it:
 * control characters become \xNN, and what goes beyond LOG_LINE_MAX bytes is cut. A line leaves in
 * one write, from any thread. Formats carry no newline.
 */
#ifndef MOTCUA_LOG_H
#define MOTCUA_LOG_H

#define LOG_LINE_MAX 1024

/* Something a reader of the log is glad to know. */
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Something went wrong and was dealt with. */
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Someone must come. */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
