// board_voice: a call is heard: the chime, then its words from the office's recordings, one after
// another. One call at a time, to its end. Where a word is missing the chime is alone: half a number
// is a wrong one. A browser lets a page sound only once it was touched, or where it was told so.
import { ask } from "./ask.js";
import { finish } from "./board_clip.js";
import { recall, remember } from "./memory.js";
import { tone } from "./tone.js";

const CHIME = [{ hz: 659.26, after: 0 }, { hz: 523.25, after: 0.42 }];
const NOTE_S = 0.88;
const CHIME_S = 1.3;
const LOUD = 0.5;
const BEFORE_S = 0.45;
const GAP_S = 0.05;
const PAUSE_S = 0.35;
const WORDS_MS = 6000; // they come in that time or not at all
const HUNG_MS = 3000; // a loudspeaker that takes nothing holds up no call
const TOUCHES = ["keydown", "pointerup", "click"];

function later(ms) {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

export class Voice {
	// options: of board_options; changed(): whether it sounds is another than before
	constructor({ volume, languages, style }, changed) {
		this.volume = volume / 100;
		this.languages = languages;
		this.style = new URLSearchParams(style).toString();
		this.clips = new Map();
		this.on = this.volume > 0 && recall("board.sound") !== "off";
		this.audio = null;
		this.changed = changed;
		if (this.volume > 0) this.open();
	}

	open() {
		const Context = window.AudioContext || window.webkitAudioContext;
		if (!Context) return;
		this.audio = new Context();
		this.audio.onstatechange = this.changed;
		for (const touch of TOUCHES) document.addEventListener(touch, () => this.wake());
	}

	wake() {
		if (this.on && this.audio && this.audio.state !== "running") this.audio.resume();
	}

	get sounds() {
		return this.on && this.audio !== null && this.audio.state === "running";
	}

	// From a touch.
	turn(on) {
		this.on = on;
		remember("board.sound", on ? "on" : "off");
		this.wake();
		this.changed();
	}

	// Recordings that were made anew are heard from then on.
	forget() {
		this.clips.clear();
	}

	// Ends when the call has been heard.
	async say(call) {
		if (!this.sounds) return;
		const words = this.wordsOf(call);
		const from = this.audio.currentTime + CHIME_S;
		for (const note of CHIME) tone(this.audio, { ...note, seconds: NOTE_S, loud: LOUD * this.volume });
		const lines = await Promise.race([words, later(WORDS_MS).then(() => [])]);
		await this.play(lines, Math.max(from, this.audio.currentTime));
	}

	async wordsOf(call) {
		const lines = await Promise.all(this.languages.map((lang) => this.line(lang, call).catch(() => null)));
		return lines.filter(Boolean);
	}

	// The sounds of a call in one language, each with the silence behind it.
	async line(lang, { number, counter }) {
		const query = new URLSearchParams({ number, counter, lang });
		const { clips, pauses } = await ask(`/api/v1/voice?${query}&${this.style}`);
		const sounds = await Promise.all(clips.map((name) => this.clip(`${lang}/${name}`)));
		return sounds.map((sound, i) => ({ sound, silence: pauses.includes(i) ? PAUSE_S : GAP_S }));
	}

	// One that is missing is looked for again at the next call.
	clip(name) {
		if (!this.clips.has(name)) this.clips.set(name, this.load(name));
		const sound = this.clips.get(name);
		sound.catch(() => this.clips.delete(name));
		return sound;
	}

	async load(name) {
		const answer = await fetch(`/voice/${name}.wav`);
		if (!answer.ok) throw new Error(name);
		const bytes = await answer.arrayBuffer();
		const whole = await this.decode(bytes);
		const channels = Array.from({ length: whole.numberOfChannels }, (_, i) => whole.getChannelData(i));
		const samples = finish(channels, whole.sampleRate);
		if (!samples) throw new Error(name);
		const sound = this.audio.createBuffer(1, samples.length, whole.sampleRate);
		sound.getChannelData(0).set(samples);
		return sound;
	}

	// The older form takes functions; the newer one also gives a promise, for the same.
	decode(bytes) {
		return new Promise((resolve, reject) => {
			const promise = this.audio.decodeAudioData(bytes, resolve, reject);
			if (promise) promise.catch(reject);
		});
	}

	// All of it is laid out beforehand, so that nothing comes too early or too late.
	play(lines, from) {
		let at = from;
		let last = null;
		for (const line of lines) {
			at += BEFORE_S - GAP_S;
			for (const { sound, silence } of line) {
				last = this.put(sound, at);
				at += sound.duration + silence;
			}
		}
		const patience = later((at - this.audio.currentTime) * 1000 + (last ? HUNG_MS : 0));
		if (!last) return patience;
		return Promise.race([patience, new Promise((resolve) => { last.onended = resolve; })]);
	}

	put(sound, at) {
		const source = this.audio.createBufferSource();
		const gain = this.audio.createGain();
		source.buffer = sound;
		gain.gain.value = this.volume;
		source.connect(gain).connect(this.audio.destination);
		source.start(at);
		return source;
	}
}
