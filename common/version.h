/*
 * version: which version of motcua a program is.
 *
 * Here is the release; a build from a git repository also says which commit it is of, so that two
 * machines are told apart that were not installed from the same source.
 */
#ifndef MOTCUA_VERSION_H
#define MOTCUA_VERSION_H

#define VERSION_RELEASE "1.0"

enum { VERSION_SIZE = 32 };

/* "1.0", or "1.0-590aaba" of a commit. */
const char *version_text(void);

#endif
