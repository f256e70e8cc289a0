// Somebody who is signed in opens a page of somebody else's: it can do nothing here, read nothing, and put none
// of our pages into its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { Description } from "../harness/description.mjs";
import { ROOT } from "../harness/program.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { png, putSlide } from "../harness/slide.mjs";
import { PATIENCE_MS, until } from "../harness/wait.mjs";
import { launch, open } from "./browser.mjs";
import { ForeignPage, ForeignSite } from "./foreign.mjs";

const PEOPLE = [{ user: "quan", role: "admin" }, { user: "lan", role: "lead" }, { user: "an", role: "clerk" }];
const COUNTER = 2, SERVICE = "chung-thuc";
const HOSTS = ["127.0.0.1", "localhost"];
const described = new Description(await readFile(join(ROOT, "server/openapi.yaml"), "utf8"));
let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

// An office at work, in which everything that a route could do could be done.
async function atWork(t) {
	const server = await Server.start({ clerks: [], people: PEOPLE, displays: ["bang"] });
	t.after(() => server.close());
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const as = (user, counter) => Clerk.at(server.url, counter, user);
	const [admin, lead, clerk] = [await as("quan"), await as("lan"), await as("an", COUNTER)];
	const tickets = [];
	while (tickets.length < 3) tickets.push(await kiosk.take(SERVICE));
	await clerk.move("open");
	await clerk.move("next");
	await putSlide(lead, "a.png", png(8, 8, [1, 2, 3]));
	const says = { run: "a", screen: "1x1", showing: { screen: "hall", number: null }, view: "hall" };
	await new Client(server.url, { key: server.keys.bang }).post("/api/v1/display/status", says);
	const { code } = await admin.expect(201, "POST", "/api/v1/admin/devices", { name: "moi", role: "kiosk" });
	return { server, admin, lead, clerk, ticket: tickets[1], code };
}

// A browser in which somebody is signed in.
async function browserOf(t, server, user, counter) {
	const page = await open(browser);
	t.after(() => page.context().close());
	const body = { user, password: PASSWORD, counter };
	const answer = await page.context().request.post(`${server.url}/api/v1/session`, { data: body });
	assert.equal(answer.status(), 200);
	return page.context();
}

// What a page would send to do what the route does.
const WANTED = {
	user: "an", password: PASSWORD, old: PASSWORD, new: "ten characters", name: "bad", title: "bad", role: "kiosk", token: "x",
	service: SERVICE, counter: 3, number: "A002", reason: "bad", why: "paper_out", how: "paper", priority: "elderly", score: 1, upto: "A050", first: "A001",
	notices: [{ vi: "bad" }], order: [], seconds: 5, view: "hall", limits: { undo_seconds: 20 }, fee_vnd: 1, printer: "ok", numbers: 1, minutes: 5,
};

function urlOf({ path }, { ticket, seq }) {
	const values = { token: ticket.token, id: ticket.id, service: SERVICE, user: "an", seq, lang: "vi", counter: COUNTER, code: "2.000815", name: "bang" };
	if (path.includes("/slides/")) values.name = "a.png";
	return path.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
}

// All that a change would show in.
async function state({ admin, lead }) {
	const { seq, counters } = await admin.get("/api/v1/board");
	const { entries: [act] } = await admin.get("/api/v1/admin/audit?limit=1");
	const { accounts } = await admin.get("/api/v1/admin/accounts");
	const { devices } = await admin.get("/api/v1/admin/devices");
	const { backups } = await admin.get("/api/v1/admin/backups");
	const { settings, picture } = (await lead.get("/api/v1/devices")).devices.find(({ name }) => name === "bang");
	const { tickets } = await lead.get("/api/v1/hall");
	const people = accounts.map(({ signed_in, ...account }) => account);
	const slides = await admin.get("/api/v1/slides");
	return { seq, counters, act: act.seq, people, devices, backups, settings, picture, slides, states: tickets.map((one) => [one.number, one.state]) };
}

// How many requests the server has refused.
async function refusals(server) {
	const text = await (await fetch(`${server.url}/metrics`)).text();
	return Number(/^motcua_http_answers_total\{class="4xx"\} (\d+)$/m.exec(text)[1]);
}

test("a page of another origin changes nothing, whoever is signed in", { timeout: 120000 }, async (t) => {
	const office = await atWork(t);
	const { server } = office;
	const site = await ForeignSite.open(t);
	const { act: seq } = await state(office);
	const changing = described.operations.filter(({ method }) => method !== "GET");
	const routes = changing.map((route) => ({ method: route.method, url: urlOf(route, { ...office, seq }), body: JSON.stringify({ ...WANTED, code: office.code }) }));
	const contexts = { admin: await browserOf(t, server, "quan"), lead: await browserOf(t, server, "lan"), clerk: await browserOf(t, server, "an", COUNTER) };
	const before = await state(office);
	let tried = 0;
	for (const [role, context] of Object.entries(contexts)) {
		const theirs = routes.filter((_, i) => ["public", role].some((one) => changing[i]["x-roles"].includes(one)));
		for (const host of role === "admin" ? HOSTS : HOSTS.slice(0, 1)) {
			const refused = await refusals(server);
			const page = await ForeignPage.open(context, server.url, site.at(host));
			tried += await page.tryAll(theirs, { forms: host === HOSTS[0] });
			assert.ok((await refusals(server)) - refused > 4 * theirs.length, `what ${role} was made to send from ${host} came`);
			await page.page.close();
		}
		const answer = await context.request.get(`${server.url}/api/v1/session`);
		assert.equal((await answer.json()).role, role, "still signed in, as the same");
	}
	assert.deepEqual(await state(office), before);
	console.log(`csrf: routes=${routes.length} requests=${tried} changed=0`);
});

test("it reads nothing, and looking changes nothing", async (t) => {
	const office = await atWork(t);
	const site = await ForeignSite.open(t);
	const before = await state(office);
	const looking = described.operations.filter(({ method, path }) => method === "GET" && !/feed|\/backups\/\{/.test(path));
	const urls = looking.map((route) => urlOf(route, { ...office, seq: before.act }));
	const context = await browserOf(t, office.server, "quan");
	for (const host of HOSTS) {
		const page = await ForeignPage.open(context, office.server.url, site.at(host));
		assert.equal(await page.lookAt(urls), 0, host);
	}
	assert.deepEqual(await state(office), before);
});

/* In the foreign page: a frame with that address. */
function frame(url) {
	document.body.replaceChildren(Object.assign(document.createElement("iframe"), { src: url }));
}

test("no page of ours stands in another's frame, nor knows who opened it", async (t) => {
	const { server, ticket } = await atWork(t);
	const site = await ForeignSite.open(t);
	const context = await browserOf(t, server, "quan");
	const page = await context.newPage();
	page.setDefaultTimeout(PATIENCE_MS);
	const paths = ["/", "/clerk", "/lead", "/reports", "/admin", "/board", `/t/${ticket.token}`, "/api/v1/office", "/web/door.svg", "/slides/a.png"];
	for (const host of HOSTS) {
		await page.goto(site.at(host));
		for (const path of paths) {
			const refused = page.waitForEvent("console", (said) => /frame-ancestors 'none'/.test(said.text()));
			const ended = page.waitForEvent("requestfailed", (request) => request.url() === server.url + path);
			await page.evaluate(frame, server.url + path);
			await Promise.all([refused, ended]);
		}
		const opening = context.waitForEvent("page");
		await page.evaluate((url) => { window.opened = window.open(url); }, `${server.url}/admin`);
		const opened = await opening;
		await opened.waitForLoadState();
		assert.equal(await opened.evaluate(() => window.opener), null);
		await until("the opener to have lost it", () => page.evaluate(() => window.opened.closed));
		await opened.close();
	}
});
