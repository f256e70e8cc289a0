// tab_feed: the feed of a page that may be open in many tabs. A browser gives one server six
// connections in all: so a hidden tab rests while another tab of this browser follows the feed, and is
// right again when it is looked at or when that one goes away.
import { Feed } from "./feed.js";

const ANSWER_MS = 400; // how long a tab waits for another to say that it follows
const SPREAD_MS = 600; // so that not all of them ask at once
const LOOK_MS = 60000; // how often a resting tab makes sure

export class TabFeed extends Feed {
	start() {
		this.resting = false;
		this.channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("motcua.feed") : null;
		if (!this.channel) {
			super.start();
			return;
		}
		this.channel.addEventListener("message", ({ data }) => this.told(data));
		document.addEventListener("visibilitychange", () => this.turned());
		window.addEventListener("pagehide", () => this.channel.postMessage("gone"));
		setInterval(() => this.ask(), LOOK_MS);
		if (document.hidden) {
			this.rest();
			this.ask();
		} else {
			this.channel.postMessage("shown");
		}
		super.start();
	}

	turned() {
		if (document.hidden || this.stopped) return;
		this.wake();
		this.channel.postMessage("shown");
	}

	told(what) {
		if (this.stopped) return;
		if (what === "shown" && document.hidden) this.rest();
		if (what === "held") clearTimeout(this.alone);
		if (what === "asked" && !this.resting) this.channel.postMessage("held");
		if (what === "gone" && this.resting) setTimeout(() => this.ask(), Math.random() * SPREAD_MS);
	}

	// Whoever gets no answer follows from now on.
	ask() {
		if (!this.resting) return;
		clearTimeout(this.alone);
		this.alone = setTimeout(() => {
			this.wake();
			this.channel.postMessage("held");
		}, ANSWER_MS);
		this.channel.postMessage("asked");
	}

	rest() {
		if (this.resting) return;
		this.resting = true;
		this.abort.abort();
	}

	wake() {
		clearTimeout(this.alone);
		if (!this.resting) return;
		this.resting = false;
		this.heardAt = Date.now();
		this.triedAt = 0;
		this.rested?.();
	}

	check() {
		if (!this.resting) super.check();
	}

	async read() {
		if (this.resting) await new Promise((resolve) => (this.rested = resolve));
		await super.read();
	}
}
