/*
 * templates: the office files that live in the program, for an office to begin with.
 *
 * Ids and texts are constant for the life of the program.
 */
#ifndef MOTCUA_TEMPLATES_H
#define MOTCUA_TEMPLATES_H

#include <stddef.h>

/* What a server has before anybody has said what its office is: open at no time. */
#define TEMPLATES_BLANK "blank"

/* The i-th id, from 0; NULL past the last. */
const char *templates_id(size_t i);

/* The text of an office file; NULL: there is none of that id. */
const char *templates_text(const char *id);

#endif
