// Finding a procedure among the 513 of the catalogue, as people type.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Client } from "../harness/client.mjs";
import { PROCEDURES } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";

const BIRTH = "1.001193";
const COPY = "2.000815";
const RESIDENCE = "1.004222";
let server;
let client;

before(async () => {
	server = await Server.start();
	client = new Client(server.url);
});
after(() => server.close());

async function search(words) {
	const { procedures } = await client.get(`/api/v1/procedures?${new URLSearchParams(words)}`);
	return procedures;
}

const codes = (procedures) => procedures.map(({ code }) => code);

async function assertFirst(q, code) {
	assert.equal((await search({ q }))[0]?.code, code, q);
}

test("search: by name, with and without diacritics, in any case and form", async () => {
	for (const q of ["đăng ký khai sinh", "dang ky khai sinh", "ĐĂNG KÝ KHAI SINH", "Dang  Ky   khai SINH ", "khai sinh"])
		await assertFirst(q, BIRTH);
	const typed = "đăng ký khai sinh";
	assert.deepEqual(await search({ q: typed.normalize("NFD") }), await search({ q: typed }));
	assert.deepEqual(await search({ q: "dang ky khai sinh" }), await search({ q: typed }), "đ = d");
	for (const q of ["dang ky thuong tru", "đăng kí thường trú"]) await assertFirst(q, RESIDENCE);
});

test("search: by part of a word that is being typed", async () => {
	for (const q of ["dang ky khai s", "dang ky khai sin"])
		assert.ok(codes(await search({ q })).slice(0, 3).includes(BIRTH), q);
});

test("search: by code", async () => {
	assert.deepEqual(codes(await search({ q: BIRTH })), [BIRTH]);
	await assertFirst(` ${BIRTH} `, BIRTH);
	const found = await client.get(`/api/v1/procedures/${BIRTH}`);
	assert.deepEqual((await search({ q: BIRTH }))[0], found);
});

test("search: within a service", async () => {
	const all = await search({ service: "ho-tich", limit: 100 });
	assert.ok(all.length > 10);
	for (const { code, service } of all) assert.equal(service, "ho-tich", code);
	const found = await search({ q: "dang ky", service: "cu-tru", limit: 100 });
	assert.ok(codes(found).includes(RESIDENCE));
	for (const { code, service } of found) assert.equal(service, "cu-tru", code);
	assert.ok(!codes(await search({ q: "khai sinh", service: "dat-dai", limit: 100 })).includes(BIRTH));
	const wrong = await client.expect(422, "GET", "/api/v1/procedures?q=a&service=bay");
	assert.equal(wrong.field, "service");
});

test("search: every procedure belongs to a service of the office and is found by its own code and name", async () => {
	const { procedures } = JSON.parse(await readFile(PROCEDURES, "utf8"));
	const { services } = await client.get("/api/v1/office");
	const ids = new Set(services.map(({ id }) => id));
	assert.equal(procedures.length, 513);
	for (const { code, name_vi } of procedures) {
		const found = await client.get(`/api/v1/procedures/${code}`);
		assert.equal(found.code, code);
		assert.equal(found.name.vi, name_vi);
		assert.ok(ids.has(found.service), `${code}: ${found.service}`);
	}
});

test("search: as many as asked for, best first", async () => {
	const twenty = await search({ q: "đăng ký" });
	assert.equal(twenty.length, 20);
	assert.deepEqual(await search({ q: "đăng ký", limit: 5 }), twenty.slice(0, 5));
	const many = await search({ q: "đăng ký", limit: 100 });
	assert.ok(many.length > 50);
	assert.deepEqual(many.slice(0, 20), twenty);
	assert.equal((await search({ limit: 100 })).length, 100, "without words: the first of the catalogue");
	for (const limit of ["0", "-1", "101", "x", "", "1.5", "5x", "99999999999999999999"]) {
		const wrong = await client.expect(422, "GET", `/api/v1/procedures?q=a&limit=${limit}`);
		assert.equal(wrong.error, "invalid");
		assert.equal(wrong.field, "limit", limit);
	}
});

test("search: nothing found is an empty list", async () => {
	for (const q of ["zzzzzzzz", "9.999999", "' OR 1=1 --"])
		assert.deepEqual(await search({ q }), [], q);
	const missing = await client.expect(404, "GET", "/api/v1/procedures/9.999999");
	assert.equal(missing.error, "not_found");
});

test("search: what is no text does no harm", async () => {
	for (const q of ["%ff%fe", "%c3", "%", "%zz", "%00", "a%00b"]) {
		const { status } = await client.ask("GET", `/api/v1/procedures?q=${q}`);
		assert.ok(status === 200 || status === 400, `${q}: ${status}`);
	}
	await client.expect(414, "GET", `/api/v1/procedures?q=${"a".repeat(3000)}`);
	const { procedures } = await client.get(`/api/v1/procedures?q=${"a".repeat(1900)}`);
	assert.deepEqual(procedures, []);
});

test("search: what a citizen must know before taking a number", async () => {
	const copy = await client.get(`/api/v1/procedures/${COPY}`);
	const told = ["code", "name", "field", "service", "documents", "fee_vnd", "fee_note", "time_limit_days", "time_limit"];
	for (const key of told) assert.ok(key in copy, key);
	assert.equal(copy.name.en, "Certified copy from the original");
	assert.equal(copy.short.vi, "Chứng thực bản sao từ bản chính");
	assert.equal(copy.service, "chung-thuc");
	assert.equal(copy.fee_vnd, 2000);
	assert.equal(copy.time_limit_days, 1);
	assert.match(copy.time_limit.vi, /^Trong ngày;/);
	assert.ok(copy.documents.length > 0);
	for (const { vi } of copy.documents) assert.equal(vi, vi.normalize("NFC"));
	const business = await client.get("/api/v1/procedures/1.001612");
	assert.equal(business.fee_vnd, null, "what is not known is null, not 0");
});

test("search: an office without a catalogue finds nothing and still gives numbers", async (t) => {
	const bare = await Server.start({ catalogue: false });
	t.after(() => bare.close());
	const anyone = new Client(bare.url);
	assert.deepEqual(await anyone.get("/api/v1/procedures?q=khai+sinh"), { procedures: [] });
	await anyone.expect(404, "GET", `/api/v1/procedures/${BIRTH}`);
	const { ticket } = await new Client(bare.url, { key: bare.keys.cua })
		.expect(201, "POST", "/api/v1/tickets", { service: "ho-tich" });
	assert.equal(ticket.number, "B001");
});

test("search: the day of the result follows the office's calendar and clock", async (t) => {
	const office = await Server.start({ at: "2026-11-30 08:00", clerks: [], kiosks: [] });
	t.after(() => office.close());
	const anyone = new Client(office.url);
	const result = async (code) => (await anyone.get(`/api/v1/procedures/${code}`)).result;
	const { handed_in_day, day, at, until } = await result(BIRTH);
	assert.deepEqual([handed_in_day, day, at], [20261130, 20261130, null]);
	assert.equal(new Date(until).toISOString(), "2026-11-30T08:00:00.000Z", "15:00");
	assert.equal((await result("1.001612")).day, 20261203, "three working days");
	assert.equal(await result("1.012533"), null, "it does not say");
	await office.clock.advance(8 * 3600);
	const late = await result(BIRTH);
	assert.deepEqual([late.handed_in_day, late.day, late.until], [20261130, 20261201, null], "after three");
});

test("priority: a citizen chooses among the classes that he can say of himself", async () => {
	const { priorities } = await client.get("/api/v1/office");
	assert.deepEqual(priorities.map(({ id }) => id), ["disabled", "elderly", "pregnant", "infant", "merit"]);
	const proof = { vi: "Căn cước (ngày sinh)", en: "Identity card (date of birth)" };
	assert.deepEqual(priorities.map(({ min_age: age }) => age), [null, 75, null, null, null]);
	assert.deepEqual(priorities[1].proof, proof);
});
