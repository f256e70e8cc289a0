// theme: the look a person chose on this machine, set before the first paint.
(() => {
	let chosen = null;
	try {
		chosen = localStorage.getItem("motcua.theme");
	} catch {
		// Storage may be forbidden; the system's look stays.
	}
	if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
