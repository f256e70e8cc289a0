// reports: the page /reports. Who is signed in as a lead or an administrator sees the reports, anybody
// else the sign-in.
import { arrive } from "./entrance.js";
import { Reports } from "./reports_page.js";
import { letIn } from "./role_signin.js";

const PAGE = { roles: ["lead", "admin"], enter: "reports.signin.enter", refused: "reports.signin.role" };

const arrived = await arrive();
letIn(arrived, PAGE, (session) => new Reports(session, arrived.office).show());
