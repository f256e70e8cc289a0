/* Printers that take a stream of bytes: TCP 9100 and device files. */
#include "common/clock.h"
#include "common/log.h"
#include "kiosk/port_part.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLOSE_WAIT_MS = 3000, TAKEN_LOOK_MS = 50 };

static int left_ms(int64_t until_ms) {
	int64_t left = until_ms - clock_mono_ms();
	return left > 0 ? (int)left : 0;
}

/* Waits for the descriptor; false at the deadline. */
static bool ready(int fd, short what, int64_t until_ms) {
	struct pollfd p = {.fd = fd, .events = what};
	int n;
	do {
		n = poll(&p, 1, left_ms(until_ms));
	} while (n < 0 && errno == EINTR);
	errno = n == 0 ? ETIMEDOUT : errno;
	return n > 0;
}

static bool connect_one(int fd, const struct addrinfo *a, int64_t until_ms) {
	int error = 0;
	socklen_t size = sizeof error;
	if (connect(fd, a->ai_addr, a->ai_addrlen) == 0) {
		return true;
	}
	if (errno != EINPROGRESS || !ready(fd, POLLOUT, until_ms)) {
		return false;
	}
	getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
	errno = error;
	return error == 0;
}

static int open_tcp(const struct port *port, int64_t until_ms) {
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
	int fd = -1;
	if (getaddrinfo(port->host, port->service, &hints, &list) != 0) {
		errno = EHOSTUNREACH;
		return -1;
	}
	for (const struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
		fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		if (fd >= 0 && !connect_one(fd, a, until_ms)) {
			int error = errno;
			close(fd);
			fd = -1;
			errno = error;
		}
	}
	freeaddrinfo(list);
	return fd;
}

static ssize_t put(int fd, bool is_socket, const uint8_t *bytes, size_t size) {
	return is_socket ? send(fd, bytes, size, MSG_NOSIGNAL) : write(fd, bytes, size);
}

static bool send_all(int fd, bool is_socket, const uint8_t *bytes, size_t size, int64_t until_ms) {
	while (size > 0) {
		ssize_t n = put(fd, is_socket, bytes, size);
		if (n > 0) {
			bytes += n;
			size -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			if (!ready(fd, POLLOUT, until_ms)) {
				return false;
			}
		} else if (n == 0 || errno != EINTR) {
			return false;
		}
	}
	return true;
}

/* The printer has every byte: none is left on our side of the wire. */
static bool all_taken(int fd) {
	int unsent = 0;
	return ioctl(fd, TIOCOUTQ, &unsent) == 0 && unsent == 0;
}

/* Reads what the printer says, until it closes. Some never do: then it is enough that it has taken
 * all. A reset means that the slip was cut off. */
static bool closed_cleanly(int fd, int64_t until_ms) {
	int64_t patience_ms = clock_mono_ms() + CLOSE_WAIT_MS;
	for (;;) {
		char heard[256];
		ssize_t n = recv(fd, heard, sizeof heard, 0);
		if (n == 0) {
			return true;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			return false;
		}
		int64_t now_ms = clock_mono_ms();
		if (now_ms >= until_ms || (now_ms >= patience_ms && all_taken(fd))) {
			errno = ETIMEDOUT;
			return all_taken(fd);
		}
		if (n < 0) {
			ready(fd, POLLIN, now_ms + TAKEN_LOOK_MS);
		}
	}
}

static bool failed(const char *where, const char *word, const char **why) {
	*why = errno == ETIMEDOUT ? "timeout" : word;
	log_warn("printer: %s: %s", where, strerror(errno));
	return false;
}

bool port_send_tcp(const struct port *port, const uint8_t *bytes, size_t size, int deadline_ms,
	const char **why) {
	int64_t until_ms = clock_mono_ms() + deadline_ms;
	int on = 1;
	int fd = open_tcp(port, until_ms);
	if (fd < 0) {
		return failed(port->host, "offline", why);
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	bool out = send_all(fd, true, bytes, size, until_ms) && shutdown(fd, SHUT_WR) == 0 &&
		   closed_cleanly(fd, until_ms);
	if (!out) {
		failed(port->host, "unplugged", why);
	}
	close(fd);
	return out;
}

bool port_send_device(const struct port *port, const uint8_t *bytes, size_t size, int deadline_ms,
	const char **why) {
	int64_t until_ms = clock_mono_ms() + deadline_ms;
	int fd = open(port->path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		return failed(port->path, "offline", why);
	}
	bool out = send_all(fd, false, bytes, size, until_ms);
	if (!out) {
		failed(port->path, "unplugged", why);
	}
	return close(fd) == 0 && out;
}
