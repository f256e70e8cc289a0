// A kiosk that fills the screen is left by nobody: no key, no touch, no window's wish ends or hides it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";
import { X11 } from "../harness/x11.mjs";

const KEYS = [
	"Escape", "alt+F4", "alt+Tab", "alt+space", "super", "ctrl+q", "ctrl+w", "ctrl+c", "ctrl+alt+Delete",
	"ctrl+alt+BackSpace", "ctrl+alt+F1", "alt+F1", "ctrl+alt+t", "ctrl+z", "Print", "Sys_Req", "Pause", "Menu",
	"F1", "F5", "F10", "F11", "F12", "Insert", "Delete", "Home", "End", "Prior", "Next", "ctrl+shift+Escape",
	"XF86PowerOff", "XF86Sleep", "XF86HomePage", "XF86AudioMute",
];

async function corner(t, { args = [], managed = false } = {}) {
	const x = await X11.open("1080x1920", { managed });
	t.after(() => x.close());
	const server = await Server.start();
	t.after(() => server.close());
	const key = join(server.dir, "kiosk.key");
	await writeFile(key, `${server.keys.cua}\n`);
	const kiosk = await Screen.open("motcua-kiosk", ["--server", server.url, "--key-file", key, ...args], { env: x.env });
	t.after(() => kiosk.close());
	await kiosk.shows("home", (text, list) => list.screen === "home");
	return { x, kiosk };
}

const middle = (item) => [item.x + item.w / 2, item.y + item.h / 2].map((px) => String(Math.round(px)));

async function touch(x, kiosk, id) {
	const list = await kiosk.now();
	await x.hands("mousemove", ...middle(list.items.find((item) => item.id === id)), "click", "1");
}

// Keys that are the keypad's may have led to another page: the ways back are on it.
async function goHome(x, kiosk) {
	await until("home", async () => {
		const { screen, items } = await kiosk.now();
		const way = ["home", "back"].find((id) => items.some((item) => item.id === id));
		if (screen !== "home" && way) await touch(x, kiosk, way);
		return screen === "home";
	});
}

async function pressAll(t, managed) {
	const { x, kiosk } = await corner(t, { managed });
	const window = await x.hands("search", "--name", "Motcua");
	assert.match(await x.hands("getwindowgeometry", window), /Geometry: 1080x1920/);
	for (const key of KEYS) await x.hands("key", key);
	if (managed) await x.closeWindows("Motcua");
	assert.equal(kiosk.program.end, undefined, kiosk.program.log);
	await goHome(x, kiosk);
	await touch(x, kiosk, "search");
	await kiosk.shows("the search", (text, now) => now.screen === "search");
	assert.match(await x.hands("getwindowgeometry", window), /Position: 0,0[^]*Geometry: 1080x1920/);
	assert.deepEqual(await kiosk.program.stop(), { code: 0, signal: null });
}

test("no key leaves a kiosk that fills the screen", (t) => pressAll(t, false));

test("nor on a desk, where windows are closed, hidden and changed by keys", (t) => pressAll(t, true));

test("a kiosk on X11 draws without a GPU's libraries and their hundred megabytes", async (t) => {
	const { kiosk } = await corner(t);
	assert.doesNotMatch(await readFile(`/proc/${kiosk.program.child.pid}/maps`, "utf8"), /LLVM|libGL/);
});

test("a kiosk in a window, to try it, is closed like any window", async (t) => {
	const { x, kiosk } = await corner(t, { args: ["--size", "540x960"], managed: true });
	await x.closeWindows("Motcua");
	assert.deepEqual(await within("the kiosk to end", kiosk.program.ended), { code: 0, signal: null });
});

test("a panel on its side shows the kiosk upright and is touched where one looks", async (t) => {
	const { x, kiosk } = await corner(t, { args: ["--rotate", "90"] });
	const list = await kiosk.now();
	const search = list.items.find((item) => item.id === "search");
	const [across, down] = middle(search).map(Number);
	assert.ok(across > 1080, "the picture is as wide as the panel is high");
	await x.hands("mousemove", String(1079 - down), String(across), "click", "1");
	await kiosk.shows("the search", (text, now) => now.screen === "search");
});
