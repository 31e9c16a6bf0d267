#!/usr/bin/env bash
# library_test.sh [BUILD [WHEEL]]: makes the Debian packages of a build with shared libraries (default build/packages) and the wheel
# of another (default build/release), asks lintian about the packages, and in clean roots of Debian 12 and 13 installs them,
# compiles and runs consumers in C++ and C, by CMake and by pkg-config, and runs Python with the installed library and with the
# wheel. Needs root and what packages_test.sh needs; exit status 77 says what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/packages}
. tests/packages/roots.sh
needs_roots

cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; exit 1; }
mkdir "$work/packages"
mv "$work"/*.deb "$work"/*.ddeb "$work/packages" 2>/dev/null || true
ls "$work/packages"
# ${LINTIAN_IGNORES:-}: tags to leave out, for builds that are not made for release.
complaints=$(lintian --allow-root --fail-on none ${LINTIAN_IGNORES:+--suppress-tags "$LINTIAN_IGNORES"} "$work"/packages/*.deb)
[ -z "$complaints" ] || { printf 'lintian:\n%s\n' "$complaints"; exit 1; }
echo "lintian has no complaint"
wheel=$(scripts/python-wheel "${2:-build/release}" "$work/wheel")

mkdir "$work/consumer"
cp examples/validate_chain.cpp tests/package/consumer/network.cpp bindings/c/examples/*.c python/examples/*.py \
  testdata/scenarios/expired/{root,chain}.pem "$work/consumer"
cat >"$work/consumer/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C CXX)
find_package(certcheck REQUIRED)
find_package(certcheck_c REQUIRED)
add_executable(validate_chain validate_chain.cpp)
target_link_libraries(validate_chain PRIVATE certcheck::certcheck)
add_executable(network network.cpp)
target_link_libraries(network PRIVATE certcheck::net)
add_executable(verify_chain verify_chain.c)
target_link_libraries(verify_chain PRIVATE certcheck::c)
CMAKE
cat >"$work/consumer/use.sh" <<'USE'
set -eu
cd /tmp/consumer
# expect STATUS TEXT COMMAND...
expect() {
  wanted=$1 text=$2 status=0
  shift 2
  "$@" >out 2>&1 || status=$?
  { [ "$status" = "$wanted" ] && grep -q "$text" out; } || { cat out; echo "$* ended with $status"; exit 1; }
}
cmake -S . -B build >cmake.log 2>&1 && cmake --build build >>cmake.log 2>&1 || { cat cmake.log; exit 1; }
g++ -std=c++20 validate_chain.cpp -o validate_chain $(pkg-config --cflags --libs certcheck)
g++ -std=c++20 network.cpp -o network $(pkg-config --cflags --libs certcheck-net)
gcc -std=c11 -Wall -Wextra -Werror -pedantic verify_chain.c -o verify_chain $(pkg-config --cflags --libs certcheck-c)
gcc -std=c11 -Wall -Wextra -Werror -pedantic lint_file.c -o lint_file $(pkg-config --cflags --libs certcheck-c)
for folder in build .; do
  expect 1 path.validity.expired $folder/validate_chain root.pem chain.pem expired.certcheck.test
  expect 0 '^0$' $folder/network
  expect 1 path.validity.expired $folder/verify_chain root.pem chain.pem expired.certcheck.test
done
expect 0 '"schema_version":1' ./lint_file chain.pem
python3 -m venv /tmp/environment
/tmp/environment/bin/pip install --quiet --no-index --no-deps *.whl
for library in "" libcertcheck_c.so.0; do
  export CERTCHECK_LIBRARY=$library
  expect 1 path.validity.expired /tmp/environment/bin/python verify_chain.py root.pem chain.pem expired.certcheck.test
  expect 1 chain.pem:1 /tmp/environment/bin/python lint_file.py chain.pem
done
echo "C++, C and Python run"
USE

for suite in bookworm trixie; do
  root=$work/$suite
  make_root "$suite" "$root" g++,cmake,make,pkg-config,python3-venv
  mkdir "$root/tmp/packages"
  cp "$work"/packages/*.deb "$root/tmp/packages"
  cp -r "$work/consumer" "$root/tmp/consumer"
  cp "$wheel" "$root/tmp/consumer"
  # The wheel first, where nothing else of certcheck is.
  chroot "$root" /bin/sh -ec 'python3 -m venv /tmp/alone; /tmp/alone/bin/pip install --quiet --no-index --no-deps /tmp/consumer/*.whl
    cd /tmp; /tmp/alone/bin/python -c "import certcheck; print(\"the wheel alone has certcheck\", certcheck.library_version())"'
  chroot "$root" sh -c 'apt-get -qq update && apt-get -qq install --no-install-recommends -y /tmp/packages/*.deb' >"$work/install.log" 2>&1 ||
    { tail -20 "$work/install.log"; exit 1; }
  chroot "$root" /bin/sh /tmp/consumer/use.sh
  chroot "$root" sh -c 'dpkg --purge $(dpkg-query -W -f "\${Package} " "*certcheck*")' >/dev/null
  left=$(find "$root/usr" -name '*certcheck*')
  [ -z "$left" ] || { printf 'left behind:\n%s\n' "$left"; exit 1; }
  echo "the libraries' packages work on $suite"
done
