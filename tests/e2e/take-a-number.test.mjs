// A number from the kiosk to the hall: issued, printed, waiting; or failed, and never used again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const TICKETS = "/api/v1/tickets";

async function open(t, options = {}) {
	const server = await Server.start({ catalogue: false, ...options });
	t.after(() => server.close());
	const kiosks = Object.values(server.keys).map((key) => new Kiosk(server.url, { key }));
	return { server, anyone: new Client(server.url), kiosk: kiosks[0], other: kiosks[1] };
}

const held = (anyone, { token }) => anyone.get(`${TICKETS}/${token}`);

async function waiting(anyone, service) {
	const { services } = await anyone.get("/api/v1/board");
	return services.find(({ id }) => id === service).waiting;
}

test("take-a-number: issued, printed, waiting", async (t) => {
	const { server, anyone, kiosk } = await open(t, { catalogue: true });
	const before = server.clock.now();
	const body = { service: "chung-thuc", procedure: "2.000815", priority: "elderly", lang: "en" };
	const answer = await kiosk.ask("POST", TICKETS, body);
	assert.equal(answer.status, 201);
	const { ticket } = answer.body;
	assert.equal(ticket.number, "A001");
	assert.equal(ticket.service, "chung-thuc");
	assert.equal(ticket.priority, "elderly");
	assert.equal(ticket.state, "issuing");
	assert.equal(ticket.ahead, 0);
	assert.match(ticket.token, /^[A-Za-z0-9_-]{22}$/);
	assert.ok(ticket.issued_at >= before && ticket.issued_at <= server.clock.now());
	assert.equal(await waiting(anyone, "chung-thuc"), 0, "nobody waits with a slip that is not out");
	assert.equal((await held(anyone, ticket)).state, "issuing");

	const printed = await kiosk.post(`${TICKETS}/${ticket.id}/printed`, { how: "paper" });
	assert.equal(printed.ticket.state, "waiting");
	assert.equal(printed.ticket.token, ticket.token);
	assert.equal(await waiting(anyone, "chung-thuc"), 1);
	const again = await kiosk.post(`${TICKETS}/${ticket.id}/printed`, { how: "screen" });
	assert.equal(again.ticket.state, "waiting", "saying it twice is no error");
	assert.equal(await waiting(anyone, "chung-thuc"), 1);

	const next = await kiosk.take("chung-thuc");
	assert.equal(next.number, "A002");
	assert.equal(next.ahead, 1);
	assert.equal((await kiosk.take("ho-tich")).number, "B001", "each service has its own series");
});

test("take-a-number: its holder sees it, by the token alone", async (t) => {
	const { anyone, kiosk } = await open(t, { catalogue: true });
	const ticket = await kiosk.take("chung-thuc", { procedure: "2.000815" });
	const view = await held(anyone, ticket);
	const { wait, reach, window, break: pause, issued_at, procedure, ...plain } = view;
	assert.deepEqual(plain, {
		number: "A001", service: "chung-thuc", state: "waiting", ahead: 0, counter: null, called_at: null, reason: null,
		queue_at: Math.floor(issued_at / 1000) * 1000, queue_reason: "in_turn", from_counter: null, until: null,
		can_return: false, can_rate: false, penalty_s: 0,
	});
	assert.equal(issued_at, ticket.issued_at);
	assert.ok(wait === null || wait.low_s <= wait.high_s);
	assert.equal(procedure.code, "2.000815");
	assert.equal(ticket.url, `${anyone.url}/t/${ticket.token}`);
	const page = await fetch(ticket.url);
	assert.equal(page.status, 200);
	assert.match(page.headers.get("content-type"), /^text\/html/);
	assert.ok((await page.text()).includes("A001"), "the page can be read without a script");

	const wrong = ["A001", String(ticket.id), "x", "A".repeat(22), `${ticket.token}A`, `${ticket.token.slice(0, -1)}`];
	const answers = await Promise.all(wrong.map((token) => anyone.ask("GET", `${TICKETS}/${token}`)));
	for (const { status, body } of answers) {
		assert.equal(status, 404);
		assert.deepEqual(body, answers[0].body, "nothing tells one wrong token from another");
	}
});

test("take-a-number: its holder is told whether and when it will be called", async (t) => {
	const { anyone, kiosk, server } = await open(t, { at: "2026-08-17 11:00", hours: "own" });
	const clerk = await Clerk.at(server.url, 2);
	await clerk.move("open");
	await kiosk.take("chung-thuc");
	const now = server.clock.now();
	const ticket = await kiosk.take("chung-thuc");
	const soon = await until("what is said of it", async () => {
		const seen = await held(anyone, ticket);
		return seen.window && seen;
	});
	assert.equal(soon.reach, "likely");
	assert.ok(soon.window.from_at < soon.window.to_at);
	assert.ok(soon.window.to_at > now && soon.window.from_at < now + 30 * 60000);
	assert.equal(soon.break, null);
	const taken = await kiosk.take("chung-thuc");
	assert.equal(taken.reach, "likely", "the kiosk can say so before the slip is out");
	for (const path of ["office", "board"]) {
		const { services } = await anyone.get(`/api/v1/${path}`);
		assert.equal(services[0].reach, "likely", path);
		assert.ok("break" in services[0], path);
	}
});

test("take-a-number: a slip that failed is void and its number is not used again", async (t) => {
	const { anyone, kiosk } = await open(t);
	const ticket = await kiosk.take("ho-tich", {}, { print: false });
	const failed = await kiosk.post(`${TICKETS}/${ticket.id}/failed`, { why: "paper_out" });
	assert.equal(failed.ticket.state, "void");
	assert.equal((await held(anyone, ticket)).state, "void");
	const late = await kiosk.expect(409, "POST", `${TICKETS}/${ticket.id}/printed`, { how: "paper" });
	assert.equal(late.error, "wrong_state");
	assert.equal(late.ticket.state, "void");
	assert.equal((await kiosk.take("ho-tich")).number, "B002");
	assert.equal(await waiting(anyone, "ho-tich"), 1);
});

test("take-a-number: what waits cannot fail any more", async (t) => {
	const { kiosk } = await open(t);
	const { id } = await kiosk.take("ho-tich");
	const refused = await kiosk.expect(409, "POST", `${TICKETS}/${id}/failed`, { why: "offline" });
	assert.equal(refused.error, "wrong_state");
	assert.equal(refused.ticket.state, "waiting");
	for (const [action, body] of [["printed", { how: "paper" }], ["failed", { why: "paper_out" }]]) {
		for (const unknown of [id + 1000, 0, "A001", "-1", "99999999999999999999"])
			await kiosk.expect(404, "POST", `${TICKETS}/${unknown}/${action}`, body);
	}
});

test("take-a-number: a slip that never came out is void after a minute", async (t) => {
	const { server, anyone, kiosk } = await open(t, { at: "2026-08-17 09:00" });
	const first = await kiosk.take("ho-tich", {}, { print: false });
	await server.clock.advance(30);
	const second = await kiosk.take("ho-tich", {}, { print: false });
	assert.equal((await held(anyone, first)).state, "issuing");
	await server.clock.advance(31);
	await until("the first to be void", async () => (await held(anyone, first)).state === "void");
	assert.equal((await held(anyone, second)).state, "issuing");
	await kiosk.post(`${TICKETS}/${second.id}/printed`, { how: "screen" });
	await server.clock.advance(120);
	const third = await kiosk.take("ho-tich", {}, { print: false });
	await server.clock.advance(61);
	await until("the third to be void", async () => (await held(anyone, third)).state === "void");
	assert.equal((await held(anyone, second)).state, "waiting", "a slip that is out stays");
	assert.equal(third.number, "B003");
});

test("take-a-number: what is not of this office is told by its field", async (t) => {
	const { kiosk } = await open(t, { catalogue: true });
	const wrong = [
		["service", {}],
		["service", { service: "bay" }],
		["service", { service: 7 }],
		["service", { service: "" }],
		["service", { service: null }],
		["service", { service: "chung-thuc\u0007" }],
		["service", { service: "c".repeat(5000) }],
		["priority", { service: "ho-tich", priority: "vip" }],
		["priority", { service: "ho-tich", priority: ["elderly"] }],
		["procedure", { service: "ho-tich", procedure: "9.999999" }],
		["procedure", { service: "ho-tich", procedure: { code: "2.000815" } }],
		["lang", { service: "ho-tich", lang: "fr" }],
	];
	for (const [field, body] of wrong) {
		const answer = await kiosk.expect(422, "POST", TICKETS, body);
		assert.equal(answer.error, "invalid", JSON.stringify(body));
		assert.equal(answer.field, field, JSON.stringify(body));
		assert.ok(answer.message.length > 0);
	}
	const { id } = await kiosk.take("ho-tich", {}, { print: false });
	const how = await kiosk.expect(422, "POST", `${TICKETS}/${id}/printed`, { how: "by air" });
	assert.equal(how.field, "how");
	assert.equal((await kiosk.take("ho-tich")).number, "B002", "no number was spent on any of it");
});

test("take-a-number: an error speaks the reader's language", async (t) => {
	const { kiosk } = await open(t);
	const say = async (language) => {
		const headers = { "Accept-Language": language };
		return (await kiosk.expect(422, "POST", TICKETS, { service: "bay" }, { headers })).message;
	};
	assert.equal(await say("vi"), "Nội dung chưa hợp lệ, vui lòng kiểm tra lại.");
	assert.notEqual(await say("en"), await say("vi"));
	assert.equal(await say("en-GB,en;q=0.9"), await say("en"));
	assert.equal(await say("fr"), await say("vi"));
});

test("take-a-number: a kiosk that takes too fast is slowed down, and it alone", async (t) => {
	const change = (office) => ({ ...office, limits: { ...office.limits, kiosk_tickets_per_minute: 3 } });
	const options = { change, at: "2026-08-17 09:00", kiosks: ["cua-1", "cua-2"] };
	const { server, kiosk, other } = await open(t, options);
	await kiosk.take("ho-tich");
	await server.clock.advance(20);
	await kiosk.take("chung-thuc");
	await kiosk.take("ho-tich");
	const once = "the-fourth";
	const slow = await kiosk.ask("POST", TICKETS, { service: "ho-tich" }, { once });
	assert.equal(slow.status, 429);
	assert.equal(slow.body.error, "slow_down");
	const after = Number(slow.headers.get("retry-after"));
	assert.ok(after >= 1 && after <= 40, `Retry-After: ${after}`);
	await other.take("ho-tich");
	await server.clock.advance(after);
	const { ticket } = await kiosk.expect(201, "POST", TICKETS, { service: "ho-tich" }, { once });
	assert.equal(ticket.number, "B004");
	await kiosk.expect(429, "POST", TICKETS, { service: "ho-tich" });
});

test("take-a-number: past the last number of the series there is none", async (t) => {
	const change = (office) => ({ ...office, ticket_number: { ...office.ticket_number, start: 998, max: 999 } });
	const { kiosk } = await open(t, { change });
	assert.equal((await kiosk.take("ho-tich")).number, "B998");
	assert.equal((await kiosk.take("ho-tich")).number, "B999");
	const over = await kiosk.expect(409, "POST", TICKETS, { service: "ho-tich" });
	assert.equal(over.error, "quota_reached");
	assert.equal((await kiosk.take("chung-thuc")).number, "A998");
});
