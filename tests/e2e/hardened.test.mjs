// How the programs that are installed are built: what a bug in them is worth to whoever finds it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { ROOT } from "../harness/program.mjs";

// Not those of the sanitizers, whatever the other stories run.
const read = async (flags, name) => (await promisify(execFile)("readelf", ["-W", flags, join(ROOT, "build", name)], { maxBuffer: Infinity })).stdout;

for (const name of ["motcua-server", "motcua-kiosk", "motcua-display"]) {
	test(`${name} is built hardened`, async () => {
		const [head, segments, dynamic, symbols] = await Promise.all(["-h", "-l", "-d", "--dyn-syms"].map((flags) => read(flags, name)));
		assert.match(head, /Type: +DYN /, "at another address each time");
		assert.match(dynamic, /FLAGS_1.* PIE/);
		assert.match(segments, /GNU_RELRO/, "what is linked is read-only, …");
		assert.match(dynamic, /\(FLAGS\).*BIND_NOW/, "… all of it from the start");
		assert.match(segments, /GNU_STACK(?: +0x0+){5} RW /, "no code on the stack");
		assert.doesNotMatch(segments, / RWE /, "nor anywhere else that can be written");
		assert.match(symbols, / __stack_chk_fail\b/, "functions notice a broken stack");
		assert.match(symbols, / __(?:memcpy|strcpy)_chk\b/, "copies know how much room there is");
		assert.match(symbols, / __v?snprintf_chk\b/);
		assert.doesNotMatch(dynamic, /\((?:TEXTREL|RPATH|RUNPATH)\)/, "code is not written to, libraries are the system's");
	});
}
