/*
 * catalog_fixture: the real catalogue and the phrases it is measured on, for the tests of catalog.
 *
 * Files are read from the project's root; one that cannot be read fails the test at hand.
 */
#ifndef MOTCUA_CATALOG_FIXTURE_H
#define MOTCUA_CATALOG_FIXTURE_H

#include "server/catalog.h"

#include <jansson.h>

/* The text of a file with a NUL after it, for mem_free; `size` may be NULL. */
char *fixture_text(const char *path, size_t *size);

/* The catalogue of assets/office with its synonyms, for catalog_free. */
struct catalog *fixture_catalog(void);

/* The phrases of a file with one JSON object a line, as a list for json_decref. */
json_t *fixture_phrases(const char *path);

/* Whether a list of codes has this one. */
bool fixture_has_code(const json_t *codes, const char *code);

#endif
