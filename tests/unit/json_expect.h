/*
 * json_expect: JSON written out in a test, and what the code made, held against it.
 */
#ifndef MOTCUA_TESTS_JSON_EXPECT_H
#define MOTCUA_TESTS_JSON_EXPECT_H

#include <jansson.h>

/* The text read, for the caller to let go of; the test fails on what is no JSON and on a key that
 * is there twice. */
json_t *json_parse(const char *text);

/* The test fails where j is not what the text says; takes over the reference. */
void json_expect(json_t *j, const char *text);

/* A list of so many equal items. */
json_t *json_many(const char *item, int count);

#endif
