// chime: two soft notes that say that somebody waits; on or off as this machine remembers. A browser
// lets a page sound only once it was touched: before, nothing is heard, nor later in its place.
import { recall, remember } from "./memory.js";
import { tone } from "./tone.js";

const NOTES_HZ = [660, 880];
const APART_S = 0.16;
const NOTE_S = 0.5;
const LOUD = 0.12;
const TOUCHES = ["keydown", "pointerup"];

export class Chime {
	constructor() {
		this.on = recall("chime") !== "off";
		this.audio = null;
		for (const touch of TOUCHES) document.addEventListener(touch, () => this.wake());
		if (navigator.userActivation?.hasBeenActive) this.wake();
	}

	// To be called after a touch.
	wake() {
		if (!this.on) return;
		this.audio ??= new AudioContext();
		if (this.audio.state === "suspended") this.audio.resume();
	}

	// From a touch; who turns it on hears what it is.
	turn(on) {
		this.on = on;
		remember("chime", on ? "on" : "off");
		this.wake();
		this.ring();
	}

	ring() {
		if (!this.on || !this.audio) return;
		NOTES_HZ.forEach((hz, i) => tone(this.audio, { hz, after: i * APART_S, seconds: NOTE_S, loud: LOUD }));
	}
}
