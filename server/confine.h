/*
 * confine: which files this program can reach from now on, whatever a bug makes it try.
 *
 * By Landlock, in the kernel since 5.19; cannot be taken back. Holds for the thread that asks and
 * for those that it starts afterwards. What is open stays open, and nothing is executed any more.
 * A folder stands for all below it, a disk that is mounted there later too. Source: landlock(7).
 */
#ifndef MOTCUA_CONFINE_H
#define MOTCUA_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

struct confine_place {
	const char *path; /* a file or folder; what is not there is passed over */
	bool writes;      /* it may be changed, and not only read */
};

enum confine_result {
	CONFINE_DONE,
	CONFINE_LACKING, /* the kernel cannot */
	CONFINE_FAILED,  /* errno says why */
};

enum confine_result confine(const struct confine_place *places, size_t count);

#endif
