// clerk: the page /clerk. Who is signed in at a counter sees the desk, anybody else the sign-in.
import { setCsrf } from "./api.js";
import { CounterSignIn } from "./counter_signin.js";
import { Desk } from "./desk.js";
import { arrive } from "./entrance.js";

const { office, session } = await arrive();

function enter(person) {
	setCsrf(person.csrf);
	new Desk(person, office).show();
}

if (session?.counter) enter(session);
else new CounterSignIn(office, enter).show();
