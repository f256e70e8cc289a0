/*
 * log_catch: what is logged, for tests that say how often.
 */
#ifndef MOTCUA_TEST_LOG_CATCH_H
#define MOTCUA_TEST_LOG_CATCH_H

/* From now on nothing is logged where it belongs. */
void log_catch(void);

/* All is as it was; how often this was logged meanwhile. */
int log_caught(const char *text);

#endif
