/*
 * flow_part: what flow's own files share. Nobody else includes it.
 */
#ifndef MOTCUA_KIOSK_FLOW_PART_H
#define MOTCUA_KIOSK_FLOW_PART_H

#include "kiosk/flow.h"

/* A new request at the end of the queue, with a serial of its own. */
struct request *flow_ask(struct flow *f, enum request_kind kind, int patience_ms);

/* Goes to a screen and remembers the way back; goes back. */
void flow_go(struct flow *f, enum screen screen);
void flow_back(struct flow *f);
/* Home, with all that the citizen chose forgotten. */
void flow_forget(struct flow *f);

/* flow_find: words, results, one procedure. */
void flow_type(struct flow *f, const char *key);
void flow_clear_query(struct flow *f);
void flow_open_service(struct flow *f, const char *id);
void flow_open_procedure(struct flow *f, const char *code);
/* Whether there is something to be asked for FLOW_SEARCH_MS after the question before it. */
bool flow_find_wants(const struct flow *f);
void flow_find_tick(struct flow *f, int64_t now_ms);
void flow_find_reply(struct flow *f, uint32_t serial, int status, json_t *body, int64_t now_ms);
void flow_find_forget(struct flow *f);

/* flow_number: from the press to the citizen's hand. */
void flow_take(struct flow *f, int64_t now_ms);
void flow_remembered(struct flow *f);
void flow_print_papers(struct flow *f);
void flow_number_tick(struct flow *f, int64_t now_ms);
void flow_number_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms);

#endif
