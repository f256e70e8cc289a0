/*
 * contrast: how well two colours stand out from each other, as WCAG 2 has it, 1 to 21.
 */
#ifndef MOTCUA_TEST_CONTRAST_H
#define MOTCUA_TEST_CONTRAST_H

#include <stdint.h>

/* Of two colours 0xRRGGBB, in either order. */
double contrast(uint32_t a, uint32_t b);

#endif
