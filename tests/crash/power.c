/*
 * A power loss, many times: power LOG DIR LEFT ROUNDS SEED makes, of a log that record.c wrote,
 * what the disk may hold of the store in DIR after a loss at that many moments
 * (tests/crash/disk.h), and holds each against what the clients had been told by then. Two marks
 * are for this program: "copied" when a copy was made, "restoring" before that is put in the
 * store's place: what was told between them need not be there any more. What is there at the end of
 * the log, with nothing lost, is written to the folder LEFT: if it is not what is in DIR, something
 * was done past the recorder.
 */
#include "common/mem.h"
#include "tests/crash/disk.h"
#include "tests/crash/image.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORKERS = 2 };

static const char *const losses[LOSSES] = {
	"nothing", "all", "the first writes", "some writes", "some pages", "some sectors"};

struct log {
	const unsigned char *bytes;
	size_t size, record_count, rare_count;
	size_t *records;       /* where each begins */
	size_t *rare;          /* those that make, move, remove, cut or settle */
	char prefix[PATH_MAX]; /* of the store's files */
};

/* A loss after so many records. */
struct moment {
	size_t records;
	uint64_t seed;
};

/* One that goes through the log, from loss to loss. */
struct walk {
	const struct log *log;
	struct disk *disk;
	size_t done;
	size_t heard_count, copied; /* what must be there, and how much of it is in the copy */
	struct heard *heard;
	char dir[PATH_MAX]; /* of what is left */
	struct image_faults faults;
};

static _Noreturn void give_up(const char *what) {
	printf("power: %s\n", what);
	exit(2);
}

static const struct record *record_at(const struct log *log, size_t i) {
	return (const struct record *)(log->bytes + log->records[i]);
}

static const char *name_of(const struct record *r) {
	return r->name_size ? (const char *)(r + 1) : NULL;
}

static const void *bytes_of(const struct record *r) {
	return r->size ? (const char *)(r + 1) + r->name_size : NULL;
}

static bool is_rare(const struct record *r) {
	return r->kind != RECORD_MARK && r->kind != RECORD_WROTE && r->kind != RECORD_SYNCED;
}

static void add_record(struct log *log, size_t at) {
	log->records = mem_realloc(log->records, log->record_count + 1, sizeof at);
	log->records[log->record_count++] = at;
	if (!is_rare(record_at(log, log->record_count - 1)))
		return;
	log->rare = mem_realloc(log->rare, log->rare_count + 1, sizeof at);
	log->rare[log->rare_count++] = log->record_count - 1;
}

static void read_log(struct log *log, const char *path) {
	struct stat is;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &is) != 0 || is.st_size == 0)
		give_up("there is no log");
	log->size = (size_t)is.st_size;
	log->bytes = mmap(NULL, log->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (log->bytes == MAP_FAILED)
		give_up("the log cannot be read");
	for (size_t at = 0; at < log->size;) {
		add_record(log, at);
		const struct record *r = record_at(log, log->record_count - 1);
		at += sizeof *r + record_padded(r->name_size + r->size);
	}
	close(fd);
}

static void hear(struct walk *w, const struct record *r) {
	struct heard heard;
	char *words = mem_copy(bytes_of(r), r->size);
	if (!strcmp(words, "copied")) {
		w->copied = w->heard_count;
	} else if (!strcmp(words, "restoring")) {
		w->heard_count = w->copied;
	} else if (heard_read(&heard, words)) {
		w->heard = mem_realloc(w->heard, w->heard_count + 1, sizeof heard);
		w->heard[w->heard_count++] = heard;
	} else {
		give_up(words);
	}
	mem_free(words);
}

static void go_to(struct walk *w, size_t records) {
	for (; w->done < records; w->done++) {
		const struct record *r = record_at(w->log, w->done);
		if (!disk_do(w->disk, r, name_of(r), bytes_of(r)))
			give_up("something is done to a file that was never made");
		if (r->kind == RECORD_MARK)
			hear(w, r);
	}
}

static void empty(const char *dir) {
	DIR *d = opendir(dir);
	for (struct dirent *e; d && (e = readdir(d));)
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
}

static void lose_power(struct walk *w, struct moment m) {
	struct image_faults before = w->faults;
	uint64_t seed = m.seed;
	enum disk_loss loss = (enum disk_loss)disk_chance(&seed, LOSSES);
	go_to(w, m.records);
	disk_leave(w->disk, loss, &seed, w->log->prefix, w->dir);
	image_check(w->dir, w->heard, w->heard_count, &w->faults);
	empty(w->dir);
	if (memcmp(&before, &w->faults, sizeof before) != 0)
		printf("after record %zu of %zu, of what was not synced %s is left: it is wrong\n",
			m.records, w->log->record_count, losses[loss]);
}

static void open_walk(struct walk *w, const struct log *log, uint64_t seed) {
	bool memory = access("/dev/shm", W_OK) == 0;
	const char *tmp = getenv("TMPDIR");
	*w = (struct walk){.log = log, .disk = disk_new(seed)};
	snprintf(w->dir, sizeof w->dir, "%s/motcua-power-XXXXXX",
		memory ? "/dev/shm"
		: tmp  ? tmp
		       : "/tmp");
	if (!mkdtemp(w->dir))
		give_up("no folder can be made");
}

static void close_walk(struct walk *w) {
	empty(w->dir);
	rmdir(w->dir);
	disk_free(w->disk);
	mem_free(w->heard);
}

static int by_records(const void *a, const void *b) {
	const struct moment *one = a, *other = b;
	return (one->records > other->records) - (one->records < other->records);
}

/* Half of them anywhere, half of them about where files come, go and are cut. */
static size_t somewhere(const struct log *log, uint64_t *seed) {
	if (disk_chance(seed, 2) || !log->rare_count)
		return disk_chance(seed, log->record_count + 1);
	size_t after = log->rare[disk_chance(seed, log->rare_count)] + 1 + disk_chance(seed, 3);
	return after < log->record_count ? after : log->record_count;
}

static struct moment *moments_of(const struct log *log, long rounds, uint64_t seed) {
	struct moment *moments = mem_alloc((size_t)rounds, sizeof *moments);
	for (long i = 0; i < rounds; i++) {
		moments[i].records = somewhere(log, &seed);
		moments[i].seed = disk_chance(&seed, UINT64_MAX);
	}
	qsort(moments, (size_t)rounds, sizeof *moments, by_records);
	return moments;
}

/* A part of the moments, in a process of its own, which tells of them when it is through. */
static void begin_worker(const struct log *log, const struct moment *moments, long count, int to) {
	struct walk w;
	fflush(stdout);
	if (fork() != 0)
		return;
	open_walk(&w, log, count ? moments->seed : 0);
	for (long i = 0; i < count; i++)
		lose_power(&w, moments[i]);
	close_walk(&w);
	exit(write(to, &w.faults, sizeof w.faults) == sizeof w.faults ? 0 : 1);
}

static void add(struct image_faults *all, const struct image_faults *some) {
	all->lost += some->lost;
	all->dup += some->dup;
	all->missed += some->missed;
	all->reorder += some->reorder;
}

static void lose_all(const struct log *log, long rounds, uint64_t seed, struct image_faults *all) {
	struct moment *moments = moments_of(log, rounds, seed);
	struct image_faults some;
	long first = 0;
	int ends[2];
	if (pipe(ends) != 0)
		give_up("no pipe can be made");
	for (int i = 0; i < WORKERS; i++) {
		long after = rounds * (i + 1) / WORKERS;
		begin_worker(log, moments + first, after - first, ends[1]);
		first = after;
	}
	close(ends[1]);
	for (int i = 0; i < WORKERS; i++) {
		if (read(ends[0], &some, sizeof some) != sizeof some)
			give_up("the store's code ended in the middle");
		add(all, &some);
	}
	close(ends[0]);
	mem_free(moments);
}

/* The end of the log, with nothing lost. */
static void leave_all(const struct log *log, const char *to) {
	struct walk w;
	uint64_t seed = 0;
	open_walk(&w, log, seed);
	go_to(&w, log->record_count);
	disk_leave(w.disk, LOSS_NONE, &seed, log->prefix, to);
	close_walk(&w);
}

int main(int argc, char **argv) {
	struct log log = {0};
	struct image_faults faults = {0};
	if (argc != 6)
		give_up("LOG DIR LEFT ROUNDS SEED");
	long rounds = strtol(argv[4], NULL, 10);
	read_log(&log, argv[1]);
	snprintf(log.prefix, sizeof log.prefix, "%s/motcua.sqlite", argv[2]);
	leave_all(&log, argv[3]);
	lose_all(&log, rounds, strtoull(argv[5], NULL, 10), &faults);
	printf("lost=%ld dup=%ld missed=%ld reorder=%ld rounds=%ld seed=%s\n", faults.lost,
		faults.dup, faults.missed, faults.reorder, rounds, argv[5]);
	mem_free(log.records);
	mem_free(log.rare);
	return memcmp(&faults, &(struct image_faults){0}, sizeof faults) ? 1 : 0;
}
