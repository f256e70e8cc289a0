#include "server/salvage.h"

#include "common/mem.h"
#include "common/text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A series goes on over so many numbers that are missing; beyond it are those of kiosks' blocks. */
enum { GAP_MAX = 100 };
/* Sizes before the fields, of the header and of a day; where the day's other sizes are. */
enum { HEADER = 4, DAY_SIZE = 4, TEXT_FIRST = 13 };

struct salvage {
	const struct setup *setup;
	struct store_numbers *numbers;
	unsigned char day[DAY_SIZE];
	unsigned char *seen[SERVICES_MAX]; /* by value, up to number_max */
};

static void note_series(struct store_numbers *n, const char *service, int64_t last) {
	size_t i = 0;
	while (i < n->series_count && strcmp(n->series[i].service, service))
		i++;
	if (i == SERVICES_MAX)
		return;
	struct store_series *s = &n->series[i];
	if (i == n->series_count)
		text_copy(n->series[n->series_count++].service, ID_SIZE, service);
	s->last = last > s->last ? last : s->last;
}

/* The value of a number of this service; 0: it is none. */
static int value_of(const struct setup *setup, int line, const char *number) {
	const char *prefix = setup->services[line].prefix;
	size_t size = strlen(prefix);
	if (strncmp(number, prefix, size) != 0)
		return 0;
	number += size;
	if (setup->number_dash && *number++ != '-')
		return 0;
	size_t digits = strspn(number, "0123456789");
	int value = digits < 9 && !number[digits] ? atoi(number) : 0;
	return value <= setup->number_max ? value : 0;
}

static void note_number(struct salvage *s, const char *number) {
	for (int i = 0; i < s->setup->service_count; i++)
		s->seen[i][value_of(s->setup, i, number)] = 1;
}

/* The integer of a record by its serial type; 0 where it does not end before `end`. */
static int64_t integer(const unsigned char *at, const unsigned char *end, int type) {
	static const int sizes[] = {0, 1, 2, 3, 4};
	int64_t n = type == 9;
	if (type < 1 || type > 4 || end - at < sizes[type])
		return n;
	for (int i = 0; i < sizes[type]; i++)
		n = n << 8 | at[i];
	return n;
}

/* What may be a record with the day as its first field, which is at `at`. */
static void read_record(struct salvage *s, const unsigned char *at, const unsigned char *end) {
	char text[ID_SIZE];
	int type = at[-2];
	size_t size = type > TEXT_FIRST && type % 2 ? (size_t)(type - TEXT_FIRST) / 2 : 0;
	at += DAY_SIZE;
	if (!size || size >= sizeof text || (size_t)(end - at) < size)
		return;
	memcpy(text, at, size);
	text[size] = '\0';
	if (setup_service(s->setup, text) < 0) {
		note_number(s, text);
		return;
	}
	int64_t last = integer(at + size, end, at[-DAY_SIZE - 1]);
	if (last > 0 && last <= s->setup->number_max)
		note_series(s->numbers, text, last);
}

static void read_bytes(struct salvage *s, const unsigned char *bytes, size_t size) {
	const unsigned char *at = bytes, *end = bytes + size;
	while ((at = memmem(at, (size_t)(end - at), s->day, DAY_SIZE))) {
		if (at - bytes >= HEADER && at[-HEADER] == HEADER && at[-HEADER + 1] == DAY_SIZE)
			read_record(s, at, end);
		at++;
	}
}

static void read_file(struct salvage *s, const char *path) {
	struct stat is;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (fstat(fd, &is) == 0 && is.st_size > 0) {
		size_t size = (size_t)is.st_size;
		void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (bytes != MAP_FAILED) {
			read_bytes(s, bytes, size);
			munmap(bytes, size);
		}
	}
	close(fd);
}

/* Blocks lie side by side, the first one at the end of the numbers. */
static void note_block(struct salvage *s, int value) {
	struct store_numbers *n = s->numbers;
	int max = s->setup->number_max, all = max - s->setup->number_start + 1;
	int most = all / 10, size = s->setup->kiosk_lease_numbers;
	size = size < most ? size : most;
	if (size < 1)
		return;
	int last = max - (max - value) / size * size;
	for (size_t i = 0; i < n->block_count; i++)
		if (n->blocks[i].first <= last && n->blocks[i].last > last - size)
			return;
	if (n->block_count < STORE_BLOCKS_MAX)
		n->blocks[n->block_count++] = (struct store_block){last - size + 1, last, "system"};
}

static void follow(struct salvage *s, int line) {
	const unsigned char *seen = s->seen[line];
	int last = s->setup->number_start - 1, max = s->setup->number_max, at = last;
	while (++at <= max && at <= last + GAP_MAX)
		last = seen[at] ? at : last;
	if (last >= s->setup->number_start)
		note_series(s->numbers, s->setup->services[line].id, last);
	for (; at <= max; at++)
		if (seen[at])
			note_block(s, at);
}

void salvage_numbers(
	const char *dir, const struct setup *setup, int day, struct store_numbers *numbers) {
	struct salvage s = {.setup = setup, .numbers = numbers};
	char *file = mem_printf("%s/motcua.sqlite", dir), *journal = mem_printf("%s-wal", file);
	for (int i = 0; i < DAY_SIZE; i++)
		s.day[i] = (unsigned char)(day >> 8 * (DAY_SIZE - 1 - i));
	for (int i = 0; i < setup->service_count; i++)
		s.seen[i] = mem_alloc((size_t)setup->number_max + 1, 1);
	if (numbers->day != day)
		*numbers = (struct store_numbers){.day = day, .last_ms = numbers->last_ms};
	read_file(&s, file);
	read_file(&s, journal);
	for (int i = 0; i < setup->service_count; i++) {
		follow(&s, i);
		mem_free(s.seen[i]);
	}
	mem_free(file);
	mem_free(journal);
}
