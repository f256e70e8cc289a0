#include "server/process.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static void look_at_memory(struct process *p) {
	unsigned long all = 0, resident = 0;
	double page = (double)sysconf(_SC_PAGESIZE);
	FILE *f = fopen("/proc/self/statm", "re");
	if (!f)
		return;
	if (fscanf(f, "%20lu %20lu", &all, &resident) == 2) {
		p->virtual_bytes = (double)all * page;
		p->resident_bytes = (double)resident * page;
	}
	fclose(f);
}

/* Without ".", ".." and the one that counts. */
static double count_fds(void) {
	double count = -3;
	DIR *d = opendir("/proc/self/fd");
	if (!d)
		return 0;
	while (readdir(d))
		count++;
	closedir(d);
	return count > 0 ? count : 0;
}

static double seconds(const struct timeval *t) {
	return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

void process_look(struct process *p) {
	struct rlimit files = {0};
	struct rusage used = {0};
	*p = (struct process){0};
	look_at_memory(p);
	p->open_fds = count_fds();
	if (getrlimit(RLIMIT_NOFILE, &files) == 0)
		p->max_fds = (double)files.rlim_cur;
	if (getrusage(RUSAGE_SELF, &used) == 0)
		p->cpu_s = seconds(&used.ru_utime) + seconds(&used.ru_stime);
}
