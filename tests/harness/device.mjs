// device: a display or kiosk that says what the test wants it to say.
import assert from "node:assert/strict";
import { Client } from "./client.mjs";
import { png } from "./slip.mjs";

export const PICTURE = png({ width: 96, height: 54, rows: Array.from({ length: 54 }, (_, y) => Buffer.alloc(12, y % 2 ? 0x55 : 0xaa)) });

export class Device extends Client {
	// role: "display" or "kiosk"
	constructor(url, key, role = "display") {
		super(url, { key });
		this.role = role;
		this.said = role === "kiosk" ? { printer: "ok", showing: { screen: "home" } } : { view: "hall", volume: 80, showing: { screen: "hall" } };
	}

	// Its orders; `more` is said from now on.
	say(more = {}) {
		Object.assign(this.said, more);
		return this.post(`/api/v1/${this.role}/status`, this.said);
	}

	// { status, error } of sending a picture.
	async draw(body = PICTURE, type = "image/png") {
		const headers = { "Content-Type": type, ...(this.key ? { Authorization: `Bearer ${this.key}` } : {}) };
		const answer = await fetch(`${this.url}/api/v1/${this.role}/picture`, { method: "POST", headers, body });
		return { status: answer.status, error: (await answer.json()).error };
	}

	// Answers what it is asked for, once.
	async obey() {
		if (!(await this.say()).picture) return false;
		assert.equal((await this.draw()).status, 200);
		return true;
	}
}
