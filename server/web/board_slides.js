// board_slides: the office's pictures beside the calls, one after another; which one stands there is
// decided here, where it stands by board_fit. While a call is lit the picture stays.
import { ask } from "./ask.js";
import { byId } from "./dom.js";

const AHEAD_MS = 3000; // the next one is fetched so long before its turn
const USUAL_S = 15;

// The index of the one after `name`; of the first where that is not there (any more).
export function after(slides, name) {
	return (slides.findIndex((slide) => slide.name === name) + 1) % slides.length;
}

// Whether it is another one's turn.
export function isOver({ sinceMs, everyMs, stillMs }, nowMs) {
	return nowMs >= Math.max(sinceMs + everyMs, stillMs);
}

const pathOf = ({ name, hash }) => `/slides/${encodeURIComponent(name)}?${hash}`;

export class Slides {
	// changed(): there is a first one now, or none any more
	constructor(changed) {
		this.changed = changed;
		this.slides = [];
		this.everyMs = USUAL_S * 1000;
		this.shown = null; // { name, hash } of the one that stands there
		this.next = null; // { slide, image, ready } of the one that is fetched
		this.sinceMs = 0;
	}

	async refresh() {
		try {
			const { slides, seconds } = await ask("/api/v1/slides");
			this.slides = slides;
			this.everyMs = seconds * 1000;
			this.next = null;
		} catch (error) {
			return; // The next news or connection asks again.
		}
		if (!this.isThere(this.shown)) this.sinceMs = 0;
		this.changed();
	}

	isThere(shown) {
		return Boolean(shown) && this.slides.some(({ name, hash }) => name === shown.name && hash === shown.hash);
	}

	// What cannot be shown is passed over until the pictures are others; the one that stands there stays.
	fetch() {
		const slide = this.slides[after(this.slides, this.next ? this.next.slide.name : (this.shown || {}).name)];
		const image = new Image();
		const next = { slide, image, ready: false };
		image.onload = () => {
			next.ready = true;
			this.changed();
		};
		image.onerror = () => {
			this.slides = this.slides.filter((other) => other !== slide);
			this.next = null;
		};
		image.src = pathOf(slide);
		this.next = next;
	}

	// stillMs: until then a call is lit
	tick(nowMs, stillMs) {
		const turn = { sinceMs: this.sinceMs, everyMs: this.everyMs, stillMs };
		if (!this.slides.length) {
			if (isOver({ ...turn, everyMs: 0 }, nowMs)) this.show(null, nowMs);
			return;
		}
		if (this.slides.length === 1 && this.isThere(this.shown)) return;
		if (!this.next && nowMs >= this.sinceMs + this.everyMs - AHEAD_MS) this.fetch();
		if (this.next && this.next.ready && isOver(turn, nowMs)) this.show(this.next, nowMs);
	}

	show(next, nowMs) {
		const slide = next && next.slide;
		if (slide === this.shown) return;
		this.shown = slide;
		this.next = null;
		this.sinceMs = nowMs;
		const image = byId("slide");
		if (slide) {
			image.src = next.image.src;
			image.alt = slide.name.replace(/\.[^.]*$/, "");
		} else {
			image.removeAttribute("src");
		}
	}
}
