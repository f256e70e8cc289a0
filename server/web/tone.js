// tone: one note that dies away.
export function tone(audio, { hz, after, seconds, loud }) {
	const at = audio.currentTime + after;
	const note = audio.createOscillator();
	const gain = audio.createGain();
	note.frequency.value = hz;
	gain.gain.setValueAtTime(loud, at);
	gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
	note.connect(gain).connect(audio.destination);
	note.start(at);
	note.stop(at + seconds);
}
