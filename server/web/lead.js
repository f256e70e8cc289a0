// lead: the page /lead. Who is signed in as a lead or an administrator sees the hall, anybody else
// the sign-in.
import { arrive } from "./entrance.js";
import { Hall } from "./lead_hall.js";
import { letIn } from "./role_signin.js";

const PAGE = { roles: ["lead", "admin"], enter: "lead.signin.enter", refused: "lead.signin.role" };

const arrived = await arrive();
letIn(arrived, PAGE, (session) => new Hall(session, arrived.office).show());
