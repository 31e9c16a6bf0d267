# Clean roots for the tests of packages; sourced. $work is a folder of the test's own.

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
