// reports: an office with two days behind it, and the page /reports as a lead sees it.
import { Hall } from "../harness/hall.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

export const MONDAY = 20260817;
export const TUESDAY = 20260818;
export const LEAD = "truong";

const KEEP = { after() {} }; // the file ends it

// One person: how long the citizen waits since the last one was done, and is served, in seconds.
async function visit(hall, clerk, wait, stay, end = "finish") {
	await hall.pass(wait);
	const { ticket } = await clerk.move("next");
	if (end === "absent") {
		await clerk.move("absent");
		return ticket;
	}
	await clerk.move("start");
	await hall.pass(stay);
	await clerk.move(end);
	return ticket;
}

// Numbers taken at once and served one after another.
async function hour(hall, clerk, services, more = {}) {
	const taken = [];
	for (const service of services) taken.push(await hall.take(service, more));
	for (const [i] of taken.entries()) await visit(hall, clerk, 30 + 20 * i, 120 + 30 * i);
	return taken;
}

async function rate(hall, tickets, scores) {
	for (const [i, score] of scores.entries()) {
		const body = score < 3 ? { score, reasons: ["wait"] } : { score };
		await hall.ask(200, hall.anyone, tickets[i].token, "rating", body);
	}
}

/*
 * Monday from 8 to past 10, and some of Tuesday from 9 on, which is today: two services at one
 * counter, somebody with priority, somebody who does not come, ratings. options: further of Server.
 */
export async function workedHall({ services: [a, b] = ["chung-thuc", "ho-tich"], counter = 3, ...options } = {}) {
	const hall = await Hall.open(KEEP, { at: "2026-08-17 08:00", ...options });
	const early = await hall.sit("an", counter);
	const first = await hour(hall, early, [b, b, b, a, b, b, a]);
	await rate(hall, first, [5, 5, 4, 3, 2, 5]);
	const late = await later(hall, counter, "2026-08-17 10:05", MONDAY);
	await hour(hall, late, [b, a, a, a, a, b], { priority: "elderly" });
	await hall.take(a);
	await visit(hall, late, 60, 0, "absent");
	hall.clerk = await later(hall, counter, "2026-08-18 09:00", TUESDAY);
	await hour(hall, hall.clerk, [a, b, a, b, a, a]);
	hall.lead = await hall.sit(LEAD);
	return hall;
}

// Hours pass, in which nobody is here.
async function later(hall, counter, at, day) {
	hall.people = [];
	await hall.server.clock.set(at);
	await until(`the day ${day}`, async () => (await hall.board()).day === day);
	return hall.sit("an", counter);
}

export class ReportsPage {
	constructor(page, hall) {
		this.page = page;
		this.hall = hall;
		this.url = hall.server.url;
	}

	// Goes there, signs in where it is asked, and waits for the figures.
	async open(search = "", user = LEAD) {
		const { page } = this;
		await page.goto(`${this.url}/reports${search}`);
		await page.waitForSelector("#signin:not([hidden]), #page:not([hidden])");
		if (await page.locator("#signin").isVisible()) {
			await page.fill("#user", user);
			await page.fill("#password", PASSWORD);
			await page.click("#signin-enter");
		}
		await this.settled();
	}

	async settled() {
		await this.page.waitForSelector("#report[aria-busy=false] > :not([hidden])");
	}

	// The server's own answer for the days that the address names.
	server(part) {
		const params = new URL(this.page.url()).searchParams;
		for (const name of ["view", "heat"]) params.delete(name);
		return this.hall.lead.get(`/api/v1/reports/${part}?${params}`);
	}

	async text(selector) {
		return (await this.page.locator(selector).first().innerText()).replace(/\s+/g, " ").trim();
	}

	async shows(selector, text) {
		const fits = (shown) => (text instanceof RegExp ? text.test(shown) : shown === text);
		await until(`${selector} to say ${text}`, async () => fits(await this.text(selector))).catch(async (error) => {
			error.message += `; it says ${await this.text(selector).catch(String)}`;
			throw error;
		});
	}

	// The rows of a table as texts.
	rows(selector) {
		return this.page.locator(`${selector} tbody tr`).evaluateAll((lines) => lines.map((line) => [...line.children].map(({ textContent }) => textContent.replace(/\s+/g, " ").trim())));
	}

	async choose(span) {
		await this.page.click(`[data-span=${span}]`);
		await this.settled();
	}
}
