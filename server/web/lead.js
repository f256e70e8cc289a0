// lead: the page /lead. Who is signed in as a lead or an administrator sees the hall, anybody else
// the sign-in.
import { remove, setCsrf } from "./api.js";
import { byId, setText } from "./dom.js";
import { arrive } from "./entrance.js";
import { Hall } from "./lead_hall.js";
import { SignIn } from "./signin.js";
import { word } from "./words.js";

const { office, session } = await arrive();

function mayLead({ role }) {
	return role === "lead" || role === "admin";
}

class LeadSignIn extends SignIn {
	enterText() {
		return word("lead.signin.enter");
	}

	// A clerk's session in this browser ends when somebody signs in here.
	renderOpening() {
		super.renderOpening();
		if (!session) return;
		byId("signin-note").hidden = false;
		setText(byId("signin-note"), word("lead.signin.instead", { name: session.name || session.user }));
	}

	welcome(person) {
		setCsrf(person.csrf);
		if (mayLead(person)) {
			super.welcome(person);
			return;
		}
		remove("/api/v1/session").catch(() => {}); // It ends by itself too.
		this.say(word("lead.signin.role"), this.form.user);
	}
}

function enter(person) {
	new Hall(person, office).show();
}

if (session && mayLead(session)) enter(session);
else new LeadSignIn(office, enter).show();
