#!/bin/bash
# The English catalogue has every text there is, and each fits its place. New texts
# are brought into it by the command that stands in packaging/pot.
set -u
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
"$SOURCE/packaging/pot" "$BUILD" >"$pot" || exit 1
msgfmt --check-format --check-domain -o /dev/null "$SOURCE/locale/en.po" || exit 1
msgcmp "$SOURCE/locale/en.po" "$pot" || exit 1
mangler=$(msgattrib --untranslated --no-obsolete "$SOURCE/locale/en.po" | grep -c '^msgid "[^"]')
[ "$mangler" = 0 ] || { echo "locale/en.po: $mangler tekster er ikke oversat"; exit 1; }
uklare=$(msgattrib --only-fuzzy --no-obsolete "$SOURCE/locale/en.po" | grep -c '^msgid "[^"]')
[ "$uklare" = 0 ] || { echo "locale/en.po: $uklare tekster er uklare"; exit 1; }
