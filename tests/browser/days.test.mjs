// Days and spans of them, and amounts as a report writes them, in the modules alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../harness/program.mjs";

const load = (name) => import(join(ROOT, "server/web", name));
const days = await load("days.js");
const amounts = await load("amounts.js");
const { useWords } = await load("words.js");

const TODAY = 20261123; // a Monday

function speak(tag) {
	useWords(tag, JSON.parse(readFileSync(join(ROOT, `assets/words/${tag}.json`), "utf8")));
}

test("a span is as much of its week, month, quarter or year as has come", () => {
	const around = (unit, day = TODAY) => Object.values(days.spanAround(unit, day, TODAY));
	assert.deepEqual(around("day"), [20261123, 20261123]);
	assert.deepEqual(around("week"), [20261123, 20261123]);
	assert.deepEqual(around("week", 20261122), [20261116, 20261122]);
	assert.deepEqual(around("month"), [20261101, 20261123]);
	assert.deepEqual(around("month", 20240210), [20240201, 20240229]);
	assert.deepEqual(around("quarter"), [20261001, 20261123]);
	assert.deepEqual(around("quarter", 20260331), [20260101, 20260331]);
	assert.deepEqual(around("year"), [20260101, 20261123]);
});

test("going back and forth keeps the kind of the span", () => {
	for (const unit of days.UNITS) {
		const now = days.spanAround(unit, TODAY, TODAY);
		const before = days.spanBeside(now, -1, TODAY, unit);
		assert.equal(days.dayPlus(before.to, 1), now.from, unit);
		assert.equal(days.unitOf(before, TODAY, unit), unit);
		assert.deepEqual(days.spanBeside(before, 1, TODAY, unit), now);
	}
	const own = { from: 20261005, to: 20261010 };
	assert.deepEqual(days.spanBeside(own, -1, TODAY), { from: 20260929, to: 20261004 });
	assert.deepEqual(days.spanBeside(own, 1, TODAY), { from: 20261011, to: 20261016 });
});

test("a span is held against as many days before, or months where it is of whole ones", () => {
	const before = (from, to) => Object.values(days.daysBefore({ from, to }));
	assert.deepEqual(before(20261026, 20261121), [20260929, 20261025]);
	assert.deepEqual(before(20260301, 20260331), [20260201, 20260228]);
	assert.deepEqual(before(20260101, 20260331), [20251001, 20251231]);
	assert.deepEqual(before(20240101, 20241231), [20230101, 20231231]);
	assert.deepEqual(before(20260701, 20260829), [20260502, 20260630]);
});

test("the first days of a year are what was chosen, or a week", () => {
	const span = { from: 20260101, to: 20260105 };
	assert.equal(days.unitOf(span, 20260105, "year"), "year");
	assert.equal(days.unitOf(span, 20260105, null), "month");
	assert.equal(days.unitOf({ from: 20260102, to: 20260105 }, 20260105, "week"), null);
});

test("the quarters up to today", () => {
	const froms = days.quartersUntil(20260101, 5).map(({ from }) => from);
	assert.deepEqual(froms, [20260101, 20251001, 20250701, 20250401, 20250101]);
});

test("only days of the calendar are days", () => {
	for (const day of [20240229, 20261231]) assert.ok(days.isDay(day), String(day));
	for (const day of [20260229, 20261301, 0, NaN, 2026.5]) assert.ok(!days.isDay(day), String(day));
});

test("amounts are written as in Vietnamese, and as in English", () => {
	speak("vi");
	const plain = (text) => text.replaceAll("\u00A0", " ");
	assert.equal(amounts.numberText(12345), "12.345");
	assert.equal(plain(amounts.minutesLong(750)), "12,5 phút");
	assert.equal(plain(amounts.shareText(4, 5)), "80 %");
	assert.equal(plain(amounts.shareText(1, 400)), "0,3 %");
	assert.equal(amounts.shareText(1, 4), "–", "of fewer than five no share is told");
	assert.equal(amounts.minutesNumber(null), "–");
	assert.equal(amounts.hoursText(148.4 * 3600), "148 giờ");
	assert.equal(amounts.spanText({ from: 20261026, to: 20261121 }), "26/10 – 21/11/2026");
	assert.equal(amounts.spanText({ from: 20251229, to: 20260104 }), "29/12/2025 – 04/01/2026");
	assert.equal(amounts.quarterText(20261123), "Quý IV/2026");
	speak("en");
	assert.equal(amounts.numberText(12345.5, 1), "12,345.5");
	assert.equal(amounts.shareText(4, 5), "80%");
	assert.equal(amounts.quarterText(20261123), "Q4 2026");
});
