#include "kiosk/port.h"

#include <stdio.h>
#include <string.h>

static bool parse_tcp(const char *text, struct port *port) {
	const char *colon = strrchr(text, ':');
	if (!colon || colon == text || strlen(colon + 1) >= sizeof port->service ||
		strspn(colon + 1, "0123456789") != strlen(colon + 1) || !colon[1]) {
		return false;
	}
	bool bracketed = text[0] == '[' && colon[-1] == ']';
	const char *host = bracketed ? text + 1 : text;
	size_t size = (size_t)(colon - host) - bracketed;
	if (size == 0 || size >= sizeof port->host) {
		return false;
	}
	memcpy(port->host, host, size);
	port->host[size] = '\0';
	snprintf(port->service, sizeof port->service, "%s", colon + 1);
	return true;
}

static bool parse_path(const char *text, struct port *port) {
	size_t size = strlen(text);
	if (size == 0 || size >= sizeof port->path) {
		return false;
	}
	memcpy(port->path, text, size + 1);
	return true;
}

bool port_parse(const char *text, struct port *port) {
	struct port p = {.kind = PORT_NONE};
	bool good = strcmp(text, "none") == 0;
	if (strncmp(text, "file:", 5) == 0) {
		p.kind = PORT_FILE;
		good = parse_path(text + 5, &p);
	} else if (strncmp(text, "dev:", 4) == 0) {
		p.kind = PORT_DEVICE;
		good = parse_path(text + 4, &p);
	} else if (strncmp(text, "tcp:", 4) == 0) {
		p.kind = PORT_TCP;
		good = parse_tcp(text + 4, &p);
	}
	if (good) {
		*port = p;
	}
	return good;
}
