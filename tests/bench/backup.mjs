// backup: the one that is due after each day takes the disk for itself and a processor: what is measured waits for it.
import { until } from "../harness/wait.mjs";

export const BACKUPS = "/api/v1/admin/backups";
const PATIENCE_MS = 120000;

// admin: an administrator who is signed in.
export async function backedUp(admin) {
	const done = async () => {
		const { last, under_way } = await admin.get(BACKUPS);
		return last && !under_way;
	};
	await until("a backup", done, PATIENCE_MS);
}
