// A ticket's own feed is of that ticket alone: its number is another person's tomorrow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FeedReader } from "../harness/feed.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

test("feed-ticket: the same number of another day is another ticket", async (t) => {
	const server = await Server.start({ catalogue: false, at: "2026-08-17 23:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const read = async (options) => {
		const reader = await FeedReader.open(server.url, options);
		t.after(() => reader.close());
		return reader;
	};
	const board = () => kiosk.get("/api/v1/board");
	const kinds = (reader) => reader.changes().map(({ kind, number }) => [kind, number]);
	await until("the day to be open", async () => (await board()).day === 20260817);

	const { epoch, seq: before } = await board();
	const old = await kiosk.take("ho-tich");
	const oldReader = await read({ query: `?ticket=${old.token}` });
	await server.clock.set("2026-08-18 00:00");
	await until("the new day", async () => (await board()).day === 20260818);
	const fresh = await kiosk.take("ho-tich");
	assert.equal(fresh.number, old.number);
	const clerk = await Clerk.at(server.url, 3);
	await clerk.move("open");
	await clerk.move("next");

	const freshReader = await read({ query: `?ticket=${fresh.token}`, lastEventId: `${epoch}-${before}` });
	const whole = await read({ lastEventId: `${epoch}-${before}` });
	await until("all of it", async () => whole.lastEventId === `${epoch}-${(await board()).seq}`);
	await until("the call", () => freshReader.changes().length >= 3);
	assert.deepEqual(kinds(freshReader), ["issued", "printed", "called"].map((kind) => [kind, fresh.number]));
	await until("the end of the old one", () => oldReader.changes().length >= 1);
	const { comments } = oldReader;
	await until("a beat", () => oldReader.comments > comments);
	assert.deepEqual(kinds(oldReader), [["expired", old.number]]);
});
