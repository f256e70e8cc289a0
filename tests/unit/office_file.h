/*
 * office_file: an office file of assets/office, parsed, for tests.
 */
#ifndef MOTCUA_TESTS_OFFICE_FILE_H
#define MOTCUA_TESTS_OFFICE_FILE_H

#include "server/setup.h"

/* The text of a file, mem_alloc'd; the test fails when it cannot be read. */
char *office_file_text(const char *path);

/* The set-up of a file; the test fails when it does not hold. The caller frees it. */
struct setup *office_file_setup(const char *path);

#endif
