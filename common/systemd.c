#include "common/systemd.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A path of a file, or with '@' before it of a socket that has none; the size of the address, 0 for
 * any other. */
static socklen_t address_of(const char *path, struct sockaddr_un *address) {
	size_t size = path ? strlen(path) : 0;
	if (size < 2 || size >= sizeof address->sun_path || !strchr("/@", *path))
		return 0;
	memcpy(address->sun_path, path, size);
	if (*path == '@')
		address->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size);
}

void systemd_tell(const char *state) {
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	socklen_t size = address_of(getenv("NOTIFY_SOCKET"), &to);
	int fd = size > 0 ? socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
	if (fd < 0)
		return;
	sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const struct sockaddr *)&to, size);
	close(fd);
}

/* A number above 0; 0 for anything else. */
static int64_t number_of(const char *text) {
	char *end;
	errno = 0;
	int64_t n = isdigit((unsigned char)*text) ? strtoll(text, &end, 10) : 0;
	return n > 0 && errno == 0 && !*end ? n : 0;
}

static int64_t told(const char *name) {
	const char *text = getenv(name);
	return text ? number_of(text) : 0;
}

int64_t systemd_patience_us(void) {
	bool ours = !getenv("WATCHDOG_PID") || told("WATCHDOG_PID") == getpid();
	return ours ? told("WATCHDOG_USEC") : 0;
}

static int sockets_told(void) {
	int64_t n = told("LISTEN_PID") == getpid() ? told("LISTEN_FDS") : 0;
	if (n > INT_MAX - SYSTEMD_SOCKETS_FROM)
		return 0;
	for (int i = 0; i < n; i++)
		if (fcntl(SYSTEMD_SOCKETS_FROM + i, F_SETFD, FD_CLOEXEC) != 0)
			return 0;
	return (int)n;
}

int systemd_sockets(void) {
	int n = sockets_told();
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	return n;
}
