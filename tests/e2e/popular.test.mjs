// The procedures that an office handles most come first, counted from its own log over 90 days.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const SERVICE = "chung-thuc";
const [WILL, COPY, SIGNATURE, BIRTH] = ["2.001019", "2.000815", "2.000884", "1.001193"];
const MINUTE_S = 60;
const DAY_S = 24 * 3600;

class Ward {
	static async open(t) {
		const ward = new Ward();
		const people = [{ user: "truong", role: "lead", name: "Lê Thu Hà", title: "Phó Trưởng bộ phận" }];
		ward.server = await Server.start({ at: "2026-08-17 09:00", people });
		t.after(() => ward.server.close());
		ward.anyone = new Client(ward.server.url);
		ward.kiosk = new Kiosk(ward.server.url, { key: ward.server.keys.cua });
		ward.an = await Clerk.at(ward.server.url, 2);
		await ward.an.move("open");
		return ward;
	}

	async list(words = {}) {
		const query = new URLSearchParams({ limit: 100, ...words });
		return (await this.anyone.get(`/api/v1/procedures?${query}`)).procedures;
	}

	async codes(words) {
		return (await this.list(words)).map(({ code }) => code);
	}

	// What is counted, as [code, visits], first to last.
	async counted(words) {
		return (await this.list(words)).filter(({ visits }) => visits > 0).map(({ code, visits }) => [code, visits]);
	}

	// A visit from the kiosk to the end: for a procedure or for none, with some recorded or none.
	async visit(procedure, ...recorded) {
		const { id } = await this.kiosk.take(SERVICE, procedure ? { procedure } : {});
		await this.an.serve();
		await this.an.move("finish", { procedures: recorded.map((code) => ({ code, quantity: 7 })) });
		return id;
	}

	async restart({ later = 0 } = {}) {
		await this.server.stop();
		await this.server.clock.advance(later);
		await this.server.start();
	}
}

test("popular: by what was recorded, else by what was chosen, within a minute", async (t) => {
	const ward = await Ward.open(t);
	const before = await ward.codes();
	const ofService = await ward.codes({ service: SERVICE });
	await ward.visit(WILL);
	await ward.visit(WILL, COPY);
	await ward.visit(null, SIGNATURE, COPY);
	await ward.visit(COPY, WILL, WILL);
	await ward.visit(null);
	await ward.visit(COPY);
	const lead = await Clerk.at(ward.server.url, undefined, "truong");
	await lead.post(`/api/v1/tickets/${await ward.visit(SIGNATURE)}/reopen`, { reason: "Chưa xong" });
	await ward.kiosk.take("ho-tich", { procedure: BIRTH });
	const most = [[COPY, 3], [WILL, 2], [SIGNATURE, 1]];
	await ward.server.clock.advance(MINUTE_S);
	await until("the visits to be counted", async () => (await ward.counted()).length > 0);
	assert.deepEqual(await ward.counted(), most);
	const named = most.map(([code]) => code);
	const others = (codes) => codes.filter((code) => !named.includes(code));
	assert.deepEqual(await ward.codes({ limit: 50 }), [...named, ...others(before)].slice(0, 50), "the others as they were");
	assert.deepEqual(await ward.codes({ service: SERVICE }), [...named, ...others(ofService)]);
	assert.deepEqual(await ward.counted({ service: "ho-tich" }), []);
	assert.equal((await ward.codes({ q: "2.000908" }))[0], "2.000908", "a code comes first");
	assert.equal((await ward.codes({ q: "đăng ký khai sinh" }))[0], BIRTH, "a name comes first");
	await ward.restart();
	assert.deepEqual(await ward.counted(), most, "a start counts the same");
	await ward.server.clock.advance(DAY_S);
	await until("the next day", async () => (await ward.anyone.get("/api/v1/office")).day === 20260818);
	await ward.an.move("open");
	await ward.visit(WILL);
	await ward.visit(WILL);
	await ward.server.clock.advance(MINUTE_S);
	const both = [[WILL, 4], [COPY, 3], [SIGNATURE, 1]];
	await until("both days to be counted", async () => (await ward.counted())[0][1] === both[0][1]);
	assert.deepEqual(await ward.counted(), both);
});

test("popular: of the 90 days before today", async (t) => {
	const ward = await Ward.open(t);
	await ward.visit(WILL);
	await ward.restart({ later: DAY_S });
	await ward.an.move("open");
	await ward.visit(COPY);
	await ward.restart({ later: 89 * DAY_S });
	assert.deepEqual((await ward.counted()).sort(), [[COPY, 1], [WILL, 1]].sort());
	await ward.server.clock.advance(DAY_S);
	await until("the first day to be too long ago", async () => (await ward.counted()).length === 1);
	assert.deepEqual(await ward.counted(), [[COPY, 1]]);
	await ward.restart({ later: DAY_S });
	assert.deepEqual(await ward.counted(), []);
	await ward.server.stop();
	await ward.server.command(["check"]);
});
