// What a screen needs of its machine is missing and comes back: fonts, a loudspeaker. It goes on with what
// it has, says so once, and uses them as soon as they are there.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const NOTO = "/usr/share/fonts/truetype/noto";
const PATIENCE_MS = 30000;

async function open(t, env) {
	const server = await Server.start({ catalogue: false, clerks: ["an", "binh"] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerks = [await Clerk.at(server.url, 2), await Clerk.at(server.url, 3, "binh")];
	for (const clerk of clerks) await clerk.move("open");
	const args = ["--server", server.url, "--view", "hall", "--voice", "off"];
	const hall = await Screen.open("motcua-display", args, { env: { ...server.clock.env, ...env(server.dir) } });
	t.after(() => hall.close());
	await hall.shows("the counters", (text) => text("row:2") && text("row:3"));
	const call = async (clerk) => {
		await kiosk.take("chung-thuc");
		const { number } = (await clerk.move("next")).ticket;
		await hall.shows(number, (text) => text(`row:${clerk.counter}`) === number);
		return number;
	};
	return { server, hall, clerks, call, lines: (pattern) => hall.program.log.match(pattern)?.length ?? 0 };
}

// How many bytes the newest picture takes: more with letters on it.
async function pictureSize(hall) {
	const names = (await readdir(hall.dir)).filter((name) => name.endsWith(".png")).sort();
	return (await readFile(join(hall.dir, names.at(-1)))).length;
}

test("display-devices: fonts that come later", async (t) => {
	const { server, hall, clerks, call, lines } = await open(t, (dir) => ({ MOTCUA_FONTS: join(dir, "fonts") }));
	await call(clerks[0]);
	const bare = await pictureSize(hall);
	assert.equal(lines(/font: cannot open/g), 2, hall.program.log);
	await mkdir(join(server.dir, "fonts"));
	for (const name of ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"]) await symlink(join(NOTO, name), join(server.dir, "fonts", name));
	await until("letters", async () => lines(/font: .* is there now/g) === 2 && (await pictureSize(hall)) > 1.5 * bare, PATIENCE_MS);
	assert.equal(lines(/font: cannot open/g), 2, "one line for each file");
});

test("display-devices: a loudspeaker that comes later", async (t) => {
	const sound = (dir) => join(dir, "later", "sound");
	const { server, hall, clerks, call, lines } = await open(t, (dir) => ({ SDL_AUDIODRIVER: "disk", SDL_DISKAUDIODELAY: "5", SDL_DISKAUDIOFILE: sound(dir) }));
	const first = await call(clerks[0]);
	await hall.shows("the first call", (text) => text("call") === first);
	await until("that nothing is heard", () => lines(/sound: no loudspeaker/g) === 1);
	await mkdir(join(server.dir, "later"));
	const second = await call(clerks[1]);
	await server.clock.advance(10);
	await hall.shows("the second call", (text) => text("call") === second);
	await until("the chime", async () => (await readFile(sound(server.dir))).some((byte) => byte !== 0));
	assert.deepEqual([lines(/sound: no loudspeaker/g), lines(/sound: there is a loudspeaker again/g)], [1, 1]);
});
