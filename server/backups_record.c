#include "server/backups_record.h"

#include "common/mem.h"
#include "common/plain_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME ".motcua-backups"

enum { FILE_MAX = 1 << 20 };

/* name size mtime_ns at proven changes tickets own daily */
#define LINE "%s %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %d %d\n"

int64_t backups_record_ns(const struct stat *s) {
	return (int64_t)s->st_mtim.tv_sec * 1000000000 + s->st_mtim.tv_nsec;
}

static bool read_line(const char *line, struct backups_record *r) {
	struct backup *b = &r->backup;
	int own = 0, daily = 0;
	*r = (struct backups_record){0};
	int n = sscanf(line,
		"%63s %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64
		" %d %d",
		b->name, &b->size, &r->mtime_ns, &b->at_ms, &b->proven_ms, &b->changes, &b->tickets,
		&own, &daily);
	b->own = own == 1;
	b->daily = daily == 1;
	return n == 9 && backups_name_ok(b->name);
}

struct backups_record *backups_record_read(const char *folder, size_t *count) {
	char *path = mem_printf("%s/%s", folder, FILE_NAME);
	size_t size, room = 0;
	struct backups_record *all = NULL, one;
	char *text = plain_file_read(path, FILE_MAX, &size);
	*count = 0;
	for (char *line = text; line && *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (!read_line(line, &one))
			continue;
		if (*count == room) {
			room = room ? 2 * room : 32;
			all = mem_realloc(all, room, sizeof *all);
		}
		all[(*count)++] = one;
	}
	mem_free(text);
	mem_free(path);
	return all;
}

bool backups_record_write(const char *folder, const struct backups_record *all, size_t count) {
	char *text = NULL;
	size_t size;
	FILE *out = mem_stream(&text, &size);
	for (size_t i = 0; i < count; i++) {
		const struct backup *b = &all[i].backup;
		fprintf(out, LINE, b->name, b->size, all[i].mtime_ns, b->at_ms, b->proven_ms,
			b->changes, b->tickets, b->own, b->daily);
	}
	mem_close(out, &text);
	bool ok = plain_file_put(folder, FILE_NAME, text, size);
	mem_free(text);
	return ok;
}

bool backups_record_put(const char *folder, const struct backups_record *one) {
	size_t count, i = 0;
	struct backups_record *all = backups_record_read(folder, &count);
	while (i < count && strcmp(all[i].backup.name, one->backup.name))
		i++;
	if (i == count)
		all = mem_realloc(all, ++count, sizeof *all);
	all[i] = *one;
	bool ok = backups_record_write(folder, all, count);
	mem_free(all);
	return ok;
}

const struct backups_record *backups_record_of(const struct backups_record *all, size_t count,
	const char *name, int64_t size, int64_t mtime_ns) {
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].backup.name, name) && all[i].backup.size == size &&
			all[i].mtime_ns == mtime_ns)
			return &all[i];
	return NULL;
}
