// No element of what is read costs more than its share, in any tool: four times as many, or four times as
// long, take about four times the work. Work is measured as processor time of this thread, and only ratios of
// it are validated, with a factor of two to spare, the least of several attempts; what is quadratic takes
// sixteen times as much. And what is printed stays within a budget.
#include "certcheck/engine/inspect.h"
#include "certcheck/engine/linting.h"
#include "certcheck/report/format.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"
#include "certcheck/revocation/detail/crl_scope.h"

#include "certserve/pki/certificate.h"
#include "tests/support/large_structures.h"
#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <functional>

namespace certcheck {
namespace {

using test::LargeStructure;
using test::Structure;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Sizes of what a tool prints, by format.
using Output = std::vector<std::pair<std::string_view, size_t>>;

/// Of all formats that can write it.
void add_formats(Output& output, report::Content content, const report::Item& item) {
  for (const report::FormatRow& row : report::formats()) {
    if (!row.writes(content)) continue;
    const auto format = row.make({.content = content});
    size_t size = format->begin(item.origin).size();
    size += format->write(format->render(item)).size();
    output.emplace_back(row.name, size + format->end({}).size());
  }
}

Output lint(const Bytes& der, Structure structure) {
  static const lint::Selection everything;
  static crypto::Verifier verifier;
  const lint::Kind kind = structure == Structure::certificate ? lint::Kind::certificate
                          : structure == Structure::crl       ? lint::Kind::crl
                          : structure == Structure::ocsp      ? lint::Kind::ocsp
                                                              : lint::Kind::ocsp_request;
  report::LintedThing thing{.file = "-"};
  thing.linted = engine::lint_encoded(kind, der, 0, {everything, nullptr, verifier, true});
  Output output;
  add_formats(output, report::Content::linted, {"file", &thing, {"certlint", "0"}});
  return output;
}

/// As certverify and certcheck do: a certificate as the leaf and as an intermediate, a list or response as
/// evidence.
Output verify(const Bytes& der, Structure structure) {
  static crypto::Verifier verifier;
  static const pki::Authority root{"Growth Root", "root-p256"};
  static const x509::CertificatePtr anchor = x509::parse_certificate(issue(pki::root_certificate(root)));
  static const x509::CertificatePtr leaf =
      x509::parse_certificate(issue(pki::server_certificate(root, "leaf-p256", "www.growth.test")));
  static const trust::Store store = [] {
    trust::Store mine("mine");
    mine.add(anchor);
    return mine;
  }();
  const trust::Store* const stores[] = {&store};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  options.path.strict = true;
  options.path.names = {*names::make_host_name("www.growth.test")};
  options.revocation.mode = revocation::Mode::soft;
  tls::HandshakeRecord record;
  record.completed = true;
  if (structure == Structure::certificate) {
    record.certificates = {der, der};
  } else {
    record.certificates = {leaf->der};
    if (structure == Structure::ocsp) record.ocsp_staples = {der};
  }
  engine::Input input =
      engine::input_of(std::move(record), {.input = "www.growth.test", .host = "www.growth.test"});
  if (structure == Structure::crl) input.evidence.crls = {x509::parse_crl(der)};
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
  Output output;
  add_formats(output, report::Content::reports,
              {"www.growth.test", &report, {"certcheck", "0", date(2026, 6, 1)}});
  return output;
}

struct Measured {
  double seconds = 0;
  size_t bytes = 0;  ///< of the input
  Output output;
};

Measured measure(const LargeStructure& structure, size_t count,
                 const std::function<Output(const Bytes&, Structure)>& work) {
  Measured measured;
  const Bytes der = structure.make(count);
  measured.bytes = der.size();
  const double before = thread_seconds();
  measured.output = work(der, structure.structure);
  measured.seconds = thread_seconds() - before;
  return measured;
}

/// A base for what stands in every report, and a few times what came in. A certificate may be sent twice in
/// the chain, so that its bytes in PEM and its names count double.
void check_output(const Measured& measured) {
  constexpr size_t base = 1'500'000, times = 6;
  for (const auto& [format, size] : measured.output) {
    INFO(format << ": " << size << " bytes for " << measured.bytes);
    CHECK(size <= base + times * measured.bytes);
  }
}

// Sanitizers take ten times as long, and find in a part what they find in all of it.
#ifndef __has_feature
#define __has_feature(feature) 0  // GCC has a macro instead
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
constexpr size_t small_bytes = 6'000, megabyte = 25'000;
#else
constexpr size_t small_bytes = 24'000, megabyte = 1'000'000;
#endif

void check_growth(const std::function<Output(const Bytes&, Structure)>& work) {
  constexpr double growth = 4, most = 8;
  // Below it the clock and the caches say more than the work does.
  constexpr double noise = 0.004;
  constexpr int attempts = 6;
  // What takes a few megabytes gets them from the kernel and gives them back each time otherwise, which costs
  // as much as the work.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 1 << 28);
  for (const LargeStructure& structure : test::large_structures()) {
    const size_t count = std::max<size_t>(small_bytes / structure.bytes_each, 1);
    double small = 1e9, large = 1e9;
    bool linear = false;
    for (int attempt = 0; attempt < attempts && !linear; ++attempt) {
      const Measured one = measure(structure, count, work);
      const Measured four = measure(structure, static_cast<size_t>(growth) * count, work);
      small = std::min(small, one.seconds);
      large = std::min(large, four.seconds);
      linear = large <= most * small + noise;
      if (attempt == 0) check_output(four);
    }
    INFO(structure.name << ": " << small * 1e3 << " ms, four times as many " << large * 1e3 << " ms");
    CHECK(linear);
  }
}

TEST_CASE("linting costs time in proportion to what is linted") { check_growth(lint); }

TEST_CASE("validating costs time in proportion to what is presented") { check_growth(verify); }

TEST_CASE("the points of a certificate are not compared with each name of a CRL") {
  const auto seconds = [](size_t count) {
    std::vector<std::string> uris;
    for (size_t i = 0; i < 2 * count; ++i) uris.push_back("http://crl.growth.test/" + std::to_string(i));
    x509::Certificate certificate;
    x509::Crl crl;
    auto& points = certificate.crl_distribution_points.emplace().points;
    auto& of_crl = crl.issuing_distribution_point.emplace().point.emplace();
    for (size_t i = 0; i < uris.size(); ++i) {
      x509::GeneralName name;
      name.kind = x509::GeneralName::Kind::uri;
      name.value = as_bytes(uris[i]);
      x509::DistributionPoint& point = i < count ? points.emplace_back() : of_crl;
      point.has_name = true;
      point.full_name.push_back(name);
    }
    const double before = thread_seconds();
    const revocation::Coverage covered = revocation::coverage(crl, revocation::CertificateScope(certificate));
    CHECK(covered.relevant);
    CHECK(covered.reasons == 0);
    return thread_seconds() - before;
  };
  double small = 1e9, large = 1e9;
  for (int attempt = 0; attempt < 4; ++attempt) {
    small = std::min(small, seconds(4'000));
    large = std::min(large, seconds(16'000));
  }
  CHECK(large <= 8 * small + 0.004);
}

TEST_CASE("statements about a chain cost time in proportion to their length") {
  // Signed by who may, so that they are looked at to the end.
  using test::Answer;
  const trust::Store store = [] {
    trust::Store mine("mine");
    mine.add(x509::parse_certificate(make_der(test::root("root", 0))));
    return mine;
  }();
  const trust::Store* const stores[] = {&store};
  test::Spec leaf = test::leaf("root", 0);
  leaf.serial = 7;
  const auto server = x509::parse_certificate(make_der(leaf));
  const auto seconds = [&](const revocation::Evidence& evidence) {
    crypto::Verifier verifier;
    engine::Input input;
    input.presented = {server};
    input.evidence = evidence;
    engine::Options options;
    options.path.time = test::now;
    options.path.profile = Profile::rfc5280;
    options.revocation.mode = revocation::Mode::hard;
    options.lint = false;
    const double before = thread_seconds();
    const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
    const double taken = thread_seconds() - before;
    CHECK(report.verdict == engine::Verdict::trusted);
    return taken;
  };
  const auto answers = [](size_t count) {
    test::OcspSpec spec{.issuer = "root", .issuer_key = 0, .answers = {}, .signer = 0};
    for (size_t i = 0; i < count; ++i) spec.answers.push_back({.serial = 7});
    revocation::Evidence evidence;
    evidence.responses.push_back(x509::parse_ocsp_response(make_der(spec)));
    return evidence;
  };
  const auto responses = [](size_t count) {
    const Bytes one =
        make_der(test::OcspSpec{.issuer = "root", .issuer_key = 0, .answers = {{.serial = 7}}, .signer = 0});
    revocation::Evidence evidence;
    for (size_t i = 0; i < count; ++i) evidence.responses.push_back(x509::parse_ocsp_response(Bytes(one)));
    return evidence;
  };
  const auto entries = [](size_t count) {
    test::CrlSpec spec{.issuer = "root", .signer = 0};
    for (size_t i = 0; i < count; ++i) spec.entries.push_back({.serial = 8});
    revocation::Evidence evidence;
    evidence.crls.push_back(x509::parse_crl(make_der(spec)));
    return evidence;
  };
  const std::pair<const char*, std::function<revocation::Evidence(size_t)>> kinds[] = {
      {"answers about one certificate", answers},
      {"responses about one certificate", responses},
      {"entries of a CRL", entries}};
  for (const auto& [name, make] : kinds) {
    const revocation::Evidence few = make(250), many = make(1'000);
    double small = 1e9, large = 1e9;
    for (int attempt = 0; attempt < 4; ++attempt) {
      small = std::min(small, seconds(few));
      large = std::min(large, seconds(many));
    }
    INFO(name << ": " << small * 1e3 << " ms, four times as many " << large * 1e3 << " ms");
    CHECK(large <= 8 * small + 0.004);
  }
}

TEST_CASE("a megabyte of anything gives a few megabytes of report") {
  for (const LargeStructure& structure : test::large_structures()) {
    INFO(structure.name);
    const size_t count = megabyte / structure.bytes_each;
    check_output(measure(structure, count, lint));
    check_output(measure(structure, count, verify));
  }
}

TEST_CASE("what a verdict rests on is listed whatever else there is") {
  // Ten thousand names that lints complain about, and one rule that decides.
  const auto rows = test::large_structures();
  const auto row = std::find_if(rows.begin(), rows.end(), [](const LargeStructure& each) {
    return each.name == "unknown critical extensions";
  });
  REQUIRE(row != rows.end());
  crypto::Verifier verifier;
  engine::Input input;
  input.presented = {x509::parse_certificate(row->make(10'000))};
  engine::Options options;
  options.path.time = date(2026, 6, 1);
  const engine::Report report = engine::inspect(std::move(input), {}, options, verifier);
  CHECK(report.verdict == engine::Verdict::untrusted);
  const auto of_kind = [&](std::string_view id) {
    return std::count_if(report.findings.begin(), report.findings.end(),
                         [&](const Finding& finding) { return finding.id() == id && finding.more == 0; });
  };
  CHECK(of_kind("path.extension.unknown_critical") ==
        static_cast<std::ptrdiff_t>(OutputBudget::findings_of_a_kind));
  CHECK(any_counts(report.findings, Profile::webpki, false));
  const auto more = std::find_if(report.findings.begin(), report.findings.end(), [](const Finding& finding) {
    return finding.id() == "path.extension.unknown_critical" && finding.more != 0;
  });
  REQUIRE(more != report.findings.end());
  CHECK(more->more == 10'000 - OutputBudget::findings_of_a_kind);
  CHECK(more->message == "and 9990 more of this kind");
}

}  // namespace
}  // namespace certcheck
