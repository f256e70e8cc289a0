// long_names: an office in which everything has a name that is longer than any that there is.
const MORE = { vi: ", tài nguyên nước, khoáng sản, bảo vệ môi trường, đo đạc và bản đồ trên địa bàn", en: ", water resources, minerals, environmental protection, surveying and cartography" };

function lengthen(one) {
	const long = { ...one };
	for (const [lang, more] of Object.entries(MORE)) {
		if (`name_${lang}` in one) long[`name_${lang}`] = one[`name_${lang}`] + more;
	}
	return long;
}

export function longNames({ office, services, counters, priority_classes: classes, ...rest }) {
	return { ...rest, office: lengthen(office), services: services.map(lengthen), counters: counters.map(lengthen), priority_classes: classes.map(lengthen) };
}
