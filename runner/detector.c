/* detector.c: calls a detector on an object and reads what it prints. */
#include "detector.h"

#include "diag.h"
#include "elf_functions.h"
#include "exec.h"
#include "paths.h"

#include <ctype.h>
#include <jansson.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

const char *const mishap_names[N_MISHAPS] = {"failed", "malformed", "unknown_function", "unknown_class"};
const char *const mishap_titles[N_MISHAPS] = {"failed calls", "malformed lines", "unknown functions",
                                              "unknown classes"};

/* Those that come with assay. {self} is this executable, {data} the folder of assay's data. A key without a slash is a
 * command. */
static const struct own {
	const char *name, *command;
	const char *const keys[5];
} own[] = {
    {"assay", "{self} audit --format=lines --jobs=1 {object}", {"{self}"}},
    {"text-search",
     "sh {data}/{isa}/text_search.sh {object}",
     {"{data}/{isa}/text_search.sh", "{data}/runner/text_search.awk", "llvm-objdump-19"}},
};

enum { N_OWN = sizeof own / sizeof *own };

/* ---- the command line's text ------------------------------------------------------------------------------------- */

static const char *known(struct arena *a)
{
	const char *text = "";
	for (int i = 0; i < N_OWN; i++)
		text = arena_printf(a, "%s%s%s", text, *text ? ", " : "", own[i].name);
	return text;
}

/* "NAME: " at the start: its length, 0: none. */
static size_t name_length(const char *text)
{
	size_t n = 0;
	while (isalnum((unsigned char)text[n]) || (n && strchr("-_.", text[n]) && text[n]))
		n++;
	return n && text[n] == ':' && text[n + 1] == ' ' ? n : 0;
}

/* A detector may print anything; a message holds no bytes that a terminal would act upon, and is UTF-8. */
static char *printable(char *text)
{
	for (char *p = text; *p; p++)
		if (*p < ' ' || *p > '~')
			*p = *p == '\t' ? ' ' : '?';
	return text;
}

/* The command's first word without its folder. */
static char *name_of(const char *command, struct arena *a)
{
	size_t n = strcspn(command, " \t");
	const char *slash = memrchr(command, '/', n), *from = slash ? slash + 1 : command;
	return printable(arena_printf(a, "%.*s", (int)(command + n - from), from));
}

bool detector_parse(struct detector *d, const char *text)
{
	*d = (struct detector){0};
	pthread_mutex_init(&d->lock, NULL);
	for (int i = 0; i < N_OWN; i++) {
		if (strcmp(text, own[i].name))
			continue;
		d->name = arena_strdup(&d->arena, text);
		d->command = arena_strdup(&d->arena, own[i].command);
		d->keys = own[i].keys;
		return true;
	}
	size_t n = name_length(text);
	const char *command = text + (n ? n + 1 : 0);
	command += strspn(command, " \t");
	if (!strstr(command, "{object}")) {
		diag_error("--detector '%s': a command with {object} in it was expected, or one of %s", text,
		           known(&d->arena));
		return false;
	}
	d->name = n ? arena_printf(&d->arena, "%.*s", (int)n, text) : name_of(command, &d->arena);
	d->command = arena_strdup(&d->arena, command);
	return true;
}

void detector_free(struct detector *d)
{
	pthread_mutex_destroy(&d->lock);
	arena_free(&d->arena);
}

/* ---- the call ---------------------------------------------------------------------------------------------------- */

const char *shell_word(const char *text, struct arena *a)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._+-=,@%:";
	if (text[strspn(text, plain)] == 0)
		return text;
	const char *out = "'";
	for (size_t n; *text; text += n) {
		n = strcspn(text, "'");
		out = arena_printf(a, "%s%.*s%s", out, (int)n, text, text[n] ? "'\\''" : "");
		n += text[n] != 0;
	}
	return arena_printf(a, "%s'", out);
}

static const char *replace(const char *text, const char *from, const char *to, struct arena *a)
{
	const char *hit, *out = "";
	while ((hit = strstr(text, from))) {
		out = arena_printf(a, "%s%.*s%s", out, (int)(hit - text), text, to);
		text = hit + strlen(from);
	}
	return arena_printf(a, "%s%s", out, text);
}

/* Only what comes with assay knows of {self} and {data}. */
static const char *expand(const struct detector *d, const char *text, const struct detector_input *in, bool quote,
                          struct arena *a)
{
	const char *data = paths_home();
	text = replace(text, "{isa}", in->isa, a);
	text = replace(text, "{object}", quote ? shell_word(in->object, a) : in->object, a);
	if (!d->keys)
		return text;
	text = replace(text, "{data}", quote ? shell_word(data, a) : data, a);
	/* Right even where the file has been replaced since. */
	return replace(text, "{self}", arena_printf(a, "/proc/%ld/exe", (long)getpid()), a);
}

static bool make_key(const struct detector *d, const struct detector_input *in, struct cache_key *key, struct arena *a)
{
	char path[PATH_MAX];
	if (!d->keys || !in->key)
		return false;
	struct key_maker *k = key_begin("detector");
	key_text(k, d->command);
	key_key(k, in->key);
	for (const char *const *p = d->keys; *p; p++) {
		const char *file = expand(d, *p, in, false, a);
		key_file_identity(k, strchr(file, '/') ? file : exec_find(file, path, sizeof path) ? path : NULL);
	}
	*key = key_end(k);
	return true;
}

static void count(struct detector *d, enum mishap m, const struct detector_input *in, const char *text)
{
	struct mishaps *list = &d->mishap[m];
	pthread_mutex_lock(&d->lock);
	list->n++;
	unsigned at = list->kept;
	while (at && list->example[at - 1].place > in->place)
		at--;
	if (at < MISHAP_EXAMPLES) {
		unsigned last = list->kept < MISHAP_EXAMPLES ? list->kept++ : MISHAP_EXAMPLES - 1;
		memmove(&list->example[at + 1], &list->example[at], (last - at) * sizeof *list->example);
		list->example[at] =
		    (struct mishap_example){in->place, printable(arena_printf(&d->arena, "%s: %s", in->label, text))};
	}
	pthread_mutex_unlock(&d->lock);
}

/* ---- its lines --------------------------------------------------------------------------------------------------- */

static bool defines(const struct elf_functions *f, const char *name)
{
	for (unsigned i = 0; i < f->n; i++)
		if (!strcmp(f->v[i].name, name))
			return true;
	return false;
}

static int class_index(const char *name)
{
	for (int i = 0; class_table[i]; i++)
		if (!strcmp(class_table[i]->name, name))
			return i;
	return -1;
}

struct reading {
	struct detector *d;
	const struct detector_input *in;
	struct elf_functions functions;
	struct answer *out;
	struct arena *a;
};

static void take_line(struct reading *r, const char *line, size_t size, unsigned number)
{
	json_error_t e;
	json_t *j = json_loadb(line, size, 0, &e);
	const char *function = json_string_value(json_object_get(j, "function"));
	const char *name = json_string_value(json_object_get(j, "class"));
	int class = name ? class_index(name) : -1;
	int shown = size > 200 ? 200 : (int)size;
	if (!function || !name)
		count(r->d, MISHAP_MALFORMED, r->in,
		      arena_printf(r->a, "line %u: %s: %.*s", number,
		                   j ? "an object with the texts `function` and `class` was expected" : e.text, shown,
		                   line));
	else if (class < 0)
		count(r->d, MISHAP_CLASS, r->in,
		      arena_printf(r->a, "line %u: `%.100s` is no class (assay list classes): %.*s", number, name,
		                   shown, line));
	else if (!defines(&r->functions, function))
		count(r->d, MISHAP_FUNCTION, r->in,
		      arena_printf(r->a, "line %u: the object defines no function `%.100s`: %.*s", number, function,
		                   shown, line));
	else if (!json_is_false(json_object_get(j, "counts"))) {
		if (!r->out->function[class])
			r->out->function[class] = arena_strdup(r->a, function);
		r->out->classes |= UINT32_C(1) << class;
	}
	json_decref(j);
}

static bool is_blank(const char *line, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!isspace((unsigned char)line[i]))
			return false;
	return true;
}

static void take_output(struct detector *d, const struct detector_input *in, const struct buf *text, struct answer *out,
                        struct arena *a)
{
	struct reading r = {.d = d, .in = in, .out = out, .a = a};
	const char *p = text->data, *end = p + text->size;
	unsigned number = 0;
	if (!elf_functions_read(in->object, &r.functions, a))
		diag_internal("%s: it was an object a moment ago", in->object);
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		number++;
		if (!is_blank(p, (size_t)(stop - p)))
			take_line(&r, p, (size_t)(stop - p), number);
		p = stop + 1;
	}
	pthread_mutex_lock(&d->lock);
	d->named |= out->classes;
	pthread_mutex_unlock(&d->lock);
}

/* The last line that it wrote on standard error says most. */
static const char *complaint(const struct buf *said, struct arena *a)
{
	size_t end = said->size;
	while (end && isspace((unsigned char)said->data[end - 1]))
		end--;
	size_t from = end;
	while (from && said->data[from - 1] != '\n' && end - from < 200)
		from--;
	return end ? arena_printf(a, ": %.*s", (int)(end - from), said->data + from) : "";
}

static bool call(struct detector *d, const struct detector_input *in, struct buf *out, struct arena *a)
{
	struct exec_result e;
	char how[96];
	char *argv[] = {(char *)"sh", (char *)"-c", (char *)expand(d, d->command, in, true, a), NULL};
	bool good = exec_run(argv, NULL, in->limit_ms, &e) && !e.truncated;
	/* How a shell tells that its command was killed by a signal. */
	if (e.end == EXEC_EXITED && e.code > 128 && e.code <= 128 + SIGRTMAX) {
		e.end = EXEC_SIGNALLED;
		e.code -= 128;
	}
	if (!good)
		count(d, MISHAP_FAILED, in,
		      arena_printf(a, "%s%s%s", exec_describe(&e, how), e.truncated ? ", after too much output" : "",
		                   complaint(&e.err, a)));
	*out = e.out;
	e.out = (struct buf){0};
	exec_free(&e);
	return good;
}

struct answer detector_ask(struct detector *d, const struct detector_input *in, const struct cache *cache,
                           struct arena *a)
{
	struct answer answer = {.function = ARENA_ARRAY(a, const char *, 32)};
	struct buf out = {0};
	struct cache_key key;
	bool cached = make_key(d, in, &key, a), found = cached && cache_get(cache, &key, &out);
	answer.failed = !found && !call(d, in, &out, a);
	if (cached && !found && !answer.failed)
		cache_put(cache, &key, out.data, out.size);
	if (!answer.failed)
		take_output(d, in, &out, &answer, a);
	pthread_mutex_lock(&d->lock);
	d->calls++;
	d->from_cache += found;
	pthread_mutex_unlock(&d->lock);
	buf_free(&out);
	return answer;
}
