// Whoever changes anything in the log of changes, in what administrators did or in what the office is set up as,
// past the program and with SQL, is noticed by `motcua-server check`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hall } from "../harness/hall.mjs";
import { run } from "../harness/program.mjs";
import { Random } from "../harness/random.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 400);

// A morning in which all happens that leaves a row.
async function morning(t) {
	const hall = await Hall.open(t);
	const [an, lead, admin] = [await hall.sit("an", 2), await hall.sit("truong"), await hall.sit("quan-tri")];
	for (let i = 0; i < 6; i++) await hall.take("chung-thuc", { priority: i % 2 ? "elderly" : undefined });
	for (const end of ["finish", "hold", "transfer"]) {
		await an.move("next");
		await an.move("start");
		await an.move(end, { hold: { reason: "Thiếu giấy tờ" }, transfer: { service: "ho-tich" } }[end]);
	}
	for (const text of ["Nghỉ họp.", "Mở cửa lại."]) await lead.expect(200, "PUT", "/api/v1/notices", { notices: [{ vi: text }] });
	const { entries: [act] } = await admin.get("/api/v1/admin/audit?object=office&limit=1");
	await admin.expect(200, "POST", `/api/v1/admin/audit/${act.seq}/undo`, {});
	await admin.expect(200, "PUT", "/api/v1/admin/accounts/binh", { title: "Trưởng quầy" });
	await admin.expect(201, "POST", "/api/v1/admin/devices", { name: "moi", role: "display" });
	const row = { code: "1.001193", name_vi: "Đăng ký khai sinh", field: "ho-tich" };
	const catalog = { fields: [{ id: "ho-tich", name_vi: "Hộ tịch" }], procedures: [row] };
	await admin.expect(200, "POST", "/api/v1/admin/procedures/import", { catalog });
	for (const fee_vnd of [8000, 9000]) await admin.expect(200, "PUT", `/api/v1/admin/procedures/${row.code}`, { fee_vnd });
	await lead.expect(200, "PUT", "/api/v1/notices", { notices: [] });
	await hall.server.clock.set("2026-08-18 09:00");
	await hall.feed.next("change", ({ kind, day }) => kind === "day_opened" && day === 20260818);
	await hall.take("ho-tich");
	await hall.server.stop();
	return hall.server;
}

test("audit: whatever is changed past the program is noticed", async (t) => {
	const random = new Random(t);
	const server = await morning(t);
	const { out } = await run("test/audit", [server.data, `${ROUNDS}`, `${random.state}`], { patience: 24 * 3600000 });
	const [, line, missed, kinds] = /^((?:missed=(\d+)) rounds=\d+ seed=\d+) (.*)$/m.exec(out) ?? assert.fail(out);
	t.diagnostic(`audit: ${line}`);
	assert.equal(Number(missed), 0, out);
	if (ROUNDS >= 100) assert.doesNotMatch(kinds, /=0\b/, "each way was tried");
	await server.command(["check"]);
});
