#include "tests/crash/disk.h"

#include "common/mem.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* A write that was not synced, or with bytes NULL a cut. */
struct piece {
	uint64_t at;
	size_t size;
	const unsigned char *bytes;
};

struct content {
	unsigned char *bytes;
	size_t size, room;
};

struct file {
	uint64_t number;
	struct content synced;
	size_t piece_count, piece_room;
	struct piece *pieces;
	struct file *next;
};

/* A name that a file got, lost or both: not settled yet. */
struct move {
	const char *from, *to; /* NULL: it was made or removed */
	struct file *file;
};

struct entry {
	const char *name;
	struct file *now, *settled; /* NULL: none */
};

struct disk {
	uint64_t seed;
	struct file *files; /* the newest first */
	size_t entry_count, move_count;
	struct entry *entries;
	struct move *moves;
};

uint64_t disk_chance(uint64_t *seed, uint64_t limit) {
	uint64_t x = *seed += 0x9e3779b97f4a7c15;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return (x ^ (x >> 31)) % limit;
}

static void resize(struct content *c, size_t size) {
	if (size > c->room) {
		c->room = size + size / 2;
		c->bytes = mem_realloc(c->bytes, c->room, 1);
	}
	if (size > c->size)
		memset(c->bytes + c->size, 0, size - c->size);
	c->size = size;
}

static void put(struct content *c, const struct piece *p) {
	if (!p->bytes || p->at + p->size > c->size)
		resize(c, p->at + p->size);
	if (p->bytes)
		memcpy(c->bytes + p->at, p->bytes, p->size);
}

static struct file *find_file(const struct disk *disk, uint64_t number) {
	struct file *f = disk->files;
	while (f && f->number != number)
		f = f->next;
	return f;
}

static struct entry *find_entry(struct disk *disk, const char *name) {
	for (size_t i = 0; i < disk->entry_count; i++)
		if (!strcmp(disk->entries[i].name, name))
			return &disk->entries[i];
	disk->entries = mem_realloc(disk->entries, disk->entry_count + 1, sizeof *disk->entries);
	disk->entries[disk->entry_count] = (struct entry){.name = name};
	return &disk->entries[disk->entry_count++];
}

static struct file *make_file(struct disk *disk, uint64_t number) {
	struct file *f = mem_alloc(1, sizeof *f);
	f->number = number;
	f->next = disk->files;
	return disk->files = f;
}

static bool add_move(struct disk *disk, const char *from, const char *to, struct file *file) {
	if (!file)
		return false;
	disk->moves = mem_realloc(disk->moves, disk->move_count + 1, sizeof *disk->moves);
	disk->moves[disk->move_count++] = (struct move){from, to, file};
	if (from)
		find_entry(disk, from)->now = NULL;
	if (to)
		find_entry(disk, to)->now = file;
	return true;
}

static bool add_piece(struct disk *disk, const struct record *r, const void *bytes) {
	struct file *f = find_file(disk, r->file);
	if (!f)
		return false;
	if (f->piece_count == f->piece_room) {
		f->piece_room = f->piece_room ? 2 * f->piece_room : 16;
		f->pieces = mem_realloc(f->pieces, f->piece_room, sizeof *f->pieces);
	}
	f->pieces[f->piece_count++] = (struct piece){r->at, r->size, bytes};
	return true;
}

/* Puts of a write whatever units of it came to the disk. */
static void put_parts(struct content *c, const struct piece *p, size_t unit, uint64_t *seed) {
	for (size_t at = 0, size; at < p->size; at += size) {
		size = unit - (p->at + at) % unit;
		size = size < p->size - at ? size : p->size - at;
		if (disk_chance(seed, 2))
			put(c, &(struct piece){p->at + at, size, p->bytes + at});
	}
}

static void put_some(
	struct content *c, const struct piece *p, enum disk_loss loss, uint64_t *seed) {
	bool in_pieces = p->bytes && loss != LOSS_NONE && loss != LOSS_WRITES;
	if (in_pieces)
		put_parts(c, p, loss == LOSS_PAGES ? 4096 : 512, seed);
	else if (loss == LOSS_NONE || disk_chance(seed, 2))
		put(c, p);
}

static bool sync_file(struct disk *disk, uint64_t number) {
	struct file *f = find_file(disk, number);
	for (size_t i = 0; f && i < f->piece_count; i++)
		put(&f->synced, &f->pieces[i]);
	if (f)
		f->piece_count = 0;
	return f;
}

static bool fail_file(struct disk *disk, uint64_t number) {
	struct file *f = find_file(disk, number);
	for (size_t i = 0; f && i < f->piece_count; i++)
		put_some(&f->synced, &f->pieces[i], LOSS_SECTORS, &disk->seed);
	if (f)
		f->piece_count = 0;
	return f;
}

/* On the disk; a name that has gone to another file since stays there. */
static void settle(struct entry *entries, size_t count, const struct move *m) {
	for (size_t i = 0; i < count; i++) {
		struct entry *e = &entries[i];
		if (m->from && !strcmp(e->name, m->from) && e->settled == m->file)
			e->settled = NULL;
		if (m->to && !strcmp(e->name, m->to))
			e->settled = m->file;
	}
}

static bool is_in(const char *path, const char *dir) {
	const char *end = path ? strrchr(path, '/') : NULL;
	return end && (size_t)(end - path) == strlen(dir) &&
	       !strncmp(path, dir, (size_t)(end - path));
}

static bool settle_folder(struct disk *disk, const char *dir) {
	size_t kept = 0;
	for (size_t i = 0; i < disk->move_count; i++) {
		const struct move m = disk->moves[i];
		if (is_in(m.to ? m.to : m.from, dir))
			settle(disk->entries, disk->entry_count, &m);
		else
			disk->moves[kept++] = m;
	}
	disk->move_count = kept;
	return true;
}

bool disk_do(struct disk *disk, const struct record *r, const char *name, const void *bytes) {
	switch ((enum record_kind)r->kind) {
	case RECORD_MARK:
		return true;
	case RECORD_MADE:
		return add_move(disk, NULL, name, make_file(disk, r->file));
	case RECORD_WROTE:
		return add_piece(disk, r, bytes);
	case RECORD_CUT:
		return add_piece(disk, r, NULL);
	case RECORD_SYNCED:
		return sync_file(disk, r->file);
	case RECORD_FAILED:
		return fail_file(disk, r->file);
	case RECORD_MOVED:
		return add_move(disk, name, bytes, find_entry(disk, name)->now);
	case RECORD_REMOVED:
		return add_move(disk, name, NULL, find_entry(disk, name)->now);
	case RECORD_SETTLED:
		return settle_folder(disk, name);
	}
	return false;
}

struct disk *disk_new(uint64_t seed) {
	struct disk *disk = mem_alloc(1, sizeof *disk);
	disk->seed = seed;
	return disk;
}

void disk_free(struct disk *disk) {
	for (struct file *f = disk->files, *next; f; f = next) {
		next = f->next;
		mem_free(f->synced.bytes);
		mem_free(f->pieces);
		mem_free(f);
	}
	mem_free(disk->entries);
	mem_free(disk->moves);
	mem_free(disk);
}

static struct content left_of(const struct file *f, enum disk_loss loss, uint64_t *seed) {
	struct content c = {0};
	size_t whole = loss == LOSS_LATE ? disk_chance(seed, f->piece_count + 1) : 0;
	size_t count = loss == LOSS_ALL                              ? 0
		       : loss == LOSS_LATE && whole < f->piece_count ? whole + 1
								     : f->piece_count;
	resize(&c, f->synced.size);
	if (c.size)
		memcpy(c.bytes, f->synced.bytes, c.size);
	for (size_t i = 0; i < count; i++)
		put_some(&c, &f->pieces[i], i < whole ? LOSS_NONE : loss, seed);
	return c;
}

static void write_file(const char *to, const char *name, const struct content *c) {
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s%s", to, strrchr(name, '/'));
	FILE *f = fopen(path, "w");
	assert(f);
	size_t wrote = c->size ? fwrite(c->bytes, 1, c->size, f) : 0;
	int closed = fclose(f);
	assert(wrote == c->size && !closed);
	(void)wrote;
	(void)closed;
}

/* The names that there are; with LOSS_LATE the moves have come to the disk in order. */
static struct entry *names_left(const struct disk *disk, enum disk_loss loss, uint64_t *seed) {
	size_t size = disk->entry_count * sizeof(struct entry);
	struct entry *entries = memcpy(mem_alloc(size + 1, 1), disk->entries, size);
	size_t first = disk_chance(seed, disk->move_count + 1);
	for (size_t i = 0; i < disk->move_count; i++)
		if (loss == LOSS_NONE || (loss == LOSS_LATE && i < first) ||
			(loss > LOSS_LATE && disk_chance(seed, 2)))
			settle(entries, disk->entry_count, &disk->moves[i]);
	return entries;
}

void disk_leave(const struct disk *disk, enum disk_loss loss, uint64_t *seed, const char *prefix,
	const char *to) {
	if (!disk->entry_count)
		return;
	struct entry *entries = names_left(disk, loss, seed);
	for (size_t i = 0; i < disk->entry_count; i++) {
		const struct entry *e = &entries[i];
		if (!e->settled || strncmp(e->name, prefix, strlen(prefix)) != 0 ||
			strchr(e->name + strlen(prefix), '/'))
			continue;
		struct content c = left_of(e->settled, loss, seed);
		write_file(to, e->name, &c);
		mem_free(c.bytes);
	}
	mem_free(entries);
}
