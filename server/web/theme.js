// theme: the look a person chose on this machine in place of the system's, set before the first
// paint. Dark is a style sheet of its own; the choice decides when it counts.
const theme = {
	chosen() {
		try {
			return localStorage.getItem("motcua.theme");
		} catch {
			return null; // Storage may be forbidden; the system's look stays.
		}
	},
	isDark() {
		const { theme: chosen } = document.documentElement.dataset;
		return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
	},
	wear(look) {
		if (look !== "light" && look !== "dark") return;
		document.documentElement.dataset.theme = look;
		document.getElementById("dark").media = look === "dark" ? "all" : "not all";
	},
};
window.motcuaTheme = theme;
theme.wear(theme.chosen());
