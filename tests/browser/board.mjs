// board: the page /board as a test sees and hears it.
import { until } from "../harness/wait.mjs";
import { leave, open } from "./browser.mjs";

/* In the page: what is sounded, in the order in which it was asked for, by the loudspeaker's clock. */
function listen() {
	window.heard = [];
	const note = (what, from, until) => window.heard.push({ what, from, until });
	const { AudioBufferSourceNode: Source, OscillatorNode: Tone } = window;
	const { start } = Source.prototype;
	Source.prototype.start = function play(at) {
		note(this.buffer.seconds || this.buffer.duration, at, at + this.buffer.duration);
		return start.call(this, at);
	};
	const { stop } = Tone.prototype;
	Tone.prototype.stop = function end(at) {
		note("tone", null, at);
		return stop.call(this, at);
	};
	const cut = Source.prototype.stop;
	Source.prototype.stop = function halt(...when) {
		note("cut off", null, null);
		return cut.apply(this, when);
	};
}

export class BoardPage {
	// query: "?zone=a"; look: as `open` takes it
	static async open(browser, url, query = "", look = {}) {
		const page = await open(browser, { width: 1920, height: 1080, ...look });
		await page.addInitScript(listen);
		const board = new BoardPage(page);
		page.on("request", (request) => {
			const { pathname } = new URL(request.url());
			if (pathname.startsWith("/voice/")) board.fetched.push(pathname);
		});
		await page.goto(`${url}/board${query}`);
		await page.waitForSelector("#board:not([hidden])");
		return board;
	}

	constructor(page) {
		this.page = page;
		this.fetched = [];
	}

	text(selector) {
		return this.page.locator(selector).first().innerText();
	}

	// Until an element says this, or something that matches.
	says(selector, wanted) {
		return until(`${selector} to say ${wanted}`, async () => {
			const text = (await this.text(selector)).trim();
			return wanted instanceof RegExp ? wanted.test(text) : text === wanted;
		});
	}

	async shows(number, counter) {
		await this.says("#number", number);
		await this.says("#to", String(counter));
	}

	isLit() {
		return this.page.locator("#call.now").count();
	}

	heard() {
		return this.page.evaluate(() => window.heard);
	}

	close() {
		return leave(this.page);
	}
}
