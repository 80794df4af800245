/* list_catalogue.h: `assay list toolchains` and `assay list pairs`. */
#ifndef ASSAY_LIST_CATALOGUE_H
#define ASSAY_LIST_CATALOGUE_H

void list_toolchains(void);
void list_pairs(void);

#endif
