#!/bin/bash
# The flags of CMakeLists.txt that make a mistake with memory harder to use, read off
# the program that was built: a flag that the compiler dropped in silence is found here.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
fejl=0
# har HVAD MOENSTER KOMMANDO...: its output has a line like that
har() {
	local hvad=$1 moenster=$2
	shift 2
	"$@" 2>/dev/null | grep -qE -- "$moenster" || { echo "$FEMTRIN: mangler $hvad"; fejl=1; }
}
# ikke HVAD MOENSTER KOMMANDO...: it has none
ikke() {
	local hvad=$1 moenster=$2
	shift 2
	if "$@" 2>/dev/null | grep -E -- "$moenster"; then echo "$FEMTRIN: $hvad"; fejl=1; fi
}

har "PIE" 'Type:.*DYN' readelf -hW "$FEMTRIN"
har "PIE" 'FLAGS_1.*PIE' readelf -dW "$FEMTRIN"
har "RELRO" 'GNU_RELRO' readelf -lW "$FEMTRIN"
har "binding at the start (now)" 'FLAGS.*(BIND_NOW|NOW)' readelf -dW "$FEMTRIN"
har "a stack record" 'GNU_STACK.* RW ' readelf -lW "$FEMTRIN"
ikke "memory both written and run" 'LOAD.* RWE ' readelf -lW "$FEMTRIN"
ikke "relocations in the code" 'TEXTREL' readelf -dW "$FEMTRIN"
ikke "a path to libraries of its own" 'RPATH|RUNPATH' readelf -dW "$FEMTRIN"

symboler() { readelf -sW --dyn-syms "$FEMTRIN"; }
if symboler | grep -q '__asan_init'; then
	echo "bygget til fejlsøgning (asan): læseprøven af stak og FORTIFY springes over"
	exit $fejl
fi
har "the stack protector" '__stack_chk_fail' symboler
grep -qs 'CMAKE_BUILD_TYPE:.*=Debug' "$BUILD/CMakeCache.txt" ||
	har "FORTIFY" '__(memcpy|snprintf|vsnprintf|read|fprintf)_chk' symboler
if [ "$(uname -m)" = x86_64 ]; then
	har "a mark where calls land (CET)" 'endbr64' \
		objdump -d --no-show-raw-insn --disassemble=main "$FEMTRIN"
fi
exit $fejl
