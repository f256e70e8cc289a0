/*
 * One wrong bit, many times: flips DIR ROUNDS SEED changes one random bit of the store in DIR,
 * which nobody has open, and asks the store's own code whether it holds. Where it says so, all that
 * is in it must be what was there: the changes, the office file and the catalogue, accounts,
 * devices.
 */
#include "common/mem.h"
#include "server/store.h"
#include "tests/crash/disk.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is in a store, hashed. */
struct facts {
	struct store_anchor end;
	unsigned char office[STORE_HASH_SIZE], catalogue[STORE_HASH_SIZE];
};

static bool read_setup(struct store *store, const char *kind, unsigned char *to) {
	char *text = NULL;
	int64_t version;
	bool ok = store_setup(store, kind, &text, &version) == STORE_OK;
	if (ok && text)
		crypto_generichash(
			to, STORE_HASH_SIZE, (const unsigned char *)text, strlen(text), NULL, 0);
	mem_free(text);
	return ok;
}

/* false: the store does not hold. */
static bool read_facts(const char *dir, struct facts *facts) {
	int64_t changes;
	enum store_result why;
	*facts = (struct facts){0};
	struct store *store = store_open(dir, &why);
	bool holds = store && store_check(store, &changes) == STORE_OK &&
		     read_setup(store, "office", facts->office) &&
		     read_setup(store, "catalogue", facts->catalogue);
	if (holds)
		facts->end = store_end(store);
	store_close(store);
	return holds;
}

static bool same_hash(const unsigned char *a, const unsigned char *b) {
	return !memcmp(a, b, STORE_HASH_SIZE);
}

static bool same(const struct facts *a, const struct facts *b) {
	return a->end.seq == b->end.seq && a->end.day == b->end.day &&
	       same_hash(a->end.hash, b->end.hash) && same_hash(a->office, b->office) &&
	       same_hash(a->catalogue, b->catalogue);
}

enum outcome { HARMLESS, NOTICED, SERVED };

static enum outcome look(const char *dir, const struct facts *right) {
	struct facts now;
	if (!read_facts(dir, &now))
		return NOTICED;
	return same(&now, right) ? HARMLESS : SERVED;
}

static unsigned char *read_file(const char *path, size_t *size) {
	struct stat is;
	FILE *f = fopen(path, "r");
	if (!f || fstat(fileno(f), &is) != 0)
		exit(2);
	*size = (size_t)is.st_size;
	unsigned char *bytes = mem_alloc(*size, 1);
	if (fread(bytes, 1, *size, f) != *size)
		exit(2);
	fclose(f);
	return bytes;
}

static void write_file(const char *path, const unsigned char *bytes, size_t size) {
	FILE *f = fopen(path, "w");
	if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
		exit(2);
}

int main(int argc, char **argv) {
	struct facts right;
	size_t size;
	if (argc != 4 || !read_facts(argv[1], &right))
		return 2;
	uint64_t seed = strtoull(argv[3], NULL, 10);
	long rounds = strtol(argv[2], NULL, 10), noticed = 0, lost = 0;
	char *path = mem_printf("%s/motcua.sqlite", argv[1]);
	unsigned char *bytes = read_file(path, &size);
	for (long i = 0; i < rounds; i++) {
		size_t at = disk_chance(&seed, size);
		unsigned char bit = (unsigned char)(1 << disk_chance(&seed, 8));
		bytes[at] ^= bit;
		write_file(path, bytes, size);
		bytes[at] ^= bit;
		enum outcome outcome = look(argv[1], &right);
		noticed += outcome == NOTICED;
		lost += outcome == SERVED;
		if (outcome == SERVED)
			printf("bit %d of byte %zu is not noticed\n", bit, at);
	}
	write_file(path, bytes, size);
	printf("lost=%ld dup=0 missed=0 reorder=0 rounds=%ld seed=%s noticed=%ld\n", lost, rounds,
		argv[3], noticed);
	mem_free(bytes);
	mem_free(path);
	return lost != 0;
}
