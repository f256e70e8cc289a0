/*
 * process: what this program takes of the machine.
 *
 * Looks into /proc, so it does not wait for a disk. What cannot be told is 0.
 */
#ifndef MOTCUA_PROCESS_H
#define MOTCUA_PROCESS_H

struct process {
	double resident_bytes, virtual_bytes;
	double open_fds, max_fds;
	double cpu_s; /* in the program and in the system on its behalf */
};

void process_look(struct process *process);

#endif
