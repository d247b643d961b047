#!/bin/bash
# The direction of includes, one file per foreign library, own header first, a
# header to every .c, no file over 500 lines, no unranked folder.
set -u
cd "$SOURCE" || exit 1
fejl=0
say() {
	printf '%s\n' "$*"
	fejl=1
}

rank() {
	case "$1" in
	core/base/*) echo 0 ;;
	core/io/*) echo 1 ;;
	core/journal/* | core/form/*) echo 2 ;;
	core/sag/* | core/regler/*) echo 3 ;;
	core/brev/* | core/synk/* | core/stat/*) echo 4 ;;
	core/cmd/*) echo 5 ;;
	tui/screens/* | tui/screens.c) echo 7 ;;
	tui/*) echo 6 ;;
	*) echo none ;;
	esac
}

# The files that may include each foreign header.
allowed() {
	case "$1" in
	sqlite3.h) echo 'core/io/(db|vault)[a-z]*\.[ch]' ;;
	sodium.h) echo 'core/io/(krypto|segl)\.c' ;;
	libpq-fe.h) echo 'core/io/pg(drift)?\.c' ;;
	yaml.h) echo 'core/io/yaml\.c' ;;
	cairo* | pango*) echo 'core/io/pdf\.c' ;;
	qpdf*) echo 'core/io/qpdf[a-z]*\.c' ;;
	utf8proc.h) echo 'core/base/tekst\.c' ;;
	curses.h | ncurses*) echo 'tui/term\.c' ;;
	esac
}

check_includes() {
	local file=$1 own=$2 line header want
	while IFS=: read -r line header; do
		want=$(rank "$header")
		if [ "$want" = none ]; then
			say "$file:$line: $header ligger ikke i nogen rang"
		elif [ "$want" -gt "$own" ]; then
			say "$file:$line: må ikke kende $header (højere rang)"
		elif [ "$file" != "tui/screens.c" ] && [ "$own" -eq 6 ] && [ "$want" -eq 7 ]; then
			say "$file:$line: kun listen over skærme må kende $header"
		fi
	done < <(grep -n '^#include "' "$file" | sed 's/^\([0-9]*\):#include "\([^"]*\)".*/\1:\2/')
	while IFS=: read -r line header; do
		want=$(allowed "$header")
		if [ -n "$want" ] && ! [[ $file =~ ^$want$ ]]; then
			say "$file:$line: <$header> hører til i $want alene"
		fi
	done < <(grep -n '^#include <' "$file" | sed 's/^\([0-9]*\):#include <\([^>]*\)>.*/\1:\2/')
}

check_shape() {
	local file=$1 first header=${1%.c}.h
	[ "$(wc -l <"$file")" -le 500 ] || say "$file: over 500 linjer"
	case "$file" in
	tui/main.c | *.h) return ;;
	esac
	case "$file" in
	core/cmd/cmd_*) header=core/cmd/cmd.h ;;
	esac
	if [ ! -f "$header" ]; then
		say "$file: har ingen header af samme navn"
		return
	fi
	first=$(grep -m1 '^#include "' "$file" | sed 's/#include "\(.*\)".*/\1/')
	[ "$first" = "$header" ] || say "$file: første include skal være \"$header\", ikke \"$first\""
}

while read -r file; do
	own=$(rank "$file")
	if [ "$own" = none ]; then
		say "$file: ligger ikke i nogen rang"
		continue
	fi
	check_includes "$file" "$own"
	check_shape "$file"
done < <(find core tui -name '*.[ch]' | sort)

# Core never prints, exits or draws; the commands write to the stream they get,
# and running out of memory ends in mem.c alone.
grep -nE '(^|[^a-z_])(printf|puts|putchar|perror|exit|_exit|abort)[[:space:]]*\(' -r core --include='*.c' |
	grep -v '^core/base/mem\.c' |
	while read -r hit; do printf '%s: core skriver, spørger og slutter ikke selv\n' "$hit"; done |
	grep . && fejl=1

# SQL is a literal or a file; values are bound, never formatted in.
grep -nE 'db_(exec|stmt)\([^,]+,[[:space:]]*[a-z_]*(format|printf)' -r core --include='*.c' && fejl=1

# The top level holds what README says it holds.
for entry in *; do
	case "$entry" in
	tui | core | forms | locale | tests | packaging | CMakeLists.txt | README.md | LICENSE) ;;
	build | build-*) ;;
	*) say "$entry: hører ikke til på øverste niveau" ;;
	esac
done
exit $fejl
