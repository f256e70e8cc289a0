// The reports on a real server: what is shown is what the server counts, for the days that were asked.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { until } from "../harness/wait.mjs";
import { assertFaultless, launch, leave, open } from "./browser.mjs";
import { MONDAY, ReportsPage, TUESDAY, workedHall } from "./reports.mjs";

const BOTH = `?from=${MONDAY}&to=${TUESDAY}`;

let browser, hall, page, reports;

before(async () => {
	[browser, hall] = await Promise.all([launch(), workedHall()]);
});
after(async () => {
	hall?.feed.close();
	await browser?.close();
	await hall?.server.close();
});
beforeEach(async () => {
	page = await open(browser);
	reports = new ReportsPage(page, hall);
});
afterEach(() => leave(page));

const minutes = (seconds) => String(Math.round(seconds / 6) / 10).replace(".", ",");
const share = (part, whole) => (whole < 5 ? "–" : `${Math.round((100 * part) / whole)} %`);

test("the five figures are the server's", async () => {
	await reports.open(BOTH);
	const { tickets, wait, windows } = await reports.server("summary");
	assert.equal(tickets.issued, 20);
	await reports.shows(".five .issued b", "20");
	await reports.shows(".five .median_s b", `${minutes(wait.median_s)} phút`);
	await reports.shows(".five .p90_s b", `${minutes(wait.p90_s)} phút`);
	await reports.shows(".five .within b", share(wait.within_target, wait.of_target));
	await reports.shows(".five .held b", share(windows.held, windows.told));
	await reports.shows(".five .held small", `Gọi sớm hơn ${share(windows.early, windows.told)}, muộn hơn ${share(windows.late, windows.told)}`);
	await reports.shows("#days", /^2 ngày có số liệu\. Tính lúc 9:\d\d\.$/);
	assertFaultless(page);
});

test("each service and counter is shown as the server has it; fewer than five are not told", async () => {
	await reports.open(BOTH);
	const [services, counters] = [await reports.server("services"), await reports.server("counters")];
	const shown = await reports.rows("#services");
	assert.equal(shown.length, services.rows.length);
	for (const [i, { name, issued, no_show: gone, wait, target_s: target, service_time: time, windows }] of services.rows.entries()) {
		const told = (figures, key) => (figures.count < 5 ? "–" : minutes(figures[key]));
		const within = `${share(wait.within_target, wait.of_target)}(${target / 60})`;
		assert.deepEqual(shown[i].slice(1), [name.vi, String(issued), told(wait, "median_s"), told(wait, "p90_s"), within, told(time, "median_s"), String(gone), share(windows.held, windows.told)]);
	}
	const desks = await reports.rows("#counters");
	assert.deepEqual(desks.map(([number]) => number), counters.rows.map(({ counter }) => String(counter)), "by number, never by speed");
	const { served, open_s: open_, busy_s: busy, service_time: time } = counters.rows[2];
	assert.deepEqual(desks[2], ["3", "Tư pháp: Hộ tịch, Chứng thực", String(served), `${Math.round(open_ / 360) / 10} giờ`.replace(".", ","), share(busy, open_), `${minutes(time.median_s)} phút`]);
	await reports.shows("#counters .note-of", "Quầy làm các lĩnh vực khác nhau; bảng này không xếp hạng người.");
	assertFaultless(page);
});

test("the grid of hours shows numbers, waits, or how busy counters were, and dashes where it was closed", async () => {
	await reports.open(BOTH);
	const { rows } = await reports.server("hours");
	const cell = async (day, hour) => {
		const [hours] = await page.locator("#heat .grid thead tr").evaluateAll((lines) => lines.map((line) => [...line.children].map(({ textContent }) => parseInt(textContent, 10))));
		return page.locator(`#heat .grid tbody tr:nth-child(${day}) > :nth-child(${hours.indexOf(hour) + 1})`);
	};
	const texts = {
		load: ({ issued, days }) => (issued < 5 ? "–" : String(issued / days)),
		wait: ({ wait }) => (wait.count < 5 ? "–" : String(Math.round(wait.median_s / 60))),
		busy: ({ called, busy_share: busy }) => (called < 5 ? "–" : `${Math.round(100 * busy)} %`),
	};
	for (const [measure, text] of Object.entries(texts)) {
		await page.click(`[data-measure=${measure}]`);
		for (const row of rows) assert.equal((await (await cell(row.weekday, row.hour)).innerText()).replace("\u00A0", " "), text(row), `${measure}: ${row.weekday} ${row.hour}`);
	}
	assert.equal(await (await cell(2, 8)).getAttribute("class"), "closed");
	assert.equal(await (await cell(2, 8)).textContent(), "nghỉ hoặc không có lượt");
	assert.match(page.url(), /heat=busy/);
	assertFaultless(page);
});

test("the waits by the hour: half of them, nine in ten, and the targets", async () => {
	await reports.open(BOTH);
	const { spread } = await reports.server("waits");
	const told = spread.filter(({ count }) => count >= 5);
	assert.ok(told.length >= 2);
	const values = await page.locator("#waits svg.chart .value").allTextContents();
	const whole = (seconds) => String(Math.round(seconds / 60));
	for (const { median_s: half, p90_s: most } of told) {
		const both = values.includes(whole(most)) && values.includes(whole(half));
		assert.ok(both || values.includes(`${whole(half)} / ${whole(most)}`), `${half} and ${most} in ${values}`);
	}
	await reports.shows("#waits .legend", /mục tiêu 15–20 phút$/);
	await page.click("#waits .foot button");
	const rows = spread.filter(({ count }) => count > 0).map(({ hour, count, median_s: half, p90_s: most }) => [`${hour} giờ`, String(count), ...(count < 5 ? ["–", "–"] : [minutes(half), minutes(most)])]);
	assert.deepEqual(await reports.rows("#waits-figures"), rows);
	await page.selectOption("#service", "ho-tich");
	await reports.shows("#waits .legend", /mục tiêu 20 phút$/);
	assertFaultless(page);
});

test("every picture says what it shows, and its figures stand behind it", async () => {
	await reports.open(BOTH);
	const [summary, ratings, services] = [await reports.server("summary"), await reports.server("ratings"), await reports.server("services")];
	for (const picture of await page.locator("svg.chart").all()) {
		assert.equal(await picture.getAttribute("role"), "img");
		const said = await picture.evaluate((svg) => [svg.querySelector("title"), svg.querySelector("desc")].map(({ textContent }) => textContent));
		assert.ok(said.every((text) => text.length > 10), said.join(" | "));
	}
	await page.click("#figures-all");
	const scores = await reports.rows("#ratings-figures");
	const civil = [5, 4, 3, 2, 1].map((score) => String(ratings.rows.find((row) => row.service === "ho-tich" && row.score === score)?.count ?? 0));
	assert.deepEqual(scores.find(([name]) => name === "Hộ tịch, nuôi con nuôi").slice(1), civil);
	assert.deepEqual(scores.find(([name]) => name === "Chứng thực").slice(1), ["–", "–", "–", "–", "–"], "one answer tells too much of one person");
	await reports.shows("#ratings .note-of", /^6 người trả lời, 67 % hài lòng hoặc rất hài lòng\. 32 % .* Điều chưa hài lòng: Chờ lâu \(1\)\.$/);
	const told = await reports.rows("#windows-figures");
	assert.deepEqual(told.map(([name, n]) => [name, n]), services.rows.map(({ name, windows }) => [name.vi, String(windows.told)]));
	await reports.shows("#outcomes .note-of", `Trong 20 số: ${share(19, 20)} đã phục vụ, ${share(1, 20)} gọi mà không đến.`);
	await reports.shows("#facts dd b", String(summary.priority.served));
	await page.click("#figures-all");
	assert.ok(await page.locator("#ratings-figures").isHidden());
	assertFaultless(page);
});

test("days, service and counter stand in the address, and a link shows the same again", async () => {
	await reports.open();
	assert.match(page.url(), /from=20260801&to=20260818$/, "this month until today");
	await reports.choose("day");
	await reports.shows("#span", "18/08/2026");
	await reports.shows(".five .issued b", "6");
	await reports.shows(".five .issued small", "Kỳ trước: 14, giảm 8");
	const { windows, previous } = await reports.server("summary");
	const points = (one) => Math.round((100 * one.held) / one.told);
	const more = points(windows) - points(previous.windows);
	const change = more === 0 ? "không đổi" : `${more > 0 ? "tăng" : "giảm"} ${Math.abs(more)} điểm`;
	await reports.shows(".five .held small:last-child", `Kỳ trước: ${points(previous.windows)} %, ${change}`);
	await reports.choose("yesterday");
	assert.equal(await page.getAttribute("[data-span=yesterday]", "aria-pressed"), "true");
	await reports.shows(".five .issued b", "14");
	await page.click("#later");
	await reports.shows(".five .issued b", "6");
	assert.equal(await page.getAttribute("#later", "aria-disabled"), "true");
	await reports.choose("week");
	await reports.shows("#span", "17/08 – 18/08/2026");
	await page.selectOption("#service", "ho-tich");
	await reports.shows(".five .issued b", "9");
	await page.selectOption("#counter", "3");
	await reports.shows(".five .issued b", "9");
	const link = page.url();
	assert.match(link, /\?from=20260817&to=20260818&service=ho-tich&counter=3$/);
	await page.goBack();
	await page.goBack();
	await reports.shows(".five .issued b", "20");
	assert.equal(await page.inputValue("#service"), "");
	await page.goto(link);
	await reports.shows(".five .issued b", "9");
	assert.deepEqual([await page.inputValue("#service"), await page.inputValue("#counter")], ["ho-tich", "3"]);
	assertFaultless(page);
});

test("days of one's own, and what is wrong with them", async () => {
	await reports.open();
	await page.click("[data-span=own]");
	assert.equal(await page.evaluate(() => document.activeElement.name), "from");
	await page.fill("[name=from]", "2026-08-18");
	await page.fill("[name=to]", "2026-08-17");
	await page.click("#own .b");
	await reports.shows("#own-say", "Ngày cuối phải sau hoặc trùng ngày đầu.");
	assert.equal(await page.evaluate(() => document.activeElement.name), "to");
	await page.fill("[name=from]", "2025-01-01");
	await page.click("#own .b");
	await reports.shows("#own-say", "Một báo cáo dài nhất là 366 ngày.");
	await page.fill("[name=from]", "");
	await page.click("#own .b");
	await reports.shows("#own-say", "Xin chọn đủ ngày đầu và ngày cuối.");
	await page.fill("[name=from]", "2026-08-17");
	await page.press("[name=to]", "Enter");
	await reports.shows(".five .issued b", "14");
	assert.match(page.url(), /from=20260817&to=20260817/);
	assertFaultless(page);
});

async function saved(click) {
	const [download] = await Promise.all([page.waitForEvent("download"), click()]);
	return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

// The server's own: { text, pieces }, the latter as far as is said.
async function csvOf(part, search) {
	const answer = await fetch(`${reports.url}/api/v1/reports/${part}${search}&format=csv`, { headers: { Cookie: hall.lead.cookie } });
	assert.equal(answer.status, 200);
	return { text: Buffer.from(await answer.arrayBuffer()).toString(), pieces: answer.headers.has("X-Next-After") ? 2 : 1 };
}

test("CSV is the server's own, for the same days and service", async () => {
	await reports.open(`${BOTH}&service=ho-tich`);
	const csv = async (part) => (await csvOf(part, `${BOTH}&service=ho-tich`)).text;
	await page.click("#csv");
	const menu = await saved(() => page.click("#csv-menu a:has-text('Theo lĩnh vực')"));
	assert.equal(menu.name, "motcua-services-20260817-20260818.csv");
	assert.equal(menu.text, await csv("services"));
	assert.equal(menu.text.trim().split("\n").length, 2);
	const card = await saved(() => page.click("#heat .foot a"));
	assert.equal(card.text, await csv("hours"));
	assertFaultless(page);
});

test("every step of the days comes as one file, however many pieces the server makes of it", async () => {
	await reports.open(BOTH);
	const { text, pieces } = await csvOf("changes", BOTH);
	assert.equal(pieces, 1);
	let asked = 0;
	await page.route("**/reports/changes?*", (route) => {
		asked++;
		return route.continue({ url: `${route.request().url()}&limit=40` });
	});
	await page.click("#csv");
	const file = await saved(() => page.click("#csv-menu li:last-child a"));
	assert.equal(file.name, "motcua-changes-20260817-20260818.csv");
	assert.equal(file.text, text);
	assert.ok(asked > 2, String(asked));
	assert.equal(await page.locator("#saving").innerText(), "");
	assertFaultless(page);
});

test("the keyboard alone chooses days, opens figures, and leaves the menu", async () => {
	await reports.open(BOTH);
	const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.dataset.span || "");
	await page.focus("#earlier");
	const passed = [];
	while (!passed.includes("counter")) {
		await page.keyboard.press("Tab");
		passed.push(await focused());
	}
	for (const stop of ["later", "figures-all", "print", "csv", "day", "year", "own", "service"]) assert.ok(passed.includes(stop), `${stop} in ${passed}`);
	await page.focus("[data-span=day]");
	await page.keyboard.press("Enter");
	await reports.shows(".five .issued b", "6");
	assert.equal(await focused(), "day", "the focus stays where it was");
	await page.focus("#csv");
	await page.keyboard.press("Enter");
	assert.match(await page.evaluate(() => document.activeElement.textContent), /Tổng hợp/);
	await page.keyboard.press("Escape");
	assert.equal(await focused(), "csv");
	await page.focus("#waits .foot button");
	await page.keyboard.press("Space");
	await page.waitForSelector("#waits-figures:not([hidden]) table");
	assertFaultless(page);
});

test("for some roles only, with ways between the pages", async () => {
	await page.goto(`${reports.url}/`);
	await page.click("a[href='/reports']");
	await page.fill("#user", "an");
	await page.fill("#password", "mot-cua-mot-dau-moi");
	await page.click("#signin-enter");
	await reports.shows("#signin-error", "Báo cáo dành cho người phụ trách và người quản trị. Tài khoản này không xem được.");
	await reports.open(BOTH);
	assert.deepEqual(await page.locator("#pages a").allInnerTexts(), ["Toàn sảnh"]);
	await page.click("#pages a");
	await page.waitForSelector("#hall:not([hidden])");
	assert.deepEqual(await page.locator("#pages a").allInnerTexts(), ["Báo cáo"]);
	await page.click("#pages a");
	await page.waitForSelector("#page:not([hidden])");
	const other = await open(browser);
	await new ReportsPage(other, hall).open(BOTH, "quan-tri");
	assert.deepEqual(await other.locator("#pages a").allInnerTexts(), ["Toàn sảnh", "Quản trị"]);
	assertFaultless(other);
	await leave(other);
	assertFaultless(page);
});

test("the quarter as an office reports it", async () => {
	await reports.open(BOTH);
	await page.click("[data-view=quarter]");
	await reports.settled();
	await reports.shows("#quarterly-title", "Báo cáo quý III/2026");
	assert.match(page.url(), /from=20260701&to=20260818&view=quarter/);
	const summary = await reports.server("summary");
	const indicators = await reports.rows("#indicators");
	assert.deepEqual(indicators.map(([name]) => name), summary.indicators.map(({ name }) => name.vi));
	const numbers = Object.fromEntries((await reports.rows("#numbers")).map(([what, now]) => [what, now]));
	assert.equal(numbers["Lượt đã lấy số"], "20");
	assert.equal(numbers["Thời gian chờ, trung vị"], `${minutes(summary.wait.median_s)} phút`);
	assert.equal(numbers["Hài lòng và rất hài lòng (số trả lời)"], "67 % (6)");
	assert.equal(await page.locator("#unmeasured li").count(), 5);
	await page.selectOption("#quarter", { label: "Quý II/2026" });
	await page.waitForSelector("#none:not([hidden])");
	assert.match(page.url(), /from=20260401&to=20260630&view=quarter/);
	assertFaultless(page);
});

test("on paper: lying A4, ink alone, every column, nothing that is pressed", async () => {
	await page.emulateMedia({ colorScheme: "dark" });
	await reports.open(BOTH);
	await page.setViewportSize({ width: 320, height: 800 });
	await page.emulateMedia({ media: "print" });
	await page.setViewportSize({ width: 1047, height: 740 });
	for (const pressed of [".take", "#spans", ".foot", ".bar .person", "#earlier"]) assert.ok(!(await page.locator(pressed).first().isVisible()), pressed);
	assert.ok(await page.locator("#services th.more").first().isVisible());
	assert.ok(await page.locator("#waits svg.chart").isVisible());
	const looks = await page.locator(".report, .five li, .grid td").evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node)).map(({ color, backgroundColor }) => `${color} ${backgroundColor}`));
	assert.deepEqual([...new Set(looks)].filter((look) => !/^rgb\(0, 0, 0\) (rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/.test(look)), []);
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
	const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
	assert.deepEqual([Math.round(width), Math.round(height)], [842, 595]);
	assertFaultless(page);
});

test("today's figures come anew by themselves, quietly, and not more than once a minute", async () => {
	await page.clock.install();
	await reports.open(`?from=${TUESDAY}&to=${TUESDAY}`);
	await reports.shows(".five .issued b", "6");
	let asked = 0;
	page.on("request", (request) => (asked += request.url().includes("/reports/summary")));
	await hall.take("ho-tich");
	await hall.take("ho-tich");
	await page.clock.runFor(30000);
	assert.equal(asked, 0);
	await until("the figures to be asked for", async () => {
		await page.clock.runFor(5000);
		return asked > 0;
	});
	await reports.shows(".five .issued b", "8");
	assert.equal(asked, 1);
	assert.equal(await page.locator("#state").innerText(), "");
	assertFaultless(page);
});
