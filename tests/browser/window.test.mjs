// The window shown on the phone does not flicker: it is kept while it holds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { launch, open } from "./browser.mjs";

const MINUTE = 60000;
const NINE = Date.UTC(2026, 10, 23, 2, 0); // 9:00 in the office
let browser, server, page;

before(async () => {
	browser = await launch();
	server = await Server.start({ catalogue: false });
	page = await open(browser);
	await page.goto(`${server.url}/`);
});
after(async () => {
	await browser?.close();
	await server?.close();
});

// [from, to] in minutes after nine, or null
async function shown(before, low, high, at = 0) {
	const window = before && { from: NINE + before[0] * MINUTE, to: NINE + before[1] * MINUTE };
	const wait = { low_s: low * 60, high_s: high * 60 };
	const args = [window, wait, NINE + at * MINUTE];
	const answer = await page.evaluate(async (all) => {
		const { shownWindow } = await import("/web/window.js");
		return shownWindow(...all);
	}, args);
	return answer && [(answer.from - NINE) / MINUTE, (answer.to - NINE) / MINUTE];
}

test("rounds outwards, to five minutes where the window is long", async () => {
	assert.deepEqual(await shown(null, 4.5, 9.2), [4, 10]);
	assert.deepEqual(await shown(null, 12, 28), [10, 30]);
});

test("is kept while the middle of what is expected lies within it", async () => {
	assert.deepEqual(await shown([10, 30], 14, 26), [10, 30]);
	assert.deepEqual(await shown([10, 30], 6, 18, 6), [10, 30]);
});

test("moves when it no longer holds, is past or has become far too wide", async () => {
	assert.deepEqual(await shown([10, 30], 30, 44), [30, 45]);
	assert.deepEqual(await shown([10, 30], 6, 8, 30), [36, 38]);
	assert.deepEqual(await shown([10, 30], 16, 22), [16, 22]);
});

test("gives way to words when the turn is near", async () => {
	assert.equal(await shown([10, 30], 0, 5), null);
});
