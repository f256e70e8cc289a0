#include "common/clock.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ZONE_PATH_SIZE = 256, FRESH_MS = 100 };

static int64_t read_ms(clockid_t id) {
	struct timespec t;
	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What a test wants: time that has passed, and how far the machine's clock is set off besides. */
struct fake {
	int64_t passed_ms, set_ms;
};

static const char *fake_path;

/* Once: reading the environment while a thread changes it (clock_use_zone) is not safe. */
static void find_path(void) {
	const char *path = getenv("MOTCUA_FAKE_CLOCK");
	fake_path = path && *path ? path : NULL;
}

/* What the file says; what it said before when it is away or half written. */
static struct fake read_fake(struct fake before) {
	char text[64] = "";
	FILE *f = fopen(fake_path, "re");
	if (!f)
		return before;
	char *line = fgets(text, sizeof text, f);
	fclose(f);
	char *end = text;
	struct fake fake = {.passed_ms = line ? strtoll(text, &end, 10) : 0};
	if (end == text)
		return before;
	fake.set_ms = strtoll(end, NULL, 10);
	return fake;
}

/* Each thread keeps what it read, so none waits. */
static struct fake read_file(void) {
	static _Thread_local struct stat seen;
	static _Thread_local struct fake fake;
	struct stat now;
	if (stat(fake_path, &now))
		return fake;
	int64_t written_ms = (int64_t)now.st_mtim.tv_sec * 1000 + now.st_mtim.tv_nsec / 1000000;
	/* A file's time is coarse: two writes in one tick look like one. */
	bool fresh = read_ms(CLOCK_REALTIME) - written_ms < FRESH_MS;
	if (fresh || now.st_ino != seen.st_ino || now.st_size != seen.st_size ||
		memcmp(&now.st_mtim, &seen.st_mtim, sizeof now.st_mtim))
		fake = read_fake(fake);
	seen = now;
	return fake;
}

static struct fake fake_clock(void) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, find_path);
	return fake_path ? read_file() : (struct fake){0};
}

int64_t clock_wall_ms(void) {
	struct fake fake = fake_clock();
	return read_ms(CLOCK_REALTIME) + fake.passed_ms + fake.set_ms;
}

int64_t clock_mono_ms(void) {
	return read_ms(CLOCK_BOOTTIME) + fake_clock().passed_ms;
}

static char zone_in_use[ZONE_PATH_SIZE];

bool clock_zone_is(const char *zone) {
	return !strcmp(zone, zone_in_use);
}

bool clock_use_zone(const char *zone) {
	char path[ZONE_PATH_SIZE];
	const char *dir = getenv("TZDIR");
	struct stat file;
	if (!zone[0] || zone[0] == '/' || strstr(zone, ".."))
		return false;
	int n = snprintf(path, sizeof path, "%s/%s", dir ? dir : "/usr/share/zoneinfo", zone);
	if (n < 0 || n >= (int)sizeof path || stat(path, &file) || !S_ISREG(file.st_mode))
		return false;
	if (setenv("TZ", zone, 1))
		return false;
	tzset();
	snprintf(zone_in_use, sizeof zone_in_use, "%s", zone);
	return true;
}

struct tm clock_local(int64_t at_ms) {
	/* Rounded down also before 1970. */
	time_t t = (time_t)(at_ms / 1000 - (at_ms % 1000 < 0));
	struct tm tm = {0};
	localtime_r(&t, &tm);
	return tm;
}

int clock_day(int64_t at_ms) {
	struct tm tm = clock_local(at_ms);
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

int64_t clock_at(int day, int minute) {
	struct tm tm = {.tm_year = day / 10000 - 1900,
		.tm_mon = day / 100 % 100 - 1,
		.tm_mday = day % 100,
		.tm_min = minute,
		.tm_isdst = -1};
	return (int64_t)mktime(&tm) * 1000;
}

const char *clock_hhmm(int64_t at_ms, char buf[static 8]) {
	struct tm tm = clock_local(at_ms);
	snprintf(buf, 8, "%02d:%02d", tm.tm_hour % 100, tm.tm_min % 100);
	return buf;
}
