# Clean roots for the tests of packages; sourced. $work is a folder of the test's own.

# needs_roots: ends the test, with 77, where something that makes packages and roots is missing; makes $work, which goes with the test.
needs_roots() {
  local needed
  for needed in mmdebstrap lintian dpkg-shlibdeps; do
    command -v "$needed" >/dev/null || { echo "packages: no $needed (apt-get install mmdebstrap lintian dpkg-dev)"; exit 77; }
  done
  [ "$(id -u)" = 0 ] || { echo "packages: clean roots are made by root"; exit 77; }
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
}

# sources SUITE: the machine's source of its own main suite, with another suite's name.
sources() {
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v suite="$1" -v own="$(. /etc/os-release && echo "$VERSION_CODENAME")" '
      $2 == own && $3 == "main" { printf "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n", $1, suite; exit }'
}

# make_root SUITE FOLDER [PACKAGE,...]: ends the test, with 77, where none can be made.
make_root() {
  sources "$1" | mmdebstrap --quiet --variant=minbase ${3:+--include="$3"} "$1" "$2" - >"$work/mmdebstrap.log" 2>&1 ||
    { tail -20 "$work/mmdebstrap.log"; echo "packages: no root of $1 can be made here"; exit 77; }
}
