/*
 * golden: a scene's picture against the one kept in tests/screens/golden, half as large.
 *
 * UPDATE=1 writes the kept one anew. The picture as seen is left in build/screens for a look.
 */
#ifndef MOTCUA_TEST_GOLDEN_H
#define MOTCUA_TEST_GOLDEN_H

#include "common/ui/scene.h"

/* Fails the test when the scene does not look as kept under this name. */
void golden_check(const struct scene *scene, const char *name);

/* The same for a picture of w × h bits, one byte each, 1 = black. */
void golden_check_bits(const uint8_t *bits, int w, int h, const char *name);

#endif
