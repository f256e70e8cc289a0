/*
 * difference, taken back: what was is there again, in its order; what somebody changed since is
 * told by its place and left as it is. Random values print their seed (SEED=).
 *
 * links: server/difference_json.c server/difference_back_json.c common/mem.c
 */
#include "server/difference_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static json_t *read(const char *text) {
	char *copy = text ? strdup(text) : NULL;
	for (char *c = copy; c && *c; c++)
		if (*c == '\'')
			*c = '"';
	json_t *json = copy ? json_loads(copy, JSON_DECODE_ANY, NULL) : NULL;
	assert_true(!text || json);
	free(copy);
	return json;
}

static bool same(json_t *a, json_t *b) {
	return a && b ? json_equal(a, b) : a == b;
}

/* Was becomes is, and something else `now`: taken back it is `back`, or `path` is in the way. */
static void expect(
	const char *was, const char *is, const char *now, const char *back, const char *path) {
	json_t *before = read(was), *after = read(is), *today = read(now), *wanted = read(back);
	json_t *changes = difference(before, after), *to, *in_the_way, *place = read(path);
	json_t *untouched = json_deep_copy(today);
	bool done = difference_take_back(today, changes, &to, &in_the_way);
	assert_int_equal(done, !path);
	if (!same(to, wanted) || !same(in_the_way, place))
		fail_msg("%s: %s %s", now, to ? json_dumps(to, 0) : "nothing",
			in_the_way ? json_dumps(in_the_way, 0) : "");
	assert_true(same(today, untouched));
	json_t *all[] = {before, after, today, wanted, changes, to, in_the_way, place, untouched};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		json_decref(all[i]);
}

static void other_changes_stay(void **state) {
	(void)state;
	expect("{'a':1,'b':2}", "{'a':3,'b':2}", "{'a':3,'b':4,'c':5}", "{'a':1,'b':4,'c':5}",
		NULL);
	expect("{'l':[{'id':1,'n':'x'},{'id':2}]}", "{'l':[{'id':1,'n':'y'},{'id':2}]}",
		"{'l':[{'id':0},{'id':1,'n':'y','m':1}]}",
		"{'l':[{'id':0},{'id':1,'n':'x','m':1}]}", NULL);
	expect("{'a':1}", "{}", "{'b':2}", "{'a':1,'b':2}", NULL);
	expect("{}", "{'a':1}", "{'a':1,'b':2}", "{'b':2}", NULL);
	expect(NULL, "{'a':1}", "{'a':1}", NULL, NULL);
	expect("{'a':1}", NULL, NULL, "{'a':1}", NULL);
}

static void what_was_changed_since_is_in_the_way(void **state) {
	(void)state;
	expect("{'a':1}", "{'a':2}", "{'a':3}", NULL, "['a']");
	expect("{'a':1}", "{'a':2}", "{}", NULL, "['a']");
	expect("{'a':1}", "{}", "{'a':1}", NULL, "['a']");
	expect("{'a':{'b':1}}", "{'a':{'b':2}}", "{'a':7}", NULL, "['a','b']");
	expect("{'a':{'b':1}}", "{'a':{}}", "{}", NULL, "['a','b']");
	expect("[{'id':1}]", "[{'id':1},{'id':2,'n':1}]", "[{'id':1},{'id':2,'n':2}]", NULL,
		"['2']");
	expect("[{'id':1,'n':1}]", "[{'id':1,'n':2}]", "[]", NULL, "['1','n']");
	expect("[{'id':1},{'id':2}]", "[{'id':2},{'id':1}]", "[{'id':1},{'id':2}]", NULL, "[]");
	expect("{'a':1,'b':1}", "{'a':2,'b':2}", "{'a':2,'b':3}", NULL, "['b']");
	expect("{'a':1}", NULL, "{'a':1}", NULL, "[]");
}

static void items_come_back_to_their_places(void **state) {
	(void)state;
	expect("[{'id':1},{'id':2},{'id':3}]", "[{'id':1},{'id':3}]",
		"[{'id':1},{'id':3},{'id':4}]", "[{'id':1},{'id':2},{'id':3},{'id':4}]", NULL);
	expect("[{'id':1},{'id':2}]", "[{'id':2}]", "[{'id':4},{'id':2}]",
		"[{'id':4},{'id':1},{'id':2}]", NULL);
	expect("[{'id':1},{'id':2},{'id':3}]", "[{'id':1},{'id':3}]", "[{'id':4},{'id':3}]",
		"[{'id':4},{'id':2},{'id':3}]", NULL);
	expect("[{'id':1},{'id':2}]", "[{'id':1}]", "[]", "[{'id':2}]", NULL);
	expect("[{'id':1},{'id':2},{'id':3}]", "[{'id':3},{'id':1},{'id':2}]",
		"[{'id':9},{'id':3},{'id':1}]", "[{'id':9},{'id':1},{'id':3}]", NULL);
}

static void places_touch_what_they_are_in(void **state) {
	json_t *was = read("{'a':{'b':1},'l':[{'id':1}]}"),
	       *is = read("{'a':{'b':2},'l':[{'id':1},{'id':2}]}");
	json_t *changes = difference(was, is);
	static const char *const touched[] = {
		"['a']", "['a','b']", "['a','b','c']", "['l','2','n']", "[]"};
	static const char *const apart[] = {"['b']", "['a','c']", "['l','1']"};
	(void)state;
	for (size_t i = 0; i < sizeof touched / sizeof *touched; i++) {
		json_t *path = read(touched[i]);
		assert_true(difference_touches(changes, path));
		json_decref(path);
	}
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
		json_t *path = read(apart[i]);
		assert_false(difference_touches(changes, path));
		json_decref(path);
	}
	json_decref(changes);
	json_decref(was);
	json_decref(is);
}

static unsigned long long seed;

static int below(int limit) {
	seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((seed >> 33) % (unsigned)limit);
}

static json_t *some(int depth);

static json_t *some_object(int depth) {
	json_t *object = json_object();
	for (int i = below(4); i > 0; i--) {
		char key[2] = {(char)('a' + below(5)), '\0'};
		json_object_set_new(object, key, some(depth - 1));
	}
	return object;
}

/* Items with ids, of which few pairs are the same, so that some lists are told as a whole. */
static json_t *some_list(int depth) {
	json_t *list = json_array();
	for (int i = below(5); i > 0; i--) {
		json_t *item = some_object(depth - 1);
		if (below(2))
			json_object_set_new(item, "id", json_integer(below(40)));
		else
			json_object_set_new(item, "id", json_sprintf("s%d", below(40)));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *some(int depth) {
	switch (below(depth > 0 ? 6 : 3)) {
	case 0:
		return json_integer(below(3));
	case 1:
		return json_null();
	case 2:
		return json_string("x");
	case 3:
		return some_object(depth);
	default:
		return some_list(depth);
	}
}

static void mutate_list(json_t *list, int depth) {
	size_t size = json_array_size(list);
	json_t *item = size ? json_incref(json_array_get(list, (size_t)below((int)size))) : NULL;
	json_t *more = some_list(depth);
	switch (below(4)) {
	case 0:
		json_array_extend(list, more);
		break;
	case 1:
		if (size)
			json_array_remove(list, (size_t)below((int)size));
		break;
	case 2: /* to another place; the other with that id is one too many, at times */
		json_array_insert(list, (size_t)below((int)size + 1), item);
		break;
	default:
		for (size_t i = size; i > 1; i--) {
			size_t other = (size_t)below((int)i);
			json_t *a = json_incref(json_array_get(list, i - 1));
			json_array_set(list, i - 1, json_array_get(list, other));
			json_array_set_new(list, other, a);
		}
	}
	json_decref(item);
	json_decref(more);
}

static json_t *mutate_object(json_t *object, int depth) {
	char key[2] = {(char)('a' + below(5)), '\0'};
	json_t *child = json_object_get(object, key);
	if (!child || below(2))
		json_object_set_new(object, key, some(depth));
	else if (!below(3))
		json_object_del(object, key);
	return json_object_get(object, key);
}

/* Changes something in a value, at whatever depth. */
static void mutate(json_t *value, int depth) {
	json_t *child = NULL;
	if (json_is_array(value)) {
		if (below(2))
			mutate_list(value, depth);
		child = json_array_get(value, (size_t)below((int)json_array_size(value) + 1));
	} else if (json_is_object(value)) {
		child = mutate_object(value, depth);
	}
	if (child && below(2))
		mutate(child, depth - 1);
}

static void fail_with(const char *what, json_t *was, json_t *is) {
	fail_msg("%s: %s -> %s", what, json_dumps(was, JSON_ENCODE_ANY),
		json_dumps(is, JSON_ENCODE_ANY));
}

static void there_and_back_is_what_was(void **state) {
	(void)state;
	for (int round = 0; round < 20000; round++) {
		json_t *was = some_object(4), *is = json_deep_copy(was), *to, *in_the_way;
		for (int i = below(6); i >= 0; i--)
			mutate(is, 3);
		json_t *changes = difference(was, is);
		if (!difference_take_back(is, changes, &to, &in_the_way) || !json_equal(to, was))
			fail_with("not what was", was, is);
		if ((json_array_size(changes) == 0) != json_equal(was, is))
			fail_with("not told", was, is);
		json_decref(to);
		json_decref(changes);
		json_decref(is);
		json_decref(was);
	}
}

/* Whether items of lists are told, whose places may be others afterwards. */
static bool tells_items(json_t *changes) {
	char *text = json_dumps(changes, 0);
	bool told = strstr(text, "\"id\"");
	free(text);
	return told;
}

/* Of two acts on different things either can be taken back first. */
static void what_is_apart_is_taken_back_in_any_order(void **state) {
	int apart = 0;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		json_t *was = json_pack("{s:o,s:o}", "x", some_object(3), "y", some_object(3));
		json_t *first = json_deep_copy(was), *second, *to, *last, *in_the_way;
		mutate(json_object_get(first, below(2) ? "x" : "y"), 2);
		second = json_deep_copy(first);
		mutate(json_object_get(second, below(2) ? "x" : "y"), 2);
		json_t *one = difference(was, first), *other = difference(first, second);
		if (difference_take_back(second, one, &to, &in_the_way)) {
			apart += json_array_size(one) && json_array_size(other);
			if (!difference_take_back(to, other, &last, &in_the_way))
				json_decref(in_the_way);
			else if (!json_equal(last, was) && !tells_items(one) && !tells_items(other))
				fail_with("not what was", was, second);
			json_decref(last);
		} else if (!difference_touches(other, in_the_way)) {
			fail_with("in the way of nothing", was, second);
		} else {
			json_decref(in_the_way);
		}
		json_t *all[] = {was, first, second, to, one, other};
		for (size_t i = 0; i < sizeof all / sizeof *all; i++)
			json_decref(all[i]);
	}
	assert_true(apart > 1000);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(other_changes_stay),
		cmocka_unit_test(what_was_changed_since_is_in_the_way),
		cmocka_unit_test(items_come_back_to_their_places),
		cmocka_unit_test(places_touch_what_they_are_in),
		cmocka_unit_test(there_and_back_is_what_was),
		cmocka_unit_test(what_is_apart_is_taken_back_in_any_order),
	};
	const char *given = getenv("SEED");
	seed = given ? strtoull(given, NULL, 10) : (unsigned long long)time(NULL);
	printf("seed=%llu\n", seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
