// fake clock: the moment a program believes it is, through a file that it reads (common/clock.h).
import { rename, writeFile } from "node:fs/promises";

const ZONE = "+07:00"; // of the sample office
const HOUR_MS = 3600000;
const ZONE_MS = 7 * HOUR_MS;
const MIDDAY = { from: 3, to: 20 }; // hours: no story nor what it foresees comes near midnight

export class FakeClock {
	constructor(path) {
		this.path = path;
		this.shift = 0; // of all clocks: time passes
		this.off = 0; // of the machine's wall clock besides: someone set it
		this.env = { MOTCUA_FAKE_CLOCK: path };
	}

	// What time it is, whatever the machine's clock says.
	now() {
		return Date.now() + this.shift;
	}

	// text: "2026-08-22 07:15", in the office's time
	static at(text) {
		return Date.parse(`${text.replace(" ", "T")}${ZONE}`);
	}

	// The true time, unless the office's midnight is near: then half a day later.
	async avoidMidnight() {
		const hour = new Date(Date.now() + ZONE_MS).getUTCHours();
		if (hour < MIDDAY.from || hour >= MIDDAY.to) await this.move(12 * HOUR_MS);
	}

	// The clock goes on from there.
	set(text) {
		return this.move(FakeClock.at(text) - Date.now());
	}

	advance(seconds) {
		return this.move(this.shift + seconds * 1000);
	}

	// Someone sets the machine's clock so much later than it is; no time passes.
	jump(seconds) {
		return this.move(this.shift, this.off + seconds * 1000);
	}

	// A new file each time: no reader sees half a number.
	async move(shift, off = this.off) {
		Object.assign(this, { shift, off });
		await writeFile(`${this.path}.new`, `${shift} ${off}`);
		await rename(`${this.path}.new`, this.path);
	}
}
