// What the office tells everyone: the lead writes it, the boards show it, it comes and goes by the clock.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { Screen } from "../harness/screen.mjs";

const NOTICES = "/api/v1/notices";
const PATIENCE_MS = 30000;
const DATE = "Thứ Hai, 17/08/2026";
const MEETING = "Chiều nay nghỉ họp từ 15:00.";
const QUEUE = "Mời ông, bà xếp hàng theo số.";

async function open(t, options) {
	const hall = await Hall.open(t, options);
	return { hall, lead: await hall.sit("truong") };
}

async function boardOf(t, hall) {
	const board = await Screen.open("motcua-display", ["--server", hall.server.url, "--view", "hall", "--mute"]);
	t.after(() => board.close());
	return board;
}

const put = (by, notices, status = 200) => by.expect(status, "PUT", NOTICES, { notices });
const line = (words) => (text) => text("notice") === words;

test("notices: the lead writes one, the board shows it; it goes by the clock", { timeout: 120000 }, async (t) => {
	const { hall, lead } = await open(t);
	const board = await boardOf(t, hall);
	await board.shows("the date", line(DATE), PATIENCE_MS);
	assert.deepEqual((await lead.get(NOTICES)).notices, []);
	const { version } = await lead.get("/api/v1/rules");
	const meeting = { vi: MEETING, en: "Closed for a meeting from 15:00.", to: "2026-08-17T09:10" };
	const later = { vi: QUEUE, en: null, from: "2026-08-17T09:05", to: "2026-08-17" };
	const told = await put(lead, [meeting, later]);
	assert.deepEqual(told, { version: version + 1, notices: [meeting, later] });
	await hall.feed.next("change", ({ kind, by }) => kind === "setup" && by === "lead");
	await board.shows("the notice", line(MEETING), PATIENCE_MS);
	assert.deepEqual(await hall.board().then(({ notice, notices }) => [notice, notices]), [
		{ vi: MEETING, en: meeting.en }, [{ vi: MEETING, en: meeting.en }],
	]);

	await hall.pass(300);
	await board.shows("the second one in its turn", line(QUEUE), PATIENCE_MS);
	assert.equal((await hall.board()).notices.length, 2);
	await hall.pass(300);
	await hall.feed.next("waits", ({ notices }) => notices.length === 1 && notices[0].vi === QUEUE);
	await board.shows("the second one alone", line(QUEUE), PATIENCE_MS);
	await hall.server.kill();
	await hall.server.start();
	await lead.signIn(...lead.credentials);
	assert.deepEqual((await lead.get(NOTICES)).notices, [meeting, later], "they last");
	await board.shows("it still", line(QUEUE), PATIENCE_MS);
	await put(lead, []);
	await board.shows("the date again", line(DATE), PATIENCE_MS);
});

test("notices: what does not hold is said in words, and changes nothing", async (t) => {
	const { hall, lead } = await open(t);
	await put(lead, [{ vi: QUEUE }]);
	const an = await hall.sit("an", 2);
	await hall.unchanged(async () => {
		const wrong = [
			["notices[0].vi", [{ vi: "Chào\nông, bà" }], "Mục notices[0].vi có dấu xuống dòng hoặc ký tự điều khiển; xin viết trên một dòng."],
			["notices[0].vi", [{ vi: "Chào \u0007" }], "Mục notices[0].vi có dấu xuống dòng hoặc ký tự điều khiển; xin viết trên một dòng."],
			["notices[0].vi", [{ vi: "Chào 🙂" }], "Mục notices[0].vi có hình vẽ hoặc biểu tượng mà bảng không hiển thị được."],
			["notices[1].vi", [{ vi: "x" }, { vi: "ế".repeat(301) }], "Mục notices[1].vi không được dài quá 300 ký tự."],
			["notices[0].to", [{ vi: "x", from: "2026-08-17", to: "2026-08-16" }], "Mục notices[0].to: thời điểm kết thúc phải sau thời điểm bắt đầu."],
			["notices[0].from", [{ vi: "x", from: "17/8" }], "Mục notices[0].from phải là ngày (2026-11-23) hoặc ngày giờ (2026-11-23T07:30)."],
			["notices", Array.from({ length: 9 }, () => ({ vi: "x" })), "Mục notices phải có từ 0 đến 8 phần."],
			["notices", {}, null], ["notices", undefined, null],
		];
		for (const [field, notices, message] of wrong) {
			const answer = await put(lead, notices, 422);
			assert.deepEqual([answer.error, answer.field], ["invalid", field]);
			if (message) assert.equal(answer.message, message);
		}
		assert.equal((await lead.expect(422, "PUT", NOTICES, { notices: [], limits: {} })).field, "limits");
		await put(an, [], 403);
		await an.expect(403, "GET", NOTICES);
		await hall.anyone.expect(401, "GET", NOTICES);
		await lead.expect(400, "PUT", NOTICES, { notices: [] }, { once: null });
		await put(lead, [{ vi: QUEUE }]);
	});
	const ask = () => lead.expect(200, "PUT", NOTICES, { notices: [{ vi: MEETING }] }, { once: "once" });
	assert.deepEqual(await ask(), await ask(), "the same key puts once");
});

test("notices: what nobody sees is left out; a long one has its pages, none leaves its line", { timeout: 120000 }, async (t) => {
	const { hall, lead } = await open(t);
	const board = await boardOf(t, hall);
	const words = Array.from({ length: 60 }, (_, i) => `Từ${i}`).join(" ");
	await put(lead, [{ vi: `\u202E${words}\u200B \u2066hết\u2069` }]);
	const seen = new Set();
	await board.shows("every page", (text, { items }) => {
		const { x, w, text: page } = items.find(({ id }) => id === "notice");
		assert.ok(x >= 0 && x + w <= 1920);
		assert.doesNotMatch(page, /[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
		for (const word of page.split(" ")) seen.add(word);
		return seen.has("Từ0") && seen.has("Từ59") && seen.has("hết");
	}, 60000);
	assert.ok(words.split(" ").every((word) => seen.has(word)));
});
