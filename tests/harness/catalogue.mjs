// catalogue: the real procedures, changed for a test.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PROCEDURES } from "./office.mjs";

export const BIRTH = "1.001193";
export const COPY = "2.000815";

export async function readCatalogue() {
	return JSON.parse(await readFile(PROCEDURES, "utf8"));
}

export function rowOf(catalogue, code) {
	return catalogue.procedures.find((row) => row.code === code);
}

// Imports it by the command, while the server is not running.
export async function importCatalogue(server, catalogue) {
	const file = join(server.dir, "catalogue.json");
	await writeFile(file, JSON.stringify(catalogue));
	await server.command(["import", file]);
}
