# Shared by run and test (read with `.`): finds the tree, installs what is
# missing, builds. Says what it does on standard error only.

tree=$(cd "$(dirname "$0")/.." && pwd)

say() {
	printf '%s\n' "$*" >&2
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		say "femtrin: pakker: der mangler rettigheder til at installere; kør som root, eller installér sudo"
		exit 1
	fi
}

# The packages of packaging/pakker that are not installed; $1 = "test" counts
# those of the tests too.
missing_packages() {
	while read -r name kind _; do
		case "$name" in '' | '#'*) continue ;; esac
		if [ "$kind" = test ] && [ "${1:-}" != test ]; then
			continue
		fi
		status=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)
		[ "$status" = installed ] || printf '%s\n' "$name"
	done <"$tree/packaging/pakker"
}

install_missing() {
	missing=$(missing_packages "${1:-}" | tr '\n' ' ')
	[ -n "$missing" ] || return 0
	say "Installerer: $missing"
	# shellcheck disable=SC2086 # the list is words on purpose
	if ! as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends $missing >&2; then
		as_root apt-get update -q >&2
		# shellcheck disable=SC2086
		as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -q --no-install-recommends $missing >&2
	fi
}

# build FOLDER [cmake option …]: configures once, then only what has changed.
# A folder that was made in another place of the tree is made anew.
build() {
	folder=$1
	shift
	if [ -f "$folder/CMakeCache.txt" ] &&
		! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$tree" "$folder/CMakeCache.txt"; then
		rm -rf "$folder"
	fi
	[ -f "$folder/build.ninja" ] || say "Bygger Femtrin; første gang tager det et minut eller to."
	log=$(mktemp)
	if ! { cmake -S "$tree" -B "$folder" -G Ninja "$@" && cmake --build "$folder"; } >"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		say "femtrin: byg: det lykkedes ikke; se ovenfor"
		exit 1
	fi
	rm -f "$log"
}
