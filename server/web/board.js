// board: the page /board, a hall's board in a television's browser: shown, and heard, for days.
import { ask } from "./ask.js";
import { Announce } from "./board_announce.js";
import { applyChange, applyWaits } from "./board_hall.js";
import { readOptions, within } from "./board_options.js";
import { Slides } from "./board_slides.js";
import { minuteOf } from "./board_time.js";
import { View } from "./board_view.js";
import { Voice } from "./board_voice.js";
import { hallOf, isHere, zoneOf } from "./board_zone.js";
import { byId } from "./dom.js";
import { Feed } from "./feed.js";
import { now, setZone, syncClock } from "./hour.js";
import { recall, remember } from "./memory.js";
import { changesOffice } from "./office_change.js";
import { currentLanguage, readWords, word } from "./words.js";

const LOOK_MS = 1000;
const AGAIN_MS = 1000;
const CLOCK_MS = 600000;
const TRY_MS = 2000;
const RETRY_MS = [300, 500, 1000];
const REFUSED_MS = 3000;

// The stream as a board needs it: right again within two seconds, and told of each connection.
class Link extends Feed {
	constructor(path, on) {
		super(path, on);
		Object.assign(this, { tryMs: TRY_MS, retryMs: RETRY_MS });
	}

	readFrames(reader) {
		this.on.open();
		return super.readFrames(reader);
	}

	// Whoever refuses is a proxy while the server starts: what is known may be old from now on.
	again() {
		if (!this.lost) this.on.down(this.heardAt);
		this.lost = true;
		setTimeout(() => {
			this.stopped = false;
			this.start();
		}, REFUSED_MS);
	}
}

class Board {
	constructor(options) {
		this.options = options;
		this.heardKey = `board.heard.${options.zone}`;
		this.office = null;
		this.zone = null;
		this.hall = null;
		this.lostAt = 0;
		this.build = document.documentElement.dataset.build;
		this.links = 0;
		this.timer = null;
		this.soon = false;
		const here = (counter) => isHere(this.zone, counter);
		this.announce = new Announce(here, Number(recall(this.heardKey)) || 0);
		this.view = new View(options.place);
		this.voice = new Voice(options, () => this.render());
		this.slides = new Slides(() => this.render());
		this.feed = new Link("/api/v1/feed", {
			event: (name, data) => this.take(name, data),
			open: () => this.linked(),
			up: () => this.lost(0),
			down: (since) => this.lost(since),
			gone: () => this.feed.again(),
		});
	}

	async start() {
		byId("sound").addEventListener("click", () => this.voice.turn(!this.voice.sounds));
		for (const what of ["resize", "orientationchange"]) addEventListener(what, () => this.render());
		this.render();
		await this.refreshOffice();
		this.feed.start();
		this.slides.refresh();
		setInterval(() => this.checkClock(), CLOCK_MS);
		this.stayAwake();
	}

	// Who is to be announced here is known before the first call is.
	async refreshOffice() {
		try {
			this.office = await ask("/api/v1/office");
			this.zone = zoneOf(this.office, this.options.zone);
			setZone(this.office.time_zone);
			this.render();
		} catch (error) {
			if (this.office) return;
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
			await this.refreshOffice();
		}
	}

	linked() {
		if (this.links++ === 0) return;
		this.refreshOffice();
		this.slides.refresh();
		this.checkBuild();
	}

	// A server of another version has other pages.
	async checkBuild() {
		try {
			const answer = await fetch(location.pathname, { cache: "no-store" });
			const [, build] = /data-build="(\w+)"/.exec(await answer.text()) || [];
			if (build && build !== this.build) location.reload();
		} catch (error) {
			// The next connection looks again.
		}
	}

	// A television's clock drifts in the days that a page is open.
	async checkClock() {
		try {
			syncClock((await ask("/api/v1/board")).now);
		} catch (error) {
			// The next look comes.
		}
	}

	lost(since) {
		this.lostAt = since && since + now() - Date.now();
		this.render();
	}

	take(name, data) {
		if (name === "snapshot") this.takeSnapshot(data);
		else if (name === "change" && this.hall) this.takeChange(data);
		else if (name === "waits" && this.hall) applyWaits(this.hall, data);
		else if (name === "slides") this.slides.refresh();
		this.render();
	}

	takeSnapshot(snapshot) {
		const first = !this.hall;
		syncClock(snapshot.now);
		this.hall = snapshot;
		this.announce.takeSnapshot(this.ownHall(), now());
		if (!first) this.refreshOffice();
	}

	takeChange(change) {
		if (change.at > now()) syncClock(change.at);
		applyChange(this.hall, change);
		this.announce.takeChange(this.ownHall(), change, now());
		if (change.kind === "day_opened" || change.object === "voice") this.voice.forget();
		if (changesOffice(change)) this.refreshOffice();
	}

	ownHall() {
		return hallOf(this.hall, this.office, this.zone);
	}

	// Several things at once are drawn once.
	render() {
		if (this.soon) return;
		this.soon = true;
		setTimeout(() => {
			this.soon = false;
			this.draw();
		}, 0);
	}

	draw() {
		clearTimeout(this.timer);
		this.announce.tick(now());
		this.slides.tick(now(), this.announce.stillMs());
		this.hear();
		const known = this.hall && this.office && this.zone !== undefined;
		this.view.render({
			hall: known ? this.ownHall() : null,
			office: this.office,
			zone: this.zone,
			announce: this.announce,
			now: now(),
			lostAt: this.lostAt,
			button: this.button(),
			slide: Boolean(this.slides.shown),
		});
		const due = Math.min(this.announce.due(now()) - now(), LOOK_MS - (now() % LOOK_MS));
		this.timer = setTimeout(() => this.draw(), Math.max(20, due));
	}

	button() {
		if (!this.voice.audio) return "";
		if (!this.voice.sounds) return word("hall.sound");
		return document.body.classList.contains("flow") ? word("hall.sound.off") : "";
	}

	// Lets the call on the panel be heard, and the next one after it.
	async hear() {
		const call = this.announce.take();
		if (!call) return;
		this.view.say(call);
		if (!this.isQuiet()) await this.voice.say(call).catch(() => {});
		remember(this.heardKey, String(this.announce.doneMs()));
		this.announce.spoken(now());
		this.render();
	}

	isQuiet() {
		return within(this.options.quietHours, minuteOf(now()));
	}

	// Where a browser can be asked; it forgets when the page is away for a while.
	async stayAwake() {
		const { wakeLock } = navigator;
		if (!wakeLock) return;
		const request = () => wakeLock.request("screen").catch(() => {});
		document.addEventListener("visibilitychange", () => {
			if (document.visibilityState === "visible") request();
		});
		await request();
	}
}

readWords(byId("words"));
new Board(readOptions(location.search, currentLanguage())).start();
