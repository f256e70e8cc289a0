// admin: the administrator's page as an administrator sees and uses it.
import { Clerk } from "../harness/client.mjs";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

export const ADMIN = { user: "quan", role: "admin", name: "Lê Minh Quân", title: "Quản trị" };

export class AdminPage {
	constructor(page, url) {
		this.page = page;
		this.url = url;
	}

	async signIn(section = "", user = ADMIN.user) {
		const { page } = this;
		await page.goto(`${this.url}/admin#${section}`);
		await page.fill("#user", user);
		await page.fill("#password", PASSWORD);
		await page.click("#signin-enter");
		await page.waitForSelector("#admin:not([hidden])");
		if (section) await this.at(section.split("/")[0]);
	}

	// The section is shown and has been read.
	async at(id) {
		await this.page.waitForSelector(`#section-${id}:not([hidden]) h1`);
		await until(`${id} to be read`, () => this.page.locator(`#section-${id} > .mut[role=status]`).count().then((n) => !n));
	}

	async go(id) {
		const { page } = this;
		if (await page.isVisible("#nav-open")) await page.click("#nav-open");
		await page.click(`#nav-list a[href='#${id}']`);
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

	// The bar of what is unsaved.
	says(text) {
		return this.shows("#save-say", text);
	}

	field(path) {
		return this.page.locator(`#admin [id$='-${path.replaceAll(/[^\w-]/g, "_")}']`);
	}

	// Types and leaves the field.
	async fill(path, text) {
		await this.field(path).fill(text);
		await this.field(path).blur();
	}

	wrongAt(path) {
		return this.page.locator(`#admin [id$='-${path.replaceAll(/[^\w-]/g, "_")}-wrong']`).innerText();
	}

	async save() {
		await this.page.waitForFunction(() => !document.querySelector("dialog:modal"));
		await this.page.keyboard.press("Control+s");
		await this.saved();
	}

	async saved() {
		await this.shows("#note", "Đã lưu. Có hiệu lực từ bây giờ.");
		await this.page.waitForSelector("#save", { state: "hidden" });
	}

	// Which element has the focus.
	focused() {
		return this.page.evaluate(() => document.activeElement.id);
	}
}

// The administrator beside the page: { file(), change(does) }
export async function beside(url, user = ADMIN.user) {
	const client = await Clerk.at(url, undefined, user);
	const file = () => client.get("/api/v1/admin/office");
	return {
		client,
		file,
		async change(does) {
			const office = await file();
			does(office);
			return client.expect(200, "PUT", "/api/v1/admin/office", office);
		},
	};
}
