// voice_file: a recording that somebody chose, in whatever form the browser can read, as the server
// takes it: one channel of 16 bit, without the silence around it, and short.
import { toOneChannel, trim } from "./board_clip.js";

const RATE_HZ = 24000;
const MAX_S = 6;
const HEAD = 44;

// "So-0 (1).WAV" is for so-0.
export function clipNameOf(fileName) {
	return fileName.normalize("NFC").toLowerCase().replace(/\.[^.]*$/, "").replace(/\s*\(\d+\)$/, "").trim();
}

function decode(bytes) {
	const context = new OfflineAudioContext(1, 1, RATE_HZ);
	return context.decodeAudioData(bytes);
}

function text(view, at, letters) {
	for (const [i, letter] of [...letters].entries()) view.setUint8(at + i, letter.charCodeAt(0));
}

// A WAV file of samples from -1 to 1.
function waveOf(samples, rateHz) {
	const view = new DataView(new ArrayBuffer(HEAD + 2 * samples.length));
	text(view, 0, "RIFF");
	view.setUint32(4, view.byteLength - 8, true);
	text(view, 8, "WAVEfmt ");
	view.setUint32(16, 16, true);
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, rateHz, true);
	view.setUint32(28, 2 * rateHz, true);
	view.setUint16(32, 2, true);
	view.setUint16(34, 16, true);
	text(view, 36, "data");
	view.setUint32(40, 2 * samples.length, true);
	samples.forEach((v, i) => view.setInt16(HEAD + 2 * i, Math.round(Math.max(-1, Math.min(1, v)) * 32767), true));
	return view.buffer;
}

// { body } or { wrong }: "none" where nothing can be heard in it, "long".
export async function voiceOf(file) {
	let whole;
	try {
		whole = await decode(await file.arrayBuffer());
	} catch {
		return { wrong: "none" };
	}
	const channels = Array.from({ length: whole.numberOfChannels }, (_, i) => whole.getChannelData(i));
	const samples = trim(toOneChannel(channels), whole.sampleRate);
	if (!samples) return { wrong: "none" };
	if (samples.length > MAX_S * whole.sampleRate) return { wrong: "long" };
	return { body: waveOf(samples, whole.sampleRate) };
}
