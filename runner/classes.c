/* classes.c: the table of classes, and all that one function is put through. */
#include "classes.h"
#include "users.h"

#include <string.h>

#define ADDRESS(c) &class_##c,
const struct class *const class_table[] = {CLASSES(ADDRESS) NULL};

static const char *const level_names[] = {"low", "medium", "high"};

const char *level_name(enum level l) { return level_names[l]; }

bool level_parse(const char *name, enum level *l)
{
	for (int i = LEVEL_LOW; i <= LEVEL_HIGH; i++)
		if (!strcmp(level_names[i], name)) {
			*l = (enum level)i;
			return true;
		}
	return false;
}

const struct class *class_by_name(const char *name)
{
	for (const struct class *const *c = class_table; *c; c++)
		if (!strcmp((*c)->name, name))
			return *c;
	return NULL;
}

struct induction *analysis_induction(const struct analysis *a, uint32_t loop)
{
	if (!a->induction[loop])
		a->induction[loop] = induction_new(a->code, loop, a->code->arena);
	return a->induction[loop];
}

struct users *analysis_users(const struct analysis *a)
{
	if (!*a->users)
		*a->users = users_new(a->code);
	return *a->users;
}

struct analysis *analyse(struct object *o, const struct function *f, const struct core_model *model, struct decoder *d,
                         struct arena *arena)
{
	struct analysis *a = ARENA_NEW(arena, struct analysis);
	struct code *c = a->code = code_analyse(o, f, model, d, arena);
	if (c->too_large)
		return a;
	noreturn_mark(c);
	a->stack = stack_analyse(c);
	a->induction = ARENA_ARRAY(arena, struct induction *, c->n_loop);
	a->writers = ARENA_ARRAY(arena, struct writers *, c->n_loop);
	a->chain = ARENA_ARRAY(arena, struct chain, c->n_loop);
	a->carried = ARENA_NEW(arena, struct carried_tables);
	a->users = ARENA_NEW(arena, struct users *);
	simd_analyse(a);
	cycles_analyse(a);
	roles_assign(a);
	for (const struct class *const *k = class_table; *k; k++)
		if ((*k)->count)
			(*k)->count(a);
	return a;
}

void analysis_find(struct analysis *a, unsigned classes, struct finding_list *out)
{
	for (unsigned i = 0; class_table[i]; i++)
		if (!a->code->too_large && (classes >> i & 1))
			class_table[i]->find(a, out);
}
