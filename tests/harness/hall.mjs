// hall: an office on a Monday morning: a kiosk, clerks and a lead, the board and the feed.
import assert from "node:assert/strict";
import { Clerk, Client, Kiosk } from "./client.mjs";
import { FeedReader } from "./feed.mjs";
import { Server } from "./server.mjs";
import { until } from "./wait.mjs";

export const MONDAY = "2026-08-17 09:00";
export const PEOPLE = [
	{ user: "an", role: "clerk", name: "Nguyễn Thị An", title: "Công chức Tư pháp" },
	{ user: "binh", role: "clerk", name: "Trần Văn Bình", title: "Công chức Hộ tịch" },
	{ user: "truong", role: "lead", name: "Lê Thu Hà", title: "Phó Trưởng bộ phận" },
	{ user: "quan-tri", role: "admin" },
];
const SILENCE_S = 120; // a browser that is there asks more often than that
const TICKETS = "/api/v1/tickets";

export class Hall {
	// options: of Server.start
	static async open(t, options = {}) {
		const hall = new Hall();
		hall.server = await Server.start({ catalogue: false, at: MONDAY, clerks: [], people: PEOPLE, ...options });
		t.after(() => hall.server.close());
		hall.people = [];
		hall.anyone = new Client(hall.server.url);
		hall.kiosk = new Kiosk(hall.server.url, { key: hall.server.keys.cua });
		hall.feed = await FeedReader.open(hall.server.url);
		t.after(() => hall.feed.close());
		await hall.feed.next("snapshot");
		return hall;
	}

	// A person signs in, at a counter that is opened, or at none.
	async sit(user, counter) {
		const person = await Clerk.at(this.server.url, counter, user);
		this.people.push(person);
		if (counter) await person.move("open");
		return person;
	}

	take(service, more) {
		return this.kiosk.take(service, more);
	}

	// As the holder sees it.
	seen({ token }) {
		return this.anyone.get(`${TICKETS}/${token}`);
	}

	// What is done with a number by its token or id: the answer's body.
	ask(status, by, of, name, body = {}, options = {}) {
		return by.expect(status, "POST", `${TICKETS}/${of}/${name}`, body, options);
	}

	// Time passes; who is signed in is there.
	async pass(seconds) {
		for (let left = seconds; left > 0; left -= SILENCE_S) {
			await this.server.clock.advance(Math.min(left, SILENCE_S));
			for (const person of this.people) await person.get("/api/v1/session");
		}
	}

	board() {
		return this.anyone.get("/api/v1/board");
	}

	async counter(id) {
		return (await this.board()).counters.find((counter) => counter.id === id);
	}

	async waiting(service) {
		return (await this.board()).services.find(({ id }) => id === service).waiting;
	}

	// The newest changes, once the feed has told all, without what differs from run to run.
	async told(count = 1) {
		const { seq } = await this.board();
		await until("the feed to be there", () => (this.feed.changes().at(-1)?.seq ?? 0) >= seq);
		return this.feed.changes().slice(-count).map(({ seq: own, day, at, ...change }) => change);
	}

	// Fails when the asking changes anything; what the office does by itself may come beside it.
	async unchanged(asking) {
		const { seq: before } = await this.board();
		const answer = await asking();
		const { seq } = await this.board();
		const byItself = () => this.feed.changes().filter((change) => change.by === "system" && change.seq > before && change.seq <= seq);
		await until("nothing to have been done", () => byItself().length === seq - before);
		return answer;
	}
}
