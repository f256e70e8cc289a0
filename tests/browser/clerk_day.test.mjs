// A clerk's whole day, from the sign-in to the sign-out, with nothing but the keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSWORD } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";
import { assertFaultless } from "./browser.mjs";
import { DeskPage, PEOPLE } from "./desk.mjs";
import { officePerTest } from "./office.mjs";

let server, kiosk, page, desk;

officePerTest({ clerks: [], people: PEOPLE }, (office) => {
	({ server, kiosk, page } = office);
	desk = new DeskPage(page, server.url);
});

// Tab, until what has the focus is this one.
async function tabTo(selector) {
	for (let i = 0; i < 40; i++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
	}
	assert.fail(`no way to ${selector} by Tab`);
}

async function signIn() {
	await page.goto(`${server.url}/clerk`);
	await page.waitForSelector("#signin:not([hidden])");
	await page.keyboard.type("an");
	await page.keyboard.press("Tab");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Quầy đang đóng" });
}

test("a whole day by keyboard alone", async () => {
	for (let i = 0; i < 6; i++) await kiosk.take("chung-thuc");
	// Nothing that a mouse does may help.
	await page.addInitScript(() => {
		for (const kind of ["mousedown", "pointerdown"]) addEventListener(kind, (event) => event.isTrusted && event.stopImmediatePropagation(), true);
	});
	await signIn();
	await desk.open(["A001", "A002", "A003", "A004", "A005", "A006"]);

	// Called, did not come, came later.
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A001" });
	await desk.press("k");
	await desk.waitFor({ note: "Đã ghi A001 không có mặt" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A002" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ", number: "A002" });

	// Fetches papers; the step is taken back, done again; resumed after the next.
	await desk.press("g");
	await page.waitForSelector("#panel[data-kind=hold]");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã tạm giữ A002" });
	await desk.press("z");
	await desk.waitFor({ state: "Đang phục vụ", number: "A002" });
	await desk.press("g");
	await page.waitForSelector("#panel[data-kind=hold]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã tạm giữ A002" });
	await desk.press("q");
	await page.waitForSelector("#panel[data-kind=number]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ note: "A001 đã quay lại hàng chờ" });
	await desk.press("t");
	await page.waitForSelector("#panel[data-kind=number]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Đang phục vụ", number: "A002" });

	// What came of it, then the next by one key.
	await desk.press("r");
	await page.waitForSelector("#panel[data-kind=result]");
	await page.keyboard.press("Space");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#facts .result");
	await desk.press("Space");
	await desk.waitFor({ state: "Đang gọi", number: "A003", note: "Đã kết thúc A002, đã gọi A003" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ", number: "A003" });

	// For another counter.
	await desk.press("c");
	await page.waitForSelector("#panel[data-kind=transfer]");
	await page.keyboard.type("ho tich");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Sẵn sàng" });

	// One out of turn, and from the list.
	await desk.press("s");
	await page.waitForSelector("#panel[data-kind=call]");
	await page.keyboard.type("a6");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel[data-kind=number]");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Đang gọi", number: "A006" });
	await desk.press("Space");
	await desk.waitFor({ state: "Đang phục vụ", number: "A006" });
	await desk.press("h");
	await desk.waitFor({ state: "Sẵn sàng", note: "Đã kết thúc A006" });
	await tabTo("#tab-held");
	await page.keyboard.press("ArrowLeft");
	await tabTo("#waiting-list [data-number=A005]");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#panel[data-kind=number]");
	await page.keyboard.press("Escape");

	// Lunch, and home.
	await desk.press("n");
	await page.waitForSelector("#panel[data-kind=pause]");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await desk.waitFor({ state: "Tạm nghỉ" });
	await desk.press("Space");
	await desk.waitFor({ state: "Sẵn sàng" });
	await tabTo("#person");
	await page.keyboard.press("Enter");
	await tabTo("#menu-signout");
	await page.keyboard.press("Enter");
	await page.waitForSelector("#signin:not([hidden])");
	const { counters } = await kiosk.get("/api/v1/board");
	assert.equal(counters.find(({ id }) => id === 2).state, "closed");
	await until("nobody to be signed in", async () => (await page.context().cookies()).length === 0);
	assertFaultless(page);
});
