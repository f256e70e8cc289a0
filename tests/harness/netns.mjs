// netns: a network of the test's own: the test and its server on one side of a cable, a screen on the
// other. Made of Linux' namespaces, which end with the processes in them, whatever becomes of the test.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { within } from "./wait.mjs";

const execute = promisify(execFile);
const INSIDE = "MOTCUA_TEST_NETWORK";
const ALONE = ["--net", "--mount"];
const RIGHTS = [[], ["--user", "--map-root-user"]]; // those of root, or of one who is root there alone
const [NEAR, FAR, NOBODY] = ["10.99.0.1", "10.99.0.2", "02:00:00:00:00:99"];
const WIRE = ["link", "add", "near", "type", "veth", "peer", "name", "far"];

/*
 * Runs the program that this is, from its beginning, in a network of its own, and ends with it. Inside
 * it gives null, and why where that cannot be.
 */
export async function enterNetwork(file) {
	if (process.env.MOTCUA_TEST_NETWORK_NONE) return "none is wanted";
	if (process.env[INSIDE]) {
		await execute("ip", ["link", "set", "lo", "up"]);
		await execute("ip", ["address", "add", `${NEAR}/32`, "dev", "lo"]); // a server can listen before the cable is there
		return null;
	}
	let why = "";
	for (const rights of RIGHTS) {
		const tried = spawnSync("unshare", [...rights, ...ALONE, "ip", ...WIRE], { encoding: "utf8" });
		if (tried.status === 0) return runInside(rights, file);
		why ||= tried.error?.message ?? tried.stderr.trim();
	}
	return `this machine gives no network of one's own: ${why}`;
}

async function runInside(rights, file) {
	const inside = ["--pdeathsig", "KILL", "unshare", ...rights, ...ALONE, process.execPath, ...process.execArgv, file];
	const child = spawn("setpriv", inside, { stdio: "inherit", env: { ...process.env, [INSIDE]: "1" } });
	const [code] = await once(child, "exit");
	process.exit(code ?? 1);
}

export class Cable {
	static address = NEAR; // of this side

	// dir: a folder of the test's own; hosts: the names that are known on the other side, { name: address }
	static async lay(dir, { hosts = {} } = {}) {
		const cable = new Cable();
		cable.hosts = join(dir, "hosts");
		await cable.name(hosts);
		await writeFile(join(dir, "resolv.conf"), "nameserver 10.99.0.3\n");
		// Whoever holds the namespace ends when this program does.
		const hold = 'mount --bind "$0/hosts" /etc/hosts && mount --bind "$0/resolv.conf" /etc/resolv.conf && echo held && exec cat';
		cable.holder = spawn("unshare", [...ALONE, "sh", "-c", hold, dir], { stdio: ["pipe", "pipe", "inherit"] });
		cable.ended = once(cable.holder, "exit");
		await within("the far side", once(cable.holder.stdout, "data"));
		cable.through = ["nsenter", "--target", `${cable.holder.pid}`, "--net", "--mount", "--"];
		await cable.join();
		return cable;
	}

	async join() {
		await this.near(...WIRE);
		await this.near("link", "set", "far", "netns", `${this.holder.pid}`);
		await this.near("address", "add", `${NEAR}/24`, "dev", "near");
		await this.far("address", "add", `${FAR}/24`, "dev", "far");
		await this.far("link", "set", "lo", "up");
		await this.plug();
	}

	near(...words) {
		return execute("ip", words);
	}

	far(...words) {
		return execute(this.through[0], [...this.through.slice(1), "ip", ...words]);
	}

	// Which names the other side knows from now on; all others are asked of a name server that is away.
	name(hosts) {
		const lines = Object.entries(hosts).map(([name, address]) => `${address} ${name}\n`);
		return writeFile(this.hosts, lines.join(""));
	}

	async plug() {
		await this.far("link", "set", "far", "up");
		await this.near("link", "set", "near", "up");
	}

	// Pulled out: the other side's card sees it.
	unplug() {
		return this.near("link", "set", "near", "down");
	}

	// Cut beyond a switch: no card sees it, what is sent is lost; one way only with "to" or "from" the screen.
	async lose(way = "both") {
		const nobody = ["lladdr", NOBODY, "nud", "permanent"];
		if (way !== "from") await this.near("neighbour", "replace", FAR, ...nobody, "dev", "near");
		if (way !== "to") await this.far("neighbour", "replace", NEAR, ...nobody, "dev", "far");
	}

	// All flows again, after unplug or lose.
	async mend() {
		await this.plug();
		const forgive = (words) => execute(words[0], words.slice(1)).catch(() => {});
		await forgive(["ip", "neighbour", "delete", FAR, "dev", "near"]);
		await forgive([...this.through, "ip", "neighbour", "delete", NEAR, "dev", "far"]);
		return performance.now();
	}

	// Taken up by hand: the kernel clears a namespace away when it has time, and the next cable has the same names.
	async close() {
		await this.near("link", "delete", "near");
		this.holder.stdin.end();
		await within("the far side to end", this.ended);
	}
}
