/*
 * picture_bytes: the bytes of small picture files, made here.
 *
 * Four quarters of red, green, blue and white, as the eye reads them. The bytes are the caller's
 * to mem_free.
 */
#ifndef MOTCUA_TEST_PICTURE_BYTES_H
#define MOTCUA_TEST_PICTURE_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct picture_bytes {
	unsigned char *at;
	size_t size;
};

extern const uint32_t picture_quarters[4];

struct picture_bytes picture_bytes_png(int w, int h);
struct picture_bytes picture_bytes_jpeg(int w, int h);

/* A PNG of one colour (0xAARRGGBB). */
struct picture_bytes picture_bytes_plain(int w, int h, uint32_t color);

/* The JPEG with an Exif block before all else that says how the camera was held (1 to 8). */
struct picture_bytes picture_bytes_held(struct picture_bytes jpeg, int held);

#endif
