// A counter's screen asks whoever was just served there, and says whose turn is likely next.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { run } from "../harness/program.mjs";
import { Screen } from "../harness/screen.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const WORDS = ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];
const THANKS = "Cảm ơn ông,\u00a0bà đã góp ý";

async function open(t, { script = "", args = ["--rating"], size = "1920x1080" } = {}) {
	const server = await Server.start({ catalogue: false, displays: ["screen"] });
	t.after(() => server.close());
	const key = join(server.dir, "screen.key");
	const presses = join(server.dir, "presses");
	await writeFile(key, `${server.keys.screen}\n`);
	await writeFile(presses, script);
	const all = ["--server", server.url, "--view", "counter", "--counter", "2", "--mute", "--size", size];
	const screen = await Screen.open("motcua-display", [...all, ...args, "--key-file", key, "--script", presses]);
	t.after(() => screen.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await screen.shows("that it is free", (text) => text("state") === "Mời số tiếp theo");
	const serve = async () => {
		const ticket = await kiosk.take("chung-thuc");
		await clerk.serve();
		await clerk.move("finish");
		return ticket;
	};
	const canRate = async ({ token }) => (await new Client(server.url).get(`/api/v1/tickets/${token}`)).can_rate;
	return { server, screen, kiosk, clerk, serve, canRate };
}

const buttons = ({ items }) => items.filter(({ role }) => role === "button");

test("display-rating: five words after the end; one touch, thanks, and the counter again", async (t) => {
	const { server, screen, clerk, serve, canRate } = await open(t, { script: "until rate:5\ntap rate:4\n" });
	const ticket = await serve();
	await screen.shows("thanks", (text) => text("rating-word") === THANKS);
	const lists = await screen.lists();
	const asked = lists.find((list) => buttons(list).length > 0);
	assert.deepEqual(buttons(asked).map(({ id, text }) => [id, text]), WORDS.map((word, i) => [`rate:${5 - i}`, word]));
	assert.equal(asked.items.find(({ id }) => id === "rating-number").text, `Số ${ticket.number}`);
	assert.equal(asked.items.find(({ id }) => id === "question").text, "Ông,\u00a0bà có hài lòng không?");
	assert.equal(await canRate(ticket), false);
	assert.ok(!/rate|score/.test(JSON.stringify(await clerk.queue())), "the clerk is not shown it");
	await screen.shows("that it is free", (text, list) => text("state") === "Mời số tiếp theo" && !buttons(list).length);
	await server.stop();
	await server.start();
	assert.equal(await canRate(ticket), false);
	assert.deepEqual(await screen.close(), { code: 0, signal: null });
});

test("display-rating: upright as well; a call wins at once, in front of the question and of the thanks", async (t) => {
	const script = "until rate:5\nuntil number\nuntil rate:5\ntap rate:1\n";
	const { screen, kiosk, clerk, serve, canRate } = await open(t, { script, size: "1080x1920" });
	const first = await serve();
	await screen.shows("the question", (text) => text("rating-number") === `Số ${first.number}`);
	const second = await kiosk.take("chung-thuc");
	await clerk.move("next");
	await screen.shows("the call", (text, list) => text("number") === second.number && !buttons(list).length);
	assert.equal(await canRate(first), true);
	await clerk.move("start");
	await clerk.move("finish");
	await screen.shows("thanks", (text) => text("rating-word") === THANKS);
	assert.equal(await canRate(second), false);
	const third = await kiosk.take("chung-thuc");
	await clerk.move("next");
	await screen.shows("the call", (text) => text("number") === third.number && !text("rating-word"));
});

test("display-rating: said on the phone before: the question ends, and nobody is thanked for what is not kept", async (t) => {
	const { server, screen, serve } = await open(t, { script: "until rate:5\nuntil lost\nuntil counter-name\ntap rate:4\n" });
	const ticket = await serve();
	await screen.shows("the question", (text, list) => buttons(list).length === 5);
	await new Client(server.url).post(`/api/v1/tickets/${ticket.token}/rating`, { score: 3 });
	await server.stop();
	await screen.shows("that the link is lost", (text) => text("lost"));
	await server.start();
	await screen.shows("that it is free", (text, list) => text("state") === "Mời số tiếp theo" && !buttons(list).length);
	const said = (await screen.lists()).map(({ items }) => items.find(({ id }) => id === "rating-word")?.text);
	assert.ok(!said.includes(THANKS));
});

test("display-rating: a touch while the server is away is sent when it is back", async (t) => {
	const { server, screen, clerk, serve, canRate } = await open(t, { script: "until lost\ntap rate:2\n" });
	const ticket = await serve();
	await screen.shows("the question", (text, list) => buttons(list).length === 5);
	await server.kill();
	await screen.shows("that it is being sent", (text) => text("rating-word") === "Đang gửi ý kiến"
		&& /sẽ được gửi khi có kết nối lại/.test(text("rating-note")));
	await server.start();
	await until("the rating", async () => !(await canRate(ticket)));
	await clerk.signIn("an", PASSWORD);
	await screen.shows("thanks, or the counter again", (text) => text("rating-word") === THANKS || text("state"));
});

test("display-rating: needs a key of its own, and a counter", async () => {
	const usage = async (args, pattern) => {
		const { code, log } = await run("motcua-display", ["--server", "http://127.0.0.1:9", ...args]);
		assert.equal(code, 2);
		assert.match(log, pattern);
	};
	const plain = /needs --view counter and the screen's own --key-file FILE/;
	await usage(["--view", "counter", "--counter", "2", "--rating"], plain);
	await usage(["--view", "counter", "--counter", "2", "--next"], plain);
	await usage(["--view", "hall", "--key-file", "x", "--rating"], plain);
});

test("display-next: the number whose turn is likely next, never one that is known to have gone", async (t) => {
	const { server, screen, kiosk, clerk } = await open(t, { args: ["--next"] });
	const says = (number) => (text) => text("next") === (number && `Tiếp theo (dự kiến): ${number}`);
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
	await clerk.move("next");
	await screen.shows("the next one", says("A002"));
	const { number } = await kiosk.take("chung-thuc", { priority: "elderly" });
	await screen.shows("who comes before", says(number));
	await clerk.move("start");
	await screen.shows("the same while it serves", says(number));
	await clerk.move("finish");
	await screen.shows("nobody while it is free", (text) => text("state") === "Mời số tiếp theo" && !text("next"));
	await clerk.move("next");
	await screen.shows("the next but one", (text) => text("number") === number && says("A002")(text));
	await server.kill();
	await screen.shows("nothing that may be old", (text) => text("lost") && !text("next"));
	await server.start();
	await screen.shows("the next one again", says("A002"));
});
