// The office's day is that of its own zone, wherever the server and its readers are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Kiosk } from "../harness/client.mjs";
import { run } from "../harness/program.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const inZone = (timezone) => (office) => ({ ...office, office: { ...office.office, timezone } });

test("time-zone: two offices at one moment, each on its own day", async (t) => {
	const at = "2026-11-25 20:00"; // +07:00
	const days = { "Asia/Ho_Chi_Minh": 20261125, "Pacific/Auckland": 20261126, "America/New_York": 20261125 };
	for (const [zone, day] of Object.entries(days)) {
		const server = await Server.start({ at, change: inZone(zone), catalogue: false, clerks: [], kiosks: [] });
		t.after(() => server.close());
		const office = await new Client(server.url).get("/api/v1/office");
		assert.equal(office.time_zone, zone);
		assert.equal(office.day, day, zone);
	}
});

test("time-zone: its numbers begin anew at its own midnight", async (t) => {
	const server = await Server.start({ at: "2026-11-25 17:58", change: inZone("Pacific/Auckland"), catalogue: false, clerks: [] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	await kiosk.take("chung-thuc");
	assert.equal((await kiosk.take("chung-thuc")).number, "A002");
	const { day } = await kiosk.get("/api/v1/board");
	assert.equal(day, 20261125);
	await server.clock.advance(180); // 00:01 there
	await until("the next day", async () => (await kiosk.get("/api/v1/board")).day === 20261126);
	assert.equal((await kiosk.take("chung-thuc")).number, "A001");
});

test("time-zone: a machine that does not know it serves nobody, and says why", async (t) => {
	const server = await Server.make({ catalogue: false });
	t.after(() => server.close());
	const env = { ...process.env, TZDIR: server.dir };
	const { code, out, log } = await run("motcua-server", ["--data", server.data, "--listen", "127.0.0.1:0"], { env });
	assert.equal(code, 1);
	assert.equal(out, "");
	assert.match(log, /time zone Asia\/Ho_Chi_Minh/);
});
