#include "kiosk/wire.h"

#include "common/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLOSE_WAIT_MS = 3000, TAKEN_LOOK_MS = 50, STOP_MS = 500 };

void wire_init(struct wire *w, int stop_fd) {
	*w = (struct wire){.fd = -1, .stop_fd = stop_fd};
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

/* Waits for the descriptor (-1: for the time alone); false when the time is over. */
static bool ready(struct wire *w, int fd, short what, int64_t until_ms) {
	for (;;) {
		int64_t left = until_ms;
		if (w->stop_ms) {
			left = earlier(left, w->stop_ms);
		}
		left -= clock_mono_ms();
		struct pollfd p[] = {{.fd = fd, .events = what},
			{.fd = w->stop_ms ? -1 : w->stop_fd, .events = POLLIN}};
		int n = poll(p, 2, left > 0 ? (int)left : 0);
		if (n > 0 && p[0].revents) {
			return true;
		}
		if (n > 0) {
			w->stop_ms = clock_mono_ms() + STOP_MS;
		} else if (n == 0 || errno != EINTR) {
			errno = n == 0 ? ETIMEDOUT : errno;
			return false;
		}
	}
}

bool wire_pause(struct wire *w, int ms) {
	ready(w, -1, 0, clock_mono_ms() + ms);
	return w->stop_ms == 0;
}

static bool connect_one(struct wire *w, int fd, const struct addrinfo *a, int64_t until_ms) {
	int error = 0;
	socklen_t size = sizeof error;
	if (connect(fd, a->ai_addr, a->ai_addrlen) == 0) {
		return true;
	}
	if (errno != EINPROGRESS || !ready(w, fd, POLLOUT, until_ms)) {
		return false;
	}
	getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
	errno = error;
	return error == 0;
}

static void close_keeping_errno(int fd) {
	int error = errno;
	close(fd);
	errno = error;
}

static bool open_tcp(struct wire *w, const struct port *port, int64_t until_ms) {
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
	int on = 1;
	if (getaddrinfo(port->host, port->service, &hints, &list) != 0) {
		errno = EHOSTUNREACH;
		return false;
	}
	for (const struct addrinfo *a = list; a && w->fd < 0; a = a->ai_next) {
		int fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		if (fd >= 0 && connect_one(w, fd, a, until_ms)) {
			w->fd = fd;
			setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
		} else if (fd >= 0) {
			close_keeping_errno(fd);
		}
	}
	freeaddrinfo(list);
	w->is_socket = w->hears = true;
	return w->fd >= 0;
}

/* A pipe that is opened to be read as well would only hear itself. */
static bool open_device(struct wire *w, const struct port *port) {
	enum { HOW = O_NONBLOCK | O_CLOEXEC | O_NOCTTY };
	struct stat st;
	w->is_socket = false;
	w->hears = stat(port->path, &st) == 0 && S_ISCHR(st.st_mode);
	w->fd = w->hears ? open(port->path, O_RDWR | HOW) : -1;
	if (w->fd < 0) {
		w->hears = false;
		w->fd = open(port->path, O_WRONLY | HOW);
	}
	return w->fd >= 0;
}

bool wire_open(struct wire *w, const struct port *port, int64_t until_ms) {
	return port->kind == PORT_TCP ? open_tcp(w, port, until_ms) : open_device(w, port);
}

void wire_close(struct wire *w) {
	if (w->fd >= 0) {
		close_keeping_errno(w->fd);
	}
	w->fd = -1;
}

static ssize_t put(const struct wire *w, const uint8_t *bytes, size_t size) {
	return w->is_socket ? send(w->fd, bytes, size, MSG_NOSIGNAL) : write(w->fd, bytes, size);
}

bool wire_put(struct wire *w, const uint8_t *bytes, size_t size, int stall_ms, int64_t until_ms) {
	while (size > 0) {
		ssize_t n = put(w, bytes, size);
		if (n > 0) {
			bytes += n;
			size -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			int64_t stalled_ms = clock_mono_ms() + stall_ms;
			if (!ready(w, w->fd, POLLOUT, earlier(stalled_ms, until_ms))) {
				return false;
			}
		} else if (n == 0 || errno != EINTR) {
			return false;
		}
	}
	return true;
}

bool wire_get(struct wire *w, uint8_t *byte, int64_t until_ms) {
	errno = ETIMEDOUT;
	while (w->hears) {
		ssize_t n = read(w->fd, byte, 1);
		if (n > 0) {
			return true;
		}
		if (n == 0) {
			errno = ECONNRESET;
			return false;
		}
		if (errno != EINTR && (errno != EAGAIN || !ready(w, w->fd, POLLIN, until_ms))) {
			return false;
		}
	}
	return false;
}

static bool all_taken(const struct wire *w) {
	int unsent = 0;
	return !w->is_socket || (ioctl(w->fd, TIOCOUTQ, &unsent) == 0 && unsent == 0);
}

/* Reads what the printer says, until it closes. A reset means that the slip was cut off. */
static bool closed_cleanly(struct wire *w, int64_t until_ms) {
	int64_t patience_ms = clock_mono_ms() + CLOSE_WAIT_MS;
	for (;;) {
		char heard[256];
		ssize_t n = recv(w->fd, heard, sizeof heard, 0);
		if (n == 0) {
			return true;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR) {
			return false;
		}
		int64_t now_ms = clock_mono_ms();
		bool over = now_ms >= until_ms || w->stop_ms;
		if (over || (now_ms >= patience_ms && all_taken(w))) {
			errno = ETIMEDOUT;
			return all_taken(w);
		}
		if (n < 0) {
			ready(w, w->fd, POLLIN, now_ms + TAKEN_LOOK_MS);
		}
	}
}

bool wire_finish(struct wire *w, int64_t until_ms) {
	bool out = !w->is_socket || (shutdown(w->fd, SHUT_WR) == 0 && closed_cleanly(w, until_ms));
	wire_close(w);
	return out;
}
