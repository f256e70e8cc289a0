/*
 * Where slips go: files that are whole or not there, a printer on loopback that cannot speak and
 * takes all, refuses, is pulled out in mid-slip or never reads, a device, heard or not.
 * links: kiosk/printer_port.c kiosk/printer_status.c kiosk/wire.c kiosk/port.c kiosk/port_file.c
 * links: common/clock.c common/log.c common/mem.c
 */
#include "kiosk/printer_port.h"

#include "common/mem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

enum { SLIP_SIZE = 4 << 20, DEADLINE_MS = 10000, SHORT_MS = 300 };

enum behaviour { TAKES_ALL, CUTS_OFF, NEVER_READS, KEEPS_OPEN };

/* A printer: listens on a free port, serves one connection. */
struct device {
	int listener, port;
	enum behaviour behaviour;
	size_t received;
	unsigned sum;
	bool released; /* the test is over, it may let go */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

static void wait_released(struct device *d) {
	pthread_mutex_lock(&d->lock);
	while (!d->released) {
		pthread_cond_wait(&d->changed, &d->lock);
	}
	pthread_mutex_unlock(&d->lock);
}

static void cut_off(int fd) {
	struct linger hard = {1, 0};
	char some[1000];
	ssize_t n = recv(fd, some, sizeof some, 0);
	assert_true(n > 0);
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

static void read_all(struct device *d, int fd) {
	uint8_t some[65536];
	ssize_t n;
	while ((n = recv(fd, some, sizeof some, 0)) > 0) {
		d->received += (size_t)n;
		for (ssize_t i = 0; i < n; i++) {
			d->sum = d->sum * 31 + some[i];
		}
	}
}

static void *serve(void *arg) {
	struct device *d = arg;
	int fd = accept(d->listener, NULL, NULL);
	if (d->behaviour == CUTS_OFF) {
		cut_off(fd);
	} else if (d->behaviour == NEVER_READS) {
		wait_released(d);
	} else {
		read_all(d, fd);
	}
	if (d->behaviour == KEEPS_OPEN) {
		wait_released(d);
	}
	close(fd);
	return NULL;
}

static struct port plug_in(struct device *d, enum behaviour behaviour) {
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof a;
	char text[64];
	struct port port;
	*d = (struct device){.behaviour = behaviour};
	pthread_mutex_init(&d->lock, NULL);
	pthread_cond_init(&d->changed, NULL);
	d->listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(d->listener, (struct sockaddr *)&a, size), 0);
	assert_int_equal(listen(d->listener, 1), 0);
	assert_int_equal(getsockname(d->listener, (struct sockaddr *)&a, &size), 0);
	d->port = ntohs(a.sin_port);
	pthread_create(&d->thread, NULL, serve, d);
	snprintf(text, sizeof text, "tcp:127.0.0.1:%d", d->port);
	assert_true(port_parse(text, &port));
	return port;
}

static void unplug(struct device *d) {
	pthread_mutex_lock(&d->lock);
	d->released = true;
	pthread_cond_signal(&d->changed);
	pthread_mutex_unlock(&d->lock);
	pthread_join(d->thread, NULL);
	close(d->listener);
	pthread_cond_destroy(&d->changed);
	pthread_mutex_destroy(&d->lock);
}

static uint8_t *slip;

/* Sends to a printer that is known not to answer, so that nothing but slips goes out. */
static bool send_slip(const struct port *port, size_t size, int deadline_ms, const char **why) {
	struct printer_times times = printer_times_usual;
	struct printer_port p;
	times.slip_ms = deadline_ms + times.connect_ms + times.answer_ms;
	times.stall_ms = deadline_ms;
	printer_port_init(&p, port, &times, -1);
	p.voice = VOICE_MUTE;
	bool out = printer_port_send(&p, slip, size, why);
	printer_port_clear(&p);
	return out;
}

static void test_parse(void **state) {
	(void)state;
	struct port p;
	assert_true(port_parse("none", &p) && p.kind == PORT_NONE);
	assert_true(port_parse("file:/var/slips", &p) && p.kind == PORT_FILE);
	assert_string_equal(p.path, "/var/slips");
	assert_true(port_parse("dev:/dev/usb/lp0", &p) && p.kind == PORT_DEVICE);
	assert_true(port_parse("tcp:printer.lan:9100", &p) && p.kind == PORT_TCP);
	assert_string_equal(p.host, "printer.lan");
	assert_string_equal(p.service, "9100");
	assert_true(port_parse("tcp:[::1]:9100", &p));
	assert_string_equal(p.host, "::1");
	const char *bad[] = {"", "file:", "tcp:", "tcp::9100", "tcp:host",
		"tcp:host:", "tcp:host:x", "tcp:host:999999999", "usb:1", "None", "tcp:[]:9100"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(port_parse(bad[i], &p));
	}
	assert_string_equal(p.host, "::1");
}

static void test_takes_all(void **state) {
	(void)state;
	struct device d;
	const char *why = "";
	unsigned sum = 0;
	struct port port = plug_in(&d, TAKES_ALL);
	for (size_t i = 0; i < SLIP_SIZE; i++) {
		sum = sum * 31 + slip[i];
	}
	assert_true(send_slip(&port, SLIP_SIZE, DEADLINE_MS, &why));
	unplug(&d);
	assert_int_equal(d.received, SLIP_SIZE);
	assert_int_equal(d.sum, sum);
}

static void test_keeps_open(void **state) {
	(void)state;
	struct device d;
	const char *why = "";
	struct port port = plug_in(&d, KEEPS_OPEN);
	assert_true(send_slip(&port, 5000, DEADLINE_MS, &why));
	unplug(&d);
	assert_int_equal(d.received, 5000);
}

static void test_refused(void **state) {
	(void)state;
	struct device d;
	const char *why = "";
	struct port port = plug_in(&d, TAKES_ALL);
	assert_true(send_slip(&port, 10, DEADLINE_MS, &why));
	unplug(&d);
	assert_false(send_slip(&port, 10, DEADLINE_MS, &why));
	assert_string_equal(why, "offline");
}

static void test_cut_off(void **state) {
	(void)state;
	struct device d;
	const char *why = "";
	struct port port = plug_in(&d, CUTS_OFF);
	assert_false(send_slip(&port, SLIP_SIZE, DEADLINE_MS, &why));
	assert_string_equal(why, "unplugged");
	unplug(&d);
}

static void test_never_reads(void **state) {
	(void)state;
	struct device d;
	const char *why = "";
	struct port port = plug_in(&d, NEVER_READS);
	assert_false(send_slip(&port, SLIP_SIZE, SHORT_MS, &why));
	assert_string_equal(why, "timeout");
	unplug(&d);
}

static size_t file_size(const char *directory, const char *name) {
	char *path = mem_printf("%s/%s", directory, name);
	struct stat st = {0};
	int missing = stat(path, &st);
	mem_free(path);
	return missing ? 0 : (size_t)st.st_size;
}

static void test_files(void **state) {
	(void)state;
	char directory[] = "/tmp/motcua-port-XXXXXX", text[64];
	const char *why = "";
	struct port port;
	assert_non_null(mkdtemp(directory));
	snprintf(text, sizeof text, "file:%s/slips", directory);
	assert_true(port_parse(text, &port));
	for (size_t i = 1; i <= 3; i++) {
		assert_true(send_slip(&port, i * 1000, DEADLINE_MS, &why));
	}
	assert_int_equal(file_size(port.path, "0001.bin"), 1000);
	assert_int_equal(file_size(port.path, "0003.bin"), 3000);
	struct port nowhere = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	assert_true(port_file_ready(&port));
	assert_false(port_file_ready(&nowhere));
	assert_false(send_slip(&nowhere, 1, DEADLINE_MS, &why));
	assert_string_equal(why, "disk");
	char *remove = mem_printf("rm -r %s", directory);
	assert_int_equal(system(remove), 0);
	mem_free(remove);
}

/* A device that nobody reads fills up; one that is not there is offline. */
static void test_device(void **state) {
	(void)state;
	char directory[] = "/tmp/motcua-port-XXXXXX", text[64];
	const char *why = "";
	struct port port;
	assert_non_null(mkdtemp(directory));
	snprintf(text, sizeof text, "dev:%s/lp0", directory);
	assert_true(port_parse(text, &port));
	assert_false(send_slip(&port, 10, SHORT_MS, &why));
	assert_string_equal(why, "offline");
	assert_int_equal(mkfifo(port.path, 0600), 0);
	int reader = open(port.path, O_RDONLY | O_NONBLOCK);
	assert_true(send_slip(&port, 1000, DEADLINE_MS, &why));
	assert_false(send_slip(&port, SLIP_SIZE, SHORT_MS, &why));
	assert_string_equal(why, "timeout");
	close(reader);
	unlink(port.path);
	rmdir(directory);
}

/* A terminal's other end plays the printer that the device file leads to. */
struct lp {
	int fd;
	size_t heard;
	_Atomic uint8_t paper; /* answer to the fourth question */
};

static void *serve_lp(void *arg) {
	struct lp *lp = arg;
	uint8_t byte, last[2] = {0};
	while (read(lp->fd, &byte, 1) == 1) {
		bool asked = last[0] == 0x10 && last[1] == 0x04;
		uint8_t answer = byte == 4 ? lp->paper : 0x12;
		if (asked && write(lp->fd, &answer, 1) != 1) {
			break;
		}
		last[0] = asked ? 0 : last[1];
		last[1] = byte;
		lp->heard++;
	}
	return NULL;
}

static void test_device_that_speaks(void **state) {
	(void)state;
	struct lp lp = {.fd = posix_openpt(O_RDWR | O_NOCTTY), .paper = 0x12};
	struct port port = {.kind = PORT_DEVICE};
	struct printer_port p;
	struct termios raw;
	pthread_t thread;
	const char *why = "";
	assert_true(grantpt(lp.fd) == 0 && unlockpt(lp.fd) == 0);
	snprintf(port.path, sizeof port.path, "%s", ptsname(lp.fd));
	int held = open(port.path, O_RDWR | O_NOCTTY);
	tcgetattr(held, &raw);
	cfmakeraw(&raw);
	tcsetattr(held, TCSANOW, &raw);
	pthread_create(&thread, NULL, serve_lp, &lp);
	printer_port_init(&p, &port, &printer_times_usual, -1);
	printer_port_look(&p);
	assert_int_equal(p.state, PRINTER_OK);
	assert_int_equal(p.voice, VOICE_TALKS);
	assert_true(printer_port_send(&p, slip, 5000, &why));
	lp.paper = 0x72;
	assert_false(printer_port_send(&p, slip, 5000, &why));
	assert_string_equal(why, "paper_out");
	printer_port_clear(&p);
	close(held);
	pthread_join(thread, NULL);
	assert_in_range(lp.heard, 5000, 5999);
	close(lp.fd);
}

static int make_slip(void **state) {
	(void)state;
	slip = mem_alloc(SLIP_SIZE, 1);
	for (size_t i = 0; i < SLIP_SIZE; i++) {
		slip[i] = (uint8_t)(i * 7 + i / 251);
	}
	return 0;
}

static int free_slip(void **state) {
	(void)state;
	mem_free(slip);
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_takes_all),
		cmocka_unit_test(test_keeps_open),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_never_reads),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_device),
		cmocka_unit_test(test_device_that_speaks),
	};
	return cmocka_run_group_tests(tests, make_slip, free_slip);
}
