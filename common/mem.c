#include "common/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGE = 128 * 1024 };

/* Neither what exit would do nor a dump of the memory is of use: nothing is to be saved. */
void mem_end(void) {
	fputs("out of memory\n", stderr);
	_exit(EXIT_FAILURE);
}

static void *checked(void *p) {
	if (!p)
		mem_end();
	return p;
}

void *mem_alloc(size_t count, size_t size) {
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mem_realloc(void *p, size_t count, size_t size) {
	return checked(reallocarray(p, count ? count : 1, size ? size : 1));
}

void *mem_bytes(size_t size) {
	return checked(malloc(size ? size : 1));
}

void *mem_resize(void *p, size_t size) {
	return mem_realloc(p, size, 1);
}

char *mem_strdup(const char *s) {
	return s ? checked(strdup(s)) : NULL;
}

char *mem_copy(const void *p, size_t size) {
	char *copy = mem_alloc(size + 1, 1);
	if (size)
		memcpy(copy, p, size);
	return copy;
}

char *mem_printf(const char *format, ...) {
	va_list args;
	char *s = NULL;
	va_start(args, format);
	int n = vasprintf(&s, format, args);
	va_end(args);
	return checked(n < 0 ? NULL : s);
}

FILE *mem_stream(char **text, size_t *size) {
	return checked(open_memstream(text, size));
}

/* Where the text could not be made, closing says nothing of it. */
void mem_close(FILE *stream, char *const *text) {
	if (fclose(stream) != 0 || !*text)
		mem_end();
}

void mem_return_large(void) {
	mallopt(M_MMAP_THRESHOLD, LARGE);
}

void mem_trim(void) {
	malloc_trim(0);
}

void mem_free(void *p) {
	free(p);
}
