// cores: what a call, the estimates and a search take, without server and disk, in processor time.
import { figure, measured } from "./figures.mjs";

const AT_MOST = { next_3000_waiting_p50: 1, estimates_300_waiting_p50: 20, search_2000_p50: 1, search_2000_most: 20, search_2000_typing_most: 20 };

for (const program of ["bench_queue", "bench_search"]) {
	for (const [name, ms] of Object.entries(await measured(program, []))) figure(name, ms, "ms", { atMost: AT_MOST[name] });
}
