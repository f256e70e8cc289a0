// /admin: the office's recordings: put one by one and many at once, heard, replaced, removed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { wav } from "../harness/wave.mjs";
import { ADMIN, AdminPage, beside } from "./admin.mjs";
import { LOOKS, assertAccessible, assertFaultless, launch, leave, open } from "./browser.mjs";

let browser, server;

before(async () => {
	browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
	server = await Server.start({ people: [ADMIN], clerks: [], kiosks: [], catalogue: false });
});
after(async () => {
	await browser?.close();
	await server?.close();
});

async function show(t, look = {}) {
	const page = await open(browser, look);
	t.after(() => leave(page));
	const admin = new AdminPage(page, server.url);
	await admin.signIn("voice");
	return { page, admin };
}

const row = (page, id) => page.locator(`#section-voice li[data-name='${id}']`);
const press = (page, id, name) => row(page, id).getByRole("button", { name: new RegExp(`^${name}`) }).click();
const line = async (page, id) => (await row(page, id).innerText()).replaceAll(/\s+/g, " ");
const file = (name, bytes) => ({ name, mimeType: "audio/wav", buffer: bytes });

async function choose(page, does, files) {
	const chooser = page.waitForEvent("filechooser");
	await does();
	await (await chooser).setFiles(files);
}

// The only one that there is.
async function remove({ page, admin }, id) {
	await press(page, id, "Bỏ");
	await page.getByRole("button", { name: "Bỏ", exact: true }).last().click();
	await admin.shows("#note", "Đã bỏ câu “không”.");
	await admin.shows("#voice-sum", "Đã có 0/55 câu");
}

test("one is put, heard, replaced and removed", async (t) => {
	const { page, admin } = await show(t);
	await admin.shows("#voice-sum", "Đã có 0/55 câu");
	assert.equal(await line(page, "vi/so-0"), "“không” so-0.wav Còn thiếu Chọn tệp");
	await choose(page, () => press(page, "vi/so-0", "Chọn tệp"), file("anything.wav", wav({ seconds: 1, channels: 2, rate: 44100 })));
	await admin.shows("#note", "Đã lưu câu “không”.");
	await admin.shows("#voice-sum", "Đã có 1/55 câu");
	assert.match(await line(page, "vi/so-0"), /^“không” so-0\.wav 1 giây · Lê Minh Quân · \d+:\d\d \S+ Nghe Thay Bỏ$/);
	const stored = await readFile(join(server.data, "voice", "vi", "so-0.wav"));
	assert.deepEqual([stored.readUInt16LE(22), stored.readUInt32LE(24), stored.readUInt16LE(34)], [1, 24000, 16], "one channel of 16 bit");
	await page.evaluate(() => {
		window.started = 0;
		const start = AudioBufferSourceNode.prototype.start;
		AudioBufferSourceNode.prototype.start = function (...more) {
			window.started += this.buffer.duration;
			return start.apply(this, more);
		};
	});
	await press(page, "vi/so-0", "Nghe");
	await until("it to be heard", async () => (await page.evaluate(() => window.started)) > 0.9);
	await remove({ page, admin }, "vi/so-0");
	await admin.go("audit");
	await admin.at("audit");
	const removed = page.locator("#section-audit li", { hasText: "Bỏ câu ghi âm vi/so-0" });
	await removed.getByRole("button", { name: /^Hoàn tác/ }).click();
	await page.getByRole("button", { name: "Hoàn tác", exact: true }).last().click();
	await removed.locator(".mark", { hasText: "Đã được hoàn tác" }).waitFor();
	await until("what it changed to be told", async () => /^số byte \d+; số mili giây 1000$/.test(await removed.locator(".what small").first().innerText()));
	await admin.go("voice");
	await admin.shows("#voice-sum", "Đã có 1/55 câu");
	await remove({ page, admin }, "vi/so-0");
	assertFaultless(page);
});

test("many at once, each to its word; what cannot be used is named", async (t) => {
	const { page, admin } = await show(t);
	await choose(page, () => page.click("#voice-add"), [
		file("so-1.wav", wav()), file("SO-2 (1).WAV", wav()), file("so-3.wav", wav({ seconds: 7 })), file("so-4.wav", Buffer.from("no sound")), file("ghi-chu.wav", wav()),
	]);
	await admin.shows("#note", "Đã lưu 2 câu.");
	await admin.shows("#voice-trouble", "ghi-chu.wav: không có câu nào mang tên này.\nso-3.wav: dài quá 6 giây.\nso-4.wav: không phải tệp âm thanh, hoặc không có tiếng.");
	await admin.shows("#voice-sum", "Đã có 2/55 câu");
	await page.getByRole("button", { name: "Chỉ hiện câu còn thiếu" }).click();
	assert.equal(await page.locator("#section-voice .voices li").count(), 53);
	await page.getByRole("button", { name: "Tiếng Anh" }).click();
	await admin.shows("#voice-sum", "Đã có 0/66 câu");
	assert.match(await line(page, "en/number-7"), /^“seven” number-7\.wav/);
	assertFaultless(page);
});

test("the page hears what goes on after the voice was shown", async (t) => {
	const { page, admin } = await show(t);
	await admin.go("office");
	await admin.at("office");
	const other = await beside(server.url);
	await other.change((file) => { file.office.name_en = "Ward of the sea"; });
	await until("another's change to be shown", async () => (await admin.field("office.name_en").inputValue()) === "Ward of the sea");
	assertFaultless(page);
});

test("what another administrator puts is shown", async (t) => {
	const { page, admin } = await show(t);
	const before = Number(/\d+/.exec(await admin.text("#voice-sum"))[0]);
	const { client } = await beside(server.url);
	const headers = { Cookie: client.cookie, "X-CSRF-Token": client.csrf, "Content-Type": "audio/wav" };
	const answer = await fetch(`${server.url}/api/v1/admin/voice/vi/so-9`, { method: "PUT", headers, body: wav() });
	assert.equal(answer.status, 200);
	await admin.shows("#voice-sum", `Đã có ${before + 1}/55 câu`);
	assertFaultless(page);
});

test("it holds for everybody, wide and narrow, light and dark, in both languages", async (t) => {
	for (const [at, look] of [LOOKS[0], LOOKS.at(-1)].entries()) {
		const { page, admin } = await show(t, look);
		await admin.shows("#voice-sum", /^Đã có \d+\/55 câu$/);
		if (at % 2 === 1) {
			await page.click("#person");
			await page.click("#menu-language");
			await admin.shows("#section-voice h1", "Voice");
		}
		await assertAccessible(page, `voice, ${look.name}`, ["target-size", "color-contrast-enhanced"]);
		await leave(page);
	}
});
