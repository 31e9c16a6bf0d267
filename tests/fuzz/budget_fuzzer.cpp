// What one input may cost, through the linter and through a report: what is printed and the processor time
// are bounded by a base and so much for each byte.

#include "certcheck/engine/inspect.h"
#include "certcheck/lint/runner.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"

#include "tests/fuzz/property.h"

#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

using namespace certcheck;
using fuzz::require;

namespace {

/// A report's own keys, and findings of every kind that OutputBudget lists whatever the size of the input.
constexpr size_t output_base = 1'500'000;
/// PEM, names and their escapes, each twice.
constexpr size_t output_per_byte = 8;
/// For sanitizers on a machine that is busy with other things. What is quadratic in inputs of some kilobytes
/// exceeds it; ordinary work stays a hundred times below.
constexpr double seconds_base = 5, seconds_per_byte = 0.001;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void check_output(const std::string& text, size_t input) {
  require(text.size() <= output_base + output_per_byte * input, "what is printed is bounded");
}

void check_inert(const std::string& json) {
  for (size_t i = 0; i < json.size(); ++i) {
    const auto c = static_cast<uint8_t>(json[i]);
    require(c != 0x7f && (c >= 0x20 || c == '\n'), "JSON holds no control characters");
    require(c != 0xc2 || static_cast<uint8_t>(json[i + 1]) >= 0xa0, "JSON holds no C1 controls");
  }
}

crypto::Verifier& verifier() {
  static crypto::Verifier shared;
  return shared;
}

template <typename Parsed>
void lint_alone(const Parsed& parsed, size_t size) {
  static const lint::Selection everything;
  report::LintedThing thing{.file = "-"};
  Findings& findings = thing.linted.findings;
  findings = parsed.findings;
  if constexpr (std::is_same_v<Parsed, x509::Certificate>)
    lint::run(lint::CertificateFacts(parsed, verifier()), everything, {}, findings);
  else
    lint::run(parsed, everything, {}, findings);
  const std::string json = report::to_json(thing);
  check_output(json, size);
  check_inert(json);
}

void inspect_chain(ByteView input) {
  // Each certificate behind its length in two bytes, so that chains are found, too.
  constexpr size_t most = 8;
  const size_t size = input.size();
  tls::HandshakeRecord record;
  record.completed = true;
  while (input.size() >= 2 && record.certificates.size() < most) {
    const size_t length = std::min<size_t>(input[0] * 256U + input[1], input.size() - 2);
    record.certificates.push_back(to_bytes(input.subspan(2, length)));
    input = input.subspan(2 + length);
  }
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  options.path.names = {*names::make_host_name("www.example.com")};
  const engine::Report report = engine::inspect(
      engine::input_of(std::move(record), {.input = "www.example.com"}), {}, options, verifier());
  const std::string json = report::to_json(report, {"certcheck", "0", date(2026, 6, 1)});
  check_output(json, size);
  check_inert(json);
  check_output(report::to_text(report), size);
}

}  // namespace

/// One byte for the kind, then DER, or certificates as above.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  const double before = thread_seconds();
  switch (data[0] % 4) {
    case 0:
      lint_alone(*x509::parse_certificate(input), size);
      break;
    case 1:
      lint_alone(*x509::parse_crl(to_bytes(input)), size);
      break;
    case 2:
      lint_alone(*x509::parse_ocsp_response(to_bytes(input)), size);
      break;
    default:
      inspect_chain(input);
  }
  require(thread_seconds() - before <= seconds_base + seconds_per_byte * static_cast<double>(size),
          "time is bounded");
  return 0;
}
