// What an input may cost, through the linter and through a report, and what a run of several may: what is
// printed and the processor time are bounded by a base and so much for each byte.

#include "certcheck/base/budget.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/engine/linting.h"
#include "certcheck/lint/abridge.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"

#include "tests/fuzz/property.h"

#include <algorithm>
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

/// The first byte is how often the run has what follows: for each thing its kind, its length in two bytes,
/// and its DER. As certlint shows them.
void lint_run(ByteView input) {
  static const lint::Selection everything;
  constexpr size_t times_each = 16, things_max = 4'096;
  size_t times = input.empty() ? 0 : input[0] * times_each;
  input = input.subspan(std::min<size_t>(input.size(), 1));
  std::vector<report::LintedThing> things;
  while (input.size() >= 3 && things.size() < 16) {
    constexpr lint::Kind kinds[] = {lint::Kind::certificate, lint::Kind::crl, lint::Kind::ocsp,
                                    lint::Kind::ocsp_request};
    const lint::Kind kind = kinds[input[0] % 4];
    const size_t length = std::min<size_t>(input[1] * 256U + input[2], input.size() - 3);
    things.push_back({.file = "-"});
    things.back().linted = engine::lint_encoded(kind, to_bytes(input.subspan(3, length)), 0,
                                                {everything, nullptr, verifier(), false});
    input = input.subspan(3 + length);
  }
  times = std::min(times, things_max / std::max<size_t>(things.size(), 1));
  lint::RunAllowance allowance;
  lint::LeftOut left_out;
  size_t read = 0, written = 0;
  for (size_t time = 0; time < times; ++time) {
    for (const report::LintedThing& thing : things) {
      const engine::Linted& linted = thing.linted;
      const size_t size = linted.certificate    ? linted.certificate->der.size()
                          : linted.crl          ? linted.crl->der.size()
                          : linted.ocsp         ? linted.ocsp->der.size()
                          : linted.ocsp_request ? linted.ocsp_request->der.size()
                                                : 0;
      read += size;
      const lint::Share share = allowance.take(size, lint::bytes_of(linted.findings));
      if (!share.listed) {
        left_out.add(linted.findings);
        continue;
      }
      report::LintedThing shown = thing;
      lint::abridge(shown.linted.findings, share.findings_bytes);
      written += report::to_json(shown).size();
    }
  }
  report::LintedThing rest{.file = "-"};
  rest.linted.findings = left_out.findings();
  written += report::to_json(rest).size();
  // Characters that JSON escapes and long names take more than is reckoned, each kind of finding of the rest
  // some hundred bytes.
  require(written <= 3 * RunBudget::bytes / 2 + 2 * RunBudget::bytes_per_byte * read,
          "what a run prints is bounded");
}

}  // namespace

/// One byte for the kind, then DER, certificates as above, or a run.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const ByteView input(data + 1, size - 1);
  const double before = thread_seconds();
  switch (data[0] % 5) {
    case 0:
      lint_alone(*x509::parse_certificate(input), size);
      break;
    case 1:
      lint_alone(*x509::parse_crl(to_bytes(input)), size);
      break;
    case 2:
      lint_alone(*x509::parse_ocsp_response(to_bytes(input)), size);
      break;
    case 3:
      inspect_chain(input);
      break;
    default:
      lint_run(input);
  }
  require(thread_seconds() - before <= seconds_base + seconds_per_byte * static_cast<double>(size),
          "time is bounded");
  return 0;
}
