# assay.bash: completion of assay's commands, options and names, for bash.
_assay_names() { assay list "$1" 2>/dev/null | awk -v c="$2" '{ print $c }'; }

# _assay_cells COLUMN: kernels, tiers, CPUs or builds of assay's own registry
_assay_cells() { assay verify --list --all 2>/dev/null | awk -v c="$1" 'NF > 4 { print $c }' | sort -u; }
_assay_checks() { assay verify --help 2>/dev/null | sed -n '/^Checks:/,/^$/s/^  \([a-z-]*\) .*/\1/p'; }

# _assay_values OPTION COMMAND
_assay_values() {
    case $2:$1 in
    verify:--kernel) _assay_cells 1; return ;;
    verify:--tier) _assay_cells 2; return ;;
    verify:--cpu) _assay_cells 3; return ;;
    verify:--build) _assay_cells 4; return ;;
    verify:--check) _assay_checks; return ;;
    verify:--format) echo table tap junit; return ;;
    audit:--format) echo text json lines; return ;;
    score:--detector) echo assay text-search; return ;;
    esac
    case $1 in
    --class | explain) _assay_names classes 1 ;;
    --toolchain) _assay_names toolchains 1 ;;
    --pair) _assay_names pairs 2 ;;
    --model) _assay_names models 2 ;;
    --min-severity | --fail-on) echo low medium high ;;
    --format) echo text json ;;
    --opt) echo O0 O1 O2 O3 Os ;;
    corpus) echo export ;;
    list) echo functions toolchains pairs classes models ;;
    *) return 1 ;;
    esac
}

_assay() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} cmd=${COMP_WORDS[1]-} words
    # Bash splits --class=x into three words.
    if [ "$cur" = = ]; then cur=
    elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "audit show diff list explain run score corpus oracle verify --help --version" -- "$cur"))
        return
    fi
    if words=$(_assay_values "$prev" "$cmd"); then
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        return
    fi
    words=--help
    case $cmd in
    audit) words="--function --class --min-severity --fail-on --format --jobs --model --toolchain --noreturn --help" ;;
    show) words="--model --toolchain --help" ;;
    list) words="--toolchain --help" ;;
    diff) words="--function --to --context --summary --format --fail-on-worse --jobs --model --toolchain --measure --rounds --results --help" ;;
    run) words="--toolchain --opt --isa-level --pair --class --jobs --seed --time-limit --measure --no-cache --corpus --toolchains --out --help" ;;
    score) words="--detector --time-limit --format --svg --worst --toolchain --opt --isa-level --pair --class --jobs --seed --no-cache --corpus --toolchains --out --help" ;;
    oracle) words="--format --assembly --toolchain --opt --isa-level --pair --class --jobs --seed --no-cache --corpus --toolchains --out --help" ;;
    corpus) words="--toolchain --opt --isa-level --pair --class --jobs --seed --no-cache --corpus --toolchains --out --help" ;;
    verify) words="--kernel --tier --cpu --build --check --registry --quick --all --seed --length --offset --time-limit --format --list --jobs --no-cache --toolchains --out --help" ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
    *) local IFS=$'\n'; COMPREPLY=($(compgen -f -- "$cur")) ;;
    esac
}
complete -o filenames -F _assay assay
