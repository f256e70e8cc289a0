// idle: what a server costs that has nothing to do: of a ward, and of a province when all of a day's people have come.
import { Kiosk } from "../harness/client.mjs";
import { openAlways, PROVINCE, readOffice } from "../harness/office.mjs";
import { Server } from "../harness/server.mjs";
import { cpuMs, figure, memoryKib } from "./figures.mjs";

const IDLE_S = Number(process.env.IDLE_S ?? 10);
const [DAY, TAKERS] = [2000, 10];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function takeAll(server, services) {
	const kiosk = new Kiosk(server.url, { key: server.keys.cua });
	const take = async () => {
		for (let i = 0; i < DAY / TAKERS; i++) await kiosk.take(services[i % services.length].id);
	};
	await Promise.all(Array.from({ length: TAKERS }, take));
}

const province = openAlways(await readOffice(PROVINCE));
const ward = await Server.start({ clock: "true" });
const centre = await Server.start({ clock: "true", change: () => province });
try {
	await takeAll(centre, province.services);
	await sleep(12000); // who has just asked is gone, and the server has come to rest
	const pids = { ward: ward.program.child.pid, province: centre.program.child.pid };
	const before = { ward: await cpuMs(pids.ward), province: await cpuMs(pids.province) };
	await sleep(IDLE_S * 1000);
	for (const [name, atMost] of [["ward", 8], ["province", 16]]) {
		const spent = (await cpuMs(pids[name])) - before[name];
		figure(`idle_${name}_cpu`, spent / IDLE_S / 10, "%", { atMost: 0.05 });
		figure(`idle_${name}_memory`, (await memoryKib(pids[name])) / 1024, "MiB", { atMost });
		figure(`idle_${name}_own_memory`, (await memoryKib(pids[name], "RssAnon")) / 1024, "MiB");
	}
} finally {
	await ward.close();
	await centre.close();
}
