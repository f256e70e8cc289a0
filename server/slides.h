/*
 * slides: the office's pictures for the boards, in memory, and in the folder DATA/slides.
 *
 * Answers come from memory: no reader waits for the disk. What changes goes to a thread of its own
 * first, one thing after another, and counts once it is on the disk; then `changed` is told. At a
 * start what is in the folder is taken over; what is no picture there is named in the log. Order:
 * new ones come last; those that nobody put in order stand by name. Owner: whoever called
 * slides_open; one thread, the loop's.
 */
#ifndef MOTCUA_SLIDES_H
#define MOTCUA_SLIDES_H

#include <stdbool.h>
#include <stddef.h>

enum {
	SLIDES_MAX = 40,
	SLIDES_FILE_MAX = 4 << 20,
	SLIDES_TOTAL_MAX = 32 << 20,
	SLIDES_NAME_SIZE = 61,
	SLIDES_HASH_SIZE = 33,
	SLIDES_SECONDS = 15, /* each is shown so long, unless another time was set */
	SLIDES_SECONDS_MIN = 5,
	SLIDES_SECONDS_MAX = 300,
};

/* A picture; it never changes, and is there until all who hold it have let it go. */
struct slide_file {
	char name[SLIDES_NAME_SIZE];
	char hash[SLIDES_HASH_SIZE]; /* of the bytes, in hexadecimal digits */
	bool png;                    /* else JPEG */
	char *bytes;
	size_t size;
	int holders;
};

void slide_file_hold(struct slide_file *file);
void slide_file_let_go(void *arg);

enum slides_result {
	SLIDES_DONE,
	SLIDES_NOT_FOUND,
	SLIDES_NO_PICTURE,
	SLIDES_TOO_LARGE, /* more pixels than a board takes */
	SLIDES_CROWDED,   /* SLIDES_MAX or SLIDES_TOTAL_MAX is reached */
	SLIDES_DISK_FULL,
	SLIDES_FAILED,
};

typedef void slides_done(void *arg, enum slides_result result);

struct slides;

/* NULL when the system gives no thread (logged). The folder is made when it is needed. */
struct slides *slides_open(const char *data_dir, void (*changed)(void *arg), void *arg);

/* All who wait are answered first. */
void slides_close(struct slides *s);

int slides_count(const struct slides *s);
struct slide_file *slides_at(const struct slides *s, int i);
struct slide_file *slides_find(const struct slides *s, const char *name);
int slides_seconds(const struct slides *s);

/* Whether a picture may be called so: at most 60 bytes of clean text in normal form C that end in
 * .png, .jpg or .jpeg, with nothing that a folder or an address would take for its own. */
bool slides_name_ok(const char *name);

/* Puts a picture in the place of one of this name, or last; the bytes stay valid until `done`. */
void slides_put(struct slides *s, const char *name, const char *bytes, size_t size,
	slides_done *done, void *arg);
void slides_remove(struct slides *s, const char *name, slides_done *done, void *arg);

/* Puts those named first, in this order, and sets the time; SLIDES_NOT_FOUND where one is not
 * there. */
void slides_arrange(struct slides *s, const char *const *names, int count, int seconds,
	slides_done *done, void *arg);

/* Readable when slides_drain has something to do. */
int slides_fd(const struct slides *s);
void slides_drain(struct slides *s);

#endif
