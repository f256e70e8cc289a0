/*
 * catalog_typing: what the way of typing did to the words of a query; the inside of catalog.
 */
#ifndef MOTCUA_CATALOG_TYPING_H
#define MOTCUA_CATALOG_TYPING_H

#include "server/catalog_query.h"

/* Mends unknown words: letters of the Telex way of typing left in, words run together, torn apart.
 */
void typing_mend(struct query *query, const struct lexicon *lexicon);

/* Adds readings to the last word as it may still be being typed: words that begin like it. */
void typing_complete(struct query *query, const struct lexicon *lexicon);

#endif
