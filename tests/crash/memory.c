/*
 * Preloaded into a program, lets no memory be had for a while: of its requests for memory those
 * from `from` to before `until` fail. They are numbers in the file MEMORY_FILE, three of 64 bits in
 * this machine's order, the third of which counts the requests.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc's own, which do not go by the names that are taken here. */
void *libc_malloc(size_t size) __asm__("__libc_malloc");
void *libc_calloc(size_t count, size_t size) __asm__("__libc_calloc");
void *libc_realloc(void *p, size_t size) __asm__("__libc_realloc");
void *libc_memalign(size_t alignment, size_t size) __asm__("__libc_memalign");
void *memalign(size_t alignment, size_t size);

struct shared {
	_Atomic uint64_t from, until, asked;
};

static struct shared *shared;

__attribute__((constructor)) static void begin(void) {
	const char *path = getenv("MEMORY_FILE");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	void *at = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (at != MAP_FAILED)
		shared = at;
}

static bool fails(void) {
	if (!shared)
		return false;
	uint64_t at = shared->asked++;
	if (at < shared->from || at >= shared->until)
		return false;
	errno = ENOMEM;
	return true;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the headers name them their way
 */
void *malloc(size_t size) {
	return fails() ? NULL : libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
	return fails() ? NULL : libc_calloc(count, size);
}

void *realloc(void *p, size_t size) {
	return fails() ? NULL : libc_realloc(p, size);
}

void *memalign(size_t alignment, size_t size) {
	return fails() ? NULL : libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
	return memalign(alignment, size);
}

int posix_memalign(void **to, size_t alignment, size_t size) {
	void *p = memalign(alignment, size);
	if (!p)
		return ENOMEM;
	*to = p;
	return 0;
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
