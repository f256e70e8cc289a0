#include "tests/unit/fake_printer.h"

#include "common/mem.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { NUMBERS = 100000, DIGITS = 6, HEAD = 2 + DIGITS, CUT = 4, CUTS_AFTER = 500 };

static const uint8_t start[] = {0x1B, '@'};
static const uint8_t cut[CUT] = {0x1D, 'V', 'B', 0};

struct fake_printer {
	pthread_t thread;
	pthread_mutex_t lock;
	int kick_fd, listener, port, connection;
	char address[32];
	bool ending;
	enum fake_way way;
	enum printer_state state, end_state;
	size_t end_after; /* 0: not at all */
	int connections;
	uint8_t printed[NUMBERS];
	/* of the connection */
	size_t slip_size; /* bytes of this slip so far */
	int number, asked, matched;
	bool spoilt; /* its paper ended */
};

static void answers_of(enum printer_state state, uint8_t a[static PRINTER_QUESTIONS]) {
	static const uint8_t table[][PRINTER_QUESTIONS] = {
		[PRINTER_OK] = {0x16, 0x12, 0x12, 0x12},
		[PRINTER_PAPER_LOW] = {0x16, 0x12, 0x12, 0x1E},
		[PRINTER_PAPER_OUT] = {0x1E, 0x32, 0x12, 0x7E},
		[PRINTER_COVER_OPEN] = {0x1E, 0x16, 0x12, 0x12},
		[PRINTER_CUTTER] = {0x1E, 0x52, 0x1A, 0x12},
		[PRINTER_OFFLINE] = {0x1E, 0x52, 0x32, 0x12},
	};
	memcpy(a, table[state], PRINTER_QUESTIONS);
}

static void listen_again(struct fake_printer *f) {
	struct sockaddr_in a = {.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		.sin_port = htons((uint16_t)f->port)};
	socklen_t size = sizeof a;
	int on = 1;
	f->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	setsockopt(f->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	int bound = bind(f->listener, (struct sockaddr *)&a, size);
	assert(bound == 0);
	(void)bound;
	listen(f->listener, 4);
	getsockname(f->listener, (struct sockaddr *)&a, &size);
	f->port = ntohs(a.sin_port);
}

static void hang_up(struct fake_printer *f, bool hard) {
	struct linger at_once = {1, 0};
	if (f->connection >= 0 && hard) {
		setsockopt(f->connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
	}
	if (f->connection >= 0) {
		close(f->connection);
	}
	f->connection = -1;
}

static void answer(struct fake_printer *f, uint8_t n) {
	uint8_t a[PRINTER_QUESTIONS], said[5] = {0};
	size_t size = 1;
	answers_of(f->state, a);
	said[0] = a[(n - 1) % PRINTER_QUESTIONS];
	if (f->way == FAKE_GARBLED) {
		static const char nonsense[] = "2r\xFF?6";
		size = (size_t)(rand() % 4) + 1;
		memcpy(said, nonsense, 5);
		said[0] = said[rand() % 3];
		said[size - 1] = 0xFF;
	}
	if (f->way != FAKE_MUTE && send(f->connection, said, size, MSG_NOSIGNAL) < 0) {
		hang_up(f, false);
	}
}

static void begin_slip(struct fake_printer *f) {
	f->slip_size = 0;
	f->number = f->matched = 0;
	f->spoilt = !printer_prints(f->state);
}

/* A byte of a slip, after its head's ESC. */
static void print(struct fake_printer *f, uint8_t byte) {
	f->slip_size++;
	if (f->slip_size > sizeof start && f->slip_size <= HEAD) {
		f->number = f->number * 10 + byte - '0';
	}
	if (f->end_after && f->slip_size >= f->end_after) {
		f->state = f->end_state;
		f->end_after = 0;
		f->spoilt = true;
	}
	f->matched = byte == cut[f->matched] ? f->matched + 1 : byte == cut[0];
	if (f->matched == CUT) {
		f->printed[f->number] += !f->spoilt;
		f->matched = 0;
		f->slip_size = 0;
	}
	if (f->way == FAKE_CUTS && f->slip_size > CUTS_AFTER) {
		hang_up(f, true);
	}
}

/* DLE EOT n anywhere, else a slip. */
static void take(struct fake_printer *f, uint8_t byte) {
	static const uint8_t question[] = {0x10, 0x04};
	if (f->asked == 2) {
		f->asked = 0;
		answer(f, byte);
	} else if (byte == question[f->asked]) {
		f->asked++;
	} else if (f->slip_size > 0) {
		print(f, byte);
	} else if (byte == start[0]) {
		begin_slip(f);
		f->slip_size = 1;
	}
}

static void serve(struct fake_printer *f) {
	uint8_t some[4096];
	size_t most = f->way == FAKE_DRIBBLES ? 64 : sizeof some;
	if (f->way == FAKE_DRIBBLES) {
		struct timespec bit = {.tv_nsec = 1000000};
		nanosleep(&bit, NULL);
	}
	ssize_t n = recv(f->connection, some, most, MSG_DONTWAIT);
	if (n == 0 || (n < 0 && errno != EAGAIN)) {
		hang_up(f, false);
	}
	for (ssize_t i = 0; i < n && f->connection >= 0; i++) {
		take(f, some[i]);
	}
}

static void welcome(struct fake_printer *f) {
	f->connection = accept(f->listener, NULL, NULL);
	f->connections += f->connection >= 0;
	f->asked = 0;
	f->slip_size = 0;
}

static void switch_power(struct fake_printer *f) {
	if (f->way == FAKE_REFUSES && f->listener >= 0) {
		close(f->listener);
		f->listener = -1;
		hang_up(f, true);
	} else if (f->way != FAKE_REFUSES && f->listener < 0) {
		listen_again(f);
	}
}

static void *run(void *arg) {
	struct fake_printer *f = arg;
	pthread_mutex_lock(&f->lock);
	while (!f->ending) {
		bool free_now = f->connection < 0, deaf = f->way == FAKE_DEAF;
		struct pollfd p[] = {{.fd = f->kick_fd, .events = POLLIN},
			{.fd = free_now ? f->listener : -1, .events = POLLIN},
			{.fd = deaf ? -1 : f->connection, .events = POLLIN}};
		pthread_mutex_unlock(&f->lock);
		poll(p, 3, -1);
		pthread_mutex_lock(&f->lock);
		if (p[0].revents) {
			eventfd_t kicks;
			eventfd_read(f->kick_fd, &kicks);
		} else if (p[1].revents && f->listener >= 0) {
			welcome(f);
		} else if (p[2].revents && f->connection >= 0) {
			serve(f);
		}
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

struct fake_printer *fake_printer_open(void) {
	struct fake_printer *f = mem_alloc(1, sizeof *f);
	f->connection = f->listener = -1;
	f->kick_fd = eventfd(0, 0);
	pthread_mutex_init(&f->lock, NULL);
	listen_again(f);
	snprintf(f->address, sizeof f->address, "tcp:127.0.0.1:%d", f->port);
	pthread_create(&f->thread, NULL, run, f);
	return f;
}

void fake_printer_close(struct fake_printer *f) {
	pthread_mutex_lock(&f->lock);
	f->ending = true;
	pthread_mutex_unlock(&f->lock);
	eventfd_write(f->kick_fd, 1);
	pthread_join(f->thread, NULL);
	hang_up(f, false);
	if (f->listener >= 0) {
		close(f->listener);
	}
	close(f->kick_fd);
	pthread_mutex_destroy(&f->lock);
	mem_free(f);
}

const char *fake_printer_address(const struct fake_printer *f) {
	return f->address;
}

/* A connection that a deaf printer has kept is dropped with the way. */
void fake_printer_way(struct fake_printer *f, enum fake_way way) {
	pthread_mutex_lock(&f->lock);
	if (f->way == FAKE_DEAF && way != FAKE_DEAF) {
		hang_up(f, true);
	}
	f->way = way;
	switch_power(f);
	pthread_mutex_unlock(&f->lock);
	eventfd_write(f->kick_fd, 1);
}

void fake_printer_state(struct fake_printer *f, enum printer_state state) {
	pthread_mutex_lock(&f->lock);
	f->state = state;
	f->end_after = 0;
	pthread_mutex_unlock(&f->lock);
}

void fake_printer_ends(struct fake_printer *f, size_t after, enum printer_state state) {
	pthread_mutex_lock(&f->lock);
	f->end_after = after;
	f->end_state = state;
	pthread_mutex_unlock(&f->lock);
}

int fake_printer_printed(struct fake_printer *f, int number) {
	pthread_mutex_lock(&f->lock);
	int times = f->printed[number];
	pthread_mutex_unlock(&f->lock);
	return times;
}

int fake_printer_connections(struct fake_printer *f) {
	pthread_mutex_lock(&f->lock);
	int count = f->connections;
	pthread_mutex_unlock(&f->lock);
	return count;
}

uint8_t *fake_printer_slip(int number, size_t size) {
	char digits[DIGITS + 1];
	uint8_t *bytes = mem_alloc(size, 1);
	memset(bytes, 'x', size);
	memcpy(bytes, start, sizeof start);
	snprintf(digits, sizeof digits, "%06d", number);
	memcpy(bytes + sizeof start, digits, DIGITS);
	memcpy(bytes + size - CUT, cut, CUT);
	return bytes;
}
