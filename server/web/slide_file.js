// slide_file: a picture that somebody chose, as the server takes it: a clean name, PNG or JPEG, not
// larger than it has to be.
const BYTES_MAX = 4 * 1024 * 1024;
const NAME_MAX = 60;
const SIDE_MAX = 2560; // the longer side of what is made smaller
const QUALITY = 0.9;

function bytesOf(text) {
	return new TextEncoder().encode(text).length;
}

// "Lịch nghỉ: lễ?.PNG" gives "Lịch nghỉ lễ.png"; the ending is that of what is sent.
function cleanName(name, type) {
	const ending = type === "image/png" ? ".png" : ".jpg";
	const plain = name.normalize("NFC").replace(/\.[^.]*$/, "").replace(/[/\\:*?"<>|%\p{C}]/gu, " ");
	let base = plain.replace(/\s+/g, " ").replace(/^[ .]+| +$/g, "");
	while (bytesOf(base + ending) > NAME_MAX) base = [...base].slice(0, -1).join("").trimEnd();
	return (base || "hinh") + ending;
}

// As a JPEG of at most SIDE_MAX; throws where the browser knows no such picture.
async function smaller(file) {
	const picture = await createImageBitmap(file);
	const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	const paper = canvas.getContext("2d");
	paper.fillStyle = "#fff";
	paper.fillRect(0, 0, canvas.width, canvas.height);
	paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
	picture.close();
	return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

// { name, type, body }; null where it is no picture.
export async function slideOf(file) {
	const fits = ["image/png", "image/jpeg"].includes(file.type) && file.size <= BYTES_MAX;
	try {
		const body = fits ? file : await smaller(file);
		return body && body.size <= BYTES_MAX ? { name: cleanName(file.name, body.type), type: body.type, body } : null;
	} catch {
		return null;
	}
}
