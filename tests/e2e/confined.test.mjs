// A server that is led astray reaches no file but those it was told of; what it was told of it reaches.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Clerk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { until } from "../harness/wait.mjs";

const LIST = "code,ready\nH05.27.12-251126-0001,yes\n";

// Null, and the story is passed over, where the kernel cannot.
async function open(t, args = () => []) {
	const server = await Server.make({ catalogue: false, accounts: [{ user: "quan", role: "admin" }] });
	t.after(() => server.close());
	server.args = args(server.dir);
	await server.start();
	if (!server.program.out.includes("not confined")) return server;
	t.skip("this kernel has no Landlock");
	return null;
}

test("confined: it is so before it serves, and serves as ever", async (t) => {
	const server = await open(t);
	if (!server) return;
	const status = await readFile(`/proc/${server.program.child.pid}/status`, "utf8");
	assert.match(status, /^NoNewPrivs:\t1$/m);
	assert.deepEqual(await server.stop(), { code: 0, signal: null });
	assert.equal(server.program.log, "");
});

test("confined: a list of slips is read anew, and nothing that a link in its place leads to", async (t) => {
	const elsewhere = await mkdtemp(join(tmpdir(), "motcua-elsewhere-"));
	t.after(() => rm(elsewhere, { recursive: true }));
	await writeFile(join(elsewhere, "list.csv"), LIST);
	let path;
	const server = await open(t, (dir) => {
		path = join(dir, "share", "list.csv");
		return ["--results", path, "--results-every", "1"];
	});
	if (!server) return;
	const put = async (make) => {
		await make(`${path}.new`);
		await rename(`${path}.new`, path);
	};
	await mkdir(join(server.dir, "share"));
	await put((name) => writeFile(name, LIST));
	await until("the list to be read", () => /list\.csv: 1 rows/.test(server.program.log));
	await put((name) => symlink(join(elsewhere, "list.csv"), name));
	await until("a word of it", () => /list\.csv: Permission denied/.test(server.program.log));
});

test("confined: backups have their folder, wherever it is and when it was not there yet", async (t) => {
	let folder;
	const server = await open(t, (dir) => {
		folder = join(dir, "disk", "of", "backups");
		return ["--backups", folder];
	});
	if (!server) return;
	const admin = await Clerk.at(server.url, undefined, "quan");
	await admin.expect(202, "POST", "/api/v1/admin/backups", {});
	await until("a backup", async () => (await readdir(folder)).some((name) => /^motcua-.*-now\.sqlite$/.test(name)));
	assert.equal(server.program.log.includes("denied"), false, server.program.log);
});
