// /admin: backups: one is made, tried out and taken elsewhere; what is in the way is said.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server, folder;

before(async () => {
	browser = await launch();
	server = await Server.start({ people: [ADMIN], clerks: [], catalogue: false });
	folder = join(server.data, "backups");
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	for (let i = 0; i < 3; i++) await kiosk.take("chung-thuc");
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function show(t, look = {}) {
	const page = await open(browser, look);
	t.after(() => leave(page));
	const admin = new AdminPage(page, server.url);
	await admin.signIn("backup");
	return { page, admin };
}

const rows = (page) => page.locator("#section-backup .backups li");

test("one is made now, tried out and taken elsewhere", async (t) => {
	const { page, admin } = await show(t);
	await admin.shows("#section-backup .standing", "Chưa có bản sao lưu nào được kiểm tra.");
	await page.click("#backup-now");
	await admin.shows("#section-backup .standing", /^An toàn: bản sao lưu mới nhất lúc \d+:\d\d ngày \d\d\/\d\d\/\d{4} đã được kiểm tra\.$/);
	const row = rows(page).first();
	assert.match((await row.innerText()).replaceAll(/\s+/g, " "), /^\d+:\d\d ngày \S+ [\d,.]+ [KM]B · 3 lượt · motcua-\S+-now\.sqlite Theo yêu cầu Đã kiểm tra Diễn tập phục hồi Tải về$/);
	await row.getByRole("button", { name: /^Diễn tập phục hồi: / }).click();
	await admin.shows("#backup-said", /^Diễn tập đạt: từ bản .* mở lại được ngày \S+ với 3 lượt, \d+ thay đổi, trong [\d,]+ giây\.$/);
	const coming = page.waitForEvent("download");
	await row.getByRole("link", { name: /^Tải về: / }).click();
	const taken = await coming;
	const name = taken.suggestedFilename();
	assert.ok((await readFile(await taken.path())).equals(await readFile(join(folder, name))));
	assertFaultless(page);
});

test("one that another administrator makes is shown", async (t) => {
	const { page, admin } = await show(t);
	const before = await rows(page).count();
	const { client } = await beside(server.url);
	await client.expect(202, "POST", "/api/v1/admin/backups");
	await until("it to be in the list", async () => (await rows(page).count()) === before + 1);
	assertFaultless(page);
});

test("what is in the way is said, and what somebody else put there stays his", async (t) => {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "cu.sqlite"), "no backup");
	const { page, admin } = await show(t);
	const other = page.locator("#section-backup li[data-name='cu.sqlite']");
	assert.match(await other.innerText(), /Tệp khác\s+Chưa kiểm tra/);
	await other.getByRole("button").click();
	await admin.shows("#backup-said", /^Diễn tập lúc .* không đạt: tệp hỏng hoặc không phải bản sao lưu\.$/);
	await rm(folder, { recursive: true });
	await writeFile(folder, "a file in its place");
	await page.click("#backup-now");
	await admin.shows("#backup-said .trouble >> nth=0", /^Lần sao lưu lúc .* không thành: không dùng được thư mục lưu\.$/);
	await admin.shows("#section-backup .facts-of", /Trở ngại\s+không dùng được thư mục lưu/);
	await rm(folder);
	assertFaultless(page);
});

test("while one is under way it is said how far, and nothing else is begun", async (t) => {
	const { page, admin } = await show(t);
	const asked = [];
	await page.route("**/api/v1/admin/backups", async (route) => {
		asked.push(route.request().method());
		const told = await (await route.fetch()).json();
		await route.fulfill({ json: { ...told, under_way: { task: "now", name: "x", step: "copy", percent: 40, since: 1, by: null } } });
	});
	await page.reload();
	await admin.shows("#backup-step", "Đang sao chép: 40 %");
	await page.locator("#backup-now").press("Enter");
	await admin.shows("#note", "Đang sao lưu hoặc diễn tập phục hồi. Vui lòng đợi xong rồi làm lại.");
	assert.ok(!asked.includes("POST"));
});

test("what failed is read out once, however often it is looked at", async (t) => {
	const { page, admin } = await show(t);
	let asked = 0;
	await page.route("**/api/v1/admin/backups", async (route) => {
		asked++;
		const told = await (await route.fetch()).json();
		const last = { task: "now", name: "x", at: 1, by: null, ms: 1, size: null, numbers: null, changes: null, day: null, fault: "folder" };
		await route.fulfill({ json: { ...told, last, drill: null, under_way: { task: "now", name: "x", step: "copy", percent: 40 + asked, since: 1, by: null } } });
	});
	await page.reload();
	await admin.shows("#backup-said .trouble", /^Lần sao lưu lúc /);
	const alert = await page.$("#backup-said .trouble");
	const before = asked;
	await until("it to be looked at twice more", () => asked > before + 2);
	assert.ok(await alert.evaluate((node) => node.isConnected), "it is still the same");
});

test("it holds for everybody, wide and narrow, light and dark, in both languages", async (t) => {
	for (const [at, look] of LOOKS.entries()) {
		const { page, admin } = await show(t, look);
		if (at === 0) {
			await page.click("#backup-now");
			await admin.shows("#section-backup .standing", /^An toàn/);
		}
		if (at % 2 === 1) {
			await page.click("#person");
			await page.click("#menu-language");
			await admin.shows("#section-backup h1", "Backup");
		}
		await assertAccessible(page, `backup, ${look.name}`);
		await leave(page);
	}
});
