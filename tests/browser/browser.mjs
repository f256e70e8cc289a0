// browser: Debian's chromium, and pages that remember whatever they should not have done.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { PATIENCE_MS } from "../harness/wait.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

// Each page has to hold in these.
export const LOOKS = [
	{ name: "wide, light", width: 1280 },
	{ name: "wide, dark", width: 1280, dark: true },
	{ name: "320 px, light", width: 320 },
	{ name: "320 px, dark", width: 320, dark: true },
];

export function launch(more = []) {
	return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...ARGS, ...more] });
}

/*
 * A page in a fresh context. `faults` gathers script errors and breaches of the content security
 * policy; see assertFaultless.
 */
export async function open(browser, { width = 1280, height = 800, dark = false, script = true } = {}) {
	const context = await browser.newContext({
		viewport: { width, height },
		colorScheme: dark ? "dark" : "light",
		locale: "vi-VN",
		javaScriptEnabled: script,
	});
	return watch(await context.newPage());
}

// Another page of the same person's browser.
export async function openBeside(page) {
	return watch(await page.context().newPage());
}

function watch(page) {
	page.setDefaultTimeout(PATIENCE_MS);
	page.faults = [];
	page.on("pageerror", (error) => page.faults.push(error.stack));
	page.on("console", (message) => {
		if (/Content Security Policy|Trusted/i.test(message.text())) page.faults.push(message.text());
	});
	return page;
}

export function assertFaultless(page) {
	assert.deepEqual(page.faults, []);
}

// No finding of axe, and nothing to scroll sideways to. strict: further rules by name.
export async function assertAccessible(page, where, strict = []) {
	await page.evaluate(axeSource);
	const found = await page.evaluate(async ([tags, more]) => {
		const rules = Object.fromEntries(more.map((rule) => [rule, { enabled: true }]));
		const { violations } = await axe.run(document, { runOnly: tags, rules });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")}`);
	}, [AXE_TAGS, strict]);
	assert.deepEqual(found, [], where);
	const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	assert.ok(wide <= view, `${where}: ${wide} px wide in a window of ${view}`);
}
