#!/usr/bin/env bash
# static_test.sh [ARCHIVE]: unpacks the archive of scripts/static-archive (default: makes one) into a root that has nothing else, no C
# library and no shell, and into a clean one of Debian 12 where mmdebstrap can make it, and uses the tools there. Needs root; exit status
# 77 says what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "packages: clean roots are made by root"; exit 77; }
command -v jq >/dev/null || { echo "packages: no jq (apt-get install jq)"; exit 77; }
archive=${1:-$(scripts/static-archive | tail -1)}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
. tests/packages/roots.sh

# expect STATUS PATTERN COMMAND...: in the root
expect() {
  local status=0
  chroot "$root" "${@:3}" >"$work/out" 2>&1 </dev/null || status=$?
  if [ "$status" != "$1" ] || ! grep -q -- "$2" "$work/out"; then
    cat "$work/out"
    echo "${*:3} ended with $status, not $1 and $2"
    exit 1
  fi
}

# use: as a person would, with the root's own /etc/hosts, and roots in a place where other distributions have them.
use() {
  mkdir -p "$root/opt/certcheck" "$root/etc" "$root/tmp" "$root/etc/pki/tls/certs"
  tar xzf "$archive" -C "$root/opt/certcheck" --strip-components=1
  local bin=/opt/certcheck/bin tool name
  for tool in certcheck certverify certlint certserve; do expect 0 "^$tool [0-9]" $bin/$tool --version; done
  chroot "$root" $bin/certserve --pki /tmp/pki good-rsa expired >"$work/servers" 2>&1 &
  server=$!
  for _ in $(seq 100); do [ "$(wc -l <"$work/servers")" = 2 ] && break; sleep 0.1; done
  field() { jq -r "select(.name == \"$1\") | .$2" "$work/servers"; }
  for name in good-rsa expired; do echo "127.0.0.1 $(field $name host)"; done >"$root/etc/hosts"
  expect 0 '"verdict":"trusted"' $bin/certcheck --trust "$(field good-rsa root_file)" "$(field good-rsa host):$(field good-rsa port)"
  expect 1 path.validity.expired $bin/certcheck --trust "$(field expired root_file)" --format text "$(field expired host):$(field expired port)"
  cp "$root/tmp/pki/good-rsa/root.pem" "$root/etc/pki/tls/certs/ca-bundle.crt"
  expect 0 '"verdict":"trusted"' $bin/certverify --system-trust --name "$(field good-rsa host)" /tmp/pki/good-rsa/chain.pem
  expect 3 '"verdict":"unchecked"' $bin/certcheck --timeout 1 --trust /tmp/pki/good-rsa/root.pem no-such-host.invalid
  expect 0 'nothing found' $bin/certlint --include 'rfc5280.*' /tmp/pki/good-rsa/chain.pem
  kill $server
  wait $server || true
  server=
}

root=$work/empty
mkdir "$root"
use
echo "the static tools work where there is nothing else"
if command -v mmdebstrap >/dev/null; then
  root=$work/bookworm
  make_root bookworm "$root"
  rm -f "$root"/etc/ssl/certs/ca-certificates.crt
  use
  echo "the static tools work on bookworm"
fi
