// What is installed on a machine: programs, units that systemd accepts and that bring a program back
// at once, settings that the programs read, a machine that nothing but the kiosk can be reached on.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { BUILD, ROOT } from "../harness/program.mjs";

const execute = promisify(execFile);
const UNITS = ["motcua-server.service", "motcua-kiosk.service", "motcua-display@.service", "motcua-x.service"];
const EXPOSURE = { "motcua-server.service": 1.2, "motcua-kiosk.service": 2, "motcua-display@.service": 2 };

let place;

const make = (...targets) =>
	execute("make", ["-C", ROOT, ...targets, `BUILD=${BUILD}`, `DESTDIR=${place}`, "PREFIX=/usr"]);
const path = (...names) => join(place, ...names);
const unit = (name) => readFile(path("usr/lib/systemd/system", name), "utf8");

// The exit status and what was said.
async function outcome(program, args) {
	try {
		const { stdout, stderr } = await execute(program, args);
		return { code: 0, said: stdout + stderr };
	} catch (error) {
		return { code: error.code, said: error.stdout + error.stderr };
	}
}

before(async () => {
	place = await mkdtemp(join(tmpdir(), "motcua-install-"));
	process.on("exit", () => execFile("rm", ["-rf", place]));
	await make("install", "install-lock");
});

test("make hands the screen of whoever calls it on to the programs", async () => {
	const env = { ...process.env, DISPLAY: ":77" };
	const { stdout } = await execute("make", ["-s", "-C", ROOT, "--eval=shown:; @echo $$DISPLAY", "shown"], { env });
	assert.equal(stdout.trim(), ":77");
});

test("every target of make that the README names is there", async () => {
	const readme = await readFile(join(ROOT, "README.md"), "utf8");
	const named = new Set(Array.from(readme.matchAll(/(?:^    |`)(?:sudo )?make ([a-z][a-z -]*)/gm), ([, targets]) => targets.trim().split(" ")).flat());
	assert.ok(named.has("lossy") && named.has("install-lock"), [...named].join());
	const { stdout: rules } = await execute("make", ["-pn", "-C", ROOT, `BUILD=${BUILD}`, "--eval=shown:", "shown"], { maxBuffer: Infinity });
	const there = new Set(Array.from(rules.matchAll(/(?<!# Not a target:\n)^([a-z][a-z-]*):/gm), ([, target]) => target));
	assert.deepEqual([...named].filter((target) => !there.has(target)), []);
});

test("units are such as systemd accepts", async (t) => {
	const units = await mkdtemp(join(tmpdir(), "motcua-units-"));
	t.after(() => rm(units, { recursive: true }));
	for (const name of UNITS) {
		const text = (await unit(name)).replaceAll("/usr/bin/motcua", path("usr/bin/motcua")).replace("/usr/bin/X", "/bin/true");
		await writeFile(join(units, name), text);
	}
	const accepts = async (name) => {
		const { code, said } = await outcome("systemd-analyze", ["verify", join(units, name)]);
		assert.deepEqual({ name, code, said }, { name, code: 0, said: "" });
	};
	await writeFile(join(units, "motcua-server.socket"), await unit("motcua-server.socket"));
	for (const name of [...UNITS, "motcua-server.socket"]) await accepts(name);
	for (const name of ["motcua-kiosk.service", "motcua-display@.service"]) {
		await mkdir(join(units, `${name}.d`));
		await writeFile(join(units, `${name}.d`, "x11.conf"), await readFile(path("usr/share/motcua/conf/x11.conf")));
		await accepts(name);
	}
});

test("a program that has died is back within three seconds, however often", async () => {
	for (const name of UNITS) {
		const text = await unit(name);
		assert.match(text, /^Restart=always$/m, name);
		assert.match(text, /^RestartSec=500ms$/m, name);
		assert.match(text, /^StartLimitIntervalSec=0$/m, name);
	}
	for (const name of UNITS.slice(0, 3)) {
		assert.match(await unit(name), /^Type=notify$/m, name);
		assert.match(await unit(name), /^WatchdogSec=20$/m, name);
	}
});

test("programs may do no more than they must", async () => {
	for (const [name, most] of Object.entries(EXPOSURE)) {
		const { said } = await outcome("systemd-analyze", [
			"security", "--offline=true", path("usr/lib/systemd/system", name),
		]);
		const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(said);
		assert.ok(Number(exposure) <= most, `${name}: ${exposure}`);
	}
});

test("the sample settings are read by their programs", async () => {
	const nowhere = path("nowhere");
	for (const [program, file, more, told] of [
		["kiosk", "kiosk", ["--key-file", nowhere, "--size", "540x960"], /nowhere/],
		["display", "display-hall", ["--key-file", nowhere, "--size", "960x540"], /nowhere/],
		["display", "display-counter-1", ["--key-file", nowhere, "--size", "960x540"], /nowhere/],
		["server", "server", ["--data", "/dev/null/data", "device", "list"], /\/dev\/null/],
	]) {
		const config = path("etc/motcua", `${file}.conf`);
		const { code, said } = await outcome(path("usr/bin", `motcua-${program}`), ["--config", config, ...more]);
		assert.equal(code, 1, said);
		assert.match(said, told, file);
	}
});

test("settings that are there are left alone, programs are renewed", async () => {
	await writeFile(path("etc/motcua/kiosk.conf"), "printer = none\n");
	await writeFile(path("usr/bin/motcua-kiosk"), "");
	await make("install");
	assert.equal(await readFile(path("etc/motcua/kiosk.conf"), "utf8"), "printer = none\n");
	assert.ok((await readFile(path("usr/bin/motcua-kiosk"))).length > 0);
});

test("a locked machine has no console and no key that reaches past the kiosk", async () => {
	const text = (name) => readFile(path("etc", name), "utf8");
	assert.match(await text("sysctl.d/60-motcua.conf"), /^kernel.sysrq = 0$/m);
	assert.match(await text("systemd/logind.conf.d/motcua.conf"), /^NAutoVTs=0$/m);
	assert.match(await text("X11/xorg.conf.d/60-motcua.conf"), /DontVTSwitch" "true"[^]*DontZap" "true"/);
	for (const name of ["ctrl-alt-del.target", "getty@tty1.service", "getty@tty7.service"]) {
		assert.equal(await readlink(path("etc/systemd/system", name)), "/dev/null");
	}
});
