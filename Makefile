# assay: build, check, run.  `make help` lists the targets.
#
# CC=clang          another host compiler
# SAN=address,undefined   an instrumented build, in a folder of its own (with clang: Debian's libclang-rt-NN-dev)
# V=1                     shows the commands
# PREFIX=/usr/local  where `make install` puts the tool; LIBDIR=PREFIX/lib where it puts the libraries

ifeq ($(origin CC),default)
CC      := gcc
endif
CFLAGS  ?= -O2 -g
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
SAN     ?=

comma    := ,
BUILD    := build$(if $(SAN),/san-$(subst $(comma),-,$(SAN)))
CAPSTONE := build/capstone/usr
PKGS     := libelf libdw jansson yaml-0.1 libxxhash zlib

setup = @sh toolchains/setup.sh $(1)
Q     = $(if $(V),,@)
say   = $(if $(V),,@echo '  $(1)')

# Read when a recipe runs: on a fresh machine set-up has to come first.
capstone_cflags = $(if $(wildcard $(CAPSTONE)),-isystem $(CAPSTONE)/include,$(shell pkg-config --cflags capstone))
capstone_libs   = $(if $(wildcard $(CAPSTONE)),$(wildcard $(CAPSTONE)/lib/*/libcapstone.a),$(shell pkg-config --libs capstone))
warnings = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
cflags   = -std=gnu11 $(warnings) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=undefined) \
           -D_GNU_SOURCE -Irunner -I. $(capstone_cflags) $(shell pkg-config --cflags $(PKGS))
libs     = $(capstone_libs) $(shell pkg-config --libs $(PKGS)) -liberty -lm -lpthread

SRC  := $(wildcard runner/*.c x86_64/*.c aarch64/*.c)
OBJ  := $(SRC:%.c=$(BUILD)/obj/%.o)
LIB  := $(BUILD)/libassay.a
TOOL := $(BUILD)/assay
PLUGINS   := $(patsubst runner/plugins/%.c,build/plugins/%.so,$(wildcard runner/plugins/*.c))
TESTS     := $(wildcard tests/test_*.c)
TEST_BINS := $(TESTS:tests/%.c=$(BUILD)/tests/%)

.PHONY: all run check bench lint external install clean help \
        setup-build setup-run setup-check setup-bench setup-lint setup-external

# On all cores, unless the caller chose.
jobs = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

all: setup-build
	@$(MAKE) $(jobs) --no-print-directory $(TOOL) $(KERNELS) $(PLUGINS)

help:
	@echo 'make            build/assay, the tool, and build/libassay-kernels.{a,so.1}'
	@echo 'make run        set up, then the main job: assay run, assay verify'
	@echo 'make check      set up, then every test'
	@echo 'make bench      speed, side by side with what users would pick instead; make bench-kernels: only the kernels;'
	@echo '                make bench-kernels-aarch64: their instructions and modelled cycles on aarch64'
	@echo 'make external   precision and recall on code that nobody here wrote (TSVC, six libraries, Rust), from Debian packages that'
	@echo '                it keeps under build/external; EXTERNAL_ARGS="--half develop --only spills"'
	@echo 'make lint       clang-format, clang-tidy, cppcheck'
	@echo 'make install    tool, man page, completions, the kernels as a library, under PREFIX=$(PREFIX)'
	@echo 'make clean      remove what was built; build/capstone, build/qemu and build/external stay'
	@echo 'SAN=address,undefined make check     the tests, instrumented'

setup-build setup-run setup-check setup-bench setup-lint setup-external: setup-%:
	$(call setup,build $*)

# Both halves of the main job, whatever the first one finds; the worse exit code counts.
run: setup-run
	@$(MAKE) $(jobs) --no-print-directory $(TOOL) $(PLUGINS)
	$(TOOL) run; code=$$?; $(TOOL) verify; both=$$?; exit $$((code > both ? code : both))

check: setup-check
	@$(MAKE) $(jobs) --no-print-directory $(TOOL) $(PLUGINS) test-bins
	sh tests/run.sh $(BUILD)

external: setup-external
	@$(MAKE) $(jobs) --no-print-directory $(TOOL)
	sh tests/external/run.sh $(BUILD) $(EXTERNAL_ARGS)

.PHONY: test-bins
test-bins: $(TEST_BINS)

# Another compiler or other flags make all of it anew.
FLAGS := $(BUILD)/flags
$(FLAGS): force
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS)' | cmp -s - $@ || echo '$(CC) $(CFLAGS)' >$@
.PHONY: force

$(BUILD)/obj/%.o: %.c Makefile $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC  $<)
	$(Q)$(CC) $(cflags) -MMD -MP -c $< -o $@

# The list of calls that do not return is compiled in.
$(BUILD)/obj/runner/noreturn.o: runner/noreturn.list

$(LIB): $(filter-out %/runner/main.o,$(OBJ))
	@rm -f $@
	$(call say,AR  $@)
	$(Q)ar rcs $@ $^

$(TOOL): $(BUILD)/obj/runner/main.o $(LIB)
	$(call say,LD  $@)
	$(Q)$(CC) $(cflags) $^ $(libs) -o $@

# QEMU loads them: never instrumented, one folder for every build.
$(PLUGINS): build/plugins/%.so: runner/plugins/%.c runner/plugins/plugin.h runner/plugins/qemu_plugin.h kernels/verify/marker.h runner/census.def Makefile
	@mkdir -p $(@D)
	$(call say,LD  $@)
	$(Q)$(CC) -std=gnu11 $(warnings) -O2 -g -fPIC -fvisibility=hidden -shared -D_GNU_SOURCE -I. $< -o $@

# The kernels, as a library of their own: isa.c includes the ISA folder's files.
KERNELS     := $(BUILD)/libassay-kernels.a $(BUILD)/libassay-kernels.so.1
KERNELS_OBJ := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard kernels/*.c))

$(BUILD)/obj/kernels/%.o: kernels/%.c Makefile $(FLAGS)
	@mkdir -p $(@D)
	$(call say,CC  $<)
	$(Q)$(CC) $(cflags) -fPIC -MMD -MP -c $< -o $@

$(BUILD)/libassay-kernels.a: $(KERNELS_OBJ)
	@rm -f $@
	$(call say,AR  $@)
	$(Q)ar rcs $@ $^

$(BUILD)/libassay-kernels.so.1: $(KERNELS_OBJ)
	$(call say,LD  $@)
	$(Q)$(CC) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN)) -shared -Wl,-soname,$(@F) $^ -o $@

$(BUILD)/tests/test_%: tests/test_%.c $(LIB) $(BUILD)/libassay-kernels.a
	@mkdir -p $(@D)
	$(call say,CC  $<)
	$(Q)$(CC) $(cflags) -Itests -MMD -MP $< $(LIB) $(BUILD)/libassay-kernels.a -lcmocka $(if $(findstring Zydis.h,$(file <$<)),-lZydis) $(libs) -o $@

BENCHES := $(BUILD)/bench/audit $(BUILD)/bench/decode

$(BUILD)/bench/%: bench/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC  $<)
	$(Q)$(CC) $(cflags) $< $(libs) -o $@

# The kernels' benchmark: the plain loop is compiled by each compiler that is here; what is missing is left out and the
# benchmark says so. CPATH=FOLDER where libpopcnt.h is not on the compiler's own path.
HOST_ISA      := $(firstword $(subst -, ,$(shell $(CC) -dumpmachine)))
BENCH_GCC     ?= $(shell command -v gcc || command -v gcc-12)
BENCH_CLANG   ?= $(shell command -v clang-19 || command -v clang)
BENCH_KERNELS := $(patsubst %,bench/%.c,kernels kernels_cases kernels_compilers kernels_contenders kernels_json kernels_loops \
                   kernels_machine kernels_memory kernels_probe kernels_statistics kernels_svg kernels_table kernels_targets \
                   kernels_time libpopcnt) $(wildcard $(HOST_ISA)/bench/*.c)
BENCH_LOOPS   := $(patsubst %,$(BUILD)/bench/%.o,gcc_O2 gcc_O3_native clang_O3_native)

$(BUILD)/bench/gcc_O2.o:          loop = $(BENCH_GCC) -O2
$(BUILD)/bench/gcc_O3_native.o:   loop = $(BENCH_GCC) -O3 -march=native
$(BUILD)/bench/clang_O3_native.o: loop = $(BENCH_CLANG) -O3 -march=native
$(BENCH_LOOPS): $(BUILD)/bench/%.o: bench/builtin_loop.c Makefile
	@mkdir -p $(@D)
	$(call say,CC  $<, $(loop))
	$(Q)$(if $(filter -O%,$(firstword $(loop))),false,$(loop)) -std=gnu11 -DNAME=$* \
	    -DFLAGS='"$(wordlist 2,9,$(loop))"' -c $< -o $@ || $(CC) -x c -c /dev/null -o $@

$(BUILD)/bench/kernels: $(BENCH_KERNELS) $(BENCH_LOOPS) $(BUILD)/libassay-kernels.a bench/kernels.h bench/load_loop.h Makefile
	$(call say,CC  $@)
	$(Q)$(CC) $(cflags) $(filter %.c %.o %.a,$^) -ljansson -lm -o $@

bench: setup-bench
	@$(MAKE) $(jobs) --no-print-directory $(TOOL) $(BENCHES) $(BUILD)/bench/kernels $(PLUGINS)
	code=0; for b in run kernels kernels_aarch64; do echo; sh bench/$$b.sh $(BUILD) || code=$$?; done; exit $$code

# The kernels' part of it alone for the ISA of which there is no machine here.
.PHONY: bench-kernels-aarch64
bench-kernels-aarch64: setup-bench
	@$(MAKE) $(jobs) --no-print-directory $(PLUGINS)
	sh bench/kernels_aarch64.sh $(BUILD)

# The kernels' part of it alone; BENCH_ARGS='--targets --only popcount'.
.PHONY: bench-kernels
bench-kernels: setup-bench
	@$(MAKE) $(jobs) --no-print-directory $(BUILD)/bench/kernels
	sh bench/kernels.sh $(BUILD) $(BENCH_ARGS)

C_FILES := $(wildcard kernels/verify/*.[ch] kernels/verify/reference/*.c */verify/*.[ch] tests/verify_*/*.[ch] runner/*.[ch] runner/plugins/*.[ch] x86_64/*.[ch] aarch64/*.[ch] kernels/*.[ch] */kernels/*.[ch] tests/*.[ch] bench/*.[ch] */bench/*.[ch] corpus/*.[ch] toolchains/*.[ch])

lint: setup-lint
	clang-format --dry-run -Werror $(C_FILES)
	cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --suppressions-list=.cppcheck --library=.cppcheck.xml \
	    --enable=warning,performance,portability -j 2 -D_GNU_SOURCE -Irunner $(SRC) bench
	printf '%s\n' $(SRC) | xargs -P 2 -n 4 sh -c 'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- \
	    $(filter-out -W%,$(cflags))' sh

AT     := $(DESTDIR)$(PREFIX)
AT_LIB := $(DESTDIR)$(LIBDIR)

install: all
	install -Dm755 $(TOOL) "$(AT)/bin/assay"
	install -Dm644 runner/assay.1 "$(AT)/share/man/man1/assay.1"
	install -Dm644 runner/assay.bash "$(AT)/share/bash-completion/completions/assay"
	install -Dm644 runner/_assay "$(AT)/share/zsh/site-functions/_assay"
	for f in $(PLUGINS); do install -Dm755 "$$f" "$(AT)/lib/assay/$${f##*/}" || exit 1; done
	install -Dm644 kernels/popcount.h "$(AT)/include/assay/popcount.h"
	install -Dm644 $(BUILD)/libassay-kernels.a "$(AT_LIB)/libassay-kernels.a"
	install -Dm755 $(BUILD)/libassay-kernels.so.1 "$(AT_LIB)/libassay-kernels.so.1"
	ln -sf libassay-kernels.so.1 "$(AT_LIB)/libassay-kernels.so"
	install -d "$(AT_LIB)/pkgconfig"
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(subst $(PREFIX)/,$${prefix}/,$(LIBDIR))|' kernels/assay-kernels.pc.in >"$(AT_LIB)/pkgconfig/assay-kernels.pc"
	find corpus toolchains kernels */kernels */verify */measure */cpus.yaml */mnemonics.yaml */spill_marks.yaml */text_search.* -name '*.[chS]' -o -name '*.yaml' -o -name '*.md' -o -name 'text_search.*' | while read -r f; do \
	    install -Dm644 "$$f" "$(AT)/share/assay/$$f" || exit 1; done

clean:
	find build -mindepth 1 -maxdepth 1 ! -name capstone ! -name qemu ! -name external -exec rm -rf {} + 2>/dev/null || true

-include $(OBJ:.o=.d) $(KERNELS_OBJ:.o=.d) $(wildcard $(BUILD)/tests/*.d)
