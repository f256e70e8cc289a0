/*
 * call_log: the calls of a day that were out of turn, told by its changes in order.
 *
 * The newest CALL_LOG_MAX stay. Pure but for its memory. Owner: the caller (call_log_clear); a
 * zeroed log is empty.
 */
#ifndef MOTCUA_CALL_LOG_H
#define MOTCUA_CALL_LOG_H

#include "common/proto.h"

enum { CALL_LOG_MAX = 5000 };

struct call_log_entry {
	int64_t seq, at_ms;
	char number[NUMBER_SIZE], service[ID_SIZE];
	int counter, from_counter; /* from_counter 0: none */
	enum call_reason reason;
	char note[NOTE_SIZE];
	char priority[ID_SIZE]; /* that the number had then; "": none */
	char by[ID_SIZE];
	bool undone;
};

/* A number of the day. */
struct call_log_ticket {
	int64_t id, call; /* call: the last one of it */
	char priority[ID_SIZE];
};

struct call_log {
	enum call_reason reason; /* this one alone; REASON_NONE: all */
	struct call_log_entry *entries;
	size_t count, room;              /* count: of all that there were */
	struct call_log_ticket *tickets; /* in order of issue */
	size_t ticket_count, ticket_room;
};

void call_log_add(struct call_log *log, const struct change *c);

/* How many are kept, each from the newest on, and whether there were earlier ones. */
size_t call_log_count(const struct call_log *log);
const struct call_log_entry *call_log_at(const struct call_log *log, size_t i);
bool call_log_more(const struct call_log *log);

void call_log_clear(struct call_log *log);

#endif
