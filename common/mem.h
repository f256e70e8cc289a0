/*
 * mem: memory that is there or the program ends.
 *
 * All state is on disk and the programs are restarted by the service manager, so running out of
 * memory ends the program at once with one line on stderr and status 1. The caller owns what is
 * returned and gives it back with mem_free. Sizes are in bytes.
 */
#ifndef MOTCUA_MEM_H
#define MOTCUA_MEM_H

#include <stddef.h>
#include <stdio.h>

/* Zeroed memory for `count` things of `size` bytes. */
void *mem_alloc(size_t count, size_t size);

/* Grows or shrinks what mem_alloc gave to `count` things of `size` bytes; new bytes are not zeroed.
 */
void *mem_realloc(void *p, size_t count, size_t size);

/* The same for libraries that are told where their memory comes from: as malloc and realloc. */
void *mem_bytes(size_t size);
void *mem_resize(void *p, size_t size);

/* A copy of a string; NULL gives NULL. */
char *mem_strdup(const char *s);

/* A copy of `size` bytes with a NUL after them. */
char *mem_copy(const void *p, size_t size);

/* A string made as printf makes it. */
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A stream into a text that is whole once mem_close has closed it, for mem_free. */
FILE *mem_stream(char **text, size_t *size);
void mem_close(FILE *stream, char *const *text);

/* From now on pieces of a hundred KiB and more, which a server needs for moments, go back to the
 * machine when they are freed, however many there have been before. */
void mem_return_large(void);

/* Gives what is free at the moment back to the machine; takes some milliseconds. */
void mem_trim(void);

/* Gives memory back; NULL is nothing. */
void mem_free(void *p);

/* Ends the program, status 1: for who was refused memory by something else. */
_Noreturn void mem_end(void);

#endif
