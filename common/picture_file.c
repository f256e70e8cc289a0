#include "common/picture_file.h"

#include <stdint.h>
#include <string.h>

enum { SIDE_MAX = 65535, ORIENTATION = 0x0112, EXIF_HEAD = 6 };
enum jpeg_mark { MARK_SOI = 0xD8, MARK_EOI = 0xD9, MARK_SOS = 0xDA, MARK_APP1 = 0xE1 };

/* A part of the file that has been looked at whole. */
struct part {
	const unsigned char *at;
	size_t size;
};

static uint32_t big(const unsigned char *b, int n) {
	uint32_t value = 0;
	for (int i = 0; i < n; i++)
		value = value << 8 | b[i];
	return value;
}

static uint32_t little(const unsigned char *b, int n) {
	uint32_t value = 0;
	for (int i = n; i-- > 0;)
		value = value << 8 | b[i];
	return value;
}

static bool set_size(struct picture_file *file, uint32_t w, uint32_t h) {
	file->w = (int)w;
	file->h = (int)h;
	return w > 0 && h > 0 && w <= SIDE_MAX && h <= SIDE_MAX;
}

/* Chunk after chunk: length, name, data, sum; IHDR is the first and IEND the last. */
static bool read_png(struct part f, struct picture_file *file) {
	enum { AROUND = 12, IHDR_SIZE = 13 };
	bool first = true, data = false;
	while (f.size >= AROUND) {
		uint32_t size = big(f.at, 4);
		const unsigned char *name = f.at + 4;
		if (size > f.size - AROUND)
			return false;
		if (first && (memcmp(name, "IHDR", 4) != 0 || size != IHDR_SIZE ||
				     !set_size(file, big(f.at + 8, 4), big(f.at + 12, 4))))
			return false;
		first = false;
		data = data || memcmp(name, "IDAT", 4) == 0;
		if (memcmp(name, "IEND", 4) == 0)
			return data;
		f.at += size + AROUND;
		f.size -= size + AROUND;
	}
	return false;
}

/* The eight ways to hold a camera: bit 2 on edge, 1 mirrored, 0 upturned. */
static void set_held(struct picture_file *file, uint32_t held) {
	static const unsigned char ways[] = {0, 0, 2, 3, 1, 4, 6, 7, 5};
	unsigned way = held < sizeof ways ? ways[held] : 0;
	file->on_edge = way & 4;
	file->mirrored = way & 2;
	file->upturned = way & 1;
}

/* The entry of an Exif block that says how the camera was held; what is not to be read says
 * nothing. */
static void read_exif(struct part exif, struct picture_file *file) {
	enum { TIFF_HEAD = 8, ENTRY = 12 };
	if (exif.size < EXIF_HEAD + TIFF_HEAD || memcmp(exif.at, "Exif\0", EXIF_HEAD) != 0)
		return;
	struct part tiff = {exif.at + EXIF_HEAD, exif.size - EXIF_HEAD};
	uint32_t (*number)(const unsigned char *b, int n) = tiff.at[0] == 'I' ? little : big;
	uint32_t at = number(tiff.at + 4, 4);
	if (at > tiff.size - 2)
		return;
	uint32_t count = number(tiff.at + at, 2);
	for (at += 2; count > 0 && tiff.size - at >= ENTRY; count--, at += ENTRY)
		if (number(tiff.at + at, 2) == ORIENTATION)
			set_held(file, number(tiff.at + at + 8, 2));
}

static bool is_frame(int mark) {
	return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
}

/* Precision, height, width, how many colours: one or three are shown on screens. */
static bool read_frame(struct part s, struct picture_file *file) {
	return s.size >= 6 && (s.at[5] == 1 || s.at[5] == 3) &&
	       set_size(file, big(s.at + 3, 2), big(s.at + 1, 2));
}

/* Within the picture itself FF is followed by 00 or a restart: the end is no accident. */
static bool ends(struct part scan) {
	for (size_t i = 0; i + 1 < scan.size; i++)
		if (scan.at[i] == 0xFF && scan.at[i + 1] == MARK_EOI)
			return true;
	return false;
}

/* Segment after segment, each with its mark and length, up to the picture itself. */
static bool read_jpeg(struct part f, struct picture_file *file) {
	bool framed = false;
	while (f.size >= 4 && f.at[0] == 0xFF) {
		int mark = f.at[1];
		if (mark == 0xFF) { /* a mark may be drawn out */
			f.at++, f.size--;
			continue;
		}
		size_t size = big(f.at + 2, 2);
		if (size < 2 || size > f.size - 2)
			return false;
		struct part segment = {f.at + 4, size - 2};
		if (is_frame(mark)) {
			if (framed || !read_frame(segment, file))
				return false;
			framed = true;
		} else if (mark == MARK_APP1) {
			read_exif(segment, file);
		}
		f.at += size + 2;
		f.size -= size + 2;
		if (mark == MARK_SOS)
			return framed && ends(f);
	}
	return false;
}

bool picture_file_read(const unsigned char *bytes, size_t size, struct picture_file *file) {
	static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
	static const unsigned char jpeg[] = {0xFF, MARK_SOI, 0xFF};
	struct picture_file found = {0};
	bool good = false;
	if (size >= sizeof png && memcmp(bytes, png, sizeof png) == 0) {
		found.kind = PICTURE_PNG;
		good = read_png((struct part){bytes + sizeof png, size - sizeof png}, &found);
	} else if (size >= sizeof jpeg && memcmp(bytes, jpeg, sizeof jpeg) == 0) {
		found.kind = PICTURE_JPEG;
		good = read_jpeg((struct part){bytes + 2, size - 2}, &found);
	}
	if (good)
		*file = found;
	return good;
}

bool picture_file_fits(const struct picture_file *file) {
	return (int64_t)file->w * file->h <= PICTURE_PIXELS_MAX;
}
