#include "server/devices.h"

#include "common/mem.h"
#include "common/text.h"

#include <string.h>

bool devices_printer_word(const char *printer) {
	static const char *const known[] = {
		"ok", "paper_low", "paper_out", "cover_open", "cutter", "offline", "none"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(printer, known[i]))
			return true;
	return false;
}

bool devices_needs_hands(const char *printer) {
	return strcmp(printer, "ok") && strcmp(printer, "paper_low") && strcmp(printer, "none");
}

static void forget_picture(struct devices_one *one) {
	mem_free(one->png);
	one->png = NULL;
	one->png_size = 0;
	one->drawn_ms = 0;
}

void devices_clear(struct devices *d) {
	for (int i = 0; i < d->count; i++)
		forget_picture(&d->list[i]);
	d->count = 0;
}

struct devices_one *devices_find(struct devices *d, const char *name) {
	for (int i = 0; i < d->count; i++)
		if (!strcmp(d->list[i].name, name))
			return &d->list[i];
	return NULL;
}

/* A fresh place, or that of the one that was silent longest. */
static struct devices_one *place(struct devices *d, const char *name) {
	struct devices_one *one = d->list;
	if (d->count < DEVICES_MAX)
		one = &d->list[d->count++];
	for (int i = 1; d->count == DEVICES_MAX && i < d->count; i++)
		if (d->list[i].seen_ms < one->seen_ms)
			one = &d->list[i];
	forget_picture(one);
	*one = (struct devices_one){0};
	text_copy(one->name, sizeof one->name, name);
	return one;
}

/* Another start than the last one has spoken. One that comes back after another has spoken is a
 * second machine; one that only goes on after a restart is not. */
static bool is_second(struct devices_one *one, const char *run, int64_t now_ms) {
	bool second = *one->other_run && !strcmp(run, one->other_run) &&
		      now_ms - one->other_ms < DEVICES_SILENT_MS;
	text_copy(one->other_run, sizeof one->other_run, one->said.run);
	text_copy(one->other_address, sizeof one->other_address, one->address);
	one->other_ms = one->seen_ms;
	return second;
}

static unsigned told_apart(struct devices_one *one, const char *run, int64_t now_ms) {
	bool other = *one->said.run && *run && strcmp(one->said.run, run);
	bool known = devices_two(one, now_ms);
	if (!other || !is_second(one, run, now_ms))
		return 0;
	one->two_ms = now_ms;
	return known ? 0 : DEVICES_TWO;
}

static bool same_setup(const struct device_status *a, const struct device_status *b) {
	return !strcmp(a->version, b->version) && a->mute == b->mute &&
	       !strcmp(a->sound, b->sound) && display_settings_equal(&a->now, &b->now);
}

unsigned devices_tell(struct devices *d, const char *name, const struct device_status *said,
	const char *address, int64_t now_ms) {
	struct devices_one *one = devices_find(d, name);
	if (!one)
		one = place(d, name);
	unsigned news = told_apart(one, said->run, now_ms);
	if (!one->seen_ms || devices_silent(one, now_ms))
		news |= DEVICES_CAME;
	if (strcmp(one->said.printer, said->printer)) {
		news |= DEVICES_PRINTER;
		one->since_ms = now_ms;
	}
	if (!same_setup(&one->said, said))
		news |= DEVICES_SETUP;
	one->said = *said;
	text_copy(one->address, sizeof one->address, address);
	one->seen_ms = now_ms;
	return news;
}

bool devices_silent(const struct devices_one *one, int64_t now_ms) {
	return one->seen_ms && now_ms - one->seen_ms > DEVICES_SILENT_MS;
}

bool devices_two(const struct devices_one *one, int64_t now_ms) {
	return one->two_ms && now_ms - one->two_ms < DEVICES_SILENT_MS;
}

static bool asked(const struct devices_one *one, int64_t now_ms) {
	return one->asked_ms && now_ms - one->asked_ms < DEVICES_ASKED_MS;
}

bool devices_ask(struct devices *d, const char *name, int64_t now_ms) {
	struct devices_one *one = devices_find(d, name);
	if (!one)
		return false;
	one->asked_ms = now_ms;
	one->refused_ms = 0;
	return true;
}

bool devices_wants(struct devices *d, const char *name, int64_t now_ms) {
	struct devices_one *one = devices_find(d, name);
	bool wanted = one && asked(one, now_ms);
	if (!wanted || strcmp(one->said.shows, "in_use"))
		return wanted;
	one->asked_ms = 0;
	one->refused_ms = now_ms;
	return false;
}

/* No more pictures than there may be: the oldest goes. */
static void make_room(struct devices *d) {
	struct devices_one *oldest = NULL;
	int count = 0;
	for (int i = 0; i < d->count; i++) {
		struct devices_one *one = &d->list[i];
		count += one->png != NULL;
		if (one->png && (!oldest || one->drawn_ms < oldest->drawn_ms))
			oldest = one;
	}
	if (count >= DEVICES_PICTURES_MAX)
		forget_picture(oldest);
}

bool devices_drew(
	struct devices *d, const char *name, const void *png, size_t size, int64_t now_ms) {
	struct devices_one *one = devices_find(d, name);
	if (!one || !asked(one, now_ms))
		return false;
	forget_picture(one);
	make_room(d);
	one->png = mem_copy(png, size);
	one->png_size = size;
	one->drawn_ms = now_ms;
	one->asked_ms = 0;
	return true;
}

enum devices_picture devices_picture_of(const struct devices_one *one, int64_t now_ms) {
	if (asked(one, now_ms))
		return PICTURE_ASKED;
	if (one->refused_ms && now_ms - one->refused_ms < DEVICES_ASKED_MS)
		return PICTURE_IN_USE;
	return one->png && now_ms - one->drawn_ms < DEVICES_PICTURE_MS ? PICTURE_READY
								       : PICTURE_NONE;
}

void devices_tick(struct devices *d, int64_t now_ms) {
	for (int i = 0; i < d->count; i++)
		if (d->list[i].png && now_ms - d->list[i].drawn_ms >= DEVICES_PICTURE_MS)
			forget_picture(&d->list[i]);
}
