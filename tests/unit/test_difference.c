/*
 * difference: what is other in a JSON value, member by member and item by item.
 *
 * links: server/difference_json.c
 */
#include "server/difference_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *read(const char *text) {
	json_t *json = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
	assert_true(!text || json);
	return json;
}

/* Single quotes stand for double ones. */
static char *quoted(const char *text) {
	char *copy = strdup(text);
	for (char *c = copy; *c; c++)
		if (*c == '\'')
			*c = '"';
	return copy;
}

static void expect(const char *was, const char *is, const char *changes) {
	char *texts[] = {was ? quoted(was) : NULL, is ? quoted(is) : NULL, quoted(changes)};
	json_t *before = read(texts[0]), *after = read(texts[1]);
	char *got = difference_text(before, after);
	assert_string_equal(got, texts[2]);
	free(got);
	json_decref(before);
	json_decref(after);
	for (int i = 0; i < 3; i++)
		free(texts[i]);
}

static void what_is_the_same_gives_nothing(void **state) {
	(void)state;
	expect(NULL, NULL, "[]");
	expect("{'a':1,'b':[1,2]}", "{'b':[1,2],'a':1}", "[]");
	expect("[{'id':1,'x':2}]", "[{'x':2,'id':1}]", "[]");
}

static void members_are_told_one_by_one(void **state) {
	(void)state;
	expect("{'a':1,'b':2,'c':{'d':3,'e':4}}", "{'a':1,'c':{'d':5,'e':4},'f':null}",
		"[{'path':['b'],'was':2},{'path':['c','d'],'was':3,'is':5},"
		"{'path':['f'],'is':null}]");
	expect("{'a':{}}", "{'a':[]}", "[{'path':['a'],'was':{},'is':[]}]");
}

static void a_whole_comes_and_goes(void **state) {
	(void)state;
	expect(NULL, "{'role':'clerk'}", "[{'path':[],'is':{'role':'clerk'}}]");
	expect("{'role':'clerk'}", NULL, "[{'path':[],'was':{'role':'clerk'}}]");
}

static void items_are_told_by_their_ids(void **state) {
	(void)state;
	expect("{'c':[{'id':1,'s':['a']},{'id':2,'s':[]}]}",
		"{'c':[{'id':1,'s':['a','b']},{'id':2,'s':[]}]}",
		"[{'path':['c','1','s'],'was':['a'],'is':['a','b']}]");
	expect("[{'code':'1.1','n':1}]", "[{'code':'1.1','n':2}]",
		"[{'path':['1.1','n'],'was':1,'is':2}]");
}

static void items_come_and_go_with_their_place(void **state) {
	(void)state;
	expect("[{'id':'a'},{'id':'b'}]", "[{'id':'x'},{'id':'a'},{'id':'y'}]",
		"[{'path':['b'],'was':{'id':'b'},'after':'a'},"
		"{'path':['x'],'is':{'id':'x'},'before':'a'},"
		"{'path':['y'],'is':{'id':'y'},'after':'a'}]");
	expect("[]", "[{'id':'a'}]", "[{'path':['a'],'is':{'id':'a'}}]");
}

static void an_order_is_told_by_what_was_and_stays(void **state) {
	(void)state;
	expect("[{'id':1},{'id':2},{'id':3}]", "[{'id':3},{'id':4},{'id':1}]",
		"[{'path':['2'],'was':{'id':2},'after':'1','before':'3'},"
		"{'path':['4'],'is':{'id':4},'after':'3','before':'1'},"
		"{'path':[],'was':['1','3'],'is':['3','1'],'order':true}]");
}

/* Items without ids of their own, or with one id twice. */
static void other_lists_are_told_as_a_whole(void **state) {
	(void)state;
	expect("['a']", "['a','b']", "[{'path':[],'was':['a'],'is':['a','b']}]");
	expect("[{'id':1},{'id':1}]", "[{'id':1}]",
		"[{'path':[],'was':[{'id':1},{'id':1}],'is':[{'id':1}]}]");
	expect("[{'id':1}]", "[{'id':'1'},{'id':1}]",
		"[{'path':[],'was':[{'id':1}],'is':[{'id':'1'},{'id':1}]}]");
	expect("[{'vi':'a'}]", "[{'vi':'b'}]",
		"[{'path':[],'was':[{'vi':'a'}],'is':[{'vi':'b'}]}]");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_the_same_gives_nothing),
		cmocka_unit_test(members_are_told_one_by_one),
		cmocka_unit_test(a_whole_comes_and_goes),
		cmocka_unit_test(items_are_told_by_their_ids),
		cmocka_unit_test(items_come_and_go_with_their_place),
		cmocka_unit_test(an_order_is_told_by_what_was_and_stays),
		cmocka_unit_test(other_lists_are_told_as_a_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
