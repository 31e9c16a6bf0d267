#!/usr/bin/env bash
# packages_test.sh [BUILD]: makes the packages of a build (default build/release), asks lintian about them, and installs and
# runs them in clean roots of Debian 12 and 13, made by mmdebstrap from the machine's own package sources. Needs root and
# mmdebstrap, lintian, dpkg-dev; exit status 77 says what is missing. What it made is removed again.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
. tests/packages/roots.sh
needs_roots

cpack --config "$build/CPackConfig.cmake" -B "$work" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; exit 1; }
package=$(find "$work" -maxdepth 1 -name '*.deb') archive=$(find "$work" -maxdepth 1 -name '*.tar.gz')
complaints=$(lintian --allow-root --fail-on none "$package")
[ -z "$complaints" ] || { printf 'lintian:\n%s\n' "$complaints"; exit 1; }
echo "lintian has no complaint about $(basename "$package")"

# As a person would after installing: the manual, a server and a handshake with it, a chain from files.
cat >"$work/use.sh" <<'USE'
set -eu
bin=$1
for tool in certcheck certverify certlint certserve; do "$bin/$tool" --version; done
"$bin/certserve" good-rsa expired >/tmp/servers &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 100); do [ "$(wc -l </tmp/servers)" = 2 ] && break; sleep 0.1; done
# The member of a server's line: field NAME MEMBER.
field() { sed -n "s/^{\"name\":\"$1\".*\"$2\":\"\{0,1\}\([^\",}]*\).*/\1/p" /tmp/servers; }
check() {
  field "$1" root | sed 's/\\n/\n/g' >/tmp/root.pem
  status=0
  "$bin/certcheck" --connect "127.0.0.1:$(field "$1" port)" --trust /tmp/root.pem "$(field "$1" host)" >/tmp/report.json || status=$?
  [ "$status" = "$2" ] || { cat /tmp/report.json; echo "$1 ended with $status, not $2"; exit 1; }
}
check good-rsa 0
check expired 1
echo "a valid endpoint is trusted, an expired one is not"
USE

for suite in bookworm trixie; do
  root=$work/$suite
  make_root "$suite" "$root"
  cp "$package" "$root/tmp/certcheck.deb"
  cp "$work/use.sh" "$root/tmp"
  mkdir "$root/opt/certcheck"
  tar xzf "$archive" -C "$root/opt/certcheck" --strip-components=1
  for bin in /opt/certcheck/bin /usr/bin; do
    [ "$bin" != /usr/bin ] || chroot "$root" dpkg -i /tmp/certcheck.deb >/dev/null
    chroot "$root" /bin/sh /tmp/use.sh "$bin"
  done
  chroot "$root" dpkg --purge certcheck >/dev/null
  left=$(find "$root/usr" -name '*certcheck*')
  [ -z "$left" ] || { printf 'left behind:\n%s\n' "$left"; exit 1; }
  echo "package and archive work on $suite"
done
