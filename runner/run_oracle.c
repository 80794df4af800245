/* run_oracle.c: the oracles' answers about one cell, from the cache or asked. */
#include "run.h"

#include "paths.h"

static void key_tool(struct key_maker *k, const struct tool *t)
{
	key_file_identity(k, t->path);
	key_strings(k, t->args.v);
}

struct cache_key oracle_key_cell(struct run *r, struct cell *c)
{
	const struct toolchain *t = c->column->config.toolchain;
	struct key_maker *k = key_begin("oracles");
	struct arena a = {0};
	key_key(k, &r->self);
	key_text(k, c->pair->class->name);
	key_text(k, c->pair->sink);
	key_key(k, &c->census_key);
	key_tool(k, &t->scheduler);
	key_strings(k, t->record.flags.v);
	key_text(k, t->record.file);
	key_text(k, t->record.format);
	key_text(k, t->spill_marks);
	key_number(k, t->one_exit);
	key_file(k, paths_data(&a, arena_printf(&a, "%s/spill_marks.yaml", t->isa->name)));
	arena_free(&a);
	return key_end(k);
}

static void read_half(struct run *r, struct cell *c, struct oracle_input *in, unsigned half)
{
	static const char *const sources[] = {"bad.c", "good.c"};
	struct oracle_half *h = &in->half[half];
	char *include[] = {arena_printf(in->arena, "-I%s", r->driver_folder), NULL};
	h->function = arena_printf(in->arena, "%s_%.*s", c->pair->symbol, half ? 4 : 3, sources[half]);
	h->object = c->object[half];
	oracle_source_read(&h->source, in->config, c->pair->folder, sources[half], include,
	                   arena_printf(in->arena, "%s.%u", in->scratch, half), in->arena);
	spill_marks_read(&h->marks, &h->source, in->config->toolchain, in->arena);
}

void oracle_ask_cell(struct run *r, struct cell *c)
{
	struct arena a = {0};
	bool again;
	struct oracle_input in = {.config = &c->column->config, .pair = c->pair, .census = c->census, .arena = &a};
	if (c->oracles || c->column->unavailable || c->error || !cell_object(r, c, HALF_BAD) ||
	    !cell_object(r, c, HALF_GOOD))
		return;
	in.scratch = arena_printf(&a, "%s/%s.%s.oracle", r->scratch.folder, c->column->slug, c->pair->name);
	for (unsigned half = 0; half < 2; half++)
		read_half(r, c, &in, half);
	c->oracles = oracle_ask_all(&in, &again);
	atomic_fetch_add(&r->asked, 1);
	if (c->oracles && !again)
		cell_keep_json(r, &c->oracle_key, c->oracles);
	for (unsigned half = 0; half < 2; half++)
		oracle_source_free(&in.half[half].source);
	arena_free(&a);
}
