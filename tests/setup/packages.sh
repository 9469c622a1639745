#!/bin/sh
# Installs the Debian packages that are missing: packages.sh demo|test|matrix|bench
set -eu

demo='gcc gcc-12 libc6-dev make pkg-config libelf-dev zlib1g-dev clang-19 binutils pahole
	qemu-system-x86 busybox-static util-linux mount xz-utils'
test="$demo clang-14 clang-16 bpftool sparse perl patch dkms kmod"
matrix="$test mmdebstrap"
bench="gcc libc6-dev make pkg-config libelf-dev zlib1g-dev valgrind"
case ${1-} in
demo) wanted=$demo ;;
test) wanted=$test ;;
matrix) wanted=$matrix ;;
bench) wanted=$bench ;;
*)
	echo "usage: $0 demo|test|matrix|bench" >&2
	exit 2
	;;
esac

missing=
for package in $wanted; do
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
	[ "$status" = installed ] || missing="$missing $package"
done

root=
if [ "$(id -u)" != 0 ]; then
	root=sudo
	command -v sudo >/dev/null || [ -z "$missing" ] || {
		echo "error: packages are missing and there is no sudo; as root, run" >&2
		echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
		exit 1
	}
fi
lists=$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -n 1)
[ "$missing" ] || [ -z "$lists" ] || exit 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
	"$@" >"$log" 2>&1 || {
		cat "$log" >&2
		echo "error: failed: $*" >&2
		exit 1
	}
}
quietly $root apt-get update
[ "$missing" ] || exit 0
echo "installing$missing"
quietly $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
