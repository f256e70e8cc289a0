// browser: Debian's chromium without a window, and pages that remember whatever they should not have done.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { PATIENCE_MS } from "../harness/wait.mjs";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// The stricter of two rules about contrast finds what the other one does.
const AXE_RULES = { "color-contrast": { enabled: false }, "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } };
const ALL = { runOnly: AXE_TAGS, rules: AXE_RULES };
const COLOURS = { runOnly: ["color-contrast-enhanced"] };
const ALL_BUT_COLOURS = { runOnly: AXE_TAGS, rules: { ...AXE_RULES, "color-contrast-enhanced": { enabled: false } } };
const WIDEST = 1440, BETWEEN = 900, NARROWEST = 320;
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];

// Each page has to hold in these.
export const LOOKS = [
	{ name: "wide, light", width: 1280 },
	{ name: "wide, dark", width: 1280, dark: true },
	{ name: "320 px, light", width: 320 },
	{ name: "320 px, dark", width: 320, dark: true },
];

export function launch(more = []) {
	return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: [...ARGS, ...more] });
}

/* In the page: what it does against its policy is also a line of its console. */
function report() {
	addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
		console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sourceFile}`));
}

/*
 * A page in a fresh context. `faults` gathers script errors and breaches of the content security
 * policy; see assertFaultless. lang: what the person chose here before.
 */
export async function open(browser, { width = 1280, height = 800, dark = false, script = true, lang = null } = {}) {
	const context = await browser.newContext({
		viewport: { width, height },
		colorScheme: dark ? "dark" : "light",
		locale: "vi-VN",
		javaScriptEnabled: script,
	});
	await context.addInitScript(report);
	if (lang) await context.addInitScript((tag) => localStorage.setItem("motcua.language", tag), lang);
	return watch(await context.newPage());
}

/* Closes all that this person has open; what was held on its way no longer has anywhere to go. */
export async function leave(page) {
	if (page.isClosed()) return;
	await page.unrouteAll({ behavior: "ignoreErrors" });
	await page.context().close();
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

/*
 * The bodies, promised, of what a page is answered from now on where `wanted(path)`: empty where the page
 * was gone before it came.
 */
export function answersTo(page, wanted) {
	const bodies = [];
	page.on("response", (answer) => {
		const gone = () => Buffer.alloc(0);
		if (wanted(new URL(answer.url()).pathname)) bodies.push(answer.body().catch(gone));
	});
	return bodies;
}

export function assertFaultless(page) {
	assert.deepEqual(page.faults, []);
}

// In front of a page there may be a dialog or a menu: what lies behind it was looked at before.
async function findings(page, options) {
	if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
	return page.evaluate(async (asked) => {
		const there = document.querySelector("dialog:modal, .menu:not([hidden]), #nav-open[aria-expanded=true] ~ ul") ?? document;
		const { violations } = await axe.run(there, { ...asked, preload: false, resultTypes: ["violations"] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" · ")}`);
	}, options);
}

async function assertNarrow(page, where) {
	const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
	assert.ok(wide <= view, `${where}: ${wide} px wide in a window of ${view}`);
}

async function assertClean(page, where, options) {
	assert.deepEqual(await findings(page, options), [], where);
}

// No finding of axe, and nothing to scroll sideways to.
export async function assertAccessible(page, where) {
	await assertClean(page, where, ALL);
	await assertNarrow(page, where);
}

/* In the page: what watches sizes has seen the newest. */
function painted() {
	return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
}

/*
 * The same in each width, light and dark. Axe takes most of the time: it is asked of the colours in the
 * widest, light and dark, and of all else in the widest and the narrowest, in the light in Vietnamese
 * and in the dark in English.
 */
export async function assertEverywhere(page, where) {
	const english = await page.evaluate(() => document.documentElement.lang === "en");
	for (const width of [WIDEST, BETWEEN, NARROWEST]) {
		await page.setViewportSize({ width, height: 900 });
		for (const dark of [false, true]) {
			await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
			await page.evaluate(painted);
			const look = `${where}, ${width} px, ${dark ? "dark" : "light"}, ${english ? "English" : "Vietnamese"}`;
			await assertNarrow(page, look);
			if (width === WIDEST) await assertClean(page, look, dark === english ? ALL : COLOURS);
			else if (width === NARROWEST && dark === english) await assertClean(page, look, ALL_BUT_COLOURS);
		}
	}
	await page.setViewportSize({ width: WIDEST, height: 900 });
}
