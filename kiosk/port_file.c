#include "kiosk/port.h"

#include "common/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLIPS_MAX = 999999 };

static bool write_all(int fd, const uint8_t *bytes, size_t size) {
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);
		if (n < 0 && errno == EINTR) {
			continue;
		}
		if (n <= 0) {
			return false;
		}
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* A link fails where the name is taken, so two kiosks on one directory keep both slips. */
static bool give_name(int dir, const char *part) {
	for (int n = 1; n <= SLIPS_MAX; n++) {
		char name[32];
		snprintf(name, sizeof name, "%04d.bin", n);
		if (linkat(dir, part, dir, name, 0) == 0) {
			return true;
		}
		if (errno != EEXIST) {
			return false;
		}
	}
	return false;
}

static bool write_slip(int dir, const uint8_t *bytes, size_t size) {
	char part[32];
	snprintf(part, sizeof part, ".slip-%ld", (long)getpid());
	int fd = openat(dir, part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		return false;
	}
	bool out = write_all(fd, bytes, size) && fsync(fd) == 0;
	out = close(fd) == 0 && out;
	out = out && give_name(dir, part) && fsync(dir) == 0;
	int error = errno;
	unlinkat(dir, part, 0);
	errno = error;
	return out;
}

static bool make_directory(const struct port *port) {
	return mkdir(port->path, 0755) == 0 || errno == EEXIST;
}

bool port_file_ready(const struct port *port) {
	return make_directory(port) && access(port->path, W_OK | X_OK) == 0;
}

bool port_send_file(const struct port *port, const uint8_t *bytes, size_t size, const char **why) {
	if (!make_directory(port)) {
		log_error("printer: %s: %s", port->path, strerror(errno));
		*why = "disk";
		return false;
	}
	int dir = open(port->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool out = dir >= 0 && write_slip(dir, bytes, size);
	if (!out) {
		log_error("printer: %s: %s", port->path, strerror(errno));
		*why = "disk";
	}
	if (dir >= 0) {
		close(dir);
	}
	return out;
}
