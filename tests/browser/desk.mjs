// desk: the clerk's page as a clerk sees and uses it.
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

export const PEOPLE = [
	{ user: "an", role: "clerk", name: "Nguyễn Văn An" },
	{ user: "binh", role: "clerk", name: "Trần Thị Bình" },
];

export class DeskPage {
	constructor(page, url) {
		this.page = page;
		this.url = url;
	}

	async signIn(counter, user = "an") {
		const { page } = this;
		await page.goto(`${this.url}/clerk`);
		await page.fill("#user", user);
		await page.fill("#password", PASSWORD);
		await page.check(`#counter-${counter}`);
		await page.click("#signin-enter");
		await page.waitForSelector("#desk:not([hidden])");
		await this.settled();
	}

	text(selector) {
		return this.page.locator(selector).innerText();
	}

	// { state, number, primary, note } in the page's words
	async shows() {
		const [state, number, primary, note] = await Promise.all(
			["#state", "#number", "#primary-word", "#note"].map((id) => this.text(id)),
		);
		return { state, number, primary, note: note.trim() };
	}

	async waitFor(what) {
		await until(`the desk to show ${JSON.stringify(what)}`, async () => {
			const shown = await this.shows();
			return Object.entries(what).every(([key, value]) => shown[key] === value);
		}).catch(async (error) => {
			error.message += `; it shows ${JSON.stringify(await this.shows())}`;
			throw error;
		});
	}

	// The large button takes presses again: the last step is done and a moment has passed.
	settled() {
		return this.page.waitForSelector("#primary:not([aria-busy])");
	}

	async press(key) {
		await this.settled();
		await this.page.keyboard.press(key);
	}

	// Opens the counter, for these numbers who wait.
	async open(numbers) {
		await this.press("Space");
		await this.waitFor({ state: "Sẵn sàng" });
		await this.waitForQueue(numbers);
	}

	async waiting() {
		return this.page.locator("#waiting-list .n").allInnerTexts();
	}

	async waitForQueue(numbers) {
		const want = numbers.join(" ");
		await until(`the queue to be ${want}`, async () => (await this.waiting()).join(" ") === want);
	}

	blocked(selector) {
		return this.page.locator(selector).getAttribute("aria-disabled").then((value) => value === "true");
	}
}
