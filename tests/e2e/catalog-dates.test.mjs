// The catalogue has dates: what is in force on the office's day is found, and an old code leads on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BIRTH, COPY, importCatalogue, readCatalogue, rowOf } from "../harness/catalogue.mjs";
import { Hall } from "../harness/hall.mjs";
import { until } from "../harness/wait.mjs";

const NEW_BIRTH = "1.990001";
const [MONDAY, TUESDAY] = [20260817, 20260818];
const HOURS_LEFT = 15; // of Monday, from nine o'clock

// Births have another code from Tuesday on, and a copy another fee.
async function reform() {
	const catalogue = await readCatalogue();
	Object.assign(rowOf(catalogue, BIRTH), { valid_until: MONDAY, replaced_by: NEW_BIRTH });
	catalogue.procedures.push({ ...rowOf(catalogue, BIRTH), code: NEW_BIRTH, short_vi: "Đăng ký khai sinh (mới)", valid_from: TUESDAY, valid_until: null, replaced_by: null });
	rowOf(catalogue, COPY).amended = [{ from: TUESDAY, fee_vnd: 3000 }];
	return catalogue;
}

const procedure = (hall, code) => hall.anyone.get(`/api/v1/procedures/${code}`);

async function found(hall, q) {
	const { procedures } = await hall.anyone.get(`/api/v1/procedures?${new URLSearchParams({ q })}`);
	return procedures.map(({ code }) => code);
}

test("catalogue: at midnight another code is in force, without a restart", async (t) => {
	const hall = await Hall.open(t);
	await hall.server.stop();
	await importCatalogue(hall.server, await reform());
	await hall.server.start();
	assert.equal((await found(hall, "đăng ký khai sinh"))[0], BIRTH);
	assert.deepEqual(await found(hall, BIRTH), [BIRTH]);
	assert.deepEqual(await found(hall, NEW_BIRTH), []);
	const before = await procedure(hall, NEW_BIRTH);
	assert.deepEqual([before.in_force, before.valid_from, before.successor, before.result], [false, TUESDAY, null, null]);
	assert.equal((await procedure(hall, COPY)).fee_vnd, 2000);

	await hall.server.clock.advance(HOURS_LEFT * 3600);
	await until("the next day", async () => (await hall.board()).day === TUESDAY);
	assert.equal((await found(hall, "đăng ký khai sinh"))[0], NEW_BIRTH);
	assert.deepEqual(await found(hall, BIRTH), [NEW_BIRTH], "who types the old code is led on");
	assert.deepEqual(await found(hall, `mã ${BIRTH}`), [NEW_BIRTH]);
	for (const q of ["khai sinh", "đăng ký", ""]) assert.ok(!(await found(hall, q)).includes(BIRTH), q);
	const old = await procedure(hall, BIRTH);
	assert.deepEqual([old.in_force, old.valid_until, old.replaced_by, old.successor],
		[false, MONDAY, NEW_BIRTH, { code: NEW_BIRTH, name: { vi: "Đăng ký khai sinh (mới)", en: old.name.en } }]);
	assert.ok(old.name.vi && old.documents.length, "what it was is still told");
	assert.equal((await procedure(hall, NEW_BIRTH)).service, "ho-tich");
	assert.equal((await procedure(hall, COPY)).fee_vnd, 3000);

	const late = await hall.take("ho-tich", { procedure: BIRTH });
	assert.equal((await hall.seen(late)).procedure.code, BIRTH, "a kiosk that does not know yet is not refused, and its number is readable");
	await hall.server.stop();
	await hall.server.start();
	assert.deepEqual(await found(hall, BIRTH), [NEW_BIRTH], "a start sees the same");
});
