// parse: each of the files named on the standard input is a module of JavaScript.
import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";

for (const name of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
	try {
		new SourceTextModule(readFileSync(name, "utf8"), { identifier: name });
	} catch (error) {
		console.error(`in ${name}: ${error.message}`);
		process.exitCode = 1;
	}
}
