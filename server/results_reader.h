/*
 * results_reader: looks whether the office's list is another one, in a file or at an address.
 *
 * Belongs to one thread, which may wait: for a slow disk, at most as long as it is told for an
 * address. A file is read again when its time, size or place has changed, and not while somebody
 * writes it; an address is asked with the marks of the list that it gave last (ETag,
 * Last-Modified). Neither may be larger than HTTP_FETCH_MAX. Owner: whoever called
 * results_reader_new. Errors: words for the log.
 */
#ifndef MOTCUA_RESULTS_READER_H
#define MOTCUA_RESULTS_READER_H

#include "server/results.h"

#include <stdbool.h>

enum { RESULTS_WHY_SIZE = 192 };

struct results_reader;

enum results_found { RESULTS_SAME, RESULTS_LIST, RESULTS_FAILED };

/* One look: what is asked, and what came of it. */
struct results_look {
	struct slip_patterns patterns;
	int limit_ms;

	enum results_found found;
	struct results *list; /* of RESULTS_LIST, the asker's to free */
	struct results_count count;
	int64_t written_ms;         /* when the file was; 0: now, as the address says */
	char why[RESULTS_WHY_SIZE]; /* of RESULTS_FAILED */
};

/* NULL when `from` has "://" and is no address that can be asked. */
struct results_reader *results_reader_new(const char *from);
void results_reader_free(struct results_reader *reader);

void results_reader_look(struct results_reader *reader, struct results_look *look);

/* From any thread: who waits for an address stops. */
void results_reader_stop(struct results_reader *reader);

#endif
