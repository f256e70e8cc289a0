/*
 * flow_part: what flow's own files share. Nobody else includes it.
 */
#ifndef MOTCUA_KIOSK_FLOW_PART_H
#define MOTCUA_KIOSK_FLOW_PART_H

#include "kiosk/flow.h"

/* A new request at the end of the queue, with a serial of its own. */
struct request *flow_ask(struct flow *f, enum request_kind kind, int patience_ms);

/* The screen on which "take" was pressed: a question, an answer or a notice lies over it. */
enum screen flow_taken_from(const struct flow *f);
/* Goes to a screen and remembers the way back; goes back. */
void flow_go(struct flow *f, enum screen screen);
void flow_back(struct flow *f);
/* Home, with all that the citizen chose forgotten. */
void flow_forget(struct flow *f);

/* flow_voice: who needs more time; the spoken mode on and off. */
bool flow_slow(const struct flow *f);
void flow_tap_spoken(struct flow *f);

/* flow_find: words, results, one procedure. */
void flow_type(struct flow *f, const char *key);
void flow_clear_query(struct flow *f);
void flow_open_service(struct flow *f, const char *id);
void flow_open_procedure(struct flow *f, const char *code);
/* Whether "take" was pressed for the procedure that was looked at. */
bool flow_for_procedure(const struct flow *f);
/* Whether there is something to be asked for FLOW_SEARCH_MS after the question before it. */
bool flow_find_wants(const struct flow *f);
void flow_find_tick(struct flow *f, int64_t now_ms);
/* When it is said that nothing was found; 0: it is not to be said. */
int64_t flow_find_settles_ms(const struct flow *f);
void flow_find_reply(struct flow *f, uint32_t serial, int status, json_t *body, int64_t now_ms);
void flow_find_forget(struct flow *f);

/* flow_number: from the press to the citizen's hand. */
void flow_take(struct flow *f, int64_t now_ms);
/* A number is the citizen's to be: on the screen, and to the printer. */
void flow_taken(struct flow *f, int64_t now_ms);
void flow_notice(struct flow *f, enum notice notice, int64_t now_ms);
void flow_notice_void(struct flow *f, const char *number, int64_t now_ms);
void flow_remembered(struct flow *f);
void flow_confirm(struct flow *f, const char *how);
void flow_number_tick(struct flow *f, int64_t now_ms);
void flow_number_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms);

/* flow_print: slips, papers, the same slip again. The tick is true when a printer that says nothing
 * has changed what the number's screen shows. */
void flow_print_ticket(struct flow *f, int64_t now_ms);
void flow_print_papers(struct flow *f);
void flow_reprint(struct flow *f, int64_t now_ms);
bool flow_print_tick(struct flow *f, int64_t now_ms);

/* flow_alone: numbers of the lease, and what is told and asked of them. */
/* Gives the last press a number of the lease, or says why not. */
void flow_alone_issue(struct flow *f, int64_t now_ms);
/* Whether it would get one. */
bool flow_alone_can(const struct flow *f, int64_t now_ms);
void flow_alone_tick(struct flow *f, int64_t now_ms);
void flow_alone_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms);
/* When flow_alone_tick has something to do; INT64_MAX: nothing by itself. */
int64_t flow_alone_next_ms(const struct flow *f);
/* A ticket was taken, from wherever. */
void flow_alone_count(struct flow *f, int64_t now_ms);

/* flow_late: goes to the question whether to take a number all the same; false: none is needed. */
bool flow_late_asks(struct flow *f, const struct office_service *s, int64_t now_ms);

/* flow_result: the code of an appointment slip. */
void flow_code_open(struct flow *f, const char *service);
void flow_code_type(struct flow *f, const char *key);
void flow_code_clear(struct flow *f);
void flow_code_check(struct flow *f);
void flow_result_ask(struct flow *f, const char *code);
void flow_result_reply(struct flow *f, uint32_t serial, int status, const json_t *body);
void flow_result_forget(struct flow *f);

/* flow_return: a slip that was scanned. */
/* Shows this of it; shows what is shown for the whole time from now on. */
void flow_return_show(struct flow *f, enum return_phase phase, int64_t now_ms);
void flow_return_stay(struct flow *f, int64_t now_ms);
void flow_return_done(struct flow *f);
void flow_return_tick(struct flow *f, int64_t now_ms);
void flow_return_reply(
	struct flow *f, uint32_t serial, int status, const json_t *body, int64_t now_ms);
/* Whether it lies over the screen. */
bool flow_return_shown(const struct flow *f);

/* flow_rate: how the visit was. */
/* The answer "1" … "5" was pressed. */
void flow_rate(struct flow *f, const char *score);
/* What the server says to it; `known`: it tells how the number is now. */
void flow_rate_reply(struct flow *f, int status, bool known, int64_t now_ms);
/* Whether it is on its way or lost: that is shown in front of a broken line. */
bool flow_rate_sent(const struct flow *f);
/* The screen of what is shown of a slip. */
enum screen flow_return_screen(const struct flow *f);

#endif
