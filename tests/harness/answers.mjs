// answers: what a server sent on one connection, read strictly as a row of HTTP/1.1 messages.
import assert from "node:assert/strict";

const STATUS_LINE = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]*$/;
const FIELD = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([\t\x20-\x7e]*)$/;

function readHead(text) {
	const [line, ...rest] = text.split("\r\n");
	const [, status] = line.match(STATUS_LINE) ?? assert.fail(`no status line: ${JSON.stringify(line)}`);
	const fields = {};
	for (const one of rest) {
		const [, name, value] = one.match(FIELD) ?? assert.fail(`no field: ${JSON.stringify(one)}`);
		assert.ok(!(name.toLowerCase() in fields), `twice: ${name}`);
		fields[name.toLowerCase()] = value;
	}
	return { status: Number(status), fields };
}

// How many bytes of content follow this head (RFC 9112, 6.3).
function lengthOf({ status, fields }, toHead) {
	assert.ok(!("transfer-encoding" in fields), "no answer is coded");
	if (status < 200 || status === 204) assert.ok(!("content-length" in fields), `${status} has no length`);
	if (status < 200 || status === 204 || status === 304) return 0;
	assert.match(fields["content-length"] ?? "", /^\d+$/, "an answer has a length");
	return toHead ? 0 : Number(fields["content-length"]);
}

// [{ status, fields, body }]; toHead(i): whether the i-th answers HEAD. Nothing may be left over.
export function readAnswers(bytes, toHead = () => false) {
	const answers = [];
	for (let at = 0; at < bytes.length; ) {
		const end = bytes.indexOf("\r\n\r\n", at);
		assert.ok(end >= 0, `no end of a head: ${JSON.stringify(bytes.toString("latin1", at, at + 80))}`);
		const answer = readHead(bytes.toString("latin1", at, end));
		const body = end + 4;
		at = body + lengthOf(answer, toHead(answers.length));
		assert.ok(at <= bytes.length, "an answer was cut short");
		answers.push({ ...answer, body: bytes.toString("utf8", body, at) });
	}
	return answers;
}
