#include "common/link_mailbox.h"

#include "common/mem.h"

#include <pthread.h>

enum { FEED_MESSAGES_MAX = 2048 };

struct letter {
	struct letter *next;
	struct link_message m;
};

struct link_mailbox {
	pthread_mutex_t lock;
	struct letter *first, **end;
	int feed_messages;
	void (*wake)(void *arg);
	void *arg;
};

struct link_mailbox *link_mailbox_new(void (*wake)(void *arg), void *arg) {
	struct link_mailbox *box = mem_alloc(1, sizeof *box);
	pthread_mutex_init(&box->lock, NULL);
	box->end = &box->first;
	box->wake = wake;
	box->arg = arg;
	return box;
}

static bool of_feed(const struct link_message *m) {
	return m->kind != LINK_REPLY;
}

/* Takes out the letter at `place`. */
static void take_out(struct link_mailbox *box, struct letter **place, struct link_message *m) {
	struct letter *letter = *place;
	*place = letter->next;
	if (!*place)
		box->end = place;
	box->feed_messages -= of_feed(&letter->m);
	*m = letter->m;
	mem_free(letter);
}

static void drop_feed(struct link_mailbox *box) {
	struct letter **place = &box->first;
	struct link_message m;
	while (*place) {
		if (of_feed(&(*place)->m)) {
			take_out(box, place, &m);
			link_message_clear(&m);
		} else {
			place = &(*place)->next;
		}
	}
}

void link_mailbox_free(struct link_mailbox *box) {
	struct link_message m;
	if (!box)
		return;
	while (link_mailbox_take(box, &m))
		link_message_clear(&m);
	pthread_mutex_destroy(&box->lock);
	mem_free(box);
}

bool link_mailbox_put(struct link_mailbox *box, const struct link_message *m) {
	struct letter *letter = mem_alloc(1, sizeof *letter);
	letter->m = *m;
	pthread_mutex_lock(&box->lock);
	bool room = !of_feed(m) || box->feed_messages < FEED_MESSAGES_MAX;
	bool was_empty = !box->first;
	if (room) {
		*box->end = letter;
		box->end = &letter->next;
		box->feed_messages += of_feed(m);
	} else {
		drop_feed(box);
	}
	pthread_mutex_unlock(&box->lock);
	if (!room) {
		link_message_clear(&letter->m);
		mem_free(letter);
	} else if (was_empty && box->wake) {
		box->wake(box->arg);
	}
	return room;
}

bool link_mailbox_take(struct link_mailbox *box, struct link_message *m) {
	pthread_mutex_lock(&box->lock);
	bool any = box->first;
	if (any)
		take_out(box, &box->first, m);
	pthread_mutex_unlock(&box->lock);
	return any;
}

void link_message_clear(struct link_message *m) {
	mem_free(m->snapshot);
	mem_free(m->office);
	json_decref(m->json);
	mem_free(m->bytes);
	*m = (struct link_message){0};
}
