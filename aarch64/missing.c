/* missing.c: instructions that capstone 5 does not know: FEAT_CSSC (Arm ARM DDI 0487, C4.1: data processing). */
#include "lift.h"

#include <stdio.h>
#include <string.h>

enum form { ONE_SOURCE, TWO_SOURCES, SIGNED_IMMEDIATE, UNSIGNED_IMMEDIATE };

static const struct {
	uint32_t mask, value;
	const char *mnemonic;
	enum form form;
} rows[] = {
    {0x7ffffc00, 0x5ac01800, "ctz", ONE_SOURCE},          {0x7ffffc00, 0x5ac01c00, "cnt", ONE_SOURCE},
    {0x7ffffc00, 0x5ac02000, "abs", ONE_SOURCE},          {0x7fe0fc00, 0x1ac06000, "smax", TWO_SOURCES},
    {0x7fe0fc00, 0x1ac06400, "umax", TWO_SOURCES},        {0x7fe0fc00, 0x1ac06800, "smin", TWO_SOURCES},
    {0x7fe0fc00, 0x1ac06c00, "umin", TWO_SOURCES},        {0x7ffc0000, 0x11c00000, "smax", SIGNED_IMMEDIATE},
    {0x7ffc0000, 0x11c40000, "umax", UNSIGNED_IMMEDIATE}, {0x7ffc0000, 0x11c80000, "smin", SIGNED_IMMEDIATE},
    {0x7ffc0000, 0x11cc0000, "umin", UNSIGNED_IMMEDIATE},
};

static const char *name(uint32_t w, unsigned at, char buf[static 8])
{
	unsigned r = field(w, at + 4, at);
	if (r == 31)
		snprintf(buf, 8, "%czr", bit(w, 31) ? 'x' : 'w');
	else
		snprintf(buf, 8, "%c%u", bit(w, 31) ? 'x' : 'w', r);
	return buf;
}

bool a64_decode_missing(cs_insn *in)
{
	uint32_t w = in->bytes[0] | in->bytes[1] << 8 | in->bytes[2] << 16 | (uint32_t)in->bytes[3] << 24;
	char d[8], n[8], m[8];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if ((w & rows[i].mask) != rows[i].value)
			continue;
		in->size = 4;
		snprintf(in->mnemonic, sizeof in->mnemonic, "%s", rows[i].mnemonic);
		size_t size = sizeof in->op_str;
		int imm = (int)field(w, 17, 10);
		name(w, 0, d);
		name(w, 5, n);
		name(w, 16, m);
		if (rows[i].form == ONE_SOURCE)
			snprintf(in->op_str, size, "%s, %s", d, n);
		else if (rows[i].form == TWO_SOURCES)
			snprintf(in->op_str, size, "%s, %s, %s", d, n, m);
		else
			snprintf(in->op_str, size, "%s, %s, #%d", d, n,
			         rows[i].form == SIGNED_IMMEDIATE ? (int8_t)imm : imm);
		return true;
	}
	return false;
}
