/* show.h: one function's machine code for reading: source, loops, findings in the margin. */
#ifndef ASSAY_SHOW_H
#define ASSAY_SHOW_H

#include "report.h"

struct show_style {
	bool colour;
	bool unicode; /* loop brackets as line drawing, else as ASCII */
};

void show_function(struct buf *b, struct report_context *r, const struct finding_list *found,
                   const struct show_style *style);

#endif
