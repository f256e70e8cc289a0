// What the page /board is made of, without a browser: the hall kept by changes, which call is announced
// when, how large letters are, recordings made ready, and that old televisions can read all of it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { ROOT } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const WEB = join(ROOT, "server/web");
const { Announce } = await import(join(WEB, "board_announce.js"));
const { applyChange, applyWaits, rowsOf } = await import(join(WEB, "board_hall.js"));
const { fitBoard, isBoard, typeSizes } = await import(join(WEB, "board_fit.js"));
const { linesOf } = await import(join(WEB, "line_break.js"));
const { finish } = await import(join(WEB, "board_clip.js"));
const { readOptions, within } = await import(join(WEB, "board_options.js"));
const { hallOf, isHere, zoneOf } = await import(join(WEB, "board_zone.js"));
const { after, isOver } = await import(join(WEB, "board_slides.js"));
const everywhere = () => true;

test("the hall is what the server says it is, after every change", async (t) => {
	const server = await Server.start({ catalogue: false, clerks: ["an", "binh"] });
	t.after(() => server.close());
	const feed = await FeedReader.open(server.url);
	t.after(() => feed.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const [an, binh] = [await Clerk.at(server.url, 2, "an"), await Clerk.at(server.url, 3, "binh")];
	const random = new Random(t);
	const moves = ["open", "next", "next", "next", "start", "finish", "absent", "recall", "undo", "pause", "close"];
	for (let i = 0; i < 120; i++) {
		await kiosk.take("chung-thuc", random.next() < 0.3 ? { priority: "elderly" } : {});
		const clerk = random.next() < 0.5 ? an : binh;
		await clerk.ask("POST", `/api/v1/counters/${clerk.counter}/${moves[random.between(0, moves.length - 1)]}`, {});
	}
	const wanted = await new Client(server.url).get("/api/v1/board");
	await until("all of the feed", () => (feed.changes().at(-1)?.seq ?? 0) >= wanted.seq);
	let hall = null;
	for (const { event, data } of feed.frames) {
		if (event === "snapshot") hall = structuredClone(data);
		else if (event === "change") applyChange(hall, data);
		else if (event === "waits") applyWaits(hall, data);
	}
	const plain = ({ services, now, ...rest }) => ({ ...rest, services: services.map(({ id, waiting }) => [id, waiting]) });
	assert.deepEqual(plain(hall), plain(wanted));
});

function hallWith(...calls) {
	const counters = calls.map(({ number, counter, at }) => ({ id: counter, number, state: "open", state_of_ticket: "called", called_at: at }));
	return { counters, services: [], absent: [], recent: [...calls].reverse() };
}

const call = (number, counter, at, more = {}) => ({ kind: "called", state: "called", number, counter, at, ...more });
const known = ({ number, counter, at }) => ({ number, counter, at, reason: null, from_counter: null });

// An announce that hears one call after another.
function hearAll(calls, a = new Announce(everywhere)) {
	calls.forEach((one, i) => a.takeChange(hallWith(...calls.slice(0, i + 1).map(known)), one, one.at));
	return a;
}

test("calls come one at a time, each for ten seconds and until it was heard", () => {
	const a = hearAll([call("A001", 1, 1000), call("A002", 2, 2000), call("A003", 3, 3000)]);
	assert.equal(a.take().number, "A001");
	assert.ok(a.isPending({ number: "A003", counter: 3 }));
	a.tick(20000);
	assert.equal(a.shown.number, "A001", "it is being heard");
	assert.equal(a.take(), null);
	a.spoken(20000);
	assert.equal(a.take().number, "A002");
	a.spoken(22000);
	assert.equal(a.shown.number, "A002", "not ten seconds yet");
	a.tick(30000);
	assert.equal(a.take().number, "A003");
	assert.equal(a.doneMs(), 3000);
});

test("blinks at one hertz at most for ten seconds, then stays lit", () => {
	const a = hearAll([call("A001", 1, 0)]);
	const lit = Array.from({ length: 14 }, (_, i) => a.isLit(i * 1000 + 10));
	assert.deepEqual(lit, [true, false, true, false, true, false, true, false, true, false, true, true, true, true]);
	assert.equal(a.due(10), 1000);
	assert.equal(a.due(10000), Infinity);
});

test("a recall is a call again, in its turn, and keeps its reason", () => {
	const a = hearAll([call("A001", 1, 1000, { reason: "priority" })]);
	a.take();
	a.spoken(3000);
	a.takeChange(hallWith(), { ...call("A001", 1, 9000), kind: "recalled" }, 9000);
	assert.equal(a.take().reason, "priority");
	a.takeChange(hallWith(), { ...call("A001", 1, 18000), kind: "recalled" }, 18000);
	assert.equal(a.pending.length, 1, "while it is being heard it waits");
	a.spoken(18500);
	assert.equal(a.take(), null);
	a.tick(19001);
	assert.equal(a.take().at, 18000);
});

test("what is past is shown and not announced; what was heard is not heard again", () => {
	const now = 100000;
	const old = known(call("A001", 1, now - 60001));
	const young = known(call("A002", 2, now - 60000));
	const first = new Announce(everywhere);
	first.takeSnapshot(hallWith(old), now);
	assert.deepEqual([first.shown.number, first.take(), first.isLit(now)], ["A001", null, false]);
	const other = new Announce(everywhere);
	other.takeSnapshot(hallWith(old, young), now);
	assert.equal(other.take().number, "A002");
	other.spoken(now);
	other.takeSnapshot(hallWith(old, young), now + 11000);
	assert.equal(other.take(), null, "the same snapshot again");
	const reloaded = new Announce(everywhere, other.doneMs());
	reloaded.takeSnapshot(hallWith(old, young), now + 1000);
	assert.deepEqual([reloaded.shown.number, reloaded.take()], ["A002", null]);
});

test("who is no longer awaited is left out; an undone call goes", () => {
	const a = hearAll([call("A001", 1, 1000), call("A002", 2, 2000), call("A003", 3, 3000)]);
	a.take();
	a.takeChange(hallWith(known(call("A001", 1, 1000))), { kind: "absent", number: "A002", state: "absent", counter: 2 }, 4000);
	a.takeChange(hallWith(known(call("A003", 3, 3000))), { kind: "undone", number: "A001", state: "waiting", from: "called", counter: 1 }, 4500);
	assert.equal(a.shown.number, "A003");
	a.spoken(5000);
	a.tick(15000);
	assert.deepEqual([a.shown.number, a.pending.length], ["A003", 0]);
});

test("a new day forgets, calls of elsewhere are not heard, and no queue grows without end", () => {
	const a = new Announce((counter) => counter < 100);
	for (let i = 0; i < 200; i++) a.takeChange(hallWith(), call(`A${i}`, i, 1000 + i), 1000 + i);
	assert.equal(a.pending.length, 32);
	assert.ok(a.pending.every(({ counter }) => counter < 100));
	a.takeChange(hallWith(), { kind: "day_opened", day: 20261124 }, 5000);
	assert.deepEqual([a.shown, a.pending.length, a.heard.size], [null, 0, 0]);
});

test("rows beyond the room are those called longest ago", () => {
	const counters = [[1, 50], [2, 10], [3, 0], [4, 70]].map(([id, at]) => ({ id, state: "open", number: at ? `A${id}` : null, called_at: at }));
	counters.push({ id: 5, state: "closed", number: null });
	assert.deepEqual(rowsOf(counters, 9).map(({ id }) => id), [1, 2, 3, 4]);
	assert.deepEqual(rowsOf(counters, 2).map(({ id }) => id), [1, 4]);
});

const CAP = 0.714;
const wide = (text, size) => text.length * size * 0.6;
const described = (more) => ({ name: "Bộ phận một cửa", button: "", numbers: ["A012"], digits: 1, counters: 6, absent: true, early: false, ...more });

test("letters are as large as the distance asks for, wherever the board hangs", () => {
	for (const [w, h] of [[1920, 1080], [1280, 720], [3840, 2160], [1080, 1920], [960, 540]])
		for (const diagonal of [32, 43, 55, 85])
			for (const [distance, list] of [[10, 4], [6, 3], [15, 5], [10, 0]])
				for (const counters of [1, 6, 28]) {
					const type = typeSizes({ w, h }, { diagonal, distance, list }, CAP, counters);
					const mm = (size) => size * CAP * diagonal * 25.4 / Math.hypot(w, h);
					const lists = list || (counters > 15 ? 3 : 4);
					assert.ok(mm(type.call) >= distance * 1000 / 82 && mm(type.call) < distance * 1000 / 82 + 3);
					assert.ok(mm(type.number) >= lists * 1000 / 82);
					assert.ok(mm(type.word) >= lists * 1000 / 172);
					const fit = fitBoard({ w, h }, type, described({ counters, digits: counters > 9 ? 2 : 1 }), CAP, wide);
					assert.ok(fit.number >= type.call, "the newest number is never smaller");
				}
});

test("what is shown has room: rows are left out, none is cut", () => {
	for (const [w, h] of [[1920, 1080], [1280, 720], [1080, 1920]])
		for (const diagonal of [32, 43, 55, 85])
			for (const counters of [0, 1, 6, 8, 12, 15, 28, 60]) {
				const room = { w, h };
				const type = typeSizes(room, { diagonal, distance: 6, list: 3 }, CAP, counters);
				const fit = fitBoard(room, type, described({ counters, digits: counters > 9 ? 2 : 1 }), CAP, wide);
				const rows = fit.lines * (fit.row + fit.listGap);
				assert.ok(fit.around() - fit.panelMin + fit.panel + rows <= h + fit.listGap + 1, `${w}×${h} ${diagonal}" ${counters}`);
				assert.ok(fit.columns * fit.cell + (fit.columns - 1) * fit.gap <= fit.inner || fit.columns === 1);
				assert.ok(fit.rows >= Math.min(counters, 1), "some counters are shown");
			}
});

test("a picture has a third of the screen where the call and half of the counters keep theirs", () => {
	let stands = 0;
	for (const [w, h] of [[1920, 1080], [1280, 720], [1080, 1920]])
		for (const diagonal of [32, 43, 55, 85])
			for (const counters of [0, 1, 6, 12, 28]) {
				const type = typeSizes({ w, h }, { diagonal, distance: 8, list: 3 }, CAP, counters);
				const hall = described({ counters, digits: counters > 9 ? 2 : 1 });
				const without = fitBoard({ w, h }, type, hall, CAP, wide);
				const fit = fitBoard({ w, h }, type, { ...hall, slide: true }, CAP, wide);
				const shown = ({ rows }) => Math.min(rows, counters);
				if (!fit.slide) continue;
				stands += 1;
				const other = fit.tall ? fit.inner : h - fit.head - 2 * fit.gap;
				assert.ok(fit.slide * other >= w * h / 3 && fit.number >= type.call && 2 * shown(fit) >= shown(without));
				assert.ok(fit.around() - fit.panelMin + fit.panel + fit.lines * (fit.row + fit.listGap) <= h + fit.listGap + 1, `${w}×${h} ${diagonal}" ${counters}`);
			}
	assert.ok(stands > 20, `${stands}`);
});

test("pictures follow one another, each for its time, and stand still while a call is lit", () => {
	const slides = ["a", "b", "c"].map((name) => ({ name }));
	assert.deepEqual(["a", "b", "c", "gone", undefined].map((name) => after(slides, name)), [1, 2, 0, 0, 0]);
	const turn = { sinceMs: 1000, everyMs: 15000, stillMs: 0 };
	assert.ok(!isOver(turn, 15999) && isOver(turn, 16000));
	assert.ok(!isOver({ ...turn, stillMs: 20000 }, 19999) && isOver({ ...turn, stillMs: 20000 }, 20000));
});

test("a phone and a page that was enlarged are no board", () => {
	assert.ok(isBoard({ w: 1920, h: 1080, zoom: 1 }) && isBoard({ w: 1080, h: 1920, zoom: 1 }) && isBoard({ w: 960, h: 540, zoom: 1 }));
	assert.ok(!isBoard({ w: 960, h: 540, zoom: 2 }) && !isBoard({ w: 390, h: 844, zoom: 1 }) && !isBoard({ w: 844, h: 390, zoom: 1 }));
});

test("a recording loses its silence and is as loud as all others", () => {
	const rate = 8000;
	const tone = (loud) => Float32Array.from({ length: rate }, (_, i) => (i > 2000 && i < 4000 ? loud * Math.sin(i) : 0));
	const rms = (samples) => Math.sqrt(samples.reduce((sum, v) => sum + v * v, 0) / samples.length);
	for (const loud of [0.1, 0.5, 1]) {
		const made = finish([tone(loud)], rate);
		assert.ok(made.length > 2000 && made.length < 2500, String(made.length));
		assert.ok(Math.abs(rms(made) - 1 / 9) < 0.01, String(rms(made)));
		assert.ok(made.every((v) => Math.abs(v) <= 0.81));
		assert.equal(made[0], 0);
	}
	assert.deepEqual(finish([tone(0.5), tone(0.5)], rate), finish([tone(0.5)], rate), "two channels");
	assert.equal(finish([tone(0.001)], rate), null, "silence");
});

test("the address says how the board is", () => {
	const usual = readOptions("", "vi");
	assert.deepEqual(usual, { zone: "", languages: ["vi"], volume: 100, quietHours: [], place: { diagonal: 55, distance: 10, list: 0 }, style: [] });
	const all = readOptions("?zone=b&lang=vi,en&volume=40&quiet=11:30-13:30,17:00-7:00&diagonal=43&distance=8&list=3&voice-numbers=words", "vi");
	assert.deepEqual([all.zone, all.languages, all.volume, all.place, all.style], ["b", ["vi", "en"], 40, { diagonal: 43, distance: 8, list: 3 }, [["numbers", "words"]]]);
	const quiet = [689, 690, 809, 810, 1019, 1020, 1439, 0, 419, 420].filter((minute) => within(all.quietHours, minute));
	assert.deepEqual(quiet, [690, 809, 1020, 1439, 0, 419]);
	assert.equal(readOptions("?quiet", "vi").volume, 0);
	assert.equal(readOptions("?quiet=x", "vi").volume, 100);
	assert.deepEqual(readOptions("?lang=fr&volume=900&diagonal=0&distance=x&list=99", "en"), { ...usual, languages: ["en"] });
	assert.equal(readOptions("?distance=3&list=5", "vi").place.list, 3);
});

test("a zone has its counters, what they serve, and their calls", () => {
	const office = {
		zones: [{ id: "a", name: { vi: "Khu A" }, counters: [1, 2] }, { id: 7, name: { vi: "Khu B" }, counters: [3] }],
		counters: [{ id: 1, services: ["x"] }, { id: 2, services: ["x", "y"] }, { id: 3, services: ["z"] }],
		services: [{ id: "x", prefix: "A" }, { id: "y", prefix: "A1" }, { id: "z", prefix: "B" }],
	};
	const hall = { counters: [{ id: 1 }, { id: 2 }, { id: 3 }], services: [{ id: "x" }, { id: "y" }, { id: "z" }], recent: [{ number: "B001", counter: 3 }, { number: "A001", counter: 1 }], absent: ["B002", "A1-002", "A003"] };
	const a = hallOf(hall, office, zoneOf(office, "a"));
	assert.deepEqual([a.counters.length, a.services.length, a.recent.length, a.absent], [2, 2, 1, ["A1-002", "A003"]]);
	assert.deepEqual(hallOf(hall, office, zoneOf(office, "7")).absent, ["B002"]);
	assert.equal(zoneOf(office, ""), null);
	assert.equal(zoneOf({ counters: [] }, "a"), null, "an office without zones");
	assert.equal(zoneOf(office, "c"), undefined);
	const heardIn = (zone) => [1, 3].filter((counter) => isHere(zoneOf(office, zone), counter));
	assert.deepEqual([heardIn(""), heardIn("a"), heardIn("c")], [[1, 3], [1], []], "an unknown zone is silent");
});

test("a zone's counter keeps its call where the hall's last calls are all of elsewhere", () => {
	const counter = (id, at, more = {}) => ({ id, number: `A00${id}`, called_at: at, reason: "in_turn", from_counter: null, state_of_ticket: "called", ...more });
	const counters = [counter(1, 50), counter(2, 90, { reason: "transferred", from_counter: 9 }), counter(3, 70), counter(4, 80, { reason: null }), counter(5, 60, { number: null }), counter(9, 99)];
	const recent = [{ number: "A009", counter: 9, at: 99 }, { number: "A003", counter: 3, at: 70 }];
	const hall = { counters, services: [], absent: [], recent };
	const zone = { counters: new Set([1, 2, 3, 4, 5]), services: new Set() };
	const own = hallOf(hall, { services: [] }, zone);
	assert.deepEqual(own.recent.map(({ number, at }) => [number, at]), [["A002", 90], ["A003", 70], ["A001", 50]]);
	assert.deepEqual(own.recent[0], { number: "A002", counter: 2, at: 90, reason: "transferred", from_counter: 9 });
	const many = Array.from({ length: 12 }, (_, i) => counter(i + 1, 100 + i));
	const ids = hallOf({ ...hall, counters: many, recent: [] }, { services: [] }, { ...zone, counters: new Set(many.map(({ id }) => id)) }).recent.map((one) => one.counter);
	assert.deepEqual(ids, [12, 11, 10, 9, 8, 7, 6, 5]);
});

test("lines are as full as they go, each word on one of them, also where a line is like the one before", () => {
	const room = (most) => (line) => line.length <= most;
	assert.deepEqual(linesOf("aaaaaaa aaaaaaa b c", room(10)), ["aaaaaaa", "aaaaaaa b", "c"]);
	assert.deepEqual(linesOf("a b a b a", room(3)), ["a b", "a b", "a"]);
	assert.deepEqual(linesOf("a longer-than-a-line b", room(3)), ["a", "longer-than-a-line", "b"]);
	assert.deepEqual(linesOf("", room(3)), []);
	const measured = [];
	linesOf("a b c d e f", (line) => measured.push(line) && line.length <= 3);
	assert.equal(new Set(measured).size, measured.length, "each is measured once");
});

test("the page hands over every word that it may say", async () => {
	const html = await readFile(join(WEB, "board.html"), "utf8");
	const names = (await readdir(WEB)).filter((name) => /^board\w*\.js$/.test(name));
	for (const name of names) {
		const text = await readFile(join(WEB, name), "utf8");
		for (const [, key] of text.matchAll(/"((?:hall|web|reason|wait)\.[a-z_.]+)"/g)) assert.ok(html.includes(`\n${key}={{${key}}}`) || html.includes(`>${key}={{${key}}}`), `${key} of ${name}`);
	}
});

test("what a television of 2020 does not know is not used", async () => {
	const seen = new Set();
	const todo = [join(WEB, "board.js")];
	while (todo.length) {
		const path = todo.pop();
		if (seen.has(path)) continue;
		seen.add(path);
		const text = await readFile(path, "utf8");
		const code = text.replace(/\/\*[^]*?\*\/|(^|\s)\/\/.*$/gm, "");
		const newer = /\?\.(?=[[(a-z])|\?\?|\|\|=|&&=|\.at\(|\.flat\(|\.flatMap\(|replaceChildren|replaceAll|structuredClone|Object\.fromEntries|Object\.hasOwn|\bstatic \w|this\.#/;
		assert.doesNotMatch(code.replace(/"[^"]*"|`[^`]*`/g, '""'), newer, path);
		assert.doesNotMatch(code, /^(const|let|await) .*await /m, `${path}: await outside of a function`);
		for (const [, name] of text.matchAll(/from "(\.\/[^"]+)"/g)) todo.push(resolve(dirname(path), name));
	}
	assert.ok(seen.size > 10);
	for (const name of ["board.css", "board_fit.css"])
		assert.doesNotMatch(await readFile(join(WEB, name), "utf8"), /(?<!-)\bgap:|\binset:|\bmin\(|\bmax\(|clamp\(|aspect-ratio|:is\(|:where\(|@layer|dvh/, name);
});
