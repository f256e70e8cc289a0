// admin: the page /admin, for who is signed in as an administrator; for a new office the way there, and
// its set-up step by step.
import { Admin } from "./admin_frame.js";
import { get } from "./api.js";
import { arrive } from "./entrance.js";
import { letIn } from "./role_signin.js";
import { Wizard } from "./wizard.js";
import { FirstAccount, linkToken } from "./wizard_account.js";
import { isUnderWay } from "./wizard_state.js";

const PAGE = { roles: ["admin"], enter: "admin.signin.enter", refused: "admin.signin.role" };

const arrived = await arrive();
const token = linkToken();
const state = await get("/api/v1/setup");
if (token && !state.needed) history.replaceState(null, "", location.pathname);

async function enter(session) {
	const Frame = isUnderWay(await get("/api/v1/setup")) ? Wizard : Admin;
	new Frame(session, arrived.office).show();
}

if (state.needed) new FirstAccount(token, state, enter).show();
else letIn(arrived, PAGE, enter);
