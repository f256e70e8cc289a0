// A slip that is scanned at the kiosk: its holder is back and waits again, or reads why not.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";

const SCREENS_MS = 30000;

async function open(t) {
	const server = await Server.start({ catalogue: false });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	return { server, kiosk, clerk, anyone: new Client(server.url) };
}

async function scanning(t, server, script) {
	const [keyFile, scriptFile] = [join(server.dir, "kiosk.key"), join(server.dir, "citizen.script")];
	await writeFile(keyFile, `${server.keys.cua}\n`);
	await writeFile(scriptFile, script);
	const args = ["--server", server.url, "--key-file", keyFile, "--script", scriptFile, "--size", "1080x1920"];
	const screen = await Screen.open("motcua-kiosk", args);
	t.after(() => screen.close());
	return screen;
}

const says = (title) => (_, { screen, items }) => screen === "return" && items.some(({ text }) => text === title);

test("kiosk-return: who was absent scans the slip and waits again", async (t) => {
	const { server, kiosk, clerk, anyone } = await open(t);
	const { number, token } = await kiosk.take("chung-thuc");
	await clerk.move("next");
	await clerk.move("absent");
	const slip = `${server.url}/t/${token}`;
	const script = `until search\ntap search\nuntil key:k\ntap key:k\ntap key:h\nscan ${slip}\n`;
	const screen = await scanning(t, server, script);
	await screen.shows("that the number is back", says(`Số ${number} đã vào hàng chờ lại.`), SCREENS_MS);
	assert.equal((await anyone.get(`/api/v1/tickets/${token}`)).state, "waiting");
	const { services } = await anyone.get("/api/v1/board");
	assert.equal(services.find(({ id }) => id === "chung-thuc").waiting, 1);
});

test("kiosk-return: a number that is called is told where to go, an unknown one that it is not found", async (t) => {
	const { server, kiosk, clerk } = await open(t);
	const { number, token } = await kiosk.take("chung-thuc");
	await clerk.move("next");
	const unknown = `${server.url}/t/${"A".repeat(22)}`;
	const script = `until search\nscan ${server.url}/t/${token}\nuntil back\ntap back\nuntil search\nscan ${unknown}\n`;
	const screen = await scanning(t, server, script);
	const list = await screen.shows("that it is not found", says("Không tìm thấy số này."), SCREENS_MS);
	assert.ok(list.items.some(({ id }) => id === "back"));
	const told = (await screen.lists()).find((one) => says(`Số ${number} đang được gọi.`)(null, one));
	assert.ok(told.items.some(({ text }) => text === "Mời ông, bà đến quầy 2."));
});
