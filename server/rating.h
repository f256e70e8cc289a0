/*
 * rating: what a visit can be rated with.
 *
 * A score is 1 … RATING_BEST, the reasons are ids; the words for people are rating.reason.<id>.
 */
#ifndef MOTCUA_RATING_H
#define MOTCUA_RATING_H

enum { RATING_BEST = 5 };

/* What may have been the matter, in the order in which it is asked; NULL ends the list. */
extern const char *const rating_reasons[];

#endif
