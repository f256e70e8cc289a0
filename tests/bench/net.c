#include "tests/bench/net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PER_ADDRESS = 30, READY_MAX = 512, BACKLOG = 1024, LITTLE = 4096 };

void net_fail(const char *what) {
	perror(what);
	exit(1);
}

static int must(int result, const char *what) {
	if (result < 0)
		net_fail(what);
	return result;
}

int net_loop(void) {
	struct rlimit files;
	must(getrlimit(RLIMIT_NOFILE, &files), "files");
	files.rlim_cur = files.rlim_max;
	must(setrlimit(RLIMIT_NOFILE, &files), "files");
	return must(epoll_create1(EPOLL_CLOEXEC), "epoll");
}

static struct sockaddr_in loopback(unsigned address, int port) {
	return (struct sockaddr_in){.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(address)};
}

static int connect_with(int port, int n, int room) {
	int on = 1, fd = must(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
	struct sockaddr_in from = loopback(0x7f010001u + (unsigned)(n / PER_ADDRESS), 0);
	struct sockaddr_in to = loopback(INADDR_LOOPBACK, port);
	setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (room)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
	must(bind(fd, (struct sockaddr *)&from, sizeof from), "bind");
	must(connect(fd, (struct sockaddr *)&to, sizeof to), "connect");
	return fd;
}

int net_connect(int port, int n) {
	return connect_with(port, n, 0);
}

int net_connect_deaf(int port, int n) {
	return connect_with(port, n, LITTLE);
}

int net_listen(int *port) {
	int fd = must(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
	struct sockaddr_in at = loopback(INADDR_LOOPBACK, 0);
	socklen_t size = sizeof at;
	must(bind(fd, (struct sockaddr *)&at, sizeof at), "bind");
	must(listen(fd, BACKLOG), "listen");
	must(getsockname(fd, (struct sockaddr *)&at, &size), "listen");
	*port = ntohs(at.sin_port);
	return fd;
}

void net_add(int loop, struct net_end *end) {
	struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = end};
	must(epoll_ctl(loop, EPOLL_CTL_ADD, end->fd, &wanted), "epoll");
}

void net_wait(int loop, int ms) {
	struct epoll_event ready[READY_MAX];
	int count = epoll_wait(loop, ready, READY_MAX, ms);
	if (count < 0 && errno != EINTR)
		net_fail("epoll");
	for (int i = 0; i < count; i++) {
		struct net_end *end = ready[i].data.ptr;
		end->readable(end);
	}
}

void net_write(int fd, const void *bytes, size_t size) {
	if (send(fd, bytes, size, MSG_NOSIGNAL) != (ssize_t)size)
		net_fail("send");
}

int net_serve(void (*serve)(int listener)) {
	int port, listener = net_listen(&port);
	int child = must(fork(), "fork");
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		serve(listener);
		_exit(0);
	}
	close(listener);
	return port;
}
