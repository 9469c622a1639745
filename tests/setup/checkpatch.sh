#!/bin/sh
# Puts checkpatch.pl of the kernel's source package into a folder: checkpatch.sh FOLDER
set -eu

folder=$1
[ -f "$folder/checkpatch.pl" ] && exit 0
package=$(apt-cache search --names-only '^linux-source-6[.][0-9]+$' | cut -d ' ' -f 1 | sort -V | tail -n 1)
[ "$package" ] || {
	echo 'error: no package linux-source-6.*; run apt-get update' >&2
	exit 1
}
mkdir -p "$(dirname "$folder")"
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
(
	cd "$work"
	apt-get download -q "$package" >log 2>&1 || {
		cat log >&2
		exit 1
	}
	dpkg-deb --fsys-tarfile ./*.deb | tar -xO "./usr/src/$package.tar.xz" |
		tar -xJ --strip-components 2 --wildcards '*/scripts/checkpatch.pl' '*/scripts/spelling.txt' \
			'*/scripts/const_structs.checkpatch'
	rm -f ./*.deb log
)
chmod 755 "$work"
mv -T "$work" "$folder" 2>/dev/null || [ -f "$folder/checkpatch.pl" ]
