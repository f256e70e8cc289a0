// Appointment slips: the office's list out of a file or from an address, who may ask, and that no number is
// spent on a result that is not ready.
import assert from "node:assert/strict";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { Hall, MONDAY } from "../harness/hall.mjs";
import { FakeClock } from "../harness/fake_clock.mjs";
import { ResultsAddress } from "../harness/results_address.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const READY = "H05.27.12-260810-0001";
const DUE = "H05.27.12-260810-0002";
const LATE = "H05.27.12-260810-0003";
const NEW = "H05.27.12-260810-0004";
const HEADER = "code,ready,due,counter";
const ROWS = [`${READY},yes,2026-08-17,1`, `${DUE},no,2026-08-31,`, `${LATE},no,2026-08-10,`];
const TICKETS = "/api/v1/tickets";

const csv = (...rows) => `${[HEADER, ...rows].join("\n")}\n`;

// A list in a file, looked at each second.
class ListFile {
	constructor(dir) {
		this.path = join(dir, "results.csv");
	}

	// A new file each time, as who exports it should.
	async write(text) {
		await writeFile(`${this.path}.new`, text);
		await rename(`${this.path}.new`, this.path);
	}
}

// A hall with a list; its folder is made with the server, so the list's place is told late.
async function openHall(t, text, options = {}) {
	const dir = await Server.make({ catalogue: false });
	t.after(() => dir.close());
	const file = new ListFile(dir.dir);
	if (text !== null) await file.write(text);
	const hall = await Hall.open(t, { args: ["--results", file.path, "--results-every", "1"], ...options });
	hall.file = file;
	return hall;
}

const ask = (by, code) => by.get(`/api/v1/results/${encodeURIComponent(code)}`);
const take = (by, status, appointment, service = "tra-ket-qua") => by.expect(status, "POST", TICKETS, { service, appointment });
const known = (hall, code, want = true) => until(`${code} known: ${want}`, async () => (await ask(hall.kiosk, code)).known === want);
const logged = (hall, pattern) => until(`the log to say ${pattern}`, () => pattern.test(hall.server.program.log));
const times = (hall, pattern) => hall.server.program.log.split("\n").filter((line) => pattern.test(line)).length;

test("appointment slips: a code is told in whatever way it is printed", async (t) => {
	const hall = await openHall(t, csv(...ROWS));
	await known(hall, READY);
	const as_of = FakeClock.at(MONDAY);
	for (const code of [READY, READY.toLowerCase(), ` ${READY.replaceAll("-", " – ")} `]) {
		const { as_of: at, ...answer } = await ask(hall.kiosk, code);
		assert.deepEqual(answer, { code: READY, known: true, ready: true, due: 20260817, counter: 1, service: "tra-ket-qua" });
		assert.ok(at >= as_of && at < as_of + 600000, "a file of the future is of now");
	}
	const { ready, due, counter } = await ask(hall.kiosk, DUE);
	assert.deepEqual([ready, due, counter], [false, 20260831, null]);
	const unknown = await ask(hall.kiosk, NEW);
	assert.deepEqual({ ...unknown, as_of: 0 }, { code: NEW, known: false, ready: null, due: null, counter: null, service: "tra-ket-qua", as_of: 0 });
	for (const none of ["x", "001099012345", "1.001193", "H05.27.12-260810", "001099012345|NGUYEN VAN A"]) {
		const { error, field } = await hall.kiosk.expect(422, "GET", `/api/v1/results/${encodeURIComponent(none)}`);
		assert.deepEqual([error, field], ["invalid", "code"], none);
	}
});

test("appointment slips: the public learns nothing, staff may ask", async (t) => {
	const hall = await openHall(t, csv(...ROWS));
	await known(hall, READY);
	const anyone = new Client(hall.server.url);
	const answers = [];
	for (const code of [READY, DUE, NEW, "x"]) answers.push(await anyone.expect(401, "GET", `/api/v1/results/${code}`));
	assert.equal(new Set(answers.map((body) => JSON.stringify(body))).size, 1, "known, unknown, wrong: one answer");
	assert.equal((await ask(await hall.sit("an"), READY)).ready, true);
	assert.equal((await ask(await hall.sit("truong"), DUE)).ready, false);
});

test("appointment slips: no number is spent on a result that is not ready", async (t) => {
	const hall = await openHall(t, csv(...ROWS));
	await known(hall, READY);
	assert.equal((await take(hall.kiosk, 201, READY)).ticket.number, "K001");
	const refused = await hall.unchanged(() => take(hall.kiosk, 422, DUE));
	assert.deepEqual([refused.error, refused.field, refused.ready, refused.due], ["invalid", "appointment", false, 20260831]);
	assert.match(refused.message, /31\/08\/2026/);
	const unknown = await hall.unchanged(() => take(hall.kiosk, 422, NEW));
	assert.deepEqual([unknown.field, unknown.known], ["appointment", false]);
	for (const none of ["x", "001099012345", "09:30", "9".repeat(70)]) await hall.unchanged(() => take(hall.kiosk, 422, none));
	await hall.unchanged(() => take(hall.kiosk, 422, READY, "chung-thuc"));
	const lead = await hall.sit("truong");
	await hall.unchanged(() => take(lead, 422, DUE));
	assert.equal((await take(lead, 201, "09:30")).ticket.number, "K002", "a time of today as ever");
	assert.equal((await take(lead, 201, READY.toLowerCase())).ticket.number, "K003");
	assert.equal((await hall.take("tra-ket-qua")).number, "K004", "who has lost the slip");
});

test("appointment slips: the code is nowhere in the store", async (t) => {
	const hall = await openHall(t, csv(...ROWS));
	await known(hall, READY);
	await take(hall.kiosk, 201, READY);
	await take(hall.kiosk, 422, DUE);
	await hall.server.stop();
	for (const name of await readdir(hall.server.data)) {
		const bytes = await readFile(join(hall.server.data, name)).catch(() => Buffer.alloc(0));
		for (const code of [READY, DUE]) assert.equal(bytes.includes(code), false, name);
	}
	assert.doesNotMatch(hall.server.program.log, /260810/);
});

test("appointment slips: the list changes while the office works, and a bad one never takes its place", async (t) => {
	const hall = await openHall(t, csv(...ROWS));
	await known(hall, READY);
	await hall.file.write(csv(`${DUE},yes,2026-08-31,`, `${NEW},no,,`, "001099012345,yes,,", "rubbish"));
	await known(hall, NEW);
	await known(hall, READY, false);
	assert.equal((await take(hall.kiosk, 201, DUE)).ticket.number, "K001");
	await logged(hall, /results: .*: 2 rows; 2 more are not of the form, the first in line 4/);
	for (const [bad, why] of [
		["", /does not begin with a header/], [csv(), /has no rows/], ["<html>502</html>", /does not begin with a header/],
		[csv(`${READY},yes,,`, "a", "b"), /2 of 3 rows are not of the form, the first in line 3/],
	]) {
		const before = times(hall, why);
		await hall.file.write(bad);
		await until(`${why}`, () => times(hall, why) > before);
		assert.equal((await ask(hall.kiosk, NEW)).known, true);
	}
	await rm(hall.file.path);
	await logged(hall, /No such file.*the last list stays/);
	assert.equal((await ask(hall.kiosk, NEW)).known, true);
	await hall.file.write(csv(...ROWS));
	await known(hall, READY);
});

test("appointment slips: a file that is to come, and no list at all", async (t) => {
	const hall = await openHall(t, null);
	await logged(hall, /No such file.*there is no list yet/);
	assert.deepEqual({ ...(await ask(hall.kiosk, READY)) }, { code: READY, known: false, ready: null, due: null, counter: null, service: "tra-ket-qua", as_of: null });
	assert.equal((await take(hall.kiosk, 201, READY)).ticket.number, "K001", "nobody can tell: the desk will");
	assert.equal((await hall.anyone.get("/api/v1/office")).appointment_slips.list, true);
	await hall.file.write(csv(...ROWS));
	await known(hall, READY);
	const bare = await Hall.open(t);
	assert.equal((await bare.anyone.get("/api/v1/office")).appointment_slips.list, false);
	assert.equal((await ask(bare.kiosk, READY)).as_of, null);
	assert.equal((await take(bare.kiosk, 201, READY)).ticket.number, "K001");
});

test("appointment slips: an office has codes and services of its own", async (t) => {
	const change = (office) => ({
		...office,
		appointment_slips: { code_patterns: ["HS-####"] },
		services: office.services.map((service) => ({ ...service, needs_appointment_slip: ["tra-ket-qua", "dat-dai"].includes(service.id) })),
	});
	const hall = await openHall(t, csv("HS-0001,yes,,4", "HS-0002,yes,,1", "HS-0003,yes,,5", `${READY},no,,`), { change });
	await known(hall, "HS-0001");
	assert.equal((await ask(hall.kiosk, "hs-0001")).service, "dat-dai", "counter 4 serves it");
	assert.equal((await ask(hall.kiosk, "HS-0002")).service, "tra-ket-qua");
	assert.equal((await ask(hall.kiosk, "HS-0009")).service, "dat-dai", "the office's first");
	await hall.kiosk.expect(422, "GET", `/api/v1/results/${READY}`);
	const office = await hall.anyone.get("/api/v1/office");
	assert.deepEqual(office.appointment_slips.code_patterns, ["HS-####"]);
	assert.equal(office.services.find(({ id }) => id === "tra-ket-qua").needs_appointment_slip, true);
	assert.equal(office.services.find(({ id }) => id === "chung-thuc").needs_appointment_slip, false);
});

async function openPolled(t, address, every = 1) {
	return Hall.open(t, { args: ["--results", address.url, "--results-every", String(every)] });
}

test("appointment slips: an address is polled, with the mark of what is known", async (t) => {
	const address = await ResultsAddress.open(t);
	address.give(csv(...ROWS), '"1"');
	const hall = await openPolled(t, address);
	await known(hall, READY);
	const first = (await ask(hall.kiosk, READY)).as_of;
	await until("an answer that nothing changed", () => address.asked.some(({ headers }) => headers["if-none-match"] === '"1"'));
	assert.equal(address.asked[0].url, "/ket-qua.csv?don-vi=H05");
	assert.equal(address.asked[0].headers.host, `127.0.0.1:${address.port}`);
	await until("the list to be of later", async () => (await ask(hall.kiosk, READY)).as_of > first);
	address.give(csv(`${NEW},yes,,`), '"2"');
	await known(hall, NEW);
	await known(hall, READY, false);
	assert.equal(times(hall, /results: .*: \d+ rows/), 2, "each list is told once");
});

test("appointment slips: an address that fails leaves the last list, says so once, and is there again", async (t) => {
	const address = await ResultsAddress.open(t);
	address.give(csv(...ROWS), '"1"');
	const hall = await openPolled(t, address);
	await known(hall, READY);
	const { as_of } = await ask(hall.kiosk, READY);
	const fails = async (why, answer) => {
		address.answer = answer;
		const asked = address.asked.length;
		await logged(hall, why);
		await until("two more questions", () => address.asked.length > asked + 2);
		assert.equal(times(hall, why), 1, `${why}`);
		assert.equal((await ask(hall.kiosk, READY)).ready, true);
	};
	await fails(/status 500; the last list stays/, (_, response) => response.writeHead(500).end("oh"));
	await fails(/header that names code and ready; the last list stays/, (_, response) => response.end("<html>login</html>"));
	await fails(/status 302/, (_, response) => response.writeHead(302, { Location: "/x" }).end());
	await fails(/ends its answer too soon/, (_, response) => {
		response.writeHead(200, { "Content-Length": 1000 });
		response.write(csv(`${NEW},yes,,`), () => response.destroy());
	});
	await fails(/does not answer in time/, () => {}); // and never answers
	await fails(/does not speak HTTP/, (request) => request.socket.end("\0\x01garbage\r\n\r\n"));
	await address.close();
	await logged(hall, /(cannot be reached|does not answer); the last list stays/);
	assert.equal((await ask(hall.kiosk, READY)).ready, true);
	assert.ok((await ask(hall.kiosk, READY)).as_of >= as_of);
	address.give(csv(...ROWS), '"1"');
	await address.listen(address.port);
	await logged(hall, /is there again/);
	address.give(csv(`${NEW},yes,,`), '"2"');
	await known(hall, NEW);
});

test("appointment slips: an answer without end is given up, and the server ends in the midst of one", async (t) => {
	const address = await ResultsAddress.open(t);
	const piece = "x".repeat(1 << 20);
	address.answer = (_, response) => {
		const more = () => !response.destroyed && response.write(piece, more);
		more();
	};
	const hall = await openPolled(t, address, 20);
	await logged(hall, /answers with too much; there is no list yet/);
	const slow = await ResultsAddress.open(t);
	slow.answer = () => {};
	const other = await openPolled(t, slow, 3600);
	await until("to be asked", () => slow.asked.length === 1);
	assert.equal((await other.server.stop()).code, 0);
});

test("appointment slips: an address that cannot be asked is refused at the start", async (t) => {
	const server = await Server.make({ catalogue: false });
	t.after(() => server.close());
	for (const from of ["https://example.vn/x", "ftp://example.vn/x", "http://", "http://u:p@example.vn/"]) {
		server.args = ["--results", from];
		await assert.rejects(server.start());
		assert.match(server.program.log, /not a file, nor http:\/\/HOST/, from);
	}
	server.program = undefined;
});

test("appointment slips: how many were due on a day, and ready by its end", async (t) => {
	const rows = (...ready) => ready.map((yes, i) => `H05.27.12-260810-000${i},${yes ? "yes" : "no"},2026-08-17,`);
	const hall = await openHall(t, csv(...rows(true, false, false), `${NEW},no,2026-08-18,`));
	const lead = await hall.sit("truong");
	const slips = async (query) => (await lead.get(`/api/v1/reports/summary?${query}`)).slips;
	const monday = "from=20260817&to=20260817";
	await until("the slips to be counted", async () => (await slips(monday)).due === 3);
	assert.deepEqual(await slips(monday), { due: 3, on_time: 1 });
	assert.deepEqual((await hall.told())[0], { kind: "slips_counted", first: 3, last: 1, by: "system" });
	assert.deepEqual(await slips(`${monday}&service=chung-thuc`), { due: null, on_time: null });
	assert.deepEqual(await slips("from=20260801&to=20260816"), { due: null, on_time: null });

	await hall.file.write(csv(...rows(true, true, false), `${NEW},no,2026-08-18,`));
	await until("the list to be read", async () => (await ask(hall.kiosk, "H05.27.12-260810-0001")).ready);
	await hall.server.clock.set("2026-08-17 23:50");
	await lead.signIn("truong");
	await until("that to be counted", async () => (await slips(monday)).on_time === 2);
	await hall.server.clock.set("2026-08-18 00:05");
	await until("the new day", async () => (await hall.board()).day === 20260818);
	await lead.signIn("truong");
	assert.deepEqual(await slips(monday), { due: 3, on_time: 2 }, "what was ready in the end");
	await hall.file.write(csv(...rows(true, true, true), `${NEW},yes,2026-08-18,`));
	await until("Tuesday's to be counted", async () => (await slips("from=20260818&to=20260818")).due === 1);
	assert.deepEqual(await slips("from=20260817&to=20260818"), { due: 4, on_time: 3 });
	await hall.server.stop();
	await hall.server.command(["check"]);
	await hall.server.start();
});
