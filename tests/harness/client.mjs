// client: the interface as a device or a person uses it.
import { randomUUID } from "node:crypto";
import assert from "node:assert/strict";
import { PASSWORD } from "./server.mjs";
import { until } from "./wait.mjs";

const SESSION = "/api/v1/session";
const CLOSED = ["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"];
const OPENED_MAX = 4;

// A connection that was idle for long, by the office's time, may be closed just as it is used, and so may the next.
async function fetchOpen(url, request, repeatable) {
	for (let opened = 1; ; opened++) {
		try {
			return await fetch(url, request);
		} catch (error) {
			if (!CLOSED.includes(error.cause?.code) || !repeatable || opened === OPENED_MAX) throw error;
		}
	}
}

export class Client {
	// key: of a device; send(url, request, repeatable): how a request leaves
	constructor(url, { key = null, send = fetchOpen } = {}) {
		this.url = url;
		this.send = send;
		this.key = key;
		this.cookie = null;
		this.csrf = null;
	}

	/*
	 * { status, headers, body }. A POST or PUT gets a fresh Idempotency-Key unless `once` gives one (null:
	 * none).
	 */
	async ask(method, path, body, { once = randomUUID(), headers = {} } = {}) {
		const all = { ...headers };
		if (this.key) all.Authorization = `Bearer ${this.key}`;
		if (this.cookie) all.Cookie = this.cookie;
		if (this.csrf && method !== "GET") all["X-CSRF-Token"] = this.csrf;
		if ((method === "POST" || method === "PUT") && once) all["Idempotency-Key"] = once;
		if (body !== undefined) all["Content-Type"] = "application/json";
		const text = body === undefined ? undefined : JSON.stringify(body);
		const request = { method, headers: all, body: text };
		const answer = await this.send(this.url + path, request, method !== "POST" || once || path === SESSION);
		return { status: answer.status, headers: answer.headers, body: await answer.json() };
	}

	// Asks with the same key until there is an answer: a server that is away comes back.
	insist(method, path, body, { once = randomUUID(), ...options } = {}) {
		return until(`an answer to ${method} ${path}`, async () => {
			const answer = await this.ask(method, path, body, { once, ...options });
			return answer.status === 503 ? null : answer;
		});
	}

	// The body; fails when the status is another.
	async expect(status, method, path, body, options) {
		const answer = await this.ask(method, path, body, options);
		assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body)}`);
		return answer.body;
	}

	// Is from now on whoever an answer says is signed in.
	enter(answer) {
		this.cookie = answer.headers.getSetCookie()[0].split(";")[0];
		this.csrf = answer.body.csrf;
	}

	get(path) {
		return this.expect(200, "GET", path);
	}

	post(path, body = {}, options) {
		return this.expect(200, "POST", path, body, options);
	}
}

// A kiosk that takes numbers, each slip printed at once unless told otherwise.
export class Kiosk extends Client {
	async take(service, more = {}, { print = true } = {}) {
		const { ticket } = await this.expect(201, "POST", "/api/v1/tickets", { service, ...more });
		if (print) await this.post(`/api/v1/tickets/${ticket.id}/printed`, { how: "paper" });
		return ticket;
	}
}

// A clerk at a counter.
export class Clerk extends Client {
	static async at(url, counter, user = "an", password = PASSWORD) {
		const clerk = new Clerk(url);
		clerk.counter = counter;
		await clerk.signIn(user, password);
		return clerk;
	}

	// Whose session has ended in silence signs in again, as a person would.
	async ask(method, path, body, options) {
		const answer = await super.ask(method, path, body, options);
		if (answer.status !== 401 || !this.counter || path === SESSION) return answer;
		await this.signIn(...this.credentials);
		return super.ask(method, path, body, options);
	}

	async signIn(user, password = PASSWORD) {
		this.credentials = [user, password];
		const { counter } = this;
		const answer = await this.ask("POST", SESSION, { user, password, counter }, { once: null });
		assert.equal(answer.status, 200, JSON.stringify(answer.body));
		this.enter(answer);
	}

	// "open", "next", "start" …: the answer's body.
	move(name, body, options) {
		return this.post(`/api/v1/counters/${this.counter}/${name}`, body, options);
	}

	// The same where it is refused: the answer's body.
	refuse(status, name, body = {}, options = {}) {
		return this.expect(status, "POST", `/api/v1/counters/${this.counter}/${name}`, body, options);
	}

	// Calls the next number and begins with it.
	async serve() {
		await this.move("next");
		return (await this.move("start")).ticket;
	}

	queue() {
		return this.get(`/api/v1/counters/${this.counter}/queue`);
	}
}
