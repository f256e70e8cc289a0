#include "kiosk/printer_port.h"

#include "common/clock.h"
#include "common/log.h"

#include <errno.h>

enum { DLE = 0x10, EOT = 0x04, AGREE_TRIES = 4, OFFLINE_PAUSE_MS = 200 };

const struct printer_times printer_times_usual = {
	.slip_ms = 15000,
	.stall_ms = 6000,
	.connect_ms = 1500,
	.answer_ms = 1000,
	.settle_ms = 700,
	.look_ms = 2000,
	.mute_ms = 15000,
};

void printer_port_init(struct printer_port *p, const struct port *port,
	const struct printer_times *times, int stop_fd) {
	*p = (struct printer_port){.port = *port, .times = *times};
	wire_init(&p->wire, stop_fd);
}

void printer_port_clear(struct printer_port *p) {
	wire_close(&p->wire);
}

static int64_t in_ms(int ms) {
	return clock_mono_ms() + ms;
}

static int64_t earlier(int64_t a, int64_t b) {
	return a < b ? a : b;
}

/* Takes what has come by now; false when it is neither nothing nor passed over. */
static bool quiet(struct printer_port *p, struct printer_ear *ear) {
	uint8_t byte;
	while (wire_get(&p->wire, &byte, 0)) {
		if (printer_hear(ear, byte) != HEARD_NOTHING) {
			return false;
		}
	}
	return errno == ETIMEDOUT;
}

/* One question: exactly one byte of answer. */
static bool ask_one(struct printer_port *p, uint8_t n, uint8_t *answer, int64_t until_ms) {
	const uint8_t question[] = {DLE, EOT, n};
	struct printer_ear ear = {0};
	enum printer_heard heard = HEARD_NOTHING;
	if (!wire_put(&p->wire, question, sizeof question, p->times.stall_ms, until_ms)) {
		return false;
	}
	while (heard == HEARD_NOTHING) {
		if (!wire_get(&p->wire, answer, until_ms)) {
			return false;
		}
		heard = printer_hear(&ear, *answer);
	}
	return heard == HEARD_ANSWER && quiet(p, &ear);
}

/* One round of questions; the first may wait for its answer until the printer has done its work. */
static bool ask(
	struct printer_port *p, int64_t first_ms, int64_t until_ms, enum printer_state *state) {
	uint8_t answers[PRINTER_QUESTIONS];
	struct printer_ear ear = {0};
	if (!p->wire.hears || !quiet(p, &ear)) {
		return false;
	}
	for (int n = 0; n < PRINTER_QUESTIONS; n++) {
		int64_t wait_ms = n == 0 ? first_ms : in_ms(p->times.answer_ms);
		wait_ms = earlier(wait_ms, until_ms);
		if (!ask_one(p, (uint8_t)(n + 1), &answers[n], wait_ms)) {
			return false;
		}
	}
	*state = printer_state_of(answers);
	return true;
}

/* Asks until two rounds agree, or one says what is known already. */
static bool hear(struct printer_port *p, int64_t first_ms, int64_t until_ms) {
	enum printer_state said, before = p->state;
	bool known = p->voice == VOICE_TALKS;
	for (int i = 0; i < AGREE_TRIES && ask(p, first_ms, until_ms, &said); i++) {
		if (known && said == before) {
			p->voice = VOICE_TALKS;
			p->state = said;
			return true;
		}
		before = said;
		known = true;
		first_ms = in_ms(p->times.answer_ms);
	}
	return false;
}

static bool open_wire(struct printer_port *p, int64_t until_ms) {
	int64_t connect_ms = earlier(in_ms(p->times.connect_ms), until_ms);
	return p->wire.fd >= 0 || wire_open(&p->wire, &p->port, connect_ms);
}

/* What is left to be known of a printer that did not answer: whether it can be reached. */
static void look(struct printer_port *p, int64_t until_ms) {
	for (int tries = p->voice == VOICE_TALKS ? 2 : 1; tries > 0; tries--) {
		if (!open_wire(p, until_ms)) {
			p->state = PRINTER_OFFLINE;
			return;
		}
		if (hear(p, in_ms(p->times.answer_ms), until_ms)) {
			return;
		}
		wire_close(&p->wire);
	}
	bool talked = p->voice == VOICE_TALKS;
	p->voice = talked ? VOICE_TALKS : VOICE_MUTE;
	p->state = talked ? PRINTER_OFFLINE : PRINTER_OK;
}

void printer_port_look(struct printer_port *p) {
	if (p->port.kind == PORT_FILE) {
		p->state = port_file_ready(&p->port) ? PRINTER_OK : PRINTER_OFFLINE;
	} else {
		look(p, in_ms(p->times.slip_ms));
	}
}

int printer_port_rest_ms(const struct printer_port *p) {
	if (p->state == PRINTER_OFFLINE) {
		return p->times.look_ms;
	}
	if (p->port.kind == PORT_FILE) {
		return -1;
	}
	return p->voice == VOICE_MUTE ? p->times.mute_ms : p->times.look_ms;
}

/* Broken off in mid-slip: a printer that talks is asked why. */
static bool broken(struct printer_port *p, const char **why) {
	*why = errno == ETIMEDOUT ? "timeout" : "unplugged";
	wire_close(&p->wire);
	p->state = PRINTER_OFFLINE;
	if (p->voice == VOICE_TALKS) {
		look(p, in_ms(p->times.connect_ms + p->times.answer_ms));
		bool stopped = !printer_prints(p->state) && p->state != PRINTER_OFFLINE;
		*why = stopped ? printer_word(p->state) : *why;
	}
	return false;
}

/* The answer to a question behind the slip tells that all of it is taken; what is said a moment
 * later, whether the paper lasted. A printer may be offline for a moment. */
static bool came_out(struct printer_port *p, int64_t until_ms, const char **why) {
	int pause_ms = p->times.settle_ms;
	if (!hear(p, until_ms, until_ms)) {
		return broken(p, why);
	}
	for (bool again = true; again; pause_ms = OFFLINE_PAUSE_MS) {
		wire_pause(&p->wire, pause_ms);
		if (!hear(p, until_ms, until_ms)) {
			return broken(p, why);
		}
		again = p->state == PRINTER_OFFLINE && clock_mono_ms() < until_ms &&
			p->wire.stop_ms == 0;
	}
	*why = printer_word(p->state);
	return printer_prints(p->state);
}

static bool send(struct printer_port *p, const uint8_t *bytes, size_t size, const char **why) {
	int64_t until_ms = in_ms(p->times.slip_ms - p->times.connect_ms - p->times.answer_ms);
	if (p->voice != VOICE_MUTE) {
		look(p, until_ms);
	}
	if (p->voice != VOICE_TALKS && !open_wire(p, until_ms)) {
		p->state = PRINTER_OFFLINE;
	} else if (p->voice != VOICE_TALKS) {
		p->state = PRINTER_OK;
	}
	if (!printer_prints(p->state)) {
		*why = printer_word(p->state);
		return false;
	}
	if (!wire_put(&p->wire, bytes, size, p->times.stall_ms, until_ms)) {
		return broken(p, why);
	}
	if (p->voice == VOICE_TALKS) {
		return came_out(p, until_ms, why);
	}
	return wire_finish(&p->wire, until_ms) || broken(p, why);
}

bool printer_port_send(
	struct printer_port *p, const uint8_t *bytes, size_t size, const char **why) {
	if (p->port.kind == PORT_FILE) {
		bool out = port_send_file(&p->port, bytes, size, why);
		p->state = out ? PRINTER_OK : PRINTER_OFFLINE;
		return out;
	}
	bool out = send(p, bytes, size, why);
	if (!out) {
		log_warn("printer: a slip did not come out: %s", *why);
	}
	return out;
}
