/*
 * devices: what each display and kiosk says of itself, and the pictures that are asked of them.
 *
 * In memory alone, for the staff's eyes: after a restart every device says it anew within 20 s.
 * Each start of a device's program has a name of its own (`run`): two that take turns under one
 * device's name are two machines, a copied key. Time is an argument, in milliseconds. Zeroed, it
 * knows no device; devices_clear frees the pictures.
 */
#ifndef MOTCUA_DEVICES_H
#define MOTCUA_DEVICES_H

#include "common/device.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DEVICES_MAX = 128,
	DEVICES_PICTURES_MAX = 32,
	DEVICES_PICTURE_MS = 10 * 60 * 1000, /* then it is forgotten */
	DEVICES_ASKED_MS = 30 * 1000,        /* then nobody waits for it any more */
	DEVICES_SILENT_MS = 60 * 1000,
	DEVICES_ADDRESS_SIZE = 64,
};

enum devices_picture { PICTURE_NONE, PICTURE_ASKED, PICTURE_READY, PICTURE_IN_USE };

struct devices_one {
	char name[ID_SIZE];
	struct device_status said;
	char address[DEVICES_ADDRESS_SIZE];
	int64_t since_ms; /* so is its printer */
	int64_t seen_ms;  /* 0: never */
	char other_run[DEVICE_RUN_SIZE], other_address[DEVICES_ADDRESS_SIZE];
	int64_t other_ms;                       /* when that start was last heard */
	int64_t two_ms;                         /* when both were heard in turn; 0: never */
	int64_t asked_ms, refused_ms, drawn_ms; /* the picture; 0: not */
	char *png;
	size_t png_size;
};

struct devices {
	int count;
	struct devices_one list[DEVICES_MAX]; /* in order of appearance */
};

/* What devices_tell finds to be new, in bits. */
enum {
	DEVICES_CAME = 1,    /* it was never heard of, or had been silent */
	DEVICES_PRINTER = 2, /* its printer is in another state */
	DEVICES_SETUP = 4,   /* it is of another version, or shows another thing by its settings */
	DEVICES_TWO = 8,     /* two machines use its name; told once as long as they do */
};

void devices_clear(struct devices *d);

/* Whether it is one of the words for a printer; whether somebody should go and do something. */
bool devices_printer_word(const char *printer);
bool devices_needs_hands(const char *printer);

/* What is known of a device, or NULL. */
struct devices_one *devices_find(struct devices *d, const char *name);

/* What a device says now; what of it is new. Where there is no room, the one that was silent
 * longest is forgotten. */
unsigned devices_tell(struct devices *d, const char *name, const struct device_status *said,
	const char *address, int64_t now_ms);

/* Whether it was heard of and is silent now; whether two machines use its name. */
bool devices_silent(const struct devices_one *one, int64_t now_ms);
bool devices_two(const struct devices_one *one, int64_t now_ms);

/* A picture is asked for: false when it was never heard of. */
bool devices_ask(struct devices *d, const char *name, int64_t now_ms);

/* Whether one is to be sent with its next word. A kiosk that is in use gives none, and that is
 * noted. */
bool devices_wants(struct devices *d, const char *name, int64_t now_ms);

/* A picture (copied) came; false when nobody had asked for it. */
bool devices_drew(
	struct devices *d, const char *name, const void *png, size_t size, int64_t now_ms);

/* How its picture stands. */
enum devices_picture devices_picture_of(const struct devices_one *one, int64_t now_ms);

/* Forgets the pictures that are too old. */
void devices_tick(struct devices *d, int64_t now_ms);

#endif
