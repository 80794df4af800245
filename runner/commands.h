/* commands.h: the commands of the command line. Each parses its own options and returns the exit code. */
#ifndef ASSAY_COMMANDS_H
#define ASSAY_COMMANDS_H

/* argv[0] is "assay COMMAND", for messages. Results go to standard output; main closes it (diag_finish). */
int cmd_audit(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_score(int argc, char **argv);
int cmd_corpus(int argc, char **argv);
int cmd_oracle(int argc, char **argv);
int cmd_verify(int argc, char **argv);

#endif
