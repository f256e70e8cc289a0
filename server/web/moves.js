// moves: a person's steps on the way to the server. Each press has a key of its own; while it is not
// known whether the server did it, the same press is sent again under the same key.
import { change, newKey, Unreachable, withToken } from "./api.js";

const AGAIN_MS = [400, 1200];

function worthAnotherTry(error) {
	return error instanceof Unreachable || error.status === 503;
}

export class Moves {
	// base: the path before each move; method: "POST" or "PUT"
	constructor(base, method = "POST") {
		this.base = base;
		this.method = method;
		this.keys = new Map();
		this.mark = "";
	}

	// Tells where things stand; once they have moved on, a press is another press.
	settle(mark) {
		if (mark === this.mark) return;
		this.mark = mark;
		this.keys.clear();
	}

	// The server's answer; throws Refusal or Unreachable. `hopeless` ends the tries early.
	async send(move, body = {}, hopeless = () => false) {
		const press = `${move} ${JSON.stringify(body)}`;
		const key = this.keys.get(press) ?? newKey();
		this.keys.set(press, key);
		try {
			const answer = await this.tryAll(`${this.base}/${move}`, body, key, hopeless);
			this.keys.delete(press);
			return answer;
		} catch (error) {
			if (!worthAnotherTry(error)) this.keys.delete(press);
			throw error;
		}
	}

	async tryAll(path, body, key, hopeless) {
		for (let tries = 0; ; tries++) {
			try {
				return await withToken(() => change(this.method, path, body, key));
			} catch (error) {
				const wait = AGAIN_MS[tries];
				if (!worthAnotherTry(error) || wait === undefined || hopeless()) throw error;
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
		}
	}
}
