/*
 * catalog_spell: what a mistyped word was meant to be; the inside of catalog.
 *
 * Most slips in Vietnamese give another real syllable, so a word is doubted when the catalogue and
 * the phrases people say never have it beside its neighbours, and corrected only to one they do.
 */
#ifndef MOTCUA_CATALOG_SPELL_H
#define MOTCUA_CATALOG_SPELL_H

#include "server/catalog_query.h"

/* Adds readings to the words of a query that are doubtful: slips of the finger, spellings by ear.
 */
void spell_correct(struct query *query, const struct lexicon *lexicon);

/* How far two words are apart in slips, LEXICON_WORD_SIZE when more than `most`; what sounds alike
 * is half a slip. */
float spell_distance(const struct lexeme *a, const struct lexeme *b, float most);

#endif
