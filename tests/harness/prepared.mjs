// prepared: the folders of data that servers begin with. Who wants the same is given a copy: it is made once.
import { createHash } from "node:crypto";
import { access, cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILD } from "./program.mjs";

const FOLDER = join(BUILD, "prepared"); // for this run of the tests: tests/run begins with none

async function nameOf(wanted) {
	const { mtimeMs, size } = await stat(join(BUILD, "motcua-server"));
	const text = JSON.stringify([wanted, mtimeMs, size]);
	return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

function there(path) {
	return access(path).then(() => true, () => false);
}

// Two who make the same at a time: the first one's holds.
async function keep(path, make) {
	await mkdir(FOLDER, { recursive: true });
	const fresh = await mkdtemp(join(FOLDER, "new-"));
	const told = await make(fresh);
	await writeFile(join(fresh, "told.json"), JSON.stringify(told));
	await rename(fresh, path).catch(() => rm(fresh, { recursive: true }));
}

/*
 * Fills `data` with what is `wanted`. make(dir) makes dir/data, or nothing, when nobody has before; what it
 * returns is the answer each time.
 */
export async function prepare(data, wanted, make) {
	const path = join(FOLDER, await nameOf(wanted));
	if (!(await there(path))) await keep(path, make);
	if (await there(join(path, "data"))) await cp(join(path, "data"), data, { recursive: true, preserveTimestamps: true });
	return JSON.parse(await readFile(join(path, "told.json"), "utf8"));
}
