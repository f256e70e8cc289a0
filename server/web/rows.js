// rows: a list whose rows are kept by id: only what is new or out of place moves, so that focus stays.
export class Rows {
	// make(item): { li, … }, a new row; fill(row, item) says what it shows now
	constructor(list, make, fill) {
		this.list = list;
		this.make = make;
		this.fill = fill;
		this.rows = new Map();
	}

	show(items) {
		const kept = new Set(items.map(({ id }) => id));
		for (const [id, { li }] of this.rows) {
			if (kept.has(id)) continue;
			li.remove();
			this.rows.delete(id);
		}
		items.forEach((item, place) => {
			const row = this.rows.get(item.id) ?? this.add(item);
			row.item = item;
			this.fill(row, item);
			if (this.list.children[place] === row.li) return;
			this.list.insertBefore(row.li, this.list.children[place] ?? null);
		});
	}

	add(item) {
		const row = this.make(item);
		this.rows.set(item.id, row);
		return row;
	}

	each(does) {
		for (const row of this.rows.values()) does(row);
	}

	first() {
		return this.list.querySelector("button");
	}
}
