/*
 * device: what a display or kiosk says of itself, and what a display is told to be.
 *
 * Values without pointers. Source: the interface, version 1 (server/openapi.yaml).
 */
#ifndef MOTCUA_DEVICE_H
#define MOTCUA_DEVICE_H

#include "common/proto.h"
#include "common/version.h"

#include <stdbool.h>

enum { DEVICE_WORD_SIZE = 16, DEVICE_RUN_SIZE = 24, DEVICE_COUNTER_MAX = 9999 };

enum display_view { VIEW_UNSAID, VIEW_HALL, VIEW_COUNTER };

/* How a display is to be; what is not said is as its command line says. */
struct display_settings {
	enum display_view view;
	int counter;        /* 0: not said; goes with VIEW_COUNTER */
	char zone[ID_SIZE]; /* empty: not said */
	int volume;         /* percent, 0: no sound; -1: not said */
};

struct device_status {
	char version[VERSION_SIZE];
	char run[DEVICE_RUN_SIZE];     /* another one at each start, to tell two machines apart */
	char screen[DEVICE_WORD_SIZE]; /* "1920x1080" */
	char shows[DEVICE_WORD_SIZE];  /* hall, counter, start; of a kiosk home, in_use, away */
	char number[NUMBER_SIZE];      /* the newest call on it */
	struct display_settings now;   /* of a display */
	bool mute;
	char sound[DEVICE_WORD_SIZE];   /* ok, none */
	char printer[DEVICE_WORD_SIZE]; /* of a kiosk: ok, paper_low, … */
};

/* What the server answers to a status. */
struct device_orders {
	char name[ID_SIZE];               /* of the device's key */
	struct display_settings settings; /* nothing said: as its command line says */
	bool picture;                     /* a picture of its screen is asked for */
};

extern const struct display_settings display_settings_none;

/* Whether anything is said, and whether two say the same. */
bool display_settings_said(const struct display_settings *s);
bool display_settings_equal(const struct display_settings *a, const struct display_settings *b);

/* "hall", "counter", "" and back. */
const char *display_view_word(enum display_view view);
enum display_view display_view_of(const char *word);

/* A new one for this start. */
void device_run(char run[static DEVICE_RUN_SIZE]);

#endif
