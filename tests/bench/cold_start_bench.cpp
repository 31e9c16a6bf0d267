// One run of `certverify` from nothing: start of the process, the system's roots, one chain, the report. Wall
// clock over whole processes, beside `openssl verify` with the same roots.

#include "tests/bench/processes.h"
#include "tests/support/paths.h"

#include <string>

using namespace certcheck;

int main() {
  const std::string scenario = (test::source_dir() / "testdata/scenarios/good-p256").string();
  const std::string chain = scenario + "/chain.pem", time = "2026-06-01T00:00:00Z";
  // Both look the issuer up among the system's roots and do not find it.
  bench::Comparison cold("certverify, cold, system's roots (wall clock of whole processes)", "runs");
  cold.add(bench::measure_process(
      "certverify", {(test::bin_dir() / "certverify").string(), "--system-trust", "--time", time, chain},
      {.expected_status = 1}));
  cold.add(bench::measure_process(
      "openssl verify",
      {"openssl", "verify", "-CAfile", "/etc/ssl/certs/ca-certificates.crt", "-untrusted", chain, chain},
      {.expected_status = 2}));
  cold.add(bench::measure_process("nothing (a process alone)", {"/bin/true"}));
  cold.print(1 / 0.003);
}
