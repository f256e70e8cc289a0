/* Names, fees and time limits, where the words come from the office's data. */
#include "common/clock.h"
#include "common/text.h"
#include "kiosk/phrase.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { NOON = 12 * 60, HALF_MINUTE_MS = 30000 };

/* Whether the text goes on with a capital letter: a name, not "xã hội". */
static bool capital(const char *s) {
	uint32_t letter = text_next(&s);
	return utf8proc_tolower((utf8proc_int32_t)letter) != (utf8proc_int32_t)letter;
}

/* The place of the space before the unit's name ("phường Suối Hoa"), or NULL. */
static char *unit_place(char *name, const char *kinds) {
	char kind[32];
	int size;
	char *found = NULL;
	for (; sscanf(kinds, " %31[^|]%n", kind, &size) == 1; kinds += kinds[0] == '|') {
		char *at = strstr(name, kind);
		kinds += size;
		if (at && at > name && at[-1] == ' ' && at[strlen(kind)] == ' ' &&
			capital(at + strlen(kind) + 1) && (!found || at < found)) {
			found = at - 1;
		}
	}
	return found;
}

const char *phrase_office(
	char buf[static PHRASE_SIZE], enum lang lang, const struct office_view *office) {
	phrase_join(buf, words_name(lang, &office->name), NULL);
	char *place = unit_place(buf, words_get(lang, "kiosk.units"));
	if (place) {
		*place = '\n';
	}
	return buf;
}

const char *phrase_priority(char buf[static PHRASE_SIZE], enum lang lang,
	const struct office_view *office, const char *id) {
	buf[0] = '\0';
	for (int i = 0; i < office->priority_count; i++) {
		if (strcmp(office->priorities[i].id, id) == 0) {
			phrase_join(buf, words_name(lang, &office->priorities[i].name), NULL);
		}
	}
	return buf;
}

const char *phrase_priority_proof(
	char buf[static PHRASE_SIZE], enum lang lang, const struct office_priority *priority) {
	const char *proof = words_name(lang, &priority->proof);
	char n[16], age[PHRASE_SIZE] = "", line[PHRASE_SIZE];
	if (priority->min_age) {
		snprintf(n, sizeof n, "%d", priority->min_age);
		words_fill(age, sizeof age, lang, "kiosk.priority.age", "age", n, NULL);
	}
	return phrase_bind(buf, phrase_join(line, age, *age && *proof ? " · " : "", proof, NULL));
}

const char *phrase_head_start(
	char buf[static PHRASE_SIZE], enum lang lang, const struct ticket *ticket) {
	int64_t early_ms = ticket->issued_at_ms - ticket->queue_at_ms;
	char minutes[16], time[8];
	buf[0] = '\0';
	if (!ticket->queue_at_ms || llabs(early_ms) < HALF_MINUTE_MS) {
		return buf;
	}
	if (early_ms < 0) {
		return words_fill(buf, PHRASE_SIZE, lang, "kiosk.head_start.at", "time",
			clock_hhmm(ticket->queue_at_ms, time), NULL);
	}
	snprintf(minutes, sizeof minutes, "%d", (int)((early_ms + HALF_MINUTE_MS) / 60000));
	return words_fill(buf, PHRASE_SIZE, lang, "kiosk.head_start.before", "n", minutes, NULL);
}

void phrase_first_clause(char text[static PHRASE_SIZE]) {
	size_t n = strcspn(text, ";,(");
	while (text[n] == ',' && isdigit((unsigned char)text[n + 1])) {
		n += 1 + strcspn(text + n + 1, ";,(");
	}
	while (n > 0 && text[n - 1] == ' ') {
		n--;
	}
	text[n] = '\0';
}

const char *phrase_bind(char buf[static PHRASE_SIZE], const char *text) {
	size_t used = 0;
	for (const char *s = text; *s; s++) {
		bool letter_begins = ((unsigned char)*s & 0xC0) != 0x80;
		if (letter_begins && used + 8 > PHRASE_SIZE) {
			break;
		}
		bool after_digit = s > text && s[-1] >= '0' && s[-1] <= '9';
		if (*s == ' ' && after_digit) {
			buf[used++] = '\xC2';
			buf[used++] = '\xA0';
		} else {
			buf[used++] = *s;
		}
	}
	buf[used] = '\0';
	return buf;
}

/* A fee that no law fixes for the whole country, with what is known of it. */
static const char *fee_of_province(char buf[static PHRASE_SIZE], enum lang lang, const char *note) {
	char whole[PHRASE_SIZE];
	const char *province = words_get(lang, "kiosk.fee.province");
	if (!note) {
		return phrase_bind(buf, province);
	}
	return phrase_bind(buf, phrase_join(whole, province, " (", note, ")", NULL));
}

const char *phrase_fee(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure) {
	const char *note = procedure_view_fee_note(procedure, lang);
	char amount[32], money[PHRASE_SIZE];
	if (procedure->fee_vnd < 0) {
		return fee_of_province(buf, lang, note);
	}
	text_format_vnd(amount, sizeof amount, procedure->fee_vnd);
	const char *key = procedure->fee_vnd == 0 ? "kiosk.fee.free" : "kiosk.fee.amount";
	words_fill(money, sizeof money, lang, key, "amount", amount, NULL);
	bool told = note && (procedure->fee_vnd == 0 || strstr(note, amount));
	if (told || !note) {
		return phrase_bind(buf, told ? note : money);
	}
	char both[PHRASE_SIZE];
	return phrase_bind(buf, phrase_join(both, money, " (", note, ")", NULL));
}

const char *phrase_time_limit(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure) {
	const char *text = procedure_view_time_limit(procedure, lang);
	return phrase_bind(buf, text ? text : words_get(lang, "kiosk.ask"));
}

/* The day, the hour where it is known, and that it may be another. */
static void due_day(char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *p,
	int64_t now_ms, bool on_paper) {
	char date[PHRASE_SIZE], time[8];
	bool usual = p->time_limit_kind && strcmp(p->time_limit_kind, "varies") == 0;
	bool today = !on_paper && p->result_day == clock_day(now_ms);
	phrase_date(date, lang, clock_at(p->result_day, NOON), false);
	words_fill(buf, PHRASE_SIZE, lang, usual ? "kiosk.due.usual" : "kiosk.due.day", "date",
		date, NULL);
	if (today && !usual) {
		phrase_date(date, lang, now_ms, true);
		words_fill(buf, PHRASE_SIZE, lang, "kiosk.due.today", "date", date, NULL);
	}
	if (p->result_at_ms) {
		phrase_join(date, buf, NULL);
		words_fill(buf, PHRASE_SIZE, lang, "kiosk.due.at", "time",
			clock_hhmm(p->result_at_ms, time), "date", date, NULL);
	}
}

/* What the day holds for: papers handed in on that date, before that time. */
static void due_if(char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *p,
	int64_t now_ms, bool on_paper) {
	char date[PHRASE_SIZE], time[8] = "";
	bool other_day = on_paper || p->handed_in_day != clock_day(now_ms);
	buf[0] = '\0';
	phrase_date(date, lang, clock_at(p->handed_in_day, NOON), true);
	if (p->result_until_ms) {
		clock_hhmm(p->result_until_ms, time);
	}
	if (other_day || time[0]) {
		words_fill(buf, PHRASE_SIZE, lang,
			!other_day ? "kiosk.due.if_before"
			: time[0]  ? "kiosk.due.if_day_before"
				   : "kiosk.due.if_day",
			"date", date, "time", time, NULL);
	}
}

const char *phrase_due(char buf[static PHRASE_SIZE], enum lang lang,
	const struct procedure_view *procedure, int64_t now_ms, bool on_paper) {
	char day[PHRASE_SIZE], condition[PHRASE_SIZE];
	buf[0] = '\0';
	if (procedure->result_day == 0) {
		return buf;
	}
	due_day(day, lang, procedure, now_ms, on_paper);
	due_if(condition, lang, procedure, now_ms, on_paper);
	return phrase_join(buf, day, condition[0] ? " " : "", condition, NULL);
}
