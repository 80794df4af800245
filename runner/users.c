/* users.c: where a value is used, and what it reaches. */
#include "users.h"

#include <string.h>

/* ---- the lists --------------------------------------------------------------------------------------------------- */

/* Calls each(...) for every use: fill NULL counts, else it is the place to put the next user of each value. */
static void each_use(const struct code *c, uint32_t *count, uint32_t *user)
{
	for (uint32_t i = 0; i < c->n_insn; i++)
		for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++) {
			uint32_t v = c->uses[u].value;
			if (v == NONE)
				continue;
			if (user)
				user[count[v]] = i;
			count[v]++;
		}
	for (uint32_t v = c->phi_of_block[0]; v < c->phi_of_block[c->n_block]; v++)
		for (uint32_t a = 0; c->value_is_live[v] && a < c->block[c->value[v].where].n_pred; a++) {
			uint32_t arg = c->phi_args[c->value[v].first_arg + a];
			if (user)
				user[count[arg]] = v | USER_PHI;
			count[arg]++;
		}
}

struct users *users_new(const struct code *c)
{
	struct users *u = ARENA_NEW(c->arena, struct users);
	/* Counts go two places up: after the sums, first[v + 1] is where v's next user goes, and first[v] its end. */
	u->first = ARENA_ARRAY(c->arena, uint32_t, (size_t)c->n_value + 2);
	each_use(c, u->first + 2, NULL);
	for (uint32_t v = 2; v < c->n_value + 2; v++)
		u->first[v] += u->first[v - 1];
	u->user = ARENA_ARRAY_RAW(c->arena, uint32_t, u->first[c->n_value + 1]);
	each_use(c, u->first + 1, u->user);
	return u;
}

/* ---- uses that are none ------------------------------------------------------------------------------------------ */

enum { MAX_PHI_DEPTH = 4 };

static bool counts(const struct code *c, const struct users *u, uint32_t user, unsigned depth)
{
	if (!(user & USER_PHI))
		return c->insn[user].flow != FLOW_RETURN;
	user &= ~USER_PHI;
	for (uint32_t k = u->first[user]; k < u->first[user + 1]; k++)
		if (depth == MAX_PHI_DEPTH || counts(c, u, u->user[k], depth + 1))
			return true;
	return false;
}

bool user_counts(const struct code *c, const struct users *u, uint32_t user) { return counts(c, u, user, 0); }

/* ---- what is reached --------------------------------------------------------------------------------------------- */

enum { MAX_VALUES = 96, MAX_DEPTH = 10 };

struct search {
	const struct code *c;
	uint32_t block, loop;
	struct reach found;
	struct {
		uint32_t value;
		uint8_t depth;
		bool part; /* something was added to it that is no constant */
	} todo[MAX_VALUES];
	unsigned n;
};

static void push(struct search *s, uint32_t value, unsigned depth, bool part)
{
	if (value == NONE || depth > MAX_DEPTH || s->n == MAX_VALUES)
		return;
	for (unsigned i = 0; i < s->n; i++)
		if (s->todo[i].value == value)
			return;
	s->todo[s->n].value = value;
	s->todo[s->n].depth = (uint8_t)depth;
	s->todo[s->n++].part = part;
}

static bool takes_length(const char *name)
{
	static const char *const names[] = {"memcpy", "memmove", "memset",  "memcmp", "memchr", "bcopy",
	                                    "bzero",  "strncpy", "strncmp", "fwrite", "fread",  "read",
	                                    "write",  "malloc",  "calloc",  "realloc"};
	if (!name)
		return false;
	name += strncmp(name, "__", 2) ? 0 : 2;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strncmp(name, names[i], strlen(names[i])))
			return true;
	return false;
}

/* A compare that decides whether a loop goes on. */
static bool ends_loop(const struct search *s, uint32_t insn)
{
	const struct code *c = s->c;
	uint32_t b = c->block_of[insn], l = c->block[b].loop;
	const struct block *k = &c->block[b];
	if (l == NONE || c->insn[k->end - 1].flow != FLOW_BRANCH || (s->loop != NONE && loop_within(c, s->loop, l)))
		return false;
	for (uint32_t i = 0; i < k->n_succ; i++) {
		uint32_t to = c->succ[k->first_succ + i];
		if (!loop_has_block(c, l, to) && !c->block[to].no_return)
			return true;
	}
	return false;
}

static void see_memory(struct search *s, const struct insn *in, reg_t r, bool part)
{
	for (unsigned m = 0; m < in->n_mem; m++) {
		const struct memop *mem = &in->mem[m];
		if ((mem->flags & MEM_ADDRESS) || (mem->base != r && mem->index != r))
			continue;
		if (part || mem->index == r || (mem->index != REG_NONE && mem->scale == 1))
			s->found.index = true;
		else
			s->found.base = true;
	}
}

static bool carries(const struct insn *in)
{
	switch (in->op) {
	case OP_MOVE:
	case OP_ADDRESS:
		return !in->n_mem || (in->mem[0].flags & MEM_ADDRESS);
	case OP_EXTEND:
	case OP_SHL:
	case OP_SHR:
	case OP_SAR:
	case OP_BITFIELD:
	case OP_SELECT:
	case OP_MIN:
	case OP_MAX:
	case OP_NEG:
	case OP_AND:
	case OP_ADD:
	case OP_SUB:
	case OP_MUL:
	case OP_MADD:
	case OP_TRANSFER:
		return true;
	default:
		return false;
	}
}

static void see_user(struct search *s, uint32_t i, uint32_t value, unsigned depth, bool part)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	struct reach before = s->found;
	reg_t r = c->value[value].reg;
	bool here = block_dominates(c, s->block, c->block_of[i]);
	if (here) {
		see_memory(s, in, r, part);
		if (in->op == OP_STRING ||
		    (in->flow == FLOW_CALL && regset_has(c->isa->call_args, r) && takes_length(code_callee(c, in))))
			s->found.length = true;
		if ((in->op == OP_CMP || in->op == OP_TEST || in->op == OP_SUB) && ends_loop(s, i))
			s->found.trip = true;
		if (in->op == OP_DIV && in->n_src && in->src[in->n_src - 1] == r)
			s->found.divisor = true;
		if (memcmp(&before, &s->found, sizeof before) && c->block[c->block_of[i]].loop != NONE)
			s->found.in_loop = true;
	}
	if (!carries(in))
		return;
	bool adds =
	    in->n_src > 1 || (in->op == OP_ADDRESS && in->mem[0].base != REG_NONE && in->mem[0].index != REG_NONE);
	for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
		if (!reg_is_flag(c->defs[d].reg))
			push(s, c->defs[d].value, depth + 1, part || adds || in->op == OP_SHL || in->op == OP_MUL);
}

struct reach users_reach(const struct code *c, const struct users *u, const uint32_t *values, uint32_t n,
                         uint32_t block, uint32_t loop)
{
	struct search s = {.c = c, .block = block, .loop = loop};
	for (uint32_t i = 0; i < n; i++)
		push(&s, values[i], 0, false);
	for (unsigned next = 0; next < s.n; next++) {
		uint32_t v = s.todo[next].value;
		/* A value with a great many users is no index of one access: the first ones tell enough. */
		for (uint32_t i = u->first[v]; i < u->first[v + 1] && i < u->first[v] + MAX_VALUES; i++) {
			if (u->user[i] & USER_PHI)
				push(&s, u->user[i] & ~USER_PHI, s.todo[next].depth + 1u, s.todo[next].part);
			else
				see_user(&s, u->user[i], v, s.todo[next].depth, s.todo[next].part);
		}
	}
	return s.found;
}
