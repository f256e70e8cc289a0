/*
 * All states of the kiosk, found breadth first from one that has just been switched on: each press,
 * each key and each turn of events from outside is tried in each state. In all of them whatever a
 * finger can press the four keys press too, with the same outcome, and the ring is seen wherever it
 * comes; home is reached by presses alone and, by nobody doing anything, in time; the dark screen
 * can be made light again; and no screen, notice, question or phase is left out. States are told
 * apart by kiosk_state. At most one thing is out of the ordinary at a time: a mode, the other
 * language, no paper, no line. Without a press are only: a number that is being taken or printed, a
 * slip that is being asked about, and a kiosk without its server.
 * links: tests/screens/kiosk_fixture.c tests/screens/kiosk_ring.c tests/screens/kiosk_state.c
 * tests/screens/kiosk_turns.c kiosk/flow*.c kiosk/keypad.c kiosk/lease.c kiosk/lease_json.c
 * kiosk/page*.c kiosk/phrase.c kiosk/phrase_name.c kiosk/printer_status.c common/board.c
 * common/clock.c common/embed.c common/json_read.c common/log.c common/mem.c
 * common/procedure_view.c common/proto.c common/proto_json_in.c common/proto_json_office.c
 * common/proto_json_ticket.c common/qr.c common/slip_code.c common/text.c common/ui/draw.c
 * common/ui/picture.c common/ui/picture_scale.c common/picture_file.c common/ui/font.c
 * common/ui/icon.c common/ui/lines.c common/ui/parts.c common/ui/scene.c common/ui/scene_compare.c
 * common/ui/shape.c common/ui/theme.c common/wait_text.c common/words.c embed_common embed_ui
 */
#include "kiosk/page.h"
#include "tests/screens/kiosk_ring.h"
#include "tests/screens/kiosk_state.h"
#include "tests/screens/kiosk_turns.h"

#include "common/mem.h"
#include "common/ui/font.h"
#include "common/ui/icon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NODES_MAX = 8000, FAULTS_MAX = 20 };
enum { ALONE_MS = 600000 }; /* so soon it is home by itself, whatever goes on */

struct node {
	struct kiosk k; /* until it was looked at */
	char line[KIOSK_STATE_SIZE], via[SCENE_ID_SIZE];
	int from;
};

/* Something that is shown, by the name of its enum. */
static struct { unsigned screens, phases, notices, lates, saids, backs; } seen;

static struct node *nodes;
static uint64_t hashes[NODES_MAX]; /* of their lines */
static int node_count, press_count, turn_count, fault_count;
static struct scene *scene;
static int w_px, h_px, strain_most;

static void print_way(int node) {
	if (node > 0) {
		print_way(nodes[node].from);
		print_error(" > %s", nodes[node].via);
	}
}

static void fault(int node, const char *what, const char *which) {
	if (fault_count++ < FAULTS_MAX) {
		print_error("%s %s\n  at %s\n  by", what, which, nodes[node].line);
		print_way(node);
		print_error("\n");
	}
}

static struct keypad_place place_of(const struct kiosk *k) {
	return (struct keypad_place){
		flow_screen(k->flow, k->now_ms), k->flow->trail_count, k->flow->visit};
}

static void build(const struct kiosk *k, const char *focused) {
	strcpy(scene->focused, focused);
	page_build(scene, k->flow, k->now_ms, k->wall_ms, w_px, h_px);
}

static void note(const struct flow *f, enum screen shown) {
	seen.screens |= 1u << shown;
	if (shown == SCREEN_NUMBER) {
		seen.phases |= 1u << f->phase;
	} else if (shown == SCREEN_NOTICE) {
		seen.notices |= 1u << f->notice;
	} else if (shown == SCREEN_RESULT) {
		seen.saids |= 1u << f->slip.said;
	}
	seen.lates |= 1u << f->late;
	seen.backs |= 1u << f->back.phase;
}

/* Whether it is as it should be that nothing can be pressed. */
static bool waits(const struct flow *f, enum screen shown) {
	return shown == SCREEN_TAKING || shown == SCREEN_AWAY || shown == SCREEN_STARTING ||
	       (shown == SCREEN_NUMBER && f->phase == NUMBER_PRINTING) ||
	       (shown == SCREEN_RETURN && f->back.phase == RETURN_ASKED);
}

static uint64_t hash_of(const char *line) {
	uint64_t hash = 14695981039346656037u;
	for (; *line; line++) {
		hash = (hash ^ (unsigned char)*line) * 1099511628211u;
	}
	return hash;
}

static bool is_known(uint64_t hash) {
	int i = 0;
	while (i < node_count && hashes[i] != hash) {
		i++;
	}
	return i < node_count;
}

/* A new state takes the kiosk; one that is known, or too far from the ordinary, ends it. */
static void arrive(struct kiosk *k, int from, const char *via) {
	char line[KIOSK_STATE_SIZE];
	kiosk_unguard(k);
	kiosk_state(k, line);
	uint64_t hash = hash_of(line);
	if (kiosk_state_strain(k->flow) > strain_most || is_known(hash)) {
		kiosk_leave(k);
		return;
	}
	assert_true(node_count < NODES_MAX);
	hashes[node_count] = hash;
	struct node *n = &nodes[node_count++];
	enum screen shown = flow_screen(k->flow, k->now_ms);
	*n = (struct node){.k = *k, .from = from};
	memcpy(n->line, line, sizeof line);
	snprintf(n->via, sizeof n->via, "%s", via);
	note(k->flow, shown);
}

static struct kiosk pressed(const struct kiosk *k, const char *id) {
	struct kiosk after = kiosk_fork(k);
	flow_tap(after.flow, id, after.now_ms);
	kiosk_wait(&after, FLOW_SEARCH_MS);
	return after;
}

static bool same(const struct kiosk *a, const struct kiosk *b) {
	char x[KIOSK_STATE_SIZE], y[KIOSK_STATE_SIZE];
	const struct flow *f = a->flow, *g = b->flow;
	kiosk_state(a, x);
	kiosk_state(b, y);
	return strcmp(x, y) == 0 && strcmp(f->service, g->service) == 0 &&
	       strcmp(f->query, g->query) == 0 && strcmp(f->priority, g->priority) == 0 &&
	       strcmp(f->slip.typed, g->slip.typed) == 0 &&
	       f->procedure.json == g->procedure.json && f->lang == g->lang &&
	       f->contrast == g->contrast;
}

/* Whether this is the first screen with these stops in this mode. */
static bool new_stops(const struct kiosk *k, const struct ring_ways *ways) {
	static uint64_t known[NODES_MAX];
	static int count;
	uint64_t hash = (uint64_t)kiosk_state_strain(k->flow) + hash_of(scene->name);
	for (int i = 0; i < ways->stop_count; i++) {
		hash = hash * 31 + hash_of(ways->stop[i]);
	}
	for (int i = 0; i < count; i++) {
		if (known[i] == hash) {
			return false;
		}
	}
	known[count++] = hash;
	return true;
}

/* The ring on each of the screen's stops; in the dark each has words to be heard. */
static void check_ring(int node, const struct kiosk *k, const struct ring_ways *ways) {
	for (int i = 0; i < ways->stop_count; i++) {
		build(k, ways->stop[i]);
		const struct scene_item *on = keypad_item(scene, ways->stop[i]);
		const char *words = on->spoken ? on->spoken : on->text;
		if (!ring_seen(scene, ways->stop[i])) {
			fault(node, "the ring is not seen on", ways->stop[i]);
		}
		if (!words || !words[0]) {
			fault(node, "no words for", ways->stop[i]);
		}
	}
}

/* The first key may be all that it takes, and the screen another one: it begins the spoken mode, or
 * says that somebody is there, until the warning comes again. */
static bool first_key(int node, struct kiosk *k) {
	bool warned = flow_screen(k->flow, k->now_ms) == SCREEN_WARNING;
	bool begins = flow_keypad(k->flow, k->now_ms);
	struct kiosk after = kiosk_fork(k);
	arrive(&after, node, "a key");
	while (warned && flow_screen(k->flow, k->now_ms) != SCREEN_WARNING) {
		kiosk_wait(k, 1000);
	}
	if (warned || begins) {
		build(k, "");
	}
	return begins;
}

/* Keys of letters are alike, but for one. */
static bool like_another(const char *id) {
	return strncmp(id, "key:", 4) == 0 && !id[5] && id[4] != 'h';
}

/* Presses it by hand and by keys. */
static void press(int node, const struct kiosk *keyed, const char *id) {
	struct kiosk by_hand = pressed(&nodes[node].k, id);
	if (keyed) {
		struct kiosk by_keys = pressed(keyed, id);
		if (!same(&by_keys, &by_hand)) {
			fault(node, "keys lead elsewhere by", id);
		}
		kiosk_leave(&by_keys);
	}
	arrive(&by_hand, node, id);
	press_count++;
}

/* Fingers and the four keys do the same. */
static void press_all(int node, const struct ring_targets *ids) {
	static struct ring_ways ways;
	struct kiosk k = kiosk_fork(&nodes[node].k);
	bool begins = first_key(node, &k);
	ring_ways(scene, place_of(&k), &ways);
	for (int i = 0; i < ids->count; i++) {
		if (!begins && !ring_keys(&ways, ids->id[i])) {
			fault(node, "no key presses", ids->id[i]);
		} else if (!like_another(ids->id[i])) {
			press(node, begins ? NULL : &k, ids->id[i]);
		}
	}
	if (new_stops(&k, &ways)) {
		check_ring(node, &k, &ways);
	}
	flow_help_key(k.flow, k.now_ms);
	arrive(&k, node, "the help key");
}

static void turn_all(int node) {
	struct kiosk after = kiosk_fork(&nodes[node].k);
	for (int i = 0; kiosk_turn_name(i); i++) {
		if (kiosk_turn(&after, i)) {
			arrive(&after, node, kiosk_turn_name(i));
			after = kiosk_fork(&nodes[node].k);
			turn_count++;
		}
	}
	kiosk_leave(&after);
}

/* The way back that every screen has. */
static bool go_home(struct kiosk *k) {
	static const char *const ids[] = {"home", "back", "remembered", "more-time", "page:prev"};
	enum { WAYS = sizeof ids / sizeof *ids };
	for (int presses = 0; presses < 2 * FLOW_TRAIL_MAX && !kiosk_state_home(k); presses++) {
		int way = 0;
		build(k, "");
		while (way < WAYS && !scene_button(scene, ids[way])) {
			way++;
		}
		if (way == WAYS) {
			return false;
		}
		flow_tap(k->flow, ids[way], k->now_ms);
		kiosk_unguard(k);
	}
	return kiosk_state_home(k);
}

/* Makes a dark screen light. */
static bool lighten(struct kiosk *k) {
	if (k->flow->dark) {
		flow_help_key(k->flow, k->now_ms);
		build(k, "");
		bool there = scene_button(scene, "dark");
		flow_tap(k->flow, "dark", k->now_ms);
		return there && !k->flow->dark;
	}
	return true;
}

static void check_ways(int node, bool pressable) {
	struct kiosk k = kiosk_fork(&nodes[node].k);
	if (pressable && !go_home(&k)) {
		fault(node, "no press leads home", "");
	} else if (pressable && !lighten(&k)) {
		fault(node, "it stays dark", "");
	}
	kiosk_leave(&k);
	if (!kiosk_left_alone(&nodes[node].k, ALONE_MS)) {
		fault(node, "does not go home by itself", "");
	}
}

static void expand(int node) {
	static struct ring_targets ids;
	struct kiosk *k = &nodes[node].k;
	build(k, "");
	ring_targets(scene, &ids);
	if ((ids.count == 0) != waits(k->flow, flow_screen(k->flow, k->now_ms))) {
		fault(node, ids.count > 0 ? "something to press" : "nothing to press", "");
	}
	press_all(node, &ids);
	turn_all(node);
	check_ways(node, ids.count > 0);
	kiosk_leave(k);
}

/* Looks at all that there is from that kiosk on, and ends it. */
static void search(struct kiosk *k, int w, int h, int strain) {
	node_count = press_count = turn_count = fault_count = 0;
	w_px = w;
	h_px = h;
	strain_most = strain;
	struct kiosk first = kiosk_fork(k);
	arrive(&first, 0, "");
	for (int i = 0; i < node_count; i++) {
		expand(i);
	}
	print_message("%d states, %d presses, %d turns\n", node_count, press_count, turn_count);
	kiosk_close(k);
	assert_int_equal(fault_count, 0);
}

/* With numbers for the time without the server, a list of results, and what may come too late. */
static void test_ward(void **state) {
	struct kiosk k;
	(void)state;
	kiosk_open(&k, "ward", LANG_VI);
	kiosk_lend(&k);
	kiosk_slips(&k, true);
	struct snapshot_service *s = k.flow->hall.services;
	s[0].pause = (struct span){k.flow->office.closes_at_ms, k.flow->office.reopens_at_ms};
	s[5].reach = REACH_UNLIKELY; /* one that the lease does not have */
	s[4].open = false;
	search(&k, 1080, 1920, 1);
}

/* Without either, from before its server is heard. */
static void test_ward_starting(void **state) {
	struct kiosk k;
	(void)state;
	kiosk_open(&k, "ward", LANG_EN);
	kiosk_slips(&k, false);
	k.flow->office_known = k.flow->hall_known = false;
	search(&k, 1920, 1080, 0);
}

static void test_province(void **state) {
	struct kiosk k;
	(void)state;
	kiosk_open(&k, "province", LANG_VI);
	search(&k, 1080, 1920, 0);
}

/* A value with a name that is on no state. */
#define CHECK_SEEN(type, name_of, bits)                                            \
	for (unsigned v = 0; name_of((enum type)v); v++) {                         \
		if (!((bits)&1u << v)) {                                           \
			fail_msg("no way to %s %s", #type, name_of((enum type)v)); \
		}                                                                  \
	}

static void test_nothing_left_out(void **state) {
	(void)state;
	CHECK_SEEN(screen, kiosk_state_screen, seen.screens)
	CHECK_SEEN(number_phase, kiosk_state_phase, seen.phases)
	CHECK_SEEN(notice, kiosk_state_notice, seen.notices)
	CHECK_SEEN(late, kiosk_state_late, seen.lates)
	CHECK_SEEN(result_said, kiosk_state_said, seen.saids)
	CHECK_SEEN(return_phase, kiosk_state_back, seen.backs)
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_ward),
		cmocka_unit_test(test_ward_starting), cmocka_unit_test(test_province),
		cmocka_unit_test(test_nothing_left_out)};
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	scene = scene_new();
	nodes = mem_alloc(NODES_MAX, sizeof *nodes);
	int failed = cmocka_run_group_tests_name("walk_graph", tests, NULL, NULL);
	mem_free(nodes);
	scene_free(scene);
	icon_close_all();
	font_close_all();
	return failed;
}
