// Every text that anybody can put into the office is an attack, and every page is opened by whoever sees it:
// nothing runs, and what is shown is what was typed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Clerk, Client, Kiosk } from "../harness/client.mjs";
import { PROCEDURES } from "../harness/office.mjs";
import { HIDDEN, PAYLOADS, REFUSED } from "../harness/payloads.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { png, putSlide } from "../harness/slide.mjs";
import { AdminPage } from "./admin.mjs";
import { Texts, assertHarmless, openWatched, assertDangerous } from "./attack.mjs";
import { launch, leave } from "./browser.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 1);
const PEOPLE = [{ user: "quan", role: "admin" }, { user: "lan", role: "lead" }, { user: "an", role: "clerk" }];
const COUNTER = 2, SERVICE = "chung-thuc";
const SLIDES = ["'onload=alert(1) x='.png", "{{lang}}${alert(1)}.png"];
const PROCEDURE = "2.000815";
// Of the administrator's sections: what is pressed, what it opens, how many of them.
const BEHIND = {
	procedures: [".procedures-list button", "#form-dialog[open]", 2],
	indicators: ["#section-indicators .cards button", "#form-dialog[open]", 2],
	audit: ["#section-audit .does button:first-child", "#section-audit dl", 4],
};
let browser;

before(async () => {
	browser = await launch();
});
after(() => browser?.close());

async function open(t) {
	const server = await Server.start({ clerks: [], people: PEOPLE, catalogue: false, displays: ["bang"] });
	t.after(() => server.close());
	const as = (user, counter) => Clerk.at(server.url, counter, user);
	const [admin, lead, clerk] = [await as("quan"), await as("lan"), await as("an", COUNTER)];
	return { server, admin, lead, clerk, kiosk: new Kiosk(server.url, { key: server.keys.cua }) };
}

async function catalogue(codes, many = 50) {
	const { fields, procedures } = JSON.parse(await readFile(PROCEDURES));
	return { fields, procedures: procedures.filter(({ code }, at) => at < many || codes.includes(code)) };
}

const dayOf = (i) => new Date(Date.UTC(2026, 0, 20 + i)).toISOString().slice(0, 10);
const pair = (texts, kind) => ({ vi: texts.next(`${kind}.vi`), en: texts.next(`${kind}.en`) });

async function poisonOffice({ admin, lead }, texts) {
	const file = texts.poison(await admin.get("/api/v1/admin/office"), "office");
	file.slip = { header: pair(texts, "slip.header"), footer: pair(texts, "slip.footer") };
	file.zones = [{ id: "a", name_vi: texts.next("zones.name_vi"), name_en: texts.next("zones.name_en"), counters: [COUNTER] }];
	file.holidays = Array.from({ length: texts.all }, (_, i) => ({ date: dayOf(i), name_vi: texts.next("holidays.name_vi") }));
	Object.assign(file.holidays[0], { name_en: texts.next("holidays.name_en"), basis: texts.next("holidays.basis") });
	file.make_up_workdays = [{ date: "2026-01-10", for_date: "2026-01-02", basis: texts.next("make_up_workdays.basis") }];
	await admin.expect(200, "PUT", "/api/v1/admin/office", file);
	const catalog = texts.poison(await catalogue([PROCEDURE]), "catalogue");
	await admin.expect(200, "POST", "/api/v1/admin/procedures/import", { catalog });
	await lead.expect(200, "PUT", "/api/v1/notices", { notices: Array.from({ length: 8 }, () => pair(texts, "notices")) });
	for (const { user } of PEOPLE) {
		const person = { name: texts.next("accounts.name"), title: texts.next("accounts.title") };
		await admin.expect(200, "PUT", `/api/v1/admin/accounts/${user}`, person);
	}
	for (const name of SLIDES) await putSlide(lead, name, png(8, 8, [9, 9, 9]));
}

// A morning in which every note and reason is one. Gives a ticket that is called.
async function poisonDay({ kiosk, clerk, lead }, texts) {
	const take = () => kiosk.take(SERVICE, { priority: "elderly", procedure: PROCEDURE });
	const reason = (kind) => ({ reason: texts.next(kind) });
	const tickets = [];
	while (tickets.length < 8) tickets.push(await take());
	await clerk.move("open");
	await clerk.move("call", { number: tickets[3].number, ...reason("call.reason") });
	await clerk.move("start");
	await clerk.move("finish", { note: texts.next("finish.note") });
	await lead.post(`/api/v1/tickets/${tickets[3].id}/reopen`, reason("reopen.reason"));
	await clerk.move("call", { number: tickets[0].number, ...reason("call.reason") });
	await clerk.move("start");
	await clerk.move("hold", reason("hold.reason"));
	await clerk.move("call", { number: tickets[1].number, ...reason("call.reason") });
	await lead.post(`/api/v1/tickets/${tickets[1].id}/release`, reason("release.reason"));
	await lead.post(`/api/v1/tickets/${tickets[2].id}/void`, reason("void.reason"));
	await clerk.move("call", { number: tickets[4].number, ...reason("call.reason") });
	return tickets[4];
}

class Visit {
	constructor(server, texts) {
		Object.assign(this, { server, texts, seen: new Set(), pages: 0 });
	}

	// What the page shows now holds.
	async look(page, where) {
		for (const n of await assertHarmless(page, this.texts, where)) this.seen.add(n);
		this.pages += 1;
	}

	// A page of whoever signs in there; what `does` with it; then it is left.
	async with(lang, does) {
		const page = await openWatched(browser, this.server.url, { lang });
		await does(page);
		await leave(page);
	}

	async signIn(page, path, user, shown) {
		await page.goto(this.server.url + path);
		await page.fill("#user", user);
		await page.fill("#password", PASSWORD);
		if (path === "/clerk") await page.check(`#counter-${COUNTER}`);
		await page.click("#signin-enter");
		await page.waitForSelector(shown);
		await this.look(page, path);
	}

	// What lies behind each of the first few.
	async behind(page, selector, opened, many) {
		for (const button of (await page.locator(selector).all()).slice(0, many)) {
			await button.click();
			await page.waitForSelector(opened);
			await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
			await this.look(page, `behind ${selector}`);
			if (opened.includes("dialog")) await page.keyboard.press("Escape");
		}
	}

	public(lang, ticket) {
		const ways = ["/", "/board", "/board?zone=a", `/t/${ticket.token}`, ...(lang === "vi" ? ["/clerk", "/lead", "/admin", "/reports"] : [])];
		return this.with(lang, async (page) => {
			for (const way of ways) {
				await page.goto(this.server.url + way);
				await this.look(page, way);
			}
		});
	}

	clerk(lang) {
		return this.with(lang, async (page) => {
			await this.signIn(page, "/clerk", "an", "#desk:not([hidden])");
			for (const key of ["c", "s", "t", "?"]) {
				await page.keyboard.press(key);
				await this.look(page, `the desk, ${key}`);
				await page.keyboard.press("Escape");
			}
		});
	}

	lead(lang, ticket) {
		return this.with(lang, async (page) => {
			await this.signIn(page, "/lead", "lan", "#hall:not([hidden])");
			await page.waitForSelector("#rules-serves table");
			await page.click("a[href='#calls']");
			await this.look(page, "calls out of turn");
			await this.behind(page, `#counter-card-${COUNTER}`, "#panel[open]", 1);
			await page.keyboard.press("Escape");
			await page.fill("#find", ticket.number);
			await page.press("#find", "Enter");
			await this.look(page, "a number");
		});
	}

	admin(lang) {
		return this.with(lang, async (page) => {
			await this.signIn(page, "/admin", "quan", "#admin:not([hidden])");
			const admin = new AdminPage(page, this.server.url);
			const sections = await page.locator("#nav-list a").evaluateAll((links) => links.map(({ hash }) => hash.slice(1)));
			for (const id of sections) {
				await admin.go(id);
				await admin.at(id);
				await this.look(page, `admin ${id}`);
				const [selector, opened, many] = BEHIND[id] ?? [];
				if (selector) await this.behind(page, selector, opened, many);
			}
		});
	}

	reports(lang) {
		return this.with(lang, (page) => this.signIn(page, "/reports", "lan", "#report[aria-busy=false]"));
	}
}

test("what anybody typed is shown, and never run", async (t) => {
	await assertDangerous(browser);
	let pages = 0, fields;
	for (let round = 0; round < ROUNDS; round++) {
		const office = await open(t);
		const texts = new Texts(round * 37);
		await poisonOffice(office, texts);
		const ticket = await poisonDay(office, texts);
		const visit = new Visit(office.server, texts);
		for (const whose of ["public", "clerk", "lead", "admin", "reports"]) await visit[whose]("vi", ticket);
		await visit.public("en", ticket);
		pages += visit.pages;
		fields = texts.kinds.size;
		const shown = new Set([...visit.seen].map((n) => texts.payload(n)));
		assert.equal(shown.size, texts.all, "each was shown somewhere");
		await office.server.close();
	}
	console.log(`xss: payloads=${PAYLOADS.length + HIDDEN.length + REFUSED.length} fields=${fields} pages=${pages} run=0`);
});

test("characters that no text may have are refused wherever one is put", async (t) => {
	const { admin, lead, clerk, kiosk, server } = await open(t);
	await admin.expect(200, "POST", "/api/v1/admin/procedures/import", { catalog: await catalogue([PROCEDURE], 0) });
	const { version, office } = await admin.get("/api/v1/admin/texts");
	const display = new Client(server.url, { key: server.keys.bang });
	const screen = { run: "a", screen: "1x1", showing: { screen: "hall", number: null }, view: "hall" };
	const { number } = await kiosk.take(SERVICE);
	await clerk.move("open");
	for (const text of REFUSED) {
		const ways = [
			[admin, "PUT", "/api/v1/admin/texts", { version, office: { ...office, name_vi: text } }],
			[admin, "PUT", `/api/v1/admin/procedures/${PROCEDURE}`, { name_vi: text }],
			[admin, "PUT", "/api/v1/admin/accounts/an", { name: text }],
			[admin, "PUT", "/api/v1/admin/accounts/an", { title: text }],
			[lead, "PUT", "/api/v1/notices", { notices: [{ vi: text }] }],
			[clerk, "POST", `/api/v1/counters/${COUNTER}/call`, { number, reason: text }],
			[display, "POST", "/api/v1/display/status", { ...screen, version: text.slice(0, 12) }],
		];
		for (const [who, method, path, body] of ways) {
			const { status } = await who.ask(method, path, body);
			assert.ok(status === 422 || (status === 400 && text.includes("\0")), `${status} ${path} ${JSON.stringify(text)}`);
		}
	}
});

/* Where a page reads what stands in its address, signed in or not. */
test("what stands in an address is not run", async (t) => {
	const { server } = await open(t);
	const page = await openWatched(browser, server.url);
	t.after(() => leave(page));
	const none = new Texts();
	const names = ["lang", "zone", "from", "to", "view", "heat", "quiet", "volume", "diagonal", "voice-numbers", "q"];
	const paths = ["/", "/board", "/clerk", "/lead", "/admin", "/reports", "/t/x"];
	for (let at = 0; at < PAYLOADS.length; at += names.length) {
		const path = paths[(at / names.length) % paths.length];
		const query = new URLSearchParams(names.map((name, i) => [name, PAYLOADS[at + i] ?? ""]));
		await page.goto(`${server.url}${path}?${query}#${encodeURIComponent(PAYLOADS[at])}`);
		await assertHarmless(page, none, `${path} ${at}`);
	}
});

test("who sets up the office types them too", async (t) => {
	const server = await Server.start({ office: false, catalogue: false, clerks: [], kiosks: [] });
	t.after(() => server.close());
	const page = await openWatched(browser, server.url);
	t.after(() => leave(page));
	const texts = new Texts();
	await page.goto(`${server.url}/admin#setup=${await server.token()}`);
	for (const [field, text] of Object.entries({ name: texts.next("setup.name"), user: "quan", password: PASSWORD, again: PASSWORD })) await page.fill(`#first-${field}`, text);
	await page.click("#setup .enter");
	await page.waitForSelector("#section-office .samples");
	await assertHarmless(page, texts, "the account is made");
	await page.locator(".samples button, .samples input").first().click();
	for (const input of await page.locator("#section-office input[type=text]:visible, #section-office input:not([type]):visible").all()) await input.fill(texts.next("wizard"));
	assert.ok((await assertHarmless(page, texts, "the office")).length > 0);
});
