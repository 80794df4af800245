/* detector.h: a program that says which functions of an object show which class: anyone's, or one of those that come
 * with assay. It prints JSON lines {"function": ..., "class": ...}. */
#ifndef ASSAY_DETECTOR_H
#define ASSAY_DETECTOR_H

#include "cache.h"
#include "classes.h"
#include "yaml_file.h"

#include <pthread.h>

/* What can go wrong with a call or a line; all are counted, the first ones kept in words. */
enum mishap {
	MISHAP_FAILED,    /* a call: it crashed, took too long, or exited with another code than 0 */
	MISHAP_MALFORMED, /* a line that is no JSON object with the texts `function` and `class` */
	MISHAP_FUNCTION,  /* a line that names a function which the object does not define */
	MISHAP_CLASS,     /* a line that names a class which does not exist */
	N_MISHAPS
};
extern const char *const mishap_names[N_MISHAPS];  /* for JSON */
extern const char *const mishap_titles[N_MISHAPS]; /* "failed calls", ... */

enum { MISHAP_EXAMPLES = 5 };

/* The examples are the first ones in the order of objects, whatever thread met them first. */
struct mishaps {
	unsigned n, kept;
	struct mishap_example {
		size_t place;
		char *text;
	} example[MISHAP_EXAMPLES];
};

struct detector {
	char *name, *command;    /* {object} and {isa} stand for what a call is about */
	const char *const *keys; /* what its answer depends on besides the object; NULL: unknown, never cached */
	struct mishaps mishap[N_MISHAPS];
	unsigned calls, from_cache, lines; /* lines: taken */
	bool unusable;                     /* it failed whatever it was asked about */
	uint32_t named;                    /* classes that it named anywhere; bit i: class_table[i] */
	pthread_mutex_t lock;
	struct arena arena;
};

/* One object. */
struct detector_input {
	const char *object, *isa;
	const char *label;           /* in messages */
	size_t place;                /* of the object among all */
	const struct cache_key *key; /* of its content */
	unsigned limit_ms;
};

struct answer {
	bool failed;           /* there is none: what it printed is not taken */
	uint32_t classes;      /* named for a function of the object; bit i: class_table[i] */
	const char **function; /* by class: the first that was named */
};

/* A detector as the command line has it: the name of one that comes with assay, or [NAME: ]COMMAND with {object} in it.
 * False: neither (said). */
bool detector_parse(struct detector *d, const char *text);
void detector_free(struct detector *d);

/* Asks about one object. Thread-safe; the answer is in the arena. */
struct answer detector_ask(struct detector *d, const struct detector_input *in, const struct cache *cache,
                           struct arena *a);

/* As the shell takes it for one word; what needs no quotes gets none, so that it may stand within somebody's own. */
const char *shell_word(const char *text, struct arena *a);

#endif
