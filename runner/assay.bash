# assay.bash: completion of assay's commands, options and names, for bash.
_assay() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} cmd=${COMP_WORDS[1]}
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "audit show list explain run --help --version" -- "$cur"))
        return
    fi
    case $prev in
    --class) COMPREPLY=($(compgen -W "$(assay list classes 2>/dev/null | cut -d' ' -f1)" -- "$cur")); return ;;
    --toolchain) COMPREPLY=($(compgen -W "$(assay list toolchains 2>/dev/null | cut -d' ' -f1)" -- "$cur")); return ;;
    --model) COMPREPLY=($(compgen -W "$(assay list models 2>/dev/null | awk '{print $2}')" -- "$cur")); return ;;
    --min-severity | --fail-on) COMPREPLY=($(compgen -W "low medium high" -- "$cur")); return ;;
    --format) COMPREPLY=($(compgen -W "text json" -- "$cur")); return ;;
    --pair) COMPREPLY=($(compgen -W "$(assay list pairs 2>/dev/null | cut -d' ' -f1)" -- "$cur")); return ;;
    esac
    case $cmd in
    audit) COMPREPLY=($(compgen -W "--function --class --min-severity --fail-on --format --jobs --model --toolchain --noreturn --help" -- "$cur")) ;;
    show) COMPREPLY=($(compgen -W "--model --toolchain --help" -- "$cur")) ;;
    list) COMPREPLY=($(compgen -W "functions toolchains pairs classes models" -- "$cur")) ;;
    explain) COMPREPLY=($(compgen -W "$(assay list classes 2>/dev/null | cut -d' ' -f1)" -- "$cur")) ;;
    run) COMPREPLY=($(compgen -W "--toolchain --opt --isa-level --pair --class --jobs --seed --time-limit --no-cache --corpus --toolchains --out --help" -- "$cur")) ;;
    esac
    COMPREPLY+=($(compgen -f -- "$cur"))
}
complete -o filenames -F _assay assay
