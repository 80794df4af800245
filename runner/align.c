/* align.c: Myers' difference algorithm in linear space. */
#include "align.h"

#include <stdbool.h>

/* Differences after which a search from both ends stops: the square of it bounds the work between two places. */
enum { MOST_DIFFERENCES = 512 };

struct search {
	const uint64_t *a, *b;
	uint32_t *match;
	int64_t *forward, *backward; /* by diagonal x - y: the furthest x reached from either end */
};

struct box {
	int64_t a, b, n, m; /* items [a, a + n) and [b, b + m) */
};

/* Where to cut a box in two: before items x and y. */
struct cut {
	int64_t x, y;
};

static void take(struct search *s, int64_t x, int64_t y) { s->match[x] = (uint32_t)y; }

/* Takes equal items off both ends. */
static void trim(struct search *s, struct box *q)
{
	while (q->n && q->m && s->a[q->a] == s->b[q->b]) {
		take(s, q->a++, q->b++);
		q->n--;
		q->m--;
	}
	while (q->n && q->m && s->a[q->a + q->n - 1] == s->b[q->b + q->m - 1]) {
		q->n--;
		q->m--;
		take(s, q->a + q->n, q->b + q->m);
	}
}

static int64_t go_forward(const struct search *s, const struct box *q, const int64_t *f, int64_t k, int64_t d)
{
	int64_t x = k == -d || (k != d && f[k - 1] < f[k + 1]) ? f[k + 1] : f[k - 1] + 1;
	while (x < q->n && x - k < q->m && x - k >= 0 && s->a[q->a + x] == s->b[q->b + x - k])
		x++;
	return x;
}

/* The same from the end: x counts items of a that are left before it; diagonal k lies at delta - k. */
static int64_t go_backward(const struct search *s, const struct box *q, const int64_t *f, int64_t k, int64_t d)
{
	int64_t x = k == -d || (k != d && f[k - 1] < f[k + 1]) ? f[k + 1] : f[k - 1] + 1;
	while (x < q->n && x - k < q->m && x - k >= 0 && s->a[q->a + q->n - 1 - x] == s->b[q->b + q->m - 1 - (x - k)])
		x++;
	return x;
}

/* The way that came furthest by now. */
static struct cut furthest(const struct box *q, const int64_t *f, int64_t d)
{
	struct cut best = {0, 0};
	for (int64_t k = -d; k <= d; k += 2) {
		int64_t x = f[k] < q->n ? f[k] : q->n, y = x - k;
		if (y >= 0 && y <= q->m && x + y > best.x + best.y)
			best = (struct cut){x, y};
	}
	return best;
}

/* A point on a shortest way, by searching from both ends until the ways meet. */
static struct cut find_cut(struct search *s, const struct box *q)
{
	int64_t *f = s->forward, *b = s->backward, delta = q->n - q->m;
	f[1] = b[1] = 0;
	for (int64_t d = 0;; d++) {
		for (int64_t k = -d; k <= d; k += 2) {
			int64_t x = f[k] = go_forward(s, q, f, k, d), other = delta - k;
			if ((delta & 1) && other >= -(d - 1) && other <= d - 1 && x + b[other] >= q->n)
				return (struct cut){x, x - k};
		}
		for (int64_t k = -d; k <= d; k += 2) {
			int64_t x = b[k] = go_backward(s, q, b, k, d), other = delta - k;
			if (!(delta & 1) && other >= -d && other <= d && x + f[other] >= q->n)
				return (struct cut){q->n - x, q->m - (x - k)};
		}
		if (d == MOST_DIFFERENCES)
			return furthest(q, f, d);
	}
}

void align(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, uint32_t *match, struct arena *arena)
{
	struct {
		struct box *v;
		uint32_t n, cap;
	} open = {0};
	enum { DIAGONALS = 2 * MOST_DIFFERENCES + 5 };
	struct search s = {a, b, match, ARENA_ARRAY(arena, int64_t, DIAGONALS), ARENA_ARRAY(arena, int64_t, DIAGONALS)};
	s.forward += DIAGONALS / 2;
	s.backward += DIAGONALS / 2;
	for (uint32_t i = 0; i < n; i++)
		match[i] = ALIGN_NONE;
	*ARENA_PUSH(arena, &open) = (struct box){0, 0, n, m};
	while (open.n) {
		struct box q = open.v[--open.n];
		trim(&s, &q);
		if (!q.n || !q.m)
			continue;
		struct cut c = find_cut(&s, &q);
		/* Nothing left to cut: all of one is replaced by all of the other. */
		if ((c.x <= 0 && c.y <= 0) || (c.x >= q.n && c.y >= q.m))
			continue;
		*ARENA_PUSH(arena, &open) = (struct box){q.a, q.b, c.x, c.y};
		*ARENA_PUSH(arena, &open) = (struct box){q.a + c.x, q.b + c.y, q.n - c.x, q.m - c.y};
	}
}
