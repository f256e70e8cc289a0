// The answer to "why was A002 called before me?", from the store alone, days later.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { Clerk, Kiosk } from "../harness/client.mjs";
import { FakeClock } from "../harness/fake_clock.mjs";
import { run } from "../harness/program.mjs";
import { openAlways, readOffice, writeOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";

const DAY = "20260817";
const COUNTER = 2; // its own work: chung-thuc (A); helps out with ho-tich (B) after ten minutes

async function why(server, args, lang = "en_US.UTF-8") {
	const env = { ...process.env, LANG: lang };
	return run("motcua-server", ["--data", server.data, "why", ...args], { env });
}

test("why: who was waiting at each call, and which rule decided", async (t) => {
	const server = await Server.start({ catalogue: false, at: "2026-08-17 09:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, COUNTER, "an");
	await clerk.move("open");
	await kiosk.take("ho-tich"); // B001, an hour's head start would be needed to pass it
	await server.clock.advance(60);
	await kiosk.take("chung-thuc"); // A001
	await server.clock.advance(60);
	await kiosk.take("chung-thuc", { priority: "elderly" }); // A002
	await kiosk.take("chung-thuc"); // A003
	await clerk.move("next"); // A002: priority
	await clerk.move("start");
	await clerk.move("finish");
	await clerk.move("next"); // A001: own work before helping out
	await clerk.move("start");
	await clerk.move("finish");
	await clerk.move("call", { number: "B001", reason: "ra tàu lúc 10 giờ" });

	assert.equal((await why(server, ["A002", "--day", DAY])).code, 3, "a server has the store open");
	await server.stop();

	const priority = await why(server, ["A002", "--day", DAY]);
	assert.equal(priority.code, 0, priority.log);
	assert.match(priority.out, /09:02:\d\d: A002 was called to counter 2 \(Priority; rules, version \d+\)/);
	assert.match(priority.out, /counter then, 4 in calling order/);
	assert.match(priority.out, /^> +1\. A002 +08:02:\d\d +Priority$/m);
	assert.match(priority.out, /^ {2}\s+2\. A001 +09:01:\d\d +In turn$/m);
	assert.match(priority.out, /B001 +09:00:\d\d \+10 min In turn/);
	assert.match(priority.out, /Priority: counts as having come 60 minutes earlier\./);

	const own = await why(server, ["A001", "--day", DAY]);
	assert.match(own.out, /Rule: the counter's own work counts first/);

	const chosen = await why(server, ["B001", "--day", DAY], "vi_VN.UTF-8");
	assert.match(chosen.out, /số B001 được gọi đến quầy 2 \(Cán bộ chọn số; quy tắc bản \d+\)/);
	assert.match(chosen.out, /Cán bộ chọn số này ngoài lượt\. Lý do: ra tàu lúc 10 giờ/);

	const waiting = await why(server, ["A003", "--day", DAY]);
	assert.equal(waiting.code, 1);
	assert.match(waiting.log, /Number A003 was never called on 17\/08\/2026\./);
	const unknown = await why(server, ["A099", "--day", DAY]);
	assert.equal(unknown.code, 1);
	assert.match(unknown.log, /There was no number A099/);
	assert.equal((await why(server, ["A001"])).code, 2);
	assert.equal((await why(server, ["A001", "--day", "yesterday"])).code, 2);
});

// The rules that decided are those of then, not those of now.
test("why: a call is explained by the rules that were in force", async (t) => {
	const server = await Server.start({ catalogue: false, at: "2026-08-17 09:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, COUNTER, "an");
	await clerk.move("open");
	await kiosk.take("ho-tich");
	await server.clock.advance(60);
	await kiosk.take("chung-thuc");
	await clerk.move("next");
	await server.stop();
	const office = openAlways(await readOffice());
	office.priority_rule.helper_handicap_min = { 1: 0, 2: 0, 3: 0 };
	await writeOffice(`${server.dir}/other.json`, office);
	await server.command(["import", `${server.dir}/other.json`]);
	const answer = await why(server, ["A001", "--day", DAY]);
	assert.match(answer.out, /B001 +09:00:\d\d \+10 min/);
	assert.match(answer.out, /own work counts first/);
});

test("why: numbers that a kiosk gave out while it was cut off, and those that nobody got", async (t) => {
	const server = await Server.start({ catalogue: false, at: "2026-08-17 09:00" });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const clerk = await Clerk.at(server.url, COUNTER, "an");
	await clerk.move("open");
	const { lease } = await kiosk.expect(201, "POST", "/api/v1/kiosk/lease", { holder: "disk" });
	await server.clock.advance(600);
	await kiosk.take("chung-thuc");
	const given = (number, more) => ({ number, service: "chung-thuc", token: randomBytes(16).toString("base64url"), ...more });
	const tickets = [
		given("A950", { issued_at: FakeClock.at("2026-08-17 09:05"), how: "paper" }),
		given("A951", { issued_at: FakeClock.at("2026-08-17 09:06"), void: "paper_out" }),
	];
	await kiosk.post("/api/v1/kiosk/lease/return", { lease: lease.id, day: lease.day, tickets, close: true });
	await clerk.move("next");
	await server.stop();
	const called = await why(server, ["A950", "--day", DAY]);
	assert.equal(called.code, 0, called.log);
	assert.match(called.out, /^A950 was given out by kiosk cua at 09:05:00, while it was cut off; it joined the queue at 09:10:\d\d/m);
	assert.match(called.out, /^> +1\. A950 +09:05:00 +In turn$/m);
	const nobody = await why(server, ["A951", "--day", DAY], "vi_VN.UTF-8");
	assert.match(nobody.out, /Số A951 do máy lấy số cua cấp lúc 09:06:00, khi mất kết nối/);
	assert.equal(nobody.code, 1);
	const unused = await why(server, ["A952", "--day", DAY]);
	assert.match(unused.out, /A952 was set aside for kiosk cua/);
	assert.match(unused.log, /A952 was never called/);
	assert.match((await why(server, ["A949", "--day", DAY])).log, /There was no number A949|no number A949/);
});
