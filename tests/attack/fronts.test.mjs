// The requests of the tables, and many that were made of them by chance, through nginx and HAProxy: we answer what
// the proxy has sent on and nothing else, and whoever comes next on the same connection gets the answer that is theirs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Metrics } from "../harness/metrics.mjs";
import { Random } from "../harness/random.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { Front } from "./front.mjs";
import { mutate } from "./mutant.mjs";
import { NAME, read, request } from "./table.mjs";
import { FIELDS } from "./table_fields.mjs";
import { FRAMING } from "./table_framing.mjs";
import { LINE } from "./table_line.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 400); // requests made by chance
const WRONG_MAX = 5; // of one proxy, then it ends
const CLASSES = ["2xx", "3xx", "4xx", "5xx"];
const LAST = Buffer.from(request("GET /healthz?last HTTP/1.1", "Connection: close"));

class Line {
	static async open(t, kind) {
		const line = new Line();
		line.server = await Server.start({ catalogue: false, args: ["--host", NAME] });
		t.after(() => line.server.close());
		line.front = await Front.start(kind, line.server.port);
		t.after(() => line.front.close());
		line.asked = 0;
		await line.counted();
		return line;
	}

	// How many requests the server has answered since it was last asked.
	async counted() {
		const metrics = await Metrics.of(this.server.url);
		const all = CLASSES.map((name) => metrics.value("motcua_http_answers_total", { class: name }));
		const before = this.before;
		this.before = all.reduce((sum, n) => sum + n) + 1; // and this one
		return this.before - before - 1;
	}

	// Whoever comes next: that the answer is theirs. (Where the machine is busy the proxy may not wait for them.)
	async assertNext() {
		const query = `next=${this.asked}`;
		const bytes = Buffer.from(request(`GET /healthz?${query} HTTP/1.1`, "Connection: close"));
		const answer = await until("the proxy to wait", async () => {
			const text = String(await this.front.ask(bytes));
			return text === "" || /^HTTP\/1\.[01] 408 /.test(text) ? null : text;
		});
		assert.match(answer, /^HTTP\/1\.1 200 .*\r\n\r\n\{"status":"ok"\}$/s);
		await this.front.told(query);
	}

	// What is wrong after these bytes; null: nothing.
	async wrongAfter(bytes) {
		const { front } = this;
		const from = front.lines.length;
		this.asked++;
		try {
			await front.ask(Buffer.concat([bytes, LAST]));
			await this.assertNext();
			let answered = await this.counted();
			await until("both to have counted the same", async () => {
				const { went, came } = front.count(from);
				if (came <= answered && answered <= went) return true;
				answered += await this.counted();
				throw new Error(`${front.kind} sent ${went} on, ${came} of them answered, we answered ${answered}`);
			}, 2000);
			return null;
		} catch (error) {
			return `${front.kind}: ${JSON.stringify(bytes.toString("latin1").slice(0, 400))}: ${error.message} ${error.cause?.message ?? ""}`;
		}
	}
}

async function attack(t, kind, requests) {
	const line = await Line.open(t, kind);
	const wrong = [];
	for (const bytes of requests) {
		const said = await line.wrongAfter(bytes);
		if (said && wrong.push(said) === WRONG_MAX) break;
	}
	return wrong;
}

test("fronts: nothing gets past a proxy that it does not know of", async (t) => {
	const random = new Random(t);
	const seed = random.state;
	const rows = [...LINE, ...FIELDS, ...FRAMING].map((row) => read(row)).filter(({ cut }) => !cut).map(({ bytes }) => bytes);
	const small = rows.filter(({ length }) => length < 4096);
	const requests = [...rows, ...Array.from({ length: ROUNDS }, () => mutate(random.pick(small), random))];
	const wrong = (await Promise.all(["nginx", "haproxy"].map((kind) => attack(t, kind, requests)))).flat();
	t.diagnostic(`fronts: requests=${2 * requests.length} desync=${wrong.length} seed=${seed}`);
	assert.equal(wrong.join("\n"), "");
});
