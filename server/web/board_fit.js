// board_fit: how large everything on the board is, and how much of it there is room for. Letters are
// as large as the distance asks for from which they are read; what does not fit is left out, never
// made smaller. Pure: sizes of letters are measured by who asks. Lengths in CSS pixels.
const MM_PER_INCH = 25.4;
const TIMES_CAP = { call: 82, number: 82, word: 172 };
const LIST_M = { few: 4, many: 3 };
const MANY_COUNTERS = 15;
const SHORT_SIDE = 540; // of a television; less is a phone, or a page that somebody has enlarged
const LONG_SIDE = 900;
const ENLARGED = 1.1;
const CALL_MAX = 1.3; // times its least size
const RECENT_MAX = 3;
const BESIDE = 2.1; // words' sizes: left of the number, between it and its door, right of that

// Whether the page is a board that fills its screen; else it is read like any other page.
export function isBoard({ w, h, zoom }) {
	return Math.min(w, h) >= SHORT_SIDE && Math.max(w, h) >= LONG_SIDE && zoom < ENLARGED;
}

// The least sizes of letters: { call, number, word }. cap: how high capitals are, of the size.
export function typeSizes({ w, h }, { diagonal, distance, list }, cap, counters) {
	const perMm = Math.hypot(w, h) / (diagonal * MM_PER_INCH);
	const usual = Math.min(distance, counters > MANY_COUNTERS ? LIST_M.many : LIST_M.few);
	const size = (kind, metres) => Math.ceil((metres * 1000 / TIMES_CAP[kind]) * perMm / cap);
	return { call: size("call", distance), number: size("number", list || usual), word: size("word", list || usual) };
}

// A door that holds these digits.
function doorWidth(measure, size, digits) {
	return Math.ceil(Math.max(size * 0.9, measure("0".repeat(digits), size) + size * 0.14));
}

class Fit {
	constructor(room, type, hall, cap, measure) {
		Object.assign(this, { room, type, hall, cap, measure });
		this.tall = room.h > room.w;
		this.margin = Math.round(Math.min(room.w, room.h) * 48 / 1080);
		this.gap = Math.round(this.margin / 5);
		this.listGap = Math.round(this.margin / 8);
		this.inner = room.w - 2 * this.margin;
		this.measureType();
		this.measureRow();
	}

	measureType() {
		const { call, number, word } = this.type;
		this.numberCap = number * this.cap;
		this.callCap = call * this.cap;
		this.wordCap = word * this.cap;
		this.line = Math.ceil(word * 1.25);
	}

	measureRow() {
		const { number, word } = this.type;
		const { numbers, digits } = this.hall;
		this.pad = Math.round(number * 0.09);
		this.door = doorWidth(this.measure, number, digits);
		this.numberW = Math.ceil(Math.max(...numbers.map((text) => this.measure(text, number))));
		this.cell = this.door + this.numberW + 5 * this.pad;
		this.rowMin = Math.ceil(this.numberCap + 2 * this.pad);
		this.rowReason = Math.ceil(this.numberCap + this.wordCap + word * 0.85);
		this.recentMin = Math.ceil(this.numberCap + 1.4 * this.pad);
		this.rowMax = Math.round(number * 1.5);
	}

	layHead() {
		const { name, button } = this.hall;
		const { word } = this.type;
		this.clock = Math.round(word * 1.5);
		const around = word * 1.9 + this.measure("00:00", this.clock) + word + (button && !this.tall ? word * 0.7 + this.measure(button, word) + 2 * word : 0);
		this.nameLines = this.measure(name, word) > this.inner - around ? 2 : 1;
		this.head = Math.round(word * (this.nameLines === 2 ? 2.75 : 2));
	}

	// A picture: a third of the screen, at the right or, upright, at the foot.
	laySlide() {
		const { w, h } = this.room;
		const third = w * h / 3;
		this.slide = 0;
		this.below = 0;
		if (!this.hall.slide) return;
		if (this.tall) {
			this.slide = Math.ceil(third / this.inner);
			this.below = this.slide + this.gap;
		} else {
			this.slide = Math.ceil(third / (h - this.head - 2 * this.gap));
			this.inner -= this.slide + 2 * this.gap;
		}
	}

	// The panel of the newest call: beside the calls before it, else alone, else with its door below.
	layPanel() {
		const { call, word } = this.type;
		this.callDoor = doorWidth(this.measure, call, this.hall.digits);
		this.callDoorH = Math.ceil(this.callCap + call * 0.14 + word * 1.35);
		const callW = Math.max(...this.hall.numbers.map((text) => this.measure(text, call)));
		const needs = callW + this.callDoor + BESIDE * word;
		this.recentW = this.door + this.numberW + 4 * this.pad;
		this.stacked = this.tall || needs > this.inner;
		this.holds = (this.stacked ? callW + 2 * word : needs) <= this.inner;
		this.beside = !this.tall && !this.hall.early && needs + this.recentW + this.gap <= this.inner;
		this.panelW = this.beside ? this.inner - this.recentW - this.gap : this.inner;
		const head = Math.ceil(word * 1.75);
		this.panelMin = this.stacked
			? Math.ceil(head + this.callCap + word * 0.7 + this.callDoorH)
			: Math.ceil(Math.max(this.callDoorH + word * 0.35, head + this.callCap + word * 0.55));
		const most = this.stacked ? this.panelW - 2 * word : this.panelW - this.callDoor - BESIDE * word;
		this.callMax = Math.max(call, Math.floor(Math.min(call * CALL_MAX, call * most / callW)));
		this.panelMax = this.panelMin + Math.ceil((this.callMax - call) * this.cap + word * (this.stacked ? 0.6 : 0.4));
	}

	layLists() {
		const columns = Math.max(1, Math.floor((this.inner + this.gap) / (this.cell + this.gap)));
		const wanted = Math.max(1, this.hall.counters);
		this.lines = Math.ceil(wanted / columns);
		this.waiting = Math.ceil(this.type.word * 2.55);
		this.foot = this.tall ? this.line : Math.ceil(Math.max(this.line, this.hall.absent ? this.numberCap + this.pad * 2 : 0));
		this.absent = this.tall && this.hall.absent ? Math.ceil(this.numberCap + this.pad * 2) : 0;
		this.band = Math.max(this.waiting, this.foot, this.absent);
		this.heading = this.tall ? this.line : 0;
		this.recentRows = this.tall && !this.hall.early ? 1 : 0;
		this.taking = false;
		this.columns = columns;
	}

	// What stands above and below the rows of counters.
	around() {
		const { gap } = this;
		const below = this.taking
			? this.band + gap
			: this.waiting + this.foot + 2 * gap + (this.tall ? this.absent + gap : 0);
		const recent = this.recentRows ? this.line + this.rowMin : 0;
		const gaps = this.tall ? 3 * gap : 2 * gap; // also around what is left out
		return this.head + this.panelMin + recent + gaps + this.heading + below + gap + this.below;
	}

	linesThatFit() {
		return Math.floor((this.room.h - this.around() + this.listGap) / (this.rowMin + this.listGap));
	}

	// First the foot and those who wait take turns, then there are no calls before, then fewer rows.
	leaveOut() {
		if (this.linesThatFit() < this.lines) this.taking = true;
		if (this.linesThatFit() < Math.min(2, this.lines)) this.recentRows = 0;
		this.lines = Math.max(0, Math.min(this.lines, this.linesThatFit()));
		this.columns = Math.min(this.columns, Math.max(1, Math.ceil(this.hall.counters / Math.max(1, this.lines))));
		this.rows = this.lines * this.columns;
	}

	// What room is left: for reasons in the rows, for the newest number, for higher rows.
	spread() {
		let left = this.room.h - this.around() - this.lines * (this.rowMin + this.listGap) + this.listGap;
		const grow = (from, to, share) => {
			const by = Math.max(0, Math.min(to - from, Math.floor(left / share)));
			left -= by * share;
			return from + by;
		};
		const rows = this.lines + this.recentRows;
		this.panel = this.panelMin;
		this.row = this.rowMin;
		if (rows && left / rows >= this.rowReason - this.rowMin) this.row = grow(this.row, this.rowReason, rows);
		this.panel = grow(this.panel, this.panelMax, 1);
		if (rows) this.row = grow(this.row, this.rowMax, rows);
		this.panel += Math.max(0, left);
		const more = this.panel - this.panelMin - (this.stacked ? this.type.word * 0.6 : this.type.word * 0.4);
		this.number = Math.max(this.type.call, Math.min(this.callMax, Math.floor(this.type.call + more / this.cap)));
		this.reasons = this.row >= this.rowReason;
		this.recent = this.beside ? Math.min(RECENT_MAX, Math.floor((this.panel - this.line + this.listGap) / (this.recentMin + this.listGap))) : this.tallRecent();
		this.recentRow = this.beside ? Math.floor((this.panel - this.line + this.listGap) / Math.max(1, this.recent)) - this.listGap : this.row;
	}

	tallRecent() {
		return this.recentRows * Math.max(1, Math.floor((this.inner + this.gap) / (this.recentW + this.gap)));
	}

	get sizes() {
		const { call, number, word } = this.type;
		const px = { word, number, call, "call-number": this.number, cap: this.line };
		const lengths = {
			margin: this.margin, gap: this.gap, "list-gap": this.listGap, head: this.head, clock: this.clock, panel: this.panel, row: this.row,
			door: this.door, pad: this.pad, waiting: this.waiting, foot: this.foot, band: this.band, "call-door": this.callDoor,
			slide: this.slide, "call-door-h": this.callDoorH, recent: this.recentW, "recent-row": this.recentRow, absent: this.absent,
		};
		return { ...px, ...lengths };
	}
}

function lay(...described) {
	const fit = new Fit(...described);
	fit.layHead();
	fit.laySlide();
	fit.layPanel();
	fit.layLists();
	fit.leaveOut();
	fit.spread();
	return fit;
}

// A picture costs neither the size of the call nor more than half of the counters.
function mayStand(fit, without) {
	const shown = ({ rows, hall }) => Math.min(rows, hall.counters);
	return fit.holds && fit.around() <= fit.room.h && 2 * shown(fit) >= shown(without);
}

/*
 * room: { w, h }; type: of typeSizes; hall: { name, button (its text or ""), numbers (the widest of each
 * kind), digits (of the counters' numbers), counters (how many are shown), absent, early (no call yet),
 * slide (whether there is a picture) }; measure(text, size): how wide it is in bold. Gives the layout: its
 * parts are read by the view.
 */
export function fitBoard(room, type, hall, cap, measure) {
	const without = lay(room, type, { ...hall, slide: false }, cap, measure);
	if (!hall.slide) return without;
	const fit = lay(room, type, hall, cap, measure);
	return mayStand(fit, without) ? fit : without;
}
