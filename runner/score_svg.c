/* score_svg.c: a chart: precision and recall by class, of each detector, with their intervals. */
#include "score.h"

#include <math.h>
#include <stdio.h>

enum {
	LEFT = 150,
	PLOT = 300,
	GAP = 50,
	LEGEND = 50,
	LEGEND_LINE = 16,
	LINE = 15,
	PAD = 12,
	RIGHT = 30,
	BOTTOM = 44,
	PER_ROW = 3,
	ENTRY = 220
};

/* Middle tones: they show on white and on black. Shapes tell detectors apart where colours do not. */
static const struct style {
	const char *colour, *shape; /* a path around 0 0 */
} styles[] = {
    {"#2f8fd8", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"}, /* disc */
    {"#dd5f2a", "M-4 -4h8v8h-8z"},
    {"#17a37b", "M0 -5L5 4H-5z"},
    {"#c868a8", "M0 -5.5L5.5 0L0 5.5L-5.5 0z"},
    {"#b8901c", "M-5 -4H5L0 5z"},
    {"#8e70d6", "M-1.7 -5h3.4v3.3H5v3.4H1.7V5h-3.4V1.7H-5v-3.4h3.3z"},
};

static const struct style *style_of(unsigned detector) { return &styles[detector % (sizeof styles / sizeof *styles)]; }

struct chart {
	FILE *f;
	const struct score *s;
	unsigned usable; /* detectors */
	unsigned top, bottom;
};

static void put_escaped(FILE *f, const char *text)
{
	for (; *text; text++) {
		const char *as = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : NULL;
		if (as)
			fputs(as, f);
		else if ((unsigned char)*text >= ' ')
			fputc(*text, f);
	}
}

static double x_of(unsigned panel, double value) { return LEFT + panel * (PLOT + GAP) + value * PLOT; }

static unsigned height_of(const struct chart *c, const struct standing *st)
{
	return PAD + LINE * (st->scored ? c->usable : 1);
}

static void draw_point(const struct chart *c, unsigned panel, double y, const struct row *r, unsigned detector)
{
	static const char *const names[] = {"precision", "recall"};
	const struct figure *g = panel ? &r->recall : &r->precision;
	const struct style *style = style_of(detector);
	FILE *f = c->f;
	if (isnan(g->value)) {
		fprintf(f, "<text class=\"none\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", x_of(panel, 0) + 4, y + 4,
		        panel ? "nothing to find" : "never named");
		return;
	}
	fprintf(f, "<g><title>");
	put_escaped(f, r->detector->name);
	fprintf(f, ", %s: %s %.2f, 95%% interval %.2f to %.2f</title>", r->class->name, names[panel], g->value,
	        g->ci.low, g->ci.high);
	fprintf(f, "<path stroke=\"%s\" stroke-width=\"2\" d=\"M%.1f %.1fH%.1f\"/>", style->colour,
	        x_of(panel, g->ci.low), y, x_of(panel, g->ci.high));
	fprintf(f, "<path fill=\"%s\" transform=\"translate(%.1f %.1f)\" d=\"%s\"/></g>\n", style->colour,
	        x_of(panel, g->value), y, style->shape);
}

static void draw_class(const struct chart *c, const struct standing *st, double y)
{
	unsigned height = height_of(c, st), line = 0;
	fprintf(c->f, "<text class=\"name\" x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT - 12, y + height / 2.0 + 4,
	        st->class->name);
	fprintf(c->f, "<path class=\"rule\" d=\"M%d %.1fH%.1f\"/>\n", LEFT, y + height, x_of(1, 1));
	for (unsigned panel = 0; !st->scored && panel < 2; panel++)
		fprintf(c->f, "<text class=\"none\" x=\"%.1f\" y=\"%.1f\">not scored: no oracle</text>\n",
		        x_of(panel, 0) + 4, y + height / 2.0 + 4);
	/* The first rows are those of all ISAs and compilers, one for each detector. */
	for (unsigned i = 0; i < st->n_row && !st->row[i].isa; i++, line++)
		for (unsigned panel = 0; panel < 2; panel++)
			draw_point(c, panel, y + PAD / 2.0 + LINE * (line + 0.5), &st->row[i],
			           (unsigned)(st->row[i].detector - c->s->detector));
}

static void draw_scale(const struct chart *c, unsigned panel)
{
	static const char *const heads[] = {"precision", "recall"};
	fprintf(c->f, "<text class=\"head\" x=\"%.1f\" y=\"%d\">%s</text>\n", x_of(panel, 0), (int)c->top - 10,
	        heads[panel]);
	for (unsigned tenth = 0; tenth <= 10; tenth += 2) {
		double x = x_of(panel, tenth / 10.0);
		fprintf(c->f, "<path class=\"grid\" d=\"M%.1f %uV%u\"/>", x, c->top, c->bottom);
		fprintf(c->f, "<text class=\"tick\" x=\"%.1f\" y=\"%u\">%u.%u</text>\n", x, c->bottom + 18, tenth / 10,
		        tenth % 10);
	}
}

/* Names of detectors may be long: each has a fixed place, and is cut to it. */
static void draw_legend(const struct chart *c)
{
	unsigned entry = 0;
	for (unsigned i = 0; i < c->s->n_detector; i++) {
		const struct style *style = style_of(i);
		if (c->s->detector[i].unusable)
			continue;
		double x = LEFT + entry % PER_ROW * (double)ENTRY, y = LEGEND + entry / PER_ROW * (double)LEGEND_LINE;
		char name[24];
		snprintf(name, sizeof name, "%.16s", c->s->detector[i].name);
		fprintf(c->f, "<path fill=\"%s\" transform=\"translate(%.1f %.1f)\" d=\"%s\"/>", style->colour, x + 6,
		        y - 4, style->shape);
		fprintf(c->f, "<text x=\"%.1f\" y=\"%.1f\">", x + 17, y);
		put_escaped(c->f, name);
		fprintf(c->f, "</text>\n");
		entry++;
	}
}

static void draw_head(const struct chart *c, unsigned height)
{
	unsigned width = LEFT + 2 * PLOT + GAP + RIGHT;
	fprintf(
	    c->f,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\" role=\"img\" "
	    "aria-labelledby=\"title desc\">\n",
	    width, height, width, height);
	fprintf(c->f, "<title id=\"title\">Precision and recall of detectors by class</title>\n<desc id=\"desc\">"
	              "For each class of codegen problems one mark for each detector: ");
	for (unsigned i = 0; i < c->s->n_detector; i++) {
		fputs(i ? ", " : "", c->f);
		put_escaped(c->f, c->s->detector[i].name);
	}
	fprintf(c->f, ". Lines are 95%% intervals (Wilson). %u functions of %u pairs in %u configs.</desc>\n",
	        c->s->n_specimen, c->s->run.n_pair, c->s->run.n_column);
	fprintf(c->f,
	        "<style>text{font:12px sans-serif;fill:#666e78}.head{font-weight:bold}.name{text-anchor:end}"
	        ".tick{text-anchor:middle}.none{font-style:italic}.grid,.rule{stroke:#8886;stroke-width:.6;fill:none}"
	        "@media(prefers-color-scheme:dark){text{fill:#a8b0ba}}</style>\n");
	fprintf(c->f,
	        "<text class=\"head\" x=\"12\" y=\"24\" style=\"font-size:14px\">Precision and recall by class: "
	        "%u pairs in %u configs, 95%% intervals</text>\n",
	        c->s->run.n_pair, c->s->run.n_column);
}

bool score_svg(struct score *s, const char *path)
{
	struct chart c = {.f = fopen(path, "we"), .s = s};
	if (!c.f)
		return false;
	for (unsigned i = 0; i < s->n_detector; i++)
		c.usable += !s->detector[i].unusable;
	c.top = LEGEND + LEGEND_LINE * ((c.usable + PER_ROW - 1) / PER_ROW) + 26;
	c.bottom = c.top;
	for (unsigned i = 0; i < s->n_standing; i++)
		c.bottom += height_of(&c, &s->standing[i]);
	draw_head(&c, c.bottom + BOTTOM);
	draw_legend(&c);
	for (unsigned panel = 0; panel < 2; panel++)
		draw_scale(&c, panel);
	double y = c.top;
	for (unsigned i = 0; i < s->n_standing; i++) {
		draw_class(&c, &s->standing[i], y);
		y += height_of(&c, &s->standing[i]);
	}
	fprintf(c.f, "</svg>\n");
	bool good = !ferror(c.f);
	return !fclose(c.f) && good;
}
