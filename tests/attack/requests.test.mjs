// Requests as bytes, right and wrong: each gets the answers that the RFCs ask for, the connection stays or is closed
// as they say, and nothing is answered that was not asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAnswers } from "../harness/answers.mjs";
import { RawSocket } from "../harness/raw.mjs";
import { Server } from "../harness/server.mjs";
import { within } from "../harness/wait.mjs";
import { NAME, read, request } from "./table.mjs";
import { FIELDS } from "./table_fields.mjs";
import { FRAMING } from "./table_framing.mjs";
import { LINE } from "./table_line.mjs";

const TABLE = [...LINE, ...FIELDS, ...FRAMING];
const AT_ONCE = 16;
const LAST = Buffer.from(request("GET /healthz?last HTTP/1.1", "Connection: close"));

async function open(t) {
	const server = await Server.start({ args: ["--host", NAME] });
	t.after(() => server.close());
	return server;
}

// What an answer must have, whatever it answers (RFC 9110, 6.6.1, 10.2.1, 11.6.1; RFC 9112, 9.6).
function assertSound({ status, fields, body }, isLast, toHead) {
	assert.match(fields.date ?? "", /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
	assert.ok(status !== 405 || fields.allow, "405 has Allow");
	assert.ok(status !== 401 || fields["www-authenticate"], "401 has WWW-Authenticate");
	assert.equal(fields.connection === "close", isLast, "whether it is the last is said");
	if (status >= 400 && !toHead) assert.match(JSON.parse(body).error, /^[a-z_]+$/);
}

// Sends a row, and unless it is cut one request more: that is answered when the connection stays, and only then.
async function answersTo(server, { bytes, statuses, cut }) {
	const raw = await RawSocket.open(server.url);
	const told = raw.bytes();
	if (cut) raw.socket.end(bytes);
	else await raw.send(Buffer.concat([bytes, LAST]));
	return readAnswers(await told, (i) => statuses[i]?.startsWith("head:") ?? false);
}

async function check(server, row) {
	const { statuses, stays } = row;
	const wanted = [...statuses.map((status) => status.replace("head:", "")), ...(stays ? [200] : [])];
	const answers = await answersTo(server, row);
	const got = answers.map(({ status }) => status);
	assert.ok(got.join(" ") === wanted.join(" "), `answered ${got}, not ${wanted}`);
	const isLast = (i) => i === answers.length - 1 && !row.cut;
	answers.forEach((answer, i) => assertSound(answer, isLast(i), statuses[i]?.startsWith("head:")));
}

// What is wrong with a row, as a line; null: nothing.
async function wrongWith(server, row) {
	try {
		await check(server, row);
		return null;
	} catch (error) {
		return `RFC ${row.cite}: ${JSON.stringify(row.bytes.toString("latin1").slice(0, 200))}: ${error.message}`;
	}
}

test("requests: each is answered as the RFCs ask", async (t) => {
	const server = await open(t);
	const rows = TABLE.map((row) => read(row, server.keys.cua));
	const wrong = [];
	let next = 0;
	const work = async () => {
		while (next < rows.length) wrong.push(await wrongWith(server, rows[next++]));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const found = wrong.filter((line) => line);
	t.diagnostic(`requests: cases=${rows.length} wrong=${found.length}`);
	assert.ok(rows.length >= 200);
	assert.equal(found.join("\n"), "");
});

test("requests: who asks whether to send a body is told before it is sent", async (t) => {
	const server = await open(t);
	const raw = await RawSocket.open(server.url);
	const told = raw.bytes();
	const goOn = new Promise((resolve) => raw.socket.once("data", resolve));
	await raw.send(request("POST /healthz HTTP/1.1", "Expect: 100-continue", "Content-Length: 3"));
	assert.equal(String(await within("a word to go on", goOn)), "HTTP/1.1 100 Continue\r\n\r\n");
	await raw.send(Buffer.concat([Buffer.from("abc"), LAST]));
	assert.deepEqual(readAnswers(await told).map(({ status }) => status), [100, 405, 200]);
});
