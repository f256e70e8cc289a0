/*
 * numeral: a whole number as the words that it is said with.
 *
 * A word is a number of its own, so that a text or a recording can stand for it: 0 to 9 are the
 * digits, what follows is said here for each language. Pure.
 */
#ifndef MOTCUA_NUMERAL_H
#define MOTCUA_NUMERAL_H

#include <stdint.h>

enum { NUMERAL_MAX = 32 };

/* Vietnamese: 10 is TEN; 20 is 2 TENS, 21, 24 and 25 end in words of their own, 15 is TEN FIVE;
 * 105 is 1 HUNDRED AND 5. */
enum numeral_vi {
	NUMERAL_VI_TEN = 10,
	NUMERAL_VI_TENS,
	NUMERAL_VI_ONE,
	NUMERAL_VI_FOUR,
	NUMERAL_VI_FIVE,
	NUMERAL_VI_AND,
	NUMERAL_VI_HUNDRED,
	NUMERAL_VI_THOUSAND,
	NUMERAL_VI_MILLION,
	NUMERAL_VI_BILLION,
};

/* English: 10 to 19 are themselves, then come the tens. */
enum numeral_en {
	NUMERAL_EN_TWENTY = 20,
	NUMERAL_EN_NINETY = NUMERAL_EN_TWENTY + 7,
	NUMERAL_EN_AND,
	NUMERAL_EN_HUNDRED,
	NUMERAL_EN_THOUSAND,
};

/* How many words were written for 0 ≤ n < 10¹²; none for another number. */
int numeral_vi(int64_t n, int words[static NUMERAL_MAX]);
/* The same for 0 ≤ n < 10⁶. */
int numeral_en(int64_t n, int words[static NUMERAL_MAX]);

#endif
