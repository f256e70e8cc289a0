// offer_view: who waits while this counter is ready, above the button that calls: shown, and sounded
// once when nobody was offered before. Somebody else in his place is only shown, and what a step of
// one's own brings is seen anyway.
import { Chime } from "./chime.js";
import { byId, setText } from "./dom.js";
import { word } from "./words.js";

export class OfferView {
	constructor(desk) {
		this.desk = desk;
		this.chime = new Chime();
		this.idle = false;
	}

	// The queue was read.
	heard() {
		const { desk } = this;
		if (this.idle && desk.offered) this.chime.ring();
		this.idle = desk.ready() && !desk.offered;
	}

	render({ offer }) {
		const [picture, text, press] = byId("offer").children;
		byId("offer").classList.toggle("on", offer !== null);
		picture.toggleAttribute("hidden", offer === null);
		setText(text, offer ? word("clerk.offer", { number: offer }) : "");
		setText(press, offer ? word("clerk.offer.press") : "");
	}
}
