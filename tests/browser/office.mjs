// office: a browser for the tests of a file, and for each of them an office of its own and a page.
import { after, afterEach, before, beforeEach } from "node:test";
import { Kiosk } from "../harness/client.mjs";
import { Server } from "../harness/server.mjs";
import { launch, leave, open } from "./browser.mjs";

/*
 * options: as Server.start takes them; look: as `open` does. Before each test `begin` is given what
 * there is; all of it ends after the test.
 */
export function officePerTest(options, begin, look) {
	let browser, server, page;
	before(async () => {
		browser = await launch();
	});
	after(() => browser?.close());
	beforeEach(async () => {
		server = await Server.start(options);
		page = await open(browser, look);
		const kiosk = new Kiosk(server.url, { key: server.keys.cua });
		await begin({ browser, server, kiosk, page });
	});
	afterEach(async () => {
		await leave(page);
		await server.close();
	});
}
