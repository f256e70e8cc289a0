// One bit of a store that is wrong is noticed wherever it changes what the office did or is set up as; and the
// backup takes the place of what is damaged, at once.
import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { run } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 500);
const NUMBERS = 30;
const DAMAGED = 4;

async function openStore(t) {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	for (let i = 0; i < NUMBERS; i++) await kiosk.take("chung-thuc");
	await server.stop();
	return { server, kiosk };
}

test("flips: a wrong bit is noticed, or changes nothing", async (t) => {
	const random = new Random(t);
	const { server } = await openStore(t);
	const { out } = await run("test/flips", [server.data, `${ROUNDS}`, `${random.state}`], { patience: 24 * 3600000 });
	const [, line, lost, noticed] = /^((?:lost=(\d+)) .*) noticed=(\d+)$/m.exec(out) ?? assert.fail(out);
	t.diagnostic(`flips: ${line}`);
	assert.ok(Number(noticed) > 0, "none was noticed");
	assert.equal(Number(lost), 0, out);
	await server.command(["check"]);
});

test("flips: what is damaged is refused, and a backup takes its place", async (t) => {
	const { server, kiosk } = await openStore(t);
	const backup = join(server.dir, "backup.sqlite");
	await server.command(["backup", backup]);
	const file = await open(join(server.data, "motcua.sqlite"), "r+");
	await file.write("damaged", 0);
	await file.close();
	await server.command(["check"], { status: DAMAGED });
	await server.command(["--listen", "127.0.0.1:0"], { status: DAMAGED });
	const begun = performance.now();
	await server.command(["restore", backup]);
	await server.start();
	t.diagnostic(`restored and serving after ${Math.round(performance.now() - begun)} ms`);
	assert.equal((await kiosk.take("chung-thuc")).number, `A0${NUMBERS + 1}`);
});
