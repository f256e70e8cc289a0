/*
 * workload_folder: a folder of its own in which a test writes a day of a workload.
 *
 * folder_begin and folder_end are a cmocka set-up and tear-down; state is the folder.
 */
#ifndef MOTCUA_TESTS_WORKLOAD_FOLDER_H
#define MOTCUA_TESTS_WORKLOAD_FOLDER_H

struct workload_folder {
	char dir[64], day[96]; /* day: the path of its only day */
};

int folder_begin(void **state);
int folder_end(void **state);

/* The day, anew: the line of the office and those of what happens. */
void folder_write(const struct workload_folder *folder, const char *office, const char *entries);

#endif
