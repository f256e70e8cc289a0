// The server is killed in the middle of a morning: whom it calls afterwards is whom a server calls that
// lived through the same morning. (What it knows of the waits: tests/unit/test_office_restart.c.)
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";

const MINUTES = 90;
const KILLED = [37, 38, 71];
const SERVICES = ["chung-thuc", "chung-thuc", "ho-tich"];

class Morning {
	static async begin(t) {
		const morning = new Morning();
		morning.hall = await Hall.open(t);
		morning.clerks = [await morning.hall.sit("an", 2), await morning.hall.sit("binh", 3)];
		morning.calls = [];
		return morning;
	}

	// Who was called is served; now and then is absent, fetches papers, or goes on to another counter.
	async end(clerk, minute) {
		const { ticket } = await clerk.queue();
		if (!ticket) return;
		if (minute % 11 === 0) {
			await clerk.move("absent");
			return;
		}
		await clerk.move("start");
		if (minute % 9 === 0) await clerk.move("hold", { reason: "Lệ phí" });
		else if (minute % 8 === 0 && ticket.moves < 3) await clerk.move("transfer", { service: ticket.service === "ho-tich" ? "chung-thuc" : "ho-tich" });
		else await clerk.move("finish");
	}

	async live(minute) {
		await this.hall.pass(60);
		const priority = minute % 7 === 0 ? "elderly" : "";
		if (minute % 3) await this.hall.take(SERVICES[minute % SERVICES.length], { priority });
		if (minute % 10 === 5) await this.back();
		for (const [i, clerk] of this.clerks.entries()) {
			if (minute % (4 + i)) continue;
			await this.end(clerk, minute);
			const { ticket } = await clerk.move("next");
			this.calls.push(ticket && [minute, clerk.counter, ticket.number, ticket.reason]);
		}
	}

	async back() {
		const { absent, held } = await this.clerks[0].queue();
		const able = absent.filter((one) => one.can_return);
		for (const { id } of [...able, ...held]) await this.hall.ask(200, this.clerks[0], id, "back");
	}
}

test("kill-mid-day: the rest of the day has the same calls", { timeout: 240000 }, async (t) => {
	const [whole, cut] = [await Morning.begin(t), await Morning.begin(t)];
	for (let minute = 1; minute <= MINUTES; minute++) {
		if (KILLED.includes(minute)) {
			await cut.hall.server.kill();
			await cut.hall.server.start();
		}
		await Promise.all([whole.live(minute), cut.live(minute)]);
	}
	assert.ok(whole.calls.length > 30 && new Set(whole.calls.map((call) => call?.[3])).size > 3, "a morning with all sorts of calls");
	assert.deepEqual(cut.calls, whole.calls);
});
