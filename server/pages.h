/*
 * pages: the web's files, from inside the program or, while developing, from a folder.
 *
 * A page's text is mem_alloc'd and the caller's. Names have no '/', so nothing outside is reached.
 */
#ifndef MOTCUA_PAGES_H
#define MOTCUA_PAGES_H

#include <stddef.h>

/* The bytes of a file of server/web; NULL: no such. `dir` NULL: the program's own. */
char *pages_read(const char *dir, const char *name, size_t *size);

/* The page with each {{name}} replaced by value(name), made safe for HTML; mem_alloc'd. */
char *pages_fill(const char *page, const char *(*value)(const char *name, void *arg), void *arg);

/* The page with a part in place of the mark, or nothing there for ""; mem_alloc'd. */
char *pages_put(const char *page, const char *mark, const char *part);

/* Its Content-Type by the name's ending; NULL: a kind that is not served. */
const char *pages_type(const char *name);

#endif
