// table: makes the table "Numbers" of the README of build/bench.json, in build/bench.md; `table.mjs README.md` puts it
// into that file, in the place of the one that is there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../harness/program.mjs";
import { FILE, read } from "./figures.mjs";

const TO = join(BUILD, "bench.md");
const PLACE = /(?<=<!-- numbers: tests\/bench\/table\.mjs -->\n)[^]*?(?=<!-- \/numbers -->)/;
const WORDS = {
	numbers_1: "numbers given out, each safe on the disk before it is told; 1 kiosk at a time ÷ commits",
	numbers_8: "the same, 8 kiosks",
	numbers_64: "the same, 64 kiosks",
	numbers_8_over_peer: "the same, 8 kiosks ÷ the fastest other system that is durable and gives no number twice",
	numbers_64_over_peer: "the same, 64 kiosks",
	wake_p50: "until a thread that sleeps on another processor goes on when it is told",
	number_1_over_parts: "a number, 1 kiosk ÷ a commit and four of those",
	number_8_p99: "a number, 8 kiosks, 99 of 100 ÷ a commit, 99 of 100",
	numbers_64_slow_disk: "numbers given out while each sync takes 5 ms more, 64 kiosks",
	get_slow_disk_p99: "the board read meanwhile, 99 of 100",
	call_10_over_commit: "a call until the last of 10 screens ÷ a commit",
	call_10_over_parts: "the same ÷ a commit, writing to 10 sockets and two who are woken",
	call_10_p50: "a call until the last of 10 screens ÷ writing to 10 sockets",
	call_100_p50: "the same, 100 screens",
	call_1000_p50: "the same, 1,000 screens",
	call_5000_p50: "the same, 5,000 screens",
	readers_10000_each: "memory of each idle screen",
	readers_10000_server: "memory of the server with 10,000 screens",
	readers_10000_change: "a change until the last of 10,000 screens",
	readers_10000_dropped: "screens of 10,000 that missed one of 100 changes",
	readers_11000_dropped: "the same while 1,000 others never read",
	deaf_blocked: "those others: whose socket was full before",
	deaf_cut: "and whom the server then ended, each more than 64 KiB behind",
	readers_11000_change: "a change until the last of 10,000 screens meanwhile",
	readers_11000_most: "memory of the server with all of them, at most",
	reconnects_growth: "growth of memory after 10,000 screens have come and gone",
	idle_ward_cpu: "a ward's server that is idle: processor",
	idle_ward_memory: "its memory",
	idle_province_cpu: "a province's, after 2,000 people have come: processor",
	idle_province_memory: "its memory",
	next_3000_waiting_p50: "the next one of 3,000 who wait",
	estimates_300_waiting_p50: "all estimates: 300 wait, 30 counters, 60 services",
	search_2000_p50: "a search among 2,000 procedures",
	kiosk_start_to_picture: "the start of a kiosk until its first picture stands in the window",
	touch_to_number_p99: "a touch until the number is on the kiosk's screen, 99 of 100",
	kiosk_idle_cpu: "an idle kiosk: processor",
	kiosk_memory: "its memory",
	display_hall_start_to_picture: "the start of a hall's screen until its first picture stands in the window",
	display_counter_start_to_picture: "the same at the counter",
	call_to_pixels_hall_p99: "a call until it is on the hall's screen, 99 of 100",
	call_to_pixels_counter_p99: "the same at the counter",
	display_hall_idle_cpu: "an idle screen of the hall: processor",
	display_hall_memory: "its memory",
	year_summary: "a report of a year, 250,000 numbers",
	call_beside_reports_p99: "a call while reports of the year are made ÷ without, 99 of 100",
	start_1000000: "a start with 1,000,000 numbers of past days",
	growth_numbers_1000000: "numbers given out with 1,000,000 numbers of past days ÷ with none",
	growth_call_1000000: "a call until the last of 10 screens, with 1,000,000 ÷ with none",
	growth_search_1000000: "a search, with 1,000,000 ÷ with none",
	growth_board_1000000: "the board read, with 1,000,000 ÷ with none",
	growth_year_1000000: "a report of a year of 312,000 numbers, of 1,000,000",
	growth_beside_backup_1000000: "numbers given out while a backup of 1,000,000 is made ÷ without",
	soak_memory_each: "a busy office of three days: memory that each number takes until its day is over",
	soak_memory_back: "what of all that is given back by the next morning ÷ what was taken",
	soak_memory_day: "growth of memory from morning to morning",
	soak_descriptors: "growth of descriptors, from the first day to the last",
	soak_journal: "the store's journal, at most",
	soak_number: "how long a number takes on the last day ÷ on the first",
};

const cell = (value, unit = "") => (value === undefined ? "–" : `${value}${unit && ` ${unit}`}`);

function row(name, { value, unit, floor, ratio, target, ok, command }) {
	const reached = target === undefined ? "" : ok ? "" : " **missed**";
	return `| ${WORDS[name]} | ${cell(value, unit)} | ${cell(floor, unit)} | ${cell(ratio)} | ${cell(target)}${reached} | \`${command}\` |`;
}

const { figures, commit, at, processors } = read();
const rows = Object.keys(WORDS).filter((name) => figures[name]).map((name) => row(name, figures[name]));
const table = [
	`Measured on ${at.slice(0, 10)} with ${commit}, ${processors} processors, everything on one machine.`,
	"",
	"| what | is | beside it | ratio | to reach | command |",
	"|---|---|---|---|---|---|",
	...rows,
	"",
].join("\n");
writeFileSync(TO, table);
for (const path of process.argv.slice(2)) {
	const text = readFileSync(path, "utf8");
	if (!PLACE.test(text)) throw new Error(`${path} has no place for the table`);
	writeFileSync(path, text.replace(PLACE, () => table));
}
for (const [name, { least, value, ratio, most, unit, runs }] of Object.entries(figures)) {
	if (runs.length > 1) console.log(`${name} min ${least} median ${ratio ?? value} max ${most}${ratio === undefined ? ` ${unit}` : ""}`);
}
const missed = Object.values(figures).filter(({ ok }) => ok === false).length;
console.log(`${Object.keys(figures).length} figures, ${missed} missed: ${FILE}; the table "Numbers": ${TO}`);
