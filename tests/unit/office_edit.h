/*
 * office_edit: the text of an office file with some of its values changed, for tests.
 */
#ifndef MOTCUA_TESTS_OFFICE_EDIT_H
#define MOTCUA_TESTS_OFFICE_EDIT_H

#include <stddef.h>

/* One value: where it is ("services.2.prefix"; the index after an array's last one adds an item),
 * and what it becomes as JSON; NULL takes it out. */
struct office_edit {
	const char *where;
	const char *value;
};

/* The file's text with all edits made, to be freed; the test fails when that cannot be done. */
char *office_edit_text(const char *path, const struct office_edit *edits, size_t count);

#endif
