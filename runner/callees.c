/* callees.c: what a call goes to. */
#include "callees.h"

#include "diag.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------------------------------- */

/* Names without leading underscores, blanks around each: ? any one character, * at the end whatever follows. */
static const char *const names[N_SORTS] = {
    [SORT_MEMORY] = "memcpy memmove memset memcmp bcmp memchr mempcpy memrchr strncmp strncpy strncasecmp "
                    "wmemcpy wmemmove wmemset wmemcmp ",
    [SORT_STRING] = "strlen strnlen strcmp strcpy strcat strncat strchr strchrnul strrchr strstr strcasestr strspn "
                    "strcspn strpbrk strcasecmp stpcpy stpncpy strtok strtok_r strsep strcoll memmem rawmemchr wcslen "
                    "wcscmp wcscpy wcscat wcschr wcsncmp ",
    [SORT_CHARACTER] = "tolower toupper towlower towupper isalpha isalnum isdigit isxdigit isspace isblank isupper "
                       "islower ispunct isprint isgraph iscntrl iswalpha iswalnum iswdigit iswspace iswupper "
                       "iswlower iswpunct iswprint ctype_b_loc ctype_tolower_loc ctype_toupper_loc getc fgetc "
                       "getchar putc fputc putchar IO_getc IO_putc ungetc getc_unlocked putc_unlocked "
                       "getchar_unlocked putchar_unlocked errno_location rand rand_r random drand48 ",
    [SORT_MATH] = "sin cos tan asin acos atan atan2 sinh cosh tanh sincos exp exp2 exp10 expm1 log log2 log10 log1p "
                  "pow sqrt cbrt hypot fmod remainder floor ceil trunc round rint nearbyint lround lrint llround "
                  "llrint fma fmin fmax fabs ldexp frexp erf erfc tgamma lgamma ",
    /* libgcc's and compiler-rt's; ? is the letter of a type: d, t for integers, s, d, t, h for floating point. */
    [SORT_RUNTIME] = "popcount?i2 parity?i2 clz?i2 ctz?i2 ffs?i2 bswap?i2 mul?c3 div?c3 div?i3 mod?i3 udiv?i3 umod?i3 "
                     "udivmod?i4 divmod?i4 mul?i3 ashl?i3 ashr?i3 lshr?i3 add?f3 sub?f3 mul?f3 div?f3 powi?f2 eq?f2 "
                     "ne?f2 lt?f2 le?f2 gt?f2 ge?f2 unord?f2 extend?f?f2 trunc?f?f2 fix?f?i fixuns?f?i float?i?f "
                     "floatun?i?f ",
    [SORT_ATOMIC] = "aarch64_cas* aarch64_ld* aarch64_swp* atomic_load* atomic_store* atomic_exchange* "
                    "atomic_compare_exchange* atomic_fetch_* ",
    [SORT_TLS] = "tls_get_addr tls_get_addr_opt ",
    [SORT_LONG] = "malloc calloc realloc free posix_memalign aligned_alloc strdup strndup Znwm* Znam* ZdlPv* ZdaPv* "
                  "rust_alloc* rust_dealloc* rust_realloc* cxa_* printf fprintf sprintf snprintf vfprintf vsnprintf "
                  "vsprintf dprintf scanf sscanf fscanf isoc99_sscanf isoc99_fscanf puts fputs fwrite fread fgets "
                  "getline getdelim fopen fopen64 fclose fflush fseek fseeko fseeko64 ftell ftello ftello64 uflow "
                  "overflow open open64 openat close closedir readdir readdir64 read write pread pread64 pwrite "
                  "pwrite64 readv writev send sendto sendmsg recv recvfrom recvmsg poll ppoll select epoll_wait accept "
                  "accept4 connect wait waitpid wait4 fork execve execv execvp stat lstat fstat fstatat stat64 lstat64 "
                  "fstat64 xstat lxstat fxstat mmap mmap64 munmap mprotect syscall ioctl fcntl fcntl64 sleep usleep "
                  "nanosleep clock_nanosleep clock_gettime gettimeofday time sched_yield pthread_* sem_wait sem_post "
                  "mtx_lock mtx_unlock cnd_wait cnd_signal qsort qsort_r bsearch getenv strerror strtol strtoul "
                  "strtoll strtoull strtod strtof atoi atol atof strftime mktime localtime localtime_r gmtime "
                  "gmtime_r iconv regexec syslog getaddrinfo fsync unlink rename ",
    [SORT_PROBE] = "fentry__ mcount* cyg_profile_func_* asan_* hwasan_* msan_* tsan_* ubsan_* sanitizer_* gcov_* "
                   "llvm_profile_* ",
};

static bool fits(const char *glob, size_t length, const char *name, size_t n)
{
	size_t i = 0;
	for (; i < length && glob[i] != '*'; i++)
		if (i >= n || (glob[i] != name[i] && glob[i] != '?'))
			return false;
	return i < length || i == n;
}

/* The names of `names`, by their first letters (no glob begins with a wildcard), in order. */
struct glob {
	const char *text;
	uint8_t length, sort;
	uint16_t next; /* 1 + index of the next with the same letter */
};

enum { MAX_GLOBS = 512 };
static struct glob globs[MAX_GLOBS];
static uint16_t first_glob[UCHAR_MAX + 1];

static void read_globs(void)
{
	uint16_t last[UCHAR_MAX + 1] = {0}, n = 0;
	for (unsigned sort = SORT_ANY + 1; sort < N_SORTS; sort++)
		for (const char *glob = names[sort], *end; (end = strchr(glob, ' ')); glob = end + 1) {
			unsigned char letter = (unsigned char)*glob;
			if (n == MAX_GLOBS)
				diag_internal("the list of callees holds more than %d names", MAX_GLOBS);
			globs[n++] = (struct glob){glob, (uint8_t)(end - glob), (uint8_t)sort, 0};
			*(last[letter] ? &globs[last[letter] - 1].next : &first_glob[letter]) = n;
			last[letter] = n;
		}
}

/* The functions of float and long double have a letter behind the double's name. */
static bool is_meant(const struct glob *g, const char *name, size_t n)
{
	bool letter = g->sort == SORT_MATH && n > 1 && (name[n - 1] == 'f' || name[n - 1] == 'l');
	return fits(g->text, g->length, name, n) || (letter && fits(g->text, g->length, name, n - 1));
}

enum callee_sort callee_sort(const char *name)
{
	static const bool reserved_only[N_SORTS] = {
	    [SORT_RUNTIME] = true, [SORT_ATOMIC] = true, [SORT_TLS] = true, [SORT_PROBE] = true};
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	if (!name)
		return SORT_ANY;
	pthread_once(&once, read_globs);
	bool reserved = !strncmp(name, "__", 2) || !strcmp(name, "mcount");
	while (*name == '_')
		name++;
	size_t n = strlen(name);
	if (n > 4 && !strcmp(name + n - 4, "_chk"))
		n -= 4;
	for (uint16_t g = first_glob[(unsigned char)*name]; g; g = globs[g - 1].next)
		if ((reserved || !reserved_only[globs[g - 1].sort]) && is_meant(&globs[g - 1], name, n))
			return (enum callee_sort)globs[g - 1].sort;
	return SORT_ANY;
}

/* ---- one call ---------------------------------------------------------------------------------------------------- */

/* The address of a memory operand that is a constant: pc-relative, or a constant base (a page) and a displacement. */
static bool constant_address(const struct code *c, uint32_t i, const struct memop *m, uint64_t *address)
{
	if (m->index != REG_NONE)
		return false;
	*address = (uint64_t)m->disp;
	if (m->flags & MEM_PC_RELATIVE)
		return true;
	uint32_t base = m->base == REG_NONE ? NONE : value_origin(c, value_used(c, i, m->base));
	if (base == NONE || c->value[base].kind != VALUE_INSN)
		return false;
	const struct insn *page = &c->insn[c->value[base].where];
	if (page->op != OP_ADDRESS || !page->n_mem || page->mem[0].base != REG_NONE || page->mem[0].index != REG_NONE)
		return false;
	*address += (uint64_t)page->mem[0].disp;
	return true;
}

static void take_named(struct callee *k, const struct symbol *s)
{
	k->way = CALLEE_NAMED;
	k->name = s && *s->name ? s->name : NULL;
	k->size = s && !s->external ? s->size : 0;
}

static void take_address(const struct code *c, struct callee *k, uint64_t address)
{
	const struct object *o = c->object;
	int32_t f = object_function_at(o, address);
	bool starts = f >= 0 && o->functions[f].main.address == address;
	const struct section *in = object_section(o, address);
	const struct symbol *linkage = object_linkage(o, address);
	if (linkage || (!starts && in && !strncmp(in->name, ".plt", 4))) {
		take_named(k, linkage);
		return;
	}
	k->way = CALLEE_DIRECT;
	k->name = object_callee(o, address);
	k->address = address;
	k->size = starts ? o->functions[f].main.size : 0;
	k->recursive = address == c->function->main.address;
}

static void take_symbol(const struct code *c, struct callee *k, int32_t sym)
{
	const struct symbol *s = &c->object->symbols[sym];
	if (s->external)
		take_named(k, s);
	else
		take_address(c, k, s->address);
}

/* Whether this place is a GOT slot, whose function is then taken. */
static bool take_slot(const struct code *c, struct callee *k, uint32_t i, const struct memop *m)
{
	uint64_t address;
	const struct insn *in = &c->insn[i];
	if (in->sym >= 0 && m->disp == GOT_ADDRESS(in->sym)) {
		take_symbol(c, k, in->sym);
		return true;
	}
	const struct symbol *s = constant_address(c, i, m, &address) ? object_linkage(c->object, address) : NULL;
	if (s)
		take_named(k, s);
	return s;
}

/* Whether the pointer to where the called value was loaded was loaded too: object -> table -> function. What a GOT slot
 * or the frame holds was known before. */
static bool from_table(const struct code *c, uint32_t i, const struct memop *m)
{
	uint64_t address;
	uint32_t base = m->base == REG_NONE ? NONE : value_origin(c, value_used(c, i, m->base));
	if (base == NONE || c->value[base].kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[c->value[base].where];
	if (in->sym >= 0 && in->n_mem && in->mem[0].disp == GOT_ADDRESS(in->sym))
		return false;
	return in->op == OP_MOVE && in->n_mem && (in->mem[0].flags & MEM_READ) && in->mem[0].base != c->isa->sp &&
	       !constant_address(c, c->value[base].where, &in->mem[0], &address);
}

static bool memory_invariant(const struct code *c, uint32_t i, const struct memop *m, uint32_t loop)
{
	return (m->base == REG_NONE || value_invariant(c, loop, value_used(c, i, m->base))) &&
	       (m->index == REG_NONE || value_invariant(c, loop, value_used(c, i, m->index)));
}

static void take_load(const struct code *c, struct callee *k, uint32_t i, uint32_t loop)
{
	k->table = from_table(c, i, &c->insn[i].mem[0]);
	k->variable = memory_invariant(c, i, &c->insn[i].mem[0], loop);
}

static void take_value(const struct code *c, struct callee *k, uint32_t loop)
{
	k->invariant = value_invariant(c, loop, k->pointer);
	uint32_t v = value_origin(c, k->pointer);
	if (v == NONE || c->value[v].kind != VALUE_INSN)
		return;
	uint32_t from = c->value[v].where;
	const struct insn *in = &c->insn[from];
	uint64_t address;
	if (!in->n_mem)
		return;
	if (in->flags & INSN_TLS) { /* a descriptor's own function, which says where the variable is */
		k->way = CALLEE_NAMED;
		k->sort = SORT_TLS;
	} else if (in->op == OP_ADDRESS && in->sym >= 0 && c->object->symbols[in->sym].external)
		take_symbol(c, k, in->sym);
	else if (in->op == OP_ADDRESS && constant_address(c, from, &in->mem[0], &address))
		take_address(c, k, address);
	else if (in->op == OP_MOVE && (in->mem[0].flags & MEM_READ) && !take_slot(c, k, from, &in->mem[0]))
		take_load(c, k, from, loop);
}

struct callee callee_of(const struct code *c, uint32_t i, uint32_t loop)
{
	const struct insn *in = &c->insn[i];
	struct callee k = {.way = CALLEE_INDIRECT, .pointer = NONE};
	if (in->flow == FLOW_CALL && in->sym >= 0 && c->object->symbols[in->sym].external) {
		take_symbol(c, &k, in->sym);
	} else if (in->flow == FLOW_CALL && in->target) {
		take_address(c, &k, in->target);
	} else if (in->n_mem) {
		take_load(c, &k, i, loop);
		take_slot(c, &k, i, &in->mem[0]);
	} else if (in->n_src) {
		k.pointer = value_used(c, i, in->src[0]);
		take_value(c, &k, loop);
	}
	if (k.name && k.way != CALLEE_INDIRECT)
		k.sort = callee_sort(k.name);
	k.recursive |= k.way == CALLEE_NAMED && k.name && !strcmp(k.name, c->function->name);
	return k;
}

bool callee_size_constant(const struct code *c, uint32_t i, int64_t *size)
{
	uint32_t v = value_origin(c, value_used(c, i, c->isa->size_arg));
	if (v == NONE || c->value[v].kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[c->value[v].where];
	*size = in->imm;
	return in->op == OP_CONST && in->has_imm;
}
