// Whoever scans the slip of a visit that has ended is asked at the kiosk how it was: once, by name of nobody.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Client, Clerk, Kiosk } from "../harness/client.mjs";
import { Proxy } from "../harness/proxy.mjs";
import { Random } from "../harness/random.mjs";
import { Screen } from "../harness/screen.mjs";
import { Server } from "../harness/server.mjs";

const SCREENS_MS = 30000;
const WORDS = ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];

async function open(t) {
	const people = [{ user: "truong", role: "lead", name: "Lê Thu Hà" }];
	const server = await Server.start({ catalogue: false, people, args: ["--host", "localhost"] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	const served = async () => {
		const ticket = await kiosk.take("chung-thuc");
		await clerk.serve();
		await clerk.move("finish");
		return ticket;
	};
	return { server, kiosk, clerk, served, anyone: new Client(server.url) };
}

async function scanning(t, url, server, script) {
	const [keyFile, scriptFile] = [join(server.dir, "kiosk.key"), join(server.dir, "citizen.script")];
	await writeFile(keyFile, `${server.keys.cua}\n`);
	await writeFile(scriptFile, script);
	const all = ["--server", url, "--key-file", keyFile, "--script", scriptFile, "--size", "1080x1920"];
	const screen = await Screen.open("motcua-kiosk", all);
	t.after(() => screen.close());
	return screen;
}

const says = (list, title) => list.items.some(({ text }) => text?.replaceAll("\u00a0", " ") === title);
const shows = (name, title) => (_, list) => list.screen === name && says(list, title);
const answers = ({ items }) => items.filter(({ id }) => id?.startsWith("rate:")).map(({ text }) => text);

test("kiosk-rating: five words, one touch, thanks; the second time it is said that it is known", async (t) => {
	const { server, clerk, served, anyone } = await open(t);
	const { number, token } = await served();
	const slip = `${server.url}/t/${token}`;
	const script = `until search\nscan ${slip}\nuntil rate:5\ntap rate:2\nuntil search\nscan ${slip}\n`;
	const screen = await scanning(t, server.url, server, script);
	await screen.shows("that it is known", shows("return", `Số ${number} đã được phục vụ.`), SCREENS_MS);
	const lists = await screen.lists();
	const asked = lists.find(({ screen: name }) => name === "rate");
	assert.deepEqual(answers(asked), WORDS);
	assert.ok(says(asked, `Số ${number} đã được phục vụ.`) && says(asked, "Ông, bà có hài lòng không?"));
	assert.ok(lists.some((list) => says(list, "Cảm ơn ông, bà đã góp ý")));
	assert.ok(lists.at(-1).items.some(({ text }) => text?.includes("đã được ghi nhận")));
	assert.equal((await anyone.get(`/api/v1/tickets/${token}`)).can_rate, false);
	assert.ok(!/rate|score/.test(JSON.stringify(await clerk.queue())), "the clerk is not shown it");
	const lead = await Clerk.at(server.url, null, "truong");
	const { day } = await anyone.get("/api/v1/board");
	const { ratings } = await lead.get(`/api/v1/reports/summary?from=${day}&to=${day}`);
	assert.equal(ratings.count, 1);
	assert.deepEqual(ratings.scores, [0, 1, 0, 0, 0]);
});

test("kiosk-rating: in English, by the keypad; passed over, it is asked again by the next scan", async (t) => {
	const { server, served, anyone } = await open(t);
	const { token } = await served();
	const slip = `${server.url}/t/${token}`;
	const script = `until search\nscan ${slip}\nuntil rate:5\ntap back\nuntil search\nscan ${slip}\nuntil lang:en\ntap lang:en\n` +
		`until lang:vi\nkey right\nkey right\nkey enter\n`;
	const screen = await scanning(t, server.url, server, script);
	await screen.shows("thanks", shows("rate", "Thank you for your answer"), SCREENS_MS);
	assert.equal((await anyone.get(`/api/v1/tickets/${token}`)).can_rate, false);
});

// A line that breaks just as the answer goes on it.
class Breaking extends Proxy {
	asks(line, bytes) {
		if (bytes.toString("latin1").includes("/rating ")) this.down();
		else super.asks(line, bytes);
	}
}

test("kiosk-rating: an answer that is lost with the line is said to be", async (t) => {
	const { server, served, anyone } = await open(t);
	const { token } = await served();
	const line = await Breaking.open(server.port, { bad: 0, random: new Random(t) });
	t.after(() => line.close());
	const screen = await scanning(t, line.url, server, `until search\nscan ${server.url}/t/${token}\nuntil rate:5\ntap rate:5\n`);
	await screen.shows("that it was not sent", shows("rate", "Chưa gửi được ý kiến"), SCREENS_MS);
	assert.equal((await anyone.get(`/api/v1/tickets/${token}`)).can_rate, true);
});
