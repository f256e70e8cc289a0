#include "server/tally.h"

#include "common/mem.h"
#include "common/text.h"

#include <stdlib.h>
#include <string.h>

/* A day as it is counted. */
struct counting {
	struct tally *tally;
	const struct queue *queue;
	int day;
	const char **whys; /* why each ticket is void, by its index */
};

void tally_clear(struct tally *t) {
	mem_free(t->rows);
	*t = (struct tally){0};
}

static struct tally_row *row_new(const struct counting *c, const char *service) {
	struct tally *t = c->tally;
	t->rows = mem_realloc(t->rows, t->count + 1, sizeof *t->rows);
	struct tally_row *row = &t->rows[t->count++];
	*row = (struct tally_row){.day = c->day};
	text_copy(row->service, sizeof row->service, service);
	return row;
}

static void count_why(struct tally_row *row, const char *why) {
	int i = 0;
	while (i < row->why_count && strcmp(row->whys[i].why, why))
		i++;
	if (i == TALLY_WHYS_MAX)
		text_copy(row->whys[--i].why, ID_SIZE, "other");
	else if (i == row->why_count)
		text_copy(row->whys[row->why_count++].why, ID_SIZE, why);
	row->whys[i].count++;
}

static void count_ticket(
	const struct counting *c, struct tally_row *row, const struct queue_ticket *t) {
	if (t->first_called_ms) {
		row->called++;
	} else if (t->state == TICKET_VOID) {
		row->voided++;
		count_why(row, c->whys[t->index]);
	} else if (t->state == TICKET_CANCELLED) {
		row->cancelled++;
	} else if (proto_ticket_open(t->state)) {
		row->open++;
	} else {
		row->expired++;
	}
}

/* All tickets of a series that are of a lease (0: of none); returns how many. */
static int count_tickets(const struct counting *c, struct tally_row *row, int64_t lease) {
	int count = 0;
	for (size_t i = 0; i < queue_count(c->queue); i++) {
		const struct queue_ticket *t = queue_at(c->queue, i);
		if (t->lease != lease || strcmp(t->taken_for, row->service) != 0)
			continue;
		if (!count++ && !lease)
			text_copy(row->first, sizeof row->first, t->number);
		if (!lease)
			text_copy(row->last, sizeof row->last, t->number);
		count_ticket(c, row, t);
	}
	return count;
}

/* The number that is printed in a text: what its digits behind the prefix say. */
static int value(const struct setup *setup, const struct tally_row *row, const char *number) {
	int line = setup_service(setup, row->service);
	const char *prefix = line < 0 ? "" : setup->services[line].prefix;
	size_t size = strncmp(number, prefix, strlen(prefix)) ? 0 : strlen(prefix);
	const char *digits = number + size;
	return atoi(digits + strcspn(digits, "0123456789"));
}

/* How many numbers of blocks lie between two. */
static int set_aside(const struct queue *q, int first, int last) {
	int count = 0;
	for (size_t i = 0; i < queue_lease_count(q); i++) {
		const struct queue_lease *l = queue_lease_at(q, i);
		if (l->first >= first && l->last <= last)
			count += l->last - l->first + 1;
	}
	return count;
}

static void add_here(const struct counting *c, const char *service) {
	const struct setup *setup = queue_setup(c->queue);
	struct tally_row *row = row_new(c, service);
	int given = count_tickets(c, row, 0);
	if (!given) {
		c->tally->count--;
		return;
	}
	int first = value(setup, row, row->first), last = value(setup, row, row->last);
	row->numbers = last - first + 1 - set_aside(c->queue, first, last);
	row->unused = row->numbers - given;
}

static void add_lease(const struct counting *c, int line, const struct queue_lease *l) {
	const struct setup *setup = queue_setup(c->queue);
	const char *kiosk = strchr(l->by, ':');
	struct tally_row *row = row_new(c, setup->services[line].id);
	int given = count_tickets(c, row, l->id);
	text_copy(row->kiosk, sizeof row->kiosk, kiosk ? kiosk + 1 : l->by);
	queue_print_number(c->queue, line, l->first, row->first);
	queue_print_number(c->queue, line, l->last, row->last);
	row->returned = l->returned;
	row->numbers = l->last - l->first + 1;
	row->unused = row->numbers - given;
}

/* A service that the office no longer has kept its numbers. */
static void add_others(const struct counting *c, size_t from) {
	for (size_t i = 0; i < queue_count(c->queue); i++) {
		const char *service = queue_at(c->queue, i)->taken_for;
		bool known = setup_service(queue_setup(c->queue), service) >= 0;
		for (size_t k = from; !known && k < c->tally->count; k++)
			known = !strcmp(c->tally->rows[k].service, service);
		if (!known)
			add_here(c, service);
	}
}

/* Why each ticket that is void is so. */
static const char **find_whys(const struct queue *q, const struct change *changes, size_t count) {
	const char **whys = mem_alloc(queue_count(q), sizeof *whys);
	for (size_t i = 0; i < count; i++) {
		const struct queue_ticket *t = queue_find(q, changes[i].ticket);
		if (t && changes[i].kind == CHANGE_VOIDED)
			whys[t->index] = changes[i].how;
	}
	return whys;
}

void tally_add(struct tally *tally, const struct setup *setup, int day,
	const struct change *changes, size_t count) {
	struct queue *q = queue_new(setup);
	for (size_t i = 0; i < count; i++)
		queue_apply(q, &changes[i]);
	struct counting c = {tally, q, day, find_whys(q, changes, count)};
	size_t from = tally->count;
	for (int line = 0; line < setup->service_count; line++) {
		add_here(&c, setup->services[line].id);
		for (size_t i = 0; i < queue_lease_count(q); i++)
			add_lease(&c, line, queue_lease_at(q, i));
	}
	add_others(&c, from);
	mem_free(c.whys);
	queue_free(q);
}
