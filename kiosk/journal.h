/*
 * journal: what is under way between the press and the server's last word, one entry a press.
 *
 * An entry reaches the disk before what it speaks of happens: the key before the server is asked,
 * the number before it is shown, that it is being printed before the printer has it, that it is in
 * the citizen's hand before anybody is told. It goes when nobody needs to know any more. So a kiosk
 * that is killed at any point comes back with the same number or with none. Each is one file,
 * "ticket-<key>.json", in the state directory; without one the entries live as long as the program.
 * Damaged files are passed over. Owner: whoever called journal_open; the state must outlive it.
 * Units: *_ms are Unix milliseconds by the office's clock.
 */
#ifndef MOTCUA_KIOSK_JOURNAL_H
#define MOTCUA_KIOSK_JOURNAL_H

#include "common/proto.h"
#include "common/words.h"
#include "kiosk/state.h"

#include <jansson.h>

enum { JOURNAL_MAX = 2048, JOURNAL_TOKEN_BYTES = 16 };

enum stage {
	STAGE_ASKED,    /* the server is asked with the entry's key */
	STAGE_HELD,     /* the number is known */
	STAGE_PRINTING, /* and its slip has begun */
	STAGE_DONE,     /* it is in the citizen's hand; `text`: paper or screen */
	STAGE_VOID,     /* it is in nobody's; `text`: why */
};

struct kept {
	char key[TOKEN_SIZE]; /* random: the Idempotency-Key, and the file's name */
	enum stage stage;
	int64_t lease; /* the number is of that block; 0: the server gave it */
	int day;       /* of the block */
	char service[ID_SIZE], priority[ID_SIZE], procedure[CODE_SIZE];
	enum lang lang;
	int64_t at_ms;  /* of the press */
	json_t *ticket; /* the ticket in the interface's form, or NULL: not known yet */
	char text[ID_SIZE];

	uint32_t press; /* flow's name for it while the program runs; 0: none */
};

struct journal;

/* Reads what was kept, oldest first. */
struct journal *journal_open(struct state *state);
void journal_close(struct journal *j);

/* A new entry with a key of its own, not on the disk yet; NULL when there are too many. */
struct kept *journal_add(struct journal *j);
/* Brings it to the disk as it is now; false when it is not there. */
bool journal_put(struct journal *j, const struct kept *e);
/* Forgets it. */
void journal_drop(struct journal *j, struct kept *e);

int journal_count(const struct journal *j);
struct kept *journal_at(const struct journal *j, int i);
/* The entry that flow knows by that name, or NULL. */
struct kept *journal_of(const struct journal *j, uint32_t press);

/* A text nobody can guess, for keys and tokens. */
void journal_random(char text[static TOKEN_SIZE]);

/* An entry as its file has it, in and out; false where it is damaged. */
json_t *kept_json(const struct kept *e);
bool kept_from_json(const json_t *j, struct kept *e);
/* The ticket of an answer {"ticket": T}, not a new reference; NULL where there is none. */
json_t *kept_ticket(const json_t *answer);

#endif
