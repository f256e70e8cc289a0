/*
 * Preloaded into a program, makes each of its syncs take so much longer: SLOW_SYNC_MS.
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void wait_ms(void) {
	const char *ms = getenv("SLOW_SYNC_MS");
	struct timespec wait = {.tv_nsec = (ms ? atol(ms) : 0) * 1000000};
	nanosleep(&wait, NULL);
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the headers name them their way
 */
int fsync(int fd) {
	wait_ms();
	return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) {
	wait_ms();
	return (int)syscall(SYS_fdatasync, fd);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
