// What leaves the office for other programs: tables that no spreadsheet runs, and a log in which nobody but the
// server writes lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "../harness/client.mjs";
import { Hall } from "../harness/hall.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const FORMULAS = ["=HYPERLINK(\"http://x.invalid\";1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "=1+1", "=\"a\",\"b\""];
const REPORTS = ["waits", "numbers", "changes", "summary", "services", "counters", "hours", "ratings"];
const STARTS = /^[=+\-@\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]\d+)?$/;

// The cells of RFC 4180, with nothing between them left over.
function cellsOf(text) {
	const cells = [];
	let at = text.startsWith("\ufeff") ? 1 : 0;
	while (at < text.length) {
		const [cell] = /^(?:"(?:[^"]|"")*"|[^",\r\n]*)/.exec(text.slice(at));
		at += cell.length;
		cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		const [end] = /^(?:,|\r\n|$)/.exec(text.slice(at)) ?? assert.fail(`no cell at ${text.slice(at, at + 40)}`);
		at += end.length;
	}
	return cells;
}

// Everything that has a name has one that begins as a formula does.
function formulas(office) {
	let n = 0;
	const named = (one) => ({ ...one, name_vi: FORMULAS[n++ % FORMULAS.length], name_en: FORMULAS[n++ % FORMULAS.length] });
	const { services, counters, priority_classes: classes, indicators, visit } = office;
	return {
		...office, services: services.map(named), counters: counters.map(named), priority_classes: classes.map(named),
		indicators: indicators.map(named), visit: { ...visit, outcomes: visit.outcomes.map(named) },
	};
}

// A morning in which whatever can be said is a formula.
async function morning(t) {
	const people = [{ user: "an", role: "clerk", name: FORMULAS[0], title: FORMULAS[1] }, { user: "truong", role: "lead", name: FORMULAS[2] }];
	const hall = await Hall.open(t, { people, change: formulas });
	const an = await hall.sit("an", 2);
	const lead = await hall.sit("truong");
	for (const text of FORMULAS) {
		const { id, number, token } = await hall.take("chung-thuc", { priority: "elderly" });
		await an.move("call", { number, reason: text });
		await an.move("start");
		await an.move("hold", { reason: text });
		await an.move("resume", { number });
		await an.move("finish", { outcome: "huong-dan", note: text });
		await hall.ask(200, lead, id, "reopen", { reason: text });
		await hall.ask(200, lead, id, "void", { reason: text });
		await an.get(`/api/v1/tickets/${token}`);
	}
	return { hall, lead };
}

test("given out: no cell of a table is a formula", async (t) => {
	const { hall, lead } = await morning(t);
	const texts = {};
	for (const name of REPORTS) {
		for (const lang of ["vi", "en"]) {
			const headers = { Cookie: lead.cookie, "Accept-Language": lang };
			const answer = await fetch(`${hall.server.url}/api/v1/reports/${name}?from=20260817&to=20260817&format=csv`, { headers });
			assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "text/csv; charset=utf-8"], name);
			texts[`${name} ${lang}`] = await answer.text();
		}
	}
	await hall.server.stop();
	for (const name of ["changes", "services"]) texts[`command ${name}`] = await hall.server.command(["report", name, "--from", "20260817", "--to", "20260817", "--format", "csv"]);
	const defused = new Set();
	for (const [name, text] of Object.entries(texts)) {
		for (const cell of cellsOf(text)) {
			assert.ok(!STARTS.test(cell) || NUMBER.test(cell), `${name}: ${cell}`);
			if (FORMULAS.includes(cell.slice(1))) defused.add(cell);
		}
	}
	assert.deepEqual([...defused].sort(), FORMULAS.map((text) => `'${text}`).sort());
	await hall.server.start();
});

const FORGED = ["x\n<3>FORGED", "x\r\nerror: FORGED", "\u001b[2K\u001b[1GFORGED", "x\u0085FORGED", "x\u009b2JFORGED", "x\u0000FORGED", "%s%n%x FORGED", "x\u007f\bFORGED"];

test("given out: nobody but the server writes lines into its log", async (t) => {
	const hall = await Hall.open(t, { displays: ["bang", "hai"] });
	const { url, keys } = hall.server;
	const display = new Client(url, { key: keys.bang });
	const admin = await hall.sit("quan-tri");
	for (const text of FORGED) {
		const raw = await RawSocket.open(url);
		await raw.send(Buffer.from(`GET /${text} HTTP/1.1\r\nHost: ${raw.host}\r\nUser-Agent: ${text}\r\nX: ${text}\r\nCookie: ${text}\r\n\r\n`));
		await raw.rest();
		await hall.anyone.ask("POST", "/api/v1/session", { user: text, password: text }, { once: null });
		await hall.anyone.ask("GET", `/api/v1/procedures?q=${encodeURIComponent(text)}`);
		await hall.anyone.ask("GET", `/${encodeURIComponent(text)}`, undefined, { headers: { "User-Agent": encodeURIComponent(text) } });
		for (const said of [{ version: text }, { screen: text }, { run: text }, { showing: { screen: text, number: text } }])
			await display.ask("POST", "/api/v1/display/status", { view: "hall", run: "a", ...said });
		await hall.kiosk.ask("POST", "/api/v1/kiosk/status", { printer: text, version: text });
		await hall.kiosk.ask("POST", "/api/v1/kiosk/lease/return", { lease: 1, day: 20260817, tickets: [{ number: text, service: text, token: text, at: 1 }], close: false });
		await admin.ask("POST", "/api/v1/admin/accounts", { user: text, role: "clerk", password: PASSWORD });
		await admin.ask("POST", "/api/v1/admin/devices", { name: text, role: "kiosk" });
		await admin.ask("PUT", "/api/v1/admin/accounts/an", { name: text });
		await admin.ask("PUT", "/api/v1/devices/bang", { view: "hall", zone: text });
	}
	await new Client(url, { key: keys.hai }).post("/api/v1/display/status", { view: "hall", run: "a", version: "x\u009b2JFORGED" });
	await admin.expect(201, "POST", "/api/v1/admin/devices", { name: "sau-cung", role: "kiosk" });
	await until("the log to have come so far", () => hall.server.program.log.includes("device sau-cung"));
	const { log } = hall.server.program;
	assert.match(log, /^display hai: is there, x\\xc2\\x9b2JFORGED$/m, "what a terminal would obey is told in letters");
	assert.doesNotMatch(log, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/, "no control character");
	const lines = log.split("\n").filter((line) => /^(<\d>)?((error|warning): )?\W*FORGED/.test(line));
	assert.deepEqual(lines, []);
});
