/* decode.c: the floor of any audit: capstone alone, with details, over all executable sections of an ELF file. */
#include <capstone/capstone.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static uint64_t decode_section(csh handle, cs_insn *in, Elf_Scn *scn, const GElf_Shdr *sh)
{
	Elf_Data *data = elf_rawdata(scn, NULL);
	const uint8_t *code = data->d_buf;
	size_t size = data->d_size;
	uint64_t address = sh->sh_addr, n = 0;
	while (size) {
		if (cs_disasm_iter(handle, &code, &size, &address, in)) {
			n++;
			continue;
		}
		code++;
		size--;
		address++;
	}
	return n;
}

int main(int argc, char **argv)
{
	int fd = argc == 2 ? open(argv[1], O_RDONLY) : -1;
	elf_version(EV_CURRENT);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ_MMAP, NULL);
	GElf_Ehdr eh;
	csh handle;
	if (!elf || !gelf_getehdr(elf, &eh)) {
		fprintf(stderr, "usage: decode ELF-FILE\n");
		return 2;
	}
	bool arm = eh.e_machine == EM_AARCH64;
	if (cs_open(arm ? CS_ARCH_ARM64 : CS_ARCH_X86, arm ? CS_MODE_ARM : CS_MODE_64, &handle))
		return 3;
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	cs_insn *in = cs_malloc(handle);
	uint64_t n = 0;
	for (Elf_Scn *scn = NULL; (scn = elf_nextscn(elf, scn));) {
		GElf_Shdr sh;
		if (gelf_getshdr(scn, &sh) && (sh.sh_flags & SHF_EXECINSTR) && sh.sh_type == SHT_PROGBITS)
			n += decode_section(handle, in, scn, &sh);
	}
	printf("%llu instructions\n", (unsigned long long)n);
	cs_free(in, 1);
	cs_close(&handle);
	elf_end(elf);
	close(fd);
	return 0;
}
