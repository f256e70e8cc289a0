#include "tests/bench/request.h"

#include "tests/bench/net.h"
#include "tests/bench/times.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *told(const char *name) {
	const char *value = getenv(name);
	if (!value)
		net_fail(name);
	return value;
}

static void say_who(char *text, size_t size, enum request_who who) {
	if (who == REQUEST_KIOSK)
		snprintf(text, size, "Authorization: Bearer %s", told("LOAD_KEY"));
	else
		snprintf(text, size, "Cookie: %s\r\nX-CSRF-Token: %s", told("LOAD_COOKIE"),
			told("LOAD_CSRF"));
}

size_t request_post(char *text, size_t size, int port, enum request_who who, const char *path,
	const char *body) {
	static unsigned long n;
	char who_text[512];
	say_who(who_text, sizeof who_text, who);
	int len = snprintf(text, size,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n"
		"Idempotency-Key: load-%d-%llx-%lu\r\nContent-Type: application/json\r\n"
		"Content-Length: %zu\r\n\r\n%s",
		path, port, who_text, (int)getpid(), (unsigned long long)times_now_ns(), n++,
		strlen(body), body);
	if (len < 0 || (size_t)len >= size)
		net_fail("a request has no room");
	return (size_t)len;
}

size_t request_take(char *text, size_t size, int port, const char *service) {
	char body[128];
	snprintf(body, sizeof body, "{\"service\":\"%s\"}", service);
	return request_post(text, size, port, REQUEST_KIOSK, "/api/v1/tickets", body);
}
