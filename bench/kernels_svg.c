/* kernels_svg.c: a chart: throughput by the size of the range, and what a call of a few bytes takes. */
#include "kernels.h"

#include <math.h>

/* RATE: GB/s, sizes from 64 bytes on a logarithmic axis. SHORT: ns a call on a logarithmic axis, sizes up to 256 bytes
 * side by side. */
enum chart { RATE, SHORT };

static const struct panel {
	enum chart chart;
	enum function function;
	enum place place;
	const char *title;
} panels[] = {
    {RATE, POPCOUNT, ALIGNED, "popcount, aligned to 64 bytes: GB/s"},
    {RATE, POPCOUNT, OFF_BY_ONE, "popcount, off by one byte: GB/s"},
    {RATE, HAMMING, ALIGNED, "hamming, both ranges aligned to 64 bytes: GB/s of one range"},
    {SHORT, POPCOUNT, OFF_BY_ONE, "popcount of a few bytes, off by one: ns a call, independent calls"},
};

enum {
	PANELS = sizeof panels / sizeof *panels,
	WIDTH = 960,
	LEFT = 56,
	RIGHT = 36,
	TOP = 116,
	PANEL = 360,
	PLOT = 290,
	ENTRY = 145,
	PER_ROW = 6, /* of the legend */
	FIRST = 6,
	LAST = 28, /* the axis of RATE: 64 bytes to 256 MiB, as powers of two */
	SHORT_SIZES = 10,
};

/* In the order in which contenders of one kind are listed. Middle tones: they show on white and on black. */
static const struct style {
	enum kind kind;
	const char *colour, *dash;
	double width;
} styles[] = {
    {TIER, "#7d8ca3", "none", 2.2},      {TIER, "#2f8fd8", "none", 2.2},      {TIER, "#17a37b", "none", 2.2},
    {TIER, "#dd5f2a", "none", 2.2},      {TIER, "#c0392b", "none", 2.2},      {LIMIT, "#8a8a8a", "1.5 3", 1.5},
    {LIMIT, "#8a8a8a", "5 3", 1.3},      {LIMIT, "#8a8a8a", "12 4", 1.3},     {COMPILER, "#b8901c", "6 2.5", 1.7},
    {COMPILER, "#c868a8", "6 2.5", 1.7}, {COMPILER, "#8e70d6", "6 2.5", 1.7}, {LIBRARY, "#a0653a", "2 2", 2.2},
};

enum { STYLES = sizeof styles / sizeof *styles };

/* NULL for what is not drawn: `auto` is one of the tiers, and an empty call reads no bytes. */
static const struct style *style_of(const struct bench *b, const struct contender *who)
{
	size_t before = 0;
	for (const struct contender *c = b->contenders.list; c < who; c++)
		before += c->kind == who->kind;
	for (const struct style *s = styles; s < styles + STYLES && who->present; s++)
		if (s->kind == who->kind && before-- == 0)
			return s;
	return NULL;
}

static bool in_panel(const struct panel *p, const struct bench_case *c)
{
	bool fits = p->chart == RATE ? c->size >= (size_t)1 << FIRST : c->size <= 256;
	return fits && c->function == p->function && c->place == p->place && c->measure == THROUGHPUT && !c->random;
}

static double value_of(const struct panel *p, const struct bench_case *c, const struct measurement *m)
{
	return p->chart == RATE ? gigabytes_per_second(c, m->median) : m->median;
}

struct scale {
	enum chart chart;
	double low, high, step; /* step: between two lines of RATE's grid */
};

static double x_of(double doublings) { return LEFT + (doublings - FIRST) / (LAST - FIRST) * (WIDTH - LEFT - RIGHT); }

static double x_of_short(size_t place) { return LEFT + (place + 0.5) / SHORT_SIZES * (WIDTH - LEFT - RIGHT); }

static double y_of(const struct scale *s, double value)
{
	double part = s->chart == RATE ? value / s->high : log(value / s->low) / log(s->high / s->low);
	return PLOT * (1 - part);
}

static struct scale scale_of(const struct bench *b, const struct panel *p)
{
	struct scale s = {p->chart, 2, 2, 0};
	for (const struct bench_case *c = b->cases.list; c < b->cases.list + b->cases.n; c++)
		for (size_t i = 0; i < b->contenders.n && in_panel(p, c); i++) {
			const struct measurement *m = cell(b, c, &b->contenders.list[i]);
			if (m->status != MEASURED || !style_of(b, &b->contenders.list[i]))
				continue;
			s.low = fmin(s.low, value_of(p, c, m));
			s.high = fmax(s.high, value_of(p, c, m));
		}
	s.high *= 1.05;
	double decade = pow(10, floor(log10(s.high)));
	s.step = s.high > 5 * decade ? decade : s.high > 2 * decade ? decade / 2 : decade / 5;
	return s;
}

static void draw_level(FILE *f, const struct scale *s, double value)
{
	fprintf(f, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>\n", LEFT, y_of(s, value), WIDTH - RIGHT);
	fprintf(f, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%g</text>\n", LEFT - 6, y_of(s, value) + 4, value);
}

static void draw_levels(FILE *f, const struct scale *s)
{
	static const double levels[] = {1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500};
	for (double value = 0; s->chart == RATE && value <= s->high; value += s->step)
		draw_level(f, s, value);
	for (size_t i = 0; s->chart == SHORT && i < sizeof levels / sizeof *levels; i++)
		if (levels[i] >= s->low && levels[i] <= s->high)
			draw_level(f, s, levels[i]);
}

static void draw_size(FILE *f, double x, size_t size)
{
	char text[32];
	size_text(size, text);
	fprintf(f, "<path class=\"grid\" d=\"M%.1f 0V%d\"/>\n", x, PLOT);
	fprintf(f, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", x, PLOT + 17, text);
}

static void draw_sizes(FILE *f, const struct bench *b, const struct panel *p)
{
	size_t place = 0;
	fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">bytes</text>\n", LEFT - 14, PLOT + 17);
	for (int i = FIRST; p->chart == RATE && i <= LAST; i += 2)
		draw_size(f, x_of(i), (size_t)1 << i);
	for (const struct bench_case *c = b->cases.list; c < b->cases.list + b->cases.n; c++)
		if (p->chart == SHORT && in_panel(p, c))
			draw_size(f, x_of_short(place++), c->size);
}

/* The largest range that a cache holds. */
static void draw_caches(FILE *f, const struct bench *b, const struct panel *p)
{
	for (int level = 1; p->chart == RATE && level <= 3; level++) {
		size_t size = cache_bytes(b, level) / (p->function == HAMMING ? 2 : 1);
		if (size < 1 << FIRST || size > 1 << LAST)
			continue;
		double x = x_of(log2((double)size));
		fprintf(f, "<path class=\"cache\" d=\"M%.1f 0V%d\"/><text x=\"%.1f\" y=\"12\">L%d</text>\n", x, PLOT,
		        x + 4, level);
	}
}

static void draw_line(FILE *f, const struct bench *b, const struct panel *p, const struct scale *s,
                      const struct contender *who)
{
	const struct style *style = style_of(b, who);
	size_t place = 0;
	char move = 'M';
	fprintf(f, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" stroke-dasharray=\"%s\" d=\"",
	        style->colour, style->width, style->dash);
	for (const struct bench_case *c = b->cases.list; c < b->cases.list + b->cases.n; c++) {
		const struct measurement *m = cell(b, c, who);
		if (!in_panel(p, c))
			continue;
		double x = p->chart == RATE ? x_of(log2((double)c->size)) : x_of_short(place++);
		if (m->status != MEASURED)
			continue;
		fprintf(f, "%c%.1f %.1f", move, x, y_of(s, value_of(p, c, m)));
		move = 'L';
	}
	fprintf(f, "\"><title>%s</title></path>\n", who->name);
}

static void draw_panel(FILE *f, const struct bench *b, const struct panel *p)
{
	struct scale s = scale_of(b, p);
	fprintf(f, "<g transform=\"translate(0 %d)\">\n<text class=\"head\" x=\"%d\" y=\"-10\">%s</text>\n",
	        TOP + (int)(p - panels) * PANEL, LEFT, p->title);
	draw_levels(f, &s);
	draw_sizes(f, b, p);
	draw_caches(f, b, p);
	for (size_t i = b->contenders.n; i-- > 0;)
		if (style_of(b, &b->contenders.list[i]))
			draw_line(f, b, p, &s, &b->contenders.list[i]);
	fprintf(f, "</g>\n");
}

static void draw_legend(FILE *f, const struct bench *b)
{
	static const char *const remarks[] = {[LIMIT] = " (limit)", [COMPILER] = " loop", [CALL] = NULL};
	int entry = 0;
	for (size_t i = 0; i < b->contenders.n; i++) {
		const struct contender *who = &b->contenders.list[i];
		const struct style *style = style_of(b, who);
		if (!style)
			continue;
		int x = LEFT + entry % PER_ROW * ENTRY, y = 46 + entry / PER_ROW * 20;
		fprintf(f, "<path stroke=\"%s\" stroke-width=\"%.1f\" stroke-dasharray=\"%s\" d=\"M%d %dh26\"/>\n",
		        style->colour, style->width, style->dash, x, y - 4);
		fprintf(f, "<text x=\"%d\" y=\"%d\">%s%s</text>\n", x + 31, y, who->name,
		        remarks[who->kind] ? remarks[who->kind] : "");
		entry++;
	}
}

bool write_svg(const struct bench *b, const char *path)
{
	FILE *f = fopen(path, "w");
	if (!f)
		return false;
	int height = TOP + PANELS * PANEL - 30;
	fprintf(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n",
	        WIDTH, height, WIDTH, height);
	fprintf(f,
	        "<style>text{font:12px sans-serif;fill:#666e78}.head{font-size:14px;font-weight:bold}"
	        ".grid{stroke:#8888;stroke-width:.5;fill:none}.cache{stroke:#888;stroke-width:1;stroke-dasharray:1 5}"
	        "@media(prefers-color-scheme:dark){text{fill:#a8b0ba}}</style>\n");
	fprintf(f,
	        "<text class=\"head\" x=\"%d\" y=\"22\">assay's kernels by the size of the range: medians; "
	        "1 GB/s is 10^9 bytes a second</text>\n",
	        LEFT);
	draw_legend(f, b);
	for (const struct panel *p = panels; p < panels + PANELS; p++)
		draw_panel(f, b, p);
	fprintf(f, "</svg>\n");
	return !fclose(f);
}
