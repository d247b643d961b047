#!/bin/bash
# The words of a decision letter set by Femtrin, by groff and by LibreOffice, in one
# run: wall time of each. Femtrin's is tagged and has its structure; groff's and
# LibreOffice's are plain. A program that is not here is named and passed over.
set -u
[ -n "${BUILD:-}" ] || { echo "BUILD er ikke sat"; exit 1; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W LC_ALL=C.UTF-8

ms() { # GANGE COMMAND...: the mean of so many runs
	local n=$1 fra til
	shift
	fra=$(date +%s%N)
	for _ in $(seq "$n"); do
		"$@" >/dev/null 2>&1 || { echo "mislykkedes"; return; }
	done
	til=$(date +%s%N)
	echo "$(((til - fra) / n / 1000000)) ms"
}
linje() { printf '%-25s  %s\n' "$1" "$2"; }

"$BUILD/tests/bench/bench_brev" brev.txt brev.pdf || exit 1
command -v pdfinfo >/dev/null && linje "brevet" "$(pdfinfo brev.pdf | sed -n 's/^Pages: *//p') sider"
{
	printf '.nr PS 11.5p\n.nr VS 16p\n'
	sed -E "s/^\$/.LP/; s/^([.'])/\\\\\&\1/; s/^• /.IP \\\\(bu\n/" brev.txt
} >brev.ms
groffpdf() { groff -K utf8 -ms -Tpdf brev.ms >groff.pdf; }
if command -v groff >/dev/null && groffpdf 2>/dev/null && [ -s groff.pdf ]; then
	linje "groff -Tpdf" "$(ms 10 groffpdf)"
else
	linje "groff -Tpdf" "ikke installeret (pakken groff)"
fi
kontor() { soffice -env:UserInstallation="file://$W/lo" --headless --convert-to pdf brev.txt; }
if command -v soffice >/dev/null; then
	linje "LibreOffice, første gang" "$(ms 1 kontor)"
	linje "LibreOffice, derefter" "$(ms 3 kontor)"
else
	linje "LibreOffice" "ikke installeret (pakken libreoffice-writer-nogui)"
fi
