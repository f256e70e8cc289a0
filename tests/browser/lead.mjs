// lead: the lead's page as a lead sees and uses it.
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

export const LEAD = { user: "lan", role: "lead", name: "Trần Thị Lan", title: "Tổ trưởng" };

export class LeadPage {
	constructor(page, url) {
		this.page = page;
		this.url = url;
	}

	async signIn(user = LEAD.user) {
		const { page } = this;
		await page.goto(`${this.url}/lead`);
		await page.fill("#user", user);
		await page.fill("#password", PASSWORD);
		await page.click("#signin-enter");
		await page.waitForSelector("#hall:not([hidden])");
		await page.waitForSelector("#rules-serves table");
	}

	text(selector) {
		return this.page.locator(selector).innerText();
	}

	async shows(selector, text) {
		const fits = (shown) => (text instanceof RegExp ? text.test(shown) : shown === text);
		await until(`${selector} to say ${text}`, async () => fits((await this.text(selector)).trim())).catch(async (error) => {
			error.message += `; it says ${await this.text(selector).catch(String)}`;
			throw error;
		});
	}

	// "Đang gọi A001" of a counter's card
	async counter(id) {
		const card = this.page.locator(`#counter-card-${id}`);
		const [state, number] = await Promise.all([".w", ".n"].map((part) => card.locator(part).innerText()));
		return `${state} ${number}`;
	}

	async waitForCounter(id, text) {
		await until(`counter ${id} to be ${text}`, async () => (await this.counter(id)) === text);
	}

	numbers() {
		return this.page.locator("#ticket-list .n").allInnerTexts();
	}

	async waitForNumbers(numbers) {
		const want = numbers.join(" ");
		await until(`the numbers to be ${want}`, async () => (await this.numbers()).join(" ") === want).catch(async (error) => {
			error.message += `; they are ${await this.numbers()}`;
			throw error;
		});
	}

	async openCounter(id) {
		await this.page.click(`#counter-card-${id}`);
	}

	// Finds the number and opens it with Enter.
	async openTicket(number) {
		await this.page.fill("#find", number);
		await this.waitForNumbers([number]);
		await this.page.press("#find", "Enter");
		await this.page.waitForSelector("#panel[open]");
	}

	// One of the panel's moves; a reason is chosen where one is asked for.
	async move(name, reason = null) {
		await this.page.click(`#do-${name}`);
		if (reason === null) return;
		await this.choose(reason);
		await this.send();
	}

	choose(text) {
		return this.page.locator("#panel").getByLabel(text, { exact: true }).check();
	}

	send() {
		return this.page.click("#panel form .p");
	}

	async done(note) {
		await this.shows("#note", note);
		await this.page.waitForSelector("#panel:not([open])", { state: "attached" });
		if (await this.page.inputValue("#find")) await this.page.fill("#find", "");
	}
}
