/* What flow asks for, done: printed, kept on the disk, or sent to the server. */
#include "common/clock.h"
#include "kiosk/escpos.h"
#include "kiosk/keep.h"
#include "kiosk/kiosk_part.h"
#include "kiosk/slip.h"

static void print(struct kiosk *k, const struct request *r) {
	const struct flow *f = k->flow;
	struct slip slip = {.lang = r->lang,
		.width_dots = k->options->paper_mm == 80 ? SLIP_WIDE : SLIP_NARROW,
		.office = &f->office,
		.now_ms = kiosk_wall_ms(k),
		.again = r->again,
		.alone = f->ticket_alone};
	struct dots picture;
	size_t size;
	if (r->kind == REQUEST_PRINT_TICKET) {
		keep_printing(k->journal, r->press);
		slip_ticket(&slip, &f->ticket, &picture);
	} else {
		slip_papers(&slip, &f->procedure, &picture);
	}
	uint8_t *bytes = escpos_encode(&picture, &size);
	dots_clear(&picture);
	printer_send(k->printer, r->serial, bytes, size);
}

/* How far the office's clock is ahead of the machine's. */
static int64_t clock_ahead_ms(const struct kiosk *k) {
	return kiosk_wall_ms(k) - clock_wall_ms();
}

static void keep_lease(struct kiosk *k) {
	static const struct lease none;
	if (!lease_file_save(&k->lease_file, &k->flow->lease, clock_ahead_ms(k))) {
		flow_lease(k->flow, &none);
	}
}

/* A number of the lease is on the disk before anybody sees it. */
static void keep_number(struct kiosk *k, const struct request *r) {
	const struct lease *lease = &k->flow->lease;
	struct ticket ticket;
	bool kept = lease->id && keep_alone(k->journal, r, lease, kiosk_wall_ms(k), &ticket);
	flow_kept(k->flow, r->serial, kept ? &ticket : NULL, clock_mono_ms());
}

void kiosk_carry_out(struct kiosk *k) {
	struct request r;
	while (flow_next_request(k->flow, &r)) {
		if (r.kind == REQUEST_PRINT_TICKET || r.kind == REQUEST_PRINT_PAPERS) {
			print(k, &r);
		} else if (r.kind == REQUEST_KEEP_LEASE) {
			keep_lease(k);
		} else if (r.kind == REQUEST_ALONE) {
			keep_number(k, &r);
		} else {
			struct device_status said = kiosk_status(k);
			errand_send(k->errand, &r, &said, kiosk_wall_ms(k));
		}
	}
	flow_untold(k->flow, keep_untold(k->journal), clock_mono_ms());
}
