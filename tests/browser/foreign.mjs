// foreign: a page of somebody else's, at another port or under another name, and all that a browser lets it try
// with whoever is signed in here.
import { createServer } from "node:http";
import { until } from "../harness/wait.mjs";

// An empty page, on a port of its own.
export class ForeignSite {
	static async open(t) {
		const site = new ForeignSite();
		site.server = createServer((request, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>x</title><body>"));
		await new Promise((resolve) => site.server.listen(0, resolve));
		t.after(() => site.server.closeAllConnections());
		t.after(() => site.server.close());
		return site;
	}

	// host: "127.0.0.1", where cookies go along as on the site itself; "localhost", another site
	at(host) {
		return `http://${host}:${this.server.address().port}/`;
	}
}

/*
 * In the foreign page: each route asked in every way there is without being let. base: the server's address;
 * routes: [{ method, url, body }]; forms: whether forms are sent too, each into a frame of its own. Gives
 * how many requests were tried.
 */
function tryAll({ base, routes, forms }) {
	let tried = 0;
	const frame = (more) => document.body.appendChild(Object.assign(document.createElement("iframe"), more));
	const send = (url, enctype, body) => {
		const { name } = frame({ name: `f${(tried += 1)}` });
		const form = Object.assign(document.createElement("form"), { action: base + url, method: "POST", enctype, target: name });
		const fields = enctype === "text/plain" ? [[`${body.slice(0, -1)},"x":"`, '"}']] : Object.entries(JSON.parse(body));
		for (const [key, value] of fields) form.append(Object.assign(document.createElement("input"), { name: key, value }));
		document.body.append(form);
		form.submit();
	};
	// From a page that has no origin.
	const nobody = (url, body) => {
		const [to, what] = [base + url, body].map((text) => JSON.stringify(text).replaceAll("<", "\\u003c"));
		tried += 1;
		frame({ sandbox: "allow-scripts", srcdoc: `<script>fetch(${to},{method:"POST",mode:"no-cors",credentials:"include",body:${what}})</script>` });
	};
	const ask = (url, asked) => {
		tried += 1;
		return fetch(base + url, { method: "POST", mode: "no-cors", credentials: "include", ...asked }).catch(() => {});
	};
	const asking = routes.flatMap(({ method, url, body }, at) => {
		if (forms) send(url, "text/plain", body);
		if (forms && at === 0) for (const enctype of ["application/x-www-form-urlencoded", "multipart/form-data"]) send(url, enctype, body);
		if (at === 0) nobody(url, body);
		navigator.sendBeacon(base + url, body);
		const fields = new FormData();
		fields.append("x", body);
		const json = { "Content-Type": "application/json", "Idempotency-Key": "k", "X-CSRF-Token": "x" };
		return [
			ask(url, { method, mode: "cors", headers: json, body }), ask(url, { body }), ask(url, { body: fields }),
			ask(`${url}?_method=${method}`, { body: new URLSearchParams({ x: body }) }),
		];
	});
	return Promise.all(asking).then(() => tried + routes.length);
}

/* In the foreign page: what only looks, as pictures, scripts, styles and by fetch. */
function lookAt({ base, urls }) {
	const ended = urls.flatMap((url) => ["img", "script", "link"].map((tag) => new Promise((resolve) => {
		const node = document.createElement(tag);
		node.onload = node.onerror = resolve;
		if (tag === "link") Object.assign(node, { rel: "stylesheet", href: base + url });
		else node.src = base + url;
		document.body.append(node);
	})));
	const read = urls.map((url) => fetch(base + url, { credentials: "include" }).then((answer) => answer.text(), () => null));
	return Promise.all(ended).then(() => Promise.all(read)).then((all) => all.filter((text) => text !== null).length);
}

export class ForeignPage {
	// Of a browser in which somebody is signed in; `base` is where.
	static async open(context, base, address) {
		const foreign = new ForeignPage();
		foreign.base = base;
		foreign.page = await context.newPage();
		foreign.open = 0; // requests on their way to the server
		const ours = (request) => request.url().startsWith(base);
		const done = (request) => ours(request) && (foreign.open -= 1);
		foreign.page.on("request", (request) => ours(request) && (foreign.open += 1));
		foreign.page.on("requestfinished", done);
		foreign.page.on("requestfailed", done);
		await foreign.page.goto(address);
		return foreign;
	}

	// Tries all, some at a time, and waits until nothing is on its way. Gives how many requests were tried.
	async tryAll(routes, { forms, some = 24 }) {
		let tried = 0;
		for (let at = 0; at < routes.length; at += some) {
			tried += await this.page.evaluate(tryAll, { base: this.base, routes: routes.slice(at, at + some), forms });
			await until("the browser to have done with them", () => this.open <= 0);
			await this.page.evaluate(() => document.body.replaceChildren());
		}
		return tried;
	}

	// How many of them it could read.
	lookAt(urls) {
		return this.page.evaluate(lookAt, { base: this.base, urls });
	}
}
