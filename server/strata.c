#include "server/strata.h"

/* splitmix64's finisher: every bit of the result depends on every bit of x. */
static uint64_t mix(uint64_t x) {
	x += 0x9e3779b97f4a7c15;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

uint64_t strata_order(uint32_t id, uint32_t purpose) {
	return mix((uint64_t)purpose << 32 | id);
}

/* Each step (add, multiply by an odd number, fold the high bits down) is a bijection of 6 bits;
 * three rounds with 11 bits of the order each are as mixed as a shuffle. */
unsigned strata_at(uint64_t order, unsigned replicate) {
	unsigned x = replicate;
	for (int round = 0; round < 3; round++) {
		unsigned add = order & 63;
		unsigned odd = 2 * (order >> 6 & 31) + 1;
		x = (x + add) * odd & 63;
		x ^= x >> 3;
		order >>= 11;
	}
	return x;
}

double strata_middle(unsigned stratum) {
	return (stratum + 0.5) / STRATA;
}
