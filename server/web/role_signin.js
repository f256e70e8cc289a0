// role_signin: the sign-in of a page that is for some roles only. Whoever is signed in as one of them
// goes straight in.
import { remove, setCsrf } from "./api.js";
import { byId, setText } from "./dom.js";
import { SignIn } from "./signin.js";
import { word } from "./words.js";

class RoleSignIn extends SignIn {
	constructor({ office, session }, page, entered) {
		super(office, entered);
		this.session = session;
		this.page = page;
	}

	enterText() {
		return word(this.page.enter);
	}

	// A clerk's session in this browser ends when somebody signs in here.
	renderOpening() {
		super.renderOpening();
		if (!this.session) return;
		byId("signin-note").hidden = false;
		setText(byId("signin-note"), word("web.signin.instead", { name: this.session.name || this.session.user }));
	}

	welcome(person) {
		setCsrf(person.csrf);
		if (this.page.roles.includes(person.role)) {
			super.welcome(person);
			return;
		}
		remove("/api/v1/session").catch(() => {}); // It ends by itself too.
		this.say(word(this.page.refused), this.form.user);
	}
}

/*
 * arrived: as entrance.js tells. page: { roles, enter, refused }, the last two keys of words: of the
 * button, and of what is said to anybody else. entered(session) is called once.
 */
export function letIn(arrived, page, entered) {
	const { session } = arrived;
	if (session && page.roles.includes(session.role)) entered(session);
	else new RoleSignIn(arrived, page, entered).show();
}
