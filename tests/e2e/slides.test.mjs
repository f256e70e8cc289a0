// The office's pictures for the boards: who may put them, what is one, and what becomes of them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { Clerk, Client } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { padded, png } from "../harness/slide.mjs";
import { Server } from "../harness/server.mjs";

const SLIDES = "/api/v1/slides";
const MIB = 1 << 20;
const PEOPLE = [{ user: "lan", role: "lead" }, { user: "quan", role: "admin" }];

class Place {
	static async open(t) {
		const place = new Place();
		place.server = await Server.start({ catalogue: false, people: PEOPLE, displays: ["hall"] });
		t.after(() => place.server.close());
		place.lead = await Clerk.at(place.server.url, undefined, "lan");
		return place;
	}

	// { status, body } of a picture that is put; headers: more or others, null for none
	async put(name, bytes, { by = this.lead, type = "image/png", headers = {} } = {}) {
		const all = { "Content-Type": type, Cookie: by.cookie, "X-CSRF-Token": by.csrf, ...headers };
		if (by.key) all.Authorization = `Bearer ${by.key}`;
		const some = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
		const answer = await fetch(`${this.server.url}${SLIDES}/${name}`, { method: "PUT", headers: some, body: bytes });
		return { status: answer.status, body: await answer.json() };
	}

	async names() {
		const { slides } = await this.lead.get(SLIDES);
		return slides.map(({ name }) => name);
	}

	async bytes(name) {
		const answer = await fetch(`${this.server.url}/slides/${encodeURIComponent(name)}`);
		assert.equal(answer.status, 200, name);
		return Buffer.from(await answer.arrayBuffer());
	}
}

test("slides: put, told of, given out, kept over a restart, replaced, removed", async (t) => {
	const place = await Place.open(t);
	const { lead, server } = place;
	const reader = await FeedReader.open(server.url);
	t.after(() => reader.close());
	const [red, blue] = [png(64, 36, [200, 30, 30]), png(80, 60, [20, 40, 200])];
	const vietnamese = "Thông báo nghỉ lễ 2-9.png";
	assert.deepEqual(await lead.get(SLIDES), { slides: [], seconds: 15 });
	const first = await place.put(encodeURIComponent(vietnamese), red);
	assert.equal(first.status, 200, JSON.stringify(first.body));
	await reader.next("slides");
	const [{ name, size, hash }] = first.body.slides;
	assert.deepEqual([name, size, hash.length], [vietnamese, red.length, 32]);
	assert.deepEqual(await place.bytes(vietnamese), red);
	await place.put("b.png", blue);
	await reader.next("slides");
	await server.stop();
	await server.start();
	assert.deepEqual(await place.names(), [vietnamese, "b.png"]);
	assert.deepEqual(await place.bytes("b.png"), blue);
	const again = await place.put("b.png", red);
	assert.equal(again.body.slides[1].hash, hash, "of the bytes, whatever the name");
	assert.deepEqual(await place.bytes("b.png"), red);
	const { slides } = await lead.expect(200, "DELETE", `${SLIDES}/b.png`);
	assert.equal(slides.length, 1);
	await lead.expect(404, "DELETE", `${SLIDES}/b.png`);
	assert.equal((await fetch(`${server.url}/slides/b.png`)).status, 404);
	assert.deepEqual((await readdir(join(server.data, "slides"))).sort(), [".order", vietnamese]);
});

test("slides: a picture has its type and mark, and goes over the line once", async (t) => {
	const place = await Place.open(t);
	const picture = padded(png(10, 10, [1, 2, 3]), 3 * MIB);
	const { body } = await place.put("a.png", picture);
	const url = `${place.server.url}/slides/a.png`;
	const answer = await fetch(url);
	const tag = answer.headers.get("etag");
	assert.equal(tag, `"${body.slides[0].hash}"`);
	assert.equal(answer.headers.get("content-type"), "image/png");
	assert.equal(answer.headers.get("cache-control"), "no-cache");
	assert.deepEqual(Buffer.from(await answer.arrayBuffer()), picture);
	const known = await fetch(url, { headers: { "If-None-Match": tag } });
	assert.deepEqual([known.status, await known.text()], [304, ""]);
	const head = await fetch(url, { method: "HEAD" });
	assert.equal(head.headers.get("content-length"), String(picture.length));
});

test("slides: order and time", async (t) => {
	const place = await Place.open(t);
	const { lead } = place;
	for (const name of ["a.png", "b.png", "c.png"]) await place.put(name, png(4, 4, [9, 9, 9]));
	await lead.expect(200, "PUT", SLIDES, { order: ["c.png"], seconds: 30 });
	assert.deepEqual(await place.names(), ["c.png", "a.png", "b.png"]);
	await place.server.stop();
	await place.server.start();
	assert.deepEqual(await place.names(), ["c.png", "a.png", "b.png"]);
	assert.equal((await lead.get(SLIDES)).seconds, 30);
	for (const order of [["x.png"], ["a.png", "a.png"]]) await lead.expect(404, "PUT", SLIDES, { order });
	for (const body of [{ seconds: 4 }, { seconds: 301 }, { seconds: "9" }, { order: "a.png" }, { order: [1] }])
		await lead.expect(422, "PUT", SLIDES, body);
	assert.deepEqual(await place.names(), ["c.png", "a.png", "b.png"]);
});

test("slides: only who may, with the token, from here", async (t) => {
	const place = await Place.open(t);
	const { server } = place;
	const picture = png(4, 4, [9, 9, 9]);
	const admin = await Clerk.at(server.url, undefined, "quan");
	const clerk = await Clerk.at(server.url, 2);
	const display = new Client(server.url, { key: server.keys.hall });
	const status = async (options) => (await place.put("a.png", picture, options)).status;
	assert.equal(await status({ by: new Client(server.url) }), 401);
	assert.equal(await status({ by: clerk }), 403);
	assert.equal(await status({ by: display }), 403);
	assert.equal(await status({ headers: { "X-CSRF-Token": null } }), 403);
	assert.equal(await status({ headers: { "X-CSRF-Token": clerk.csrf } }), 403);
	assert.equal(await status({ headers: { Origin: "http://evil.example" } }), 403);
	assert.deepEqual(await place.names(), []);
	assert.equal(await status({ by: admin }), 200);
	assert.deepEqual(await place.names(), ["a.png"]);
});

test("slides: what is no picture, or no name, is refused and leaves nothing behind", async (t) => {
	const place = await Place.open(t);
	const picture = png(40, 40, [9, 9, 9]);
	const page = Buffer.from("<!doctype html><script>alert(1)</script>");
	const refused = async (wanted, name, bytes, options) => {
		const { status, body } = await place.put(name, bytes, options);
		assert.deepEqual([status, body.error], wanted, `${name}: ${body.message}`);
	};
	await refused([415, "not_picture"], "a.png", page);
	await refused([415, "not_picture"], "a.png", Buffer.concat([picture.subarray(0, 33), page]));
	await refused([415, "not_picture"], "a.png", picture.subarray(0, -8));
	await refused([415, "not_picture"], "a.png", Buffer.alloc(0));
	await refused([415, "not_picture"], "a.png", Buffer.from("GIF89a\x01\0\x01\0"), { type: "image/gif" });
	await refused([415, "not_picture"], "a.png", picture, { type: "text/html" });
	await refused([415, "not_picture"], "a.png", picture, { type: "application/json" });
	await refused([422, "picture_too_large"], "a.png", png(20000, 2001, [0, 0, 0]));
	for (const name of ["a.gif", "a", ".png", ".a.png", "%2e%2e.png", "a%09.png", "%5c.png", "a%3ab.png", "%20a.png", "a%25.png", `${"a".repeat(57)}.png`])
		await refused([422, "invalid"], name, picture);
	for (const name of ["a%00.png", "%ff.png"]) await refused([400, "bad_request"], name, picture);
	for (const name of ["..%2f..%2fa.png", "x/a.png", "%2fetc%2fa.png"]) await refused([404, "not_found"], name, picture);
	assert.deepEqual(await place.names(), []);
	await place.put("ok.png", picture);
	assert.deepEqual((await readdir(join(place.server.data, "slides"))).sort(), [".order", "ok.png"]);
	for (const path of ["/slides/..%2fmotcua.sqlite", "/slides/.order"])
		assert.equal((await fetch(place.server.url + path)).status, 404, path);
});

test("slides: 4 MiB each, 40 and 32 MiB in all; no other route takes so much", async (t) => {
	const place = await Place.open(t);
	const small = png(4, 4, [9, 9, 9]);
	const large = padded(small, 4 * MIB - small.length - 12);
	assert.equal(large.length, 4 * MIB);
	const status = async (name, bytes) => (await place.put(name, bytes)).status;
	for (let i = 0; i < 8; i += 1) assert.equal(await status(`${i}.png`, large), 200);
	assert.equal(await status("8.png", small), 409);
	assert.equal(await status("7.png", small), 200);
	for (let i = 8; i < 40; i += 1) assert.equal(await status(`${i}.png`, small), 200);
	const full = await place.put("40.png", small);
	assert.deepEqual([full.status, full.body.error], [409, "slides_full"]);
	assert.equal(await status("39.png", small), 200, "in the place of another");
	const tooLarge = await place.put("39.png", padded(small, 4 * MIB)).catch(() => ({ status: 413 }));
	assert.equal(tooLarge.status, 413);
	const text = JSON.stringify({ order: [], pad: "x".repeat(70000) });
	const other = await fetch(place.server.url + SLIDES, { method: "PUT", headers: { "Content-Type": "application/json", Cookie: place.lead.cookie, "X-CSRF-Token": place.lead.csrf }, body: text });
	assert.equal(other.status, 413);
	const { slides } = await place.lead.get(SLIDES);
	assert.equal(slides.length, 40);
});

test("slides: what lies in the folder at a start is shown, if it is a picture", async (t) => {
	const place = await Place.open(t);
	const dir = join(place.server.data, "slides");
	await place.put("b.png", png(4, 4, [9, 9, 9]));
	await place.server.stop();
	await writeFile(join(dir, "10.png"), png(5, 5, [9, 9, 9]));
	await writeFile(join(dir, "9.png"), png(5, 5, [9, 9, 9]));
	await writeFile(join(dir, "page.png"), "<html>");
	await symlink("/etc/passwd", join(dir, "link.png"));
	await writeFile(join(dir, "notes.txt"), "x");
	await place.server.start();
	assert.deepEqual(await place.names(), ["b.png", "9.png", "10.png"]);
	assert.match(place.server.program.log, /page\.png is left out/);
	assert.match(place.server.program.log, /link\.png is left out/);
});

test("slides: a full disk refuses, keeps what was, and takes the next one when there is room", async (t) => {
	const place = await Place.open(t);
	const { server } = place;
	const limit = (size) => promisify(execFile)("prlimit", ["--pid", `${server.program.child.pid}`, `--fsize=${size}:unlimited`]);
	const [small, large] = [png(4, 4, [9, 9, 9]), padded(png(4, 4, [8, 8, 8]), MIB)];
	await place.put("a.png", small);
	await limit(MIB / 2);
	const { status, body } = await place.put("a.png", large);
	assert.deepEqual([status, body.error], [503, "storage_full"]);
	assert.deepEqual(await place.bytes("a.png"), small);
	assert.deepEqual(await readFile(join(server.data, "slides", "a.png")), small);
	await limit("unlimited");
	assert.equal((await place.put("a.png", large)).status, 200);
	assert.deepEqual(await place.bytes("a.png"), large);
});
