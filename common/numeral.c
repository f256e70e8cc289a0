#include "common/numeral.h"

#include <stdbool.h>

static int below_hundred_vi(int n, int *words) {
	int tens = n / 10, ones = n % 10, count = 0;
	if (tens > 1) {
		words[count++] = tens;
	}
	words[count++] = tens > 1 ? NUMERAL_VI_TENS : NUMERAL_VI_TEN;
	if (ones == 5) {
		words[count++] = NUMERAL_VI_FIVE;
	} else if (tens > 1 && (ones == 1 || ones == 4)) {
		words[count++] = ones == 1 ? NUMERAL_VI_ONE : NUMERAL_VI_FOUR;
	} else if (ones > 0) {
		words[count++] = ones;
	}
	return count;
}

/* 0 to 999; `whole`: nothing is before it, so that no hundreds are said where there are none. */
static int below_thousand_vi(int n, bool whole, int *words) {
	int count = 0;
	if (!whole || n >= 100) {
		words[count++] = n / 100;
		words[count++] = NUMERAL_VI_HUNDRED;
		n %= 100;
		if (n == 0) {
			return count;
		}
		if (n < 10) {
			words[count++] = NUMERAL_VI_AND;
		}
	}
	if (n >= 10) {
		return count + below_hundred_vi(n, words + count);
	}
	words[count++] = n;
	return count;
}

int numeral_vi(int64_t n, int words[static NUMERAL_MAX]) {
	static const int64_t groups[] = {1000000000, 1000000, 1000, 1};
	static const int names[] = {NUMERAL_VI_BILLION, NUMERAL_VI_MILLION, NUMERAL_VI_THOUSAND};
	int count = 0;
	if (n < 0 || n >= groups[0] * 1000) {
		return 0;
	}
	for (int i = 0; i < 4; i++) {
		int part = (int)(n / groups[i] % 1000);
		if (part > 0 || (i == 3 && count == 0)) {
			count += below_thousand_vi(part, count == 0, words + count);
			if (i < 3) {
				words[count++] = names[i];
			}
		}
	}
	return count;
}

static int below_hundred_en(int n, int *words) {
	int count = 0;
	if (n >= 20) {
		words[count++] = NUMERAL_EN_TWENTY + n / 10 - 2;
		n %= 10;
		if (n == 0) {
			return count;
		}
	}
	words[count++] = n;
	return count;
}

int numeral_en(int64_t n, int words[static NUMERAL_MAX]) {
	int count = 0, rest = (int)(n % 1000);
	if (n < 0 || n >= 1000000) {
		return 0;
	}
	if (n >= 1000) {
		count = numeral_en(n / 1000, words);
		words[count++] = NUMERAL_EN_THOUSAND;
	}
	if (rest >= 100) {
		words[count++] = rest / 100;
		words[count++] = NUMERAL_EN_HUNDRED;
	}
	rest %= 100;
	if (rest > 0 && count > 0) {
		words[count++] = NUMERAL_EN_AND;
	}
	return rest > 0 || count == 0 ? count + below_hundred_en(rest, words + count) : count;
}
