#include "server/backups_folder.h"

#include "common/mem.h"
#include "common/text.h"
#include "server/backups_record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define ENDING ".sqlite"

enum { FILES_MAX = 500 };

bool backups_folder_ends(const char *name, const char *ending) {
	size_t size = strlen(name), end = strlen(ending);
	return size > end && !strcmp(name + size - end, ending);
}

bool backups_name_ok(const char *name) {
	size_t good =
		strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
	return name[0] != '.' && !name[good] && good < BACKUP_NAME_SIZE &&
	       backups_folder_ends(name, ENDING);
}

int64_t backups_folder_size(const char *dir, const char *name) {
	struct stat s;
	char *path = mem_printf("%s/%s", dir, name);
	int64_t size = stat(path, &s) == 0 ? (int64_t)s.st_size : 0;
	mem_free(path);
	return size;
}

int64_t backups_folder_free(const char *dir) {
	struct statvfs v;
	return statvfs(dir, &v) == 0 ? (int64_t)v.f_bavail * (int64_t)v.f_frsize : 0;
}

static bool same_disk(const char *a, const char *b) {
	struct stat x, y;
	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev;
}

static void add(struct backup_folder *f, const char *name, const struct stat *s,
	const struct backups_record *known) {
	f->at = mem_realloc(f->at, f->count + 1, sizeof *f->at);
	struct backup *b = &f->at[f->count++];
	*b = known ? known->backup : (struct backup){0};
	text_copy(b->name, sizeof b->name, name);
	b->size = (int64_t)s->st_size;
	if (!known)
		b->at_ms = backups_record_ns(s) / 1000000;
}

static int newest_first(const void *a, const void *b) {
	const struct backup *x = a, *y = b;
	int order = (x->at_ms < y->at_ms) - (x->at_ms > y->at_ms);
	return order ? order : strcmp(y->name, x->name);
}

static void read_files(DIR *d, const char *folder, struct backup_folder *to) {
	size_t count;
	struct stat s;
	struct backups_record *known = backups_record_read(folder, &count);
	for (struct dirent *e; to->count < FILES_MAX && (e = readdir(d));)
		if (backups_name_ok(e->d_name) &&
			fstatat(dirfd(d), e->d_name, &s, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISREG(s.st_mode))
			add(to, e->d_name, &s,
				backups_record_of(known, count, e->d_name, (int64_t)s.st_size,
					backups_record_ns(&s)));
	if (to->count)
		qsort(to->at, to->count, sizeof *to->at, newest_first);
	mem_free(known);
}

void backups_folder_look(const struct backups_place *place, struct backup_folder *to) {
	const char *folder = place->folder;
	*to = (struct backup_folder){
		.store = backups_folder_size(place->data_dir, "motcua.sqlite")};
	DIR *d = opendir(folder);
	if (!d) {
		to->fault = errno == ENOENT ? BACKUP_FINE : BACKUP_NO_FOLDER;
		return;
	}
	if (access(folder, W_OK | X_OK) != 0)
		to->fault = BACKUP_NO_FOLDER;
	to->free = backups_folder_free(folder);
	to->same_disk = same_disk(folder, place->data_dir);
	read_files(d, folder, to);
	closedir(d);
}

void backups_folder_clear(struct backup_folder *folder) {
	mem_free(folder->at);
	*folder = (struct backup_folder){0};
}

static int open_backup(const char *folder, const char *name, struct stat *s) {
	char *path = mem_printf("%s/%s", folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	mem_free(path);
	if (fd < 0 || (fstat(fd, s) == 0 && S_ISREG(s->st_mode)))
		return fd;
	close(fd);
	return -1;
}

int64_t backups_folder_read(
	const char *folder, const char *name, int64_t at, char *to, size_t room, int64_t *size) {
	struct stat s;
	ssize_t n = 1;
	size_t got = 0;
	int fd = open_backup(folder, name, &s);
	if (fd < 0)
		return -1;
	while (got < room && n > 0) {
		n = pread(fd, to + got, room - got, (off_t)(at + (int64_t)got));
		got += n > 0 ? (size_t)n : 0;
	}
	close(fd);
	*size = (int64_t)s.st_size;
	return n < 0 ? -1 : (int64_t)got;
}
