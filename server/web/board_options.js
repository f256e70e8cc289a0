// board_options: what the address of the page /board asks for, see README.
const PLACE = { diagonal: [55, 10, 200], distance: [10, 1, 50], list: [0, 1, 50] };

// "7:05" up to "24:00", in minutes; NaN for anything else.
function minutesOf(text) {
	const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) || [];
	const all = hours * 60 + Number(minutes);
	return all <= 1440 ? all : NaN;
}

// "11:30-13:30,17:00-07:00"; spans of another form are passed over.
function readHours(text) {
	const spans = text.split(",").map((span) => span.split("-").map(minutesOf));
	return spans.filter(([from, to, more]) => from >= 0 && to >= 0 && from !== to && more === undefined);
}

export function within(hours, minute) {
	return hours.some(([from, to]) => (from < to ? minute >= from && minute < to : minute >= from || minute < to));
}

function numberOf(query, name, [usual, least, most]) {
	const n = Number(query.get(name) || usual);
	return n >= least && n <= most ? n : usual;
}

// Those that can be spoken, in their order.
function languages(query, usual) {
	const asked = (query.get("lang") || usual).split(",").filter((tag) => tag === "vi" || tag === "en");
	return asked.length ? [...new Set(asked)] : [usual];
}

// search: the address's query; language: the page's
export function readOptions(search, language) {
	const query = new URLSearchParams(search);
	const quiet = query.get("quiet");
	const place = {};
	for (const name of Object.keys(PLACE)) place[name] = numberOf(query, name, PLACE[name]);
	if (place.list) place.list = Math.min(place.list, place.distance);
	return {
		zone: query.get("zone") || "",
		languages: languages(query, language),
		volume: quiet === "" ? 0 : numberOf(query, "volume", [100, 0, 100]),
		quietHours: readHours(quiet || ""),
		place,
		style: ["numbers", "counters", "region"].map((name) => [name, query.get(`voice-${name}`)]).filter(([, value]) => value),
	};
}
