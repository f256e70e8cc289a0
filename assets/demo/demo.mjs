// demo: one citizen and one clerk go through the whole job without hands; pictures of each step in build/demo.
import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, open } from "../../tests/browser/browser.mjs";
import { DeskPage } from "../../tests/browser/desk.mjs";
import { Clerk, Kiosk } from "../../tests/harness/client.mjs";
import { BUILD } from "../../tests/harness/program.mjs";
import { Screen } from "../../tests/harness/screen.mjs";
import { PASSWORD, Server } from "../../tests/harness/server.mjs";
import { decode, png } from "../../tests/harness/slip.mjs";
import { until } from "../../tests/harness/wait.mjs";

const OUT = join(BUILD, "demo");
const MORNING = "2026-11-23 09:40"; // a Monday
const COUNTER = 3;
const PROCEDURE = "1.001193";
const TITLE = "Công chức Tư pháp – Hộ tịch";

let step = 0;
function picture(name) {
	step += 1;
	const file = join(OUT, `${step}-${name}.png`);
	console.log(file);
	return file;
}

// Keeps the screen's newest picture.
async function keep(screen, name) {
	const newest = (await readdir(screen.dir)).filter((file) => file.endsWith(".png")).sort().at(-1);
	await cp(join(screen.dir, newest), picture(name));
}

function shown(screen, id) {
	return screen.shows(id, (_, list) => list.items.some((item) => item.id === id));
}

// The citizen finds "khai sinh", reads what is needed and takes a number.
async function citizen(server) {
	const slips = join(server.dir, "slips");
	const key = join(server.dir, "kiosk.key");
	const script = join(server.dir, "citizen.script");
	await mkdir(slips, { recursive: true });
	await writeFile(key, server.keys.cua);
	const presses = [..."khai"].map((c) => `tap key:${c}`).join("\n");
	await writeFile(script, `until search\nwait 700\ntap search\n${presses}\ntap key:space
${[..."sinh"].map((c) => `tap key:${c}`).join("\n")}\nuntil procedure:${PROCEDURE}\nwait 700\ntap procedure:${PROCEDURE}
until take\nwait 700\ntap take\n`);
	const args = ["--server", server.url, "--key-file", key, "--printer", `file:${slips}`, "--script", script];
	const kiosk = await Screen.open("motcua-kiosk", [...args, "--size", "1080x1920"]);
	await kiosk.shows("the services", (_, list) => list.screen === "home");
	await keep(kiosk, "kiosk-home");
	await kiosk.shows("what was found", (_, { screen, items }) =>
		screen === "search" && items.some(({ text }) => text === "khai sinh") && items.some(({ id }) => id === `procedure:${PROCEDURE}`));
	await keep(kiosk, "kiosk-search");
	await kiosk.shows("the procedure", (_, list) => list.screen === "procedure" && list.items.some((item) => item.id === "take"));
	await keep(kiosk, "kiosk-procedure");
	await shown(kiosk, "number");
	const [slip] = await until("the slip", async () => {
		const files = (await readdir(slips)).filter((file) => file.endsWith(".bin"));
		return files.length && files;
	});
	await kiosk.shows("that the slip is out", (_, { items }) => items.some(({ text }) => text === "Xong"));
	await keep(kiosk, "kiosk-number");
	const paper = picture("slip");
	await writeFile(paper, png(decode(await readFile(join(slips, slip)))));
	return { kiosk, url: execFileSync("zbarimg", ["-q", "--raw", paper], { encoding: "utf8" }).trim() };
}

// Others were there before: some wait, two counters are at work; the last one at counter 6 is elderly.
async function others(server) {
	const people = { "chung-thuc": 6, "cu-tru": 2, "dat-dai": 2, "tra-ket-qua": 1 };
	const kiosk = new Kiosk(server.url, { key: server.keys.other });
	for (const [service, count] of Object.entries(people)) {
		for (let n = 0; n < count; n += 1) await kiosk.take(service);
	}
	await kiosk.take("cu-tru", { priority: "elderly" });
	for (const [user, at] of [["binh", 2], ["chi", 6]]) {
		const clerk = await Clerk.at(server.url, at, user);
		for (const move of ["open", "next", "start"]) await clerk.move(move);
	}
}

async function main() {
	await rm(OUT, { recursive: true, force: true });
	await mkdir(OUT, { recursive: true });
	const server = await Server.make({ at: MORNING, hours: "own" });
	await server.command(["user", "add", "an", "--role", "clerk", "--password-stdin", "--name", "Nguyễn Văn An", "--title", TITLE], { input: `${PASSWORD}\n` });
	for (const name of ["binh", "chi"]) await server.addUser(name);
	server.keys = { cua: await server.addDevice("cua", "kiosk"), other: await server.addDevice("other", "kiosk") };
	await server.start();
	await others(server);
	const hall = await Screen.open("motcua-display", ["--server", server.url, "--view", "hall", "--size", "1920x1080"]);
	const counter = await Screen.open("motcua-display", ["--server", server.url, "--view", "counter", "--counter", `${COUNTER}`, "--mute", "--size", "1920x1080"]);
	const browser = await launch();
	const { kiosk, url } = await citizen(server);

	const desk = new DeskPage(await open(browser), server.url);
	await desk.signIn(COUNTER);
	await desk.press("Space");
	await desk.settled();
	await desk.page.screenshot({ path: picture("clerk-ready") });
	await desk.press("Space");
	await hall.shows("the call", (text) => text("call")?.includes("B001"));
	await keep(hall, "hall-called");
	await counter.shows("the call", (text) => text("number") === "B001");
	await keep(counter, "counter-called");
	await desk.settled();
	await desk.page.screenshot({ path: picture("clerk-called") });

	const phone = await open(browser, { width: 390, height: 844 });
	await phone.goto(url);
	await phone.getByText("B001").first().waitFor();
	await phone.screenshot({ path: picture("phone-called") });

	await desk.press("Space");
	await desk.settled();
	await counter.shows("serving", (_, { items }) => items.some(({ text }) => text === "Đang phục vụ"));
	await keep(counter, "counter-serving");
	await browser.close();
	for (const screen of [kiosk, hall, counter]) await screen.close();
	await server.close();
}

await main();
