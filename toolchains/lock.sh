# Sourced: one set-up at a time in this tree, for as long as the script lives (descriptor 9). It needs $here.
mkdir -p "$here/../build"
exec 9>"$here/../build/setup.lock"
flock 9
