// office_change: which changes of the feed may have changed what /api/v1/office tells: of what an
// administrator does only the office file, beside it the day and who helps whom.
export function changesOffice({ kind, object }) {
	return kind === "setup" ? object === "office" : /^(day_|help_)/.test(kind);
}
