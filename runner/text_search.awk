# text_search.awk: finds codegen problems by looking for words in a disassembly, as audit scripts do. It knows no control
# flow and no data flow; a loop is a jump to an address before it. The ISA's patterns are in the environment.
function pad(hex) { return sprintf("%16s", hex) }

function say(class) { printf "{\"function\": \"%s\", \"class\": \"%s\"}\n", name, class }

function inside(at,    i) {
    for (i = 1; i <= loops; i++)
        if (at >= from[i] && at <= to[i])
            return 1
    return 0
}

# "load reg, [reg ...": the first operand is the base.
function into_base(insn,    reg, rest) {
    reg = insn
    sub(/^[^ \t]*[ \t]*/, "", reg)
    sub(/,.*/, "", reg)
    rest = insn
    if (!sub(/^[^\[]*\[/, "", rest))
        return 0
    sub(/[^0-9a-z].*/, "", rest)
    return rest == reg
}

function any_inside(list, n,    i) {
    for (i = 1; i <= n; i++)
        if (inside(list[i]))
            return 1
    return 0
}

function finish() {
    if (name == "")
        return
    if (failing)
        say("bounds-check")                 # a call whose name says that something failed
    if (stacked >= 4)
        say("register-spill")               # operands on the stack, frame set-up left out
    if (loops && !vectors)
        say("missed-simd")                  # a loop, and no vector register's name anywhere
    if (loops && branches >= 3)
        say("branchy-select")               # conditional jumps besides the loops' own
    if (any_inside(divisions, n_divisions))
        say("slow-division")
    if (any_inside(calls, n_calls))
        say("call-in-loop")
    if (any_inside(chases, n_chases))
        say("pointer-chase")                # a load into the register that held its address
}

BEGIN {
    call = ENVIRON["call"]; jump = ENVIRON["jump"]; conditional = ENVIRON["conditional"]
    stack = ENVIRON["stack"]; frame = ENVIRON["frame"]; vector = ENVIRON["vector"]
    division = ENVIRON["division"]; load = ENVIRON["load"]
    failure = "panic|_fail|abort"
}

/^[0-9a-f]+ <.*>:$/ {
    finish()
    name = $0
    sub(/^[0-9a-f]+ </, "", name)
    sub(/>:$/, "", name)
    failing = stacked = vectors = branches = loops = n_divisions = n_calls = n_chases = was_call = 0
    next
}

# A relocation says whom the call above calls.
/^[ \t]+[0-9a-f]+: +R_/ {
    if (was_call && $0 ~ failure)
        failing++
    next
}

/^ *[0-9a-f]+:/ {
    at = $1
    sub(/:$/, "", at)
    at = pad(at)
    insn = $0
    sub(/^ *[0-9a-f]+:[ \t]*/, "", insn)
    was_call = insn ~ call
    if (was_call) {
        calls[++n_calls] = at
        if (insn ~ failure)
            failing++
    }
    if (insn ~ jump) {
        target = ""
        if (match(insn, /0x[0-9a-f]+ </))
            target = pad(substr(insn, RSTART + 2, RLENGTH - 4))
        if (target != "" && target <= at) {
            from[++loops] = target
            to[loops] = at
        } else if (insn ~ conditional)
            branches++
    }
    if (insn ~ stack && insn !~ frame)
        stacked++
    if (insn ~ vector)
        vectors++
    if (insn ~ division)
        divisions[++n_divisions] = at
    if (insn ~ load && into_base(insn))
        chases[++n_chases] = at
}

END { finish() }
