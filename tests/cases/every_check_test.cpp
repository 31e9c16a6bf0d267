// Every check that is no lint is fired by a case of testdata/checks, which gives all of its findings, or by a
// scenario of testdata/scenarios, whose findings other tests compare. Lints are proven by tests/unit/lint.

#include "certcheck/der/oid.h"
#include "certcheck/engine/catalogue.h"
#include "certcheck/lint/registry.h"
#include "certcheck/revocation/revocation.h"

#include "case_file.h"
#include "tests/support/paths.h"
#include "tests/support/process.h"
#include "tests/support/read_file.h"

#include <functional>
#include <map>
#include <set>
#include <sstream>

using namespace certcheck;
using test::Json;

namespace {

namespace fs = std::filesystem;

/// Checks that no file can fire: where they are fired, and the words there that say so.
struct Elsewhere {
  std::string_view id, file, words;
};
constexpr std::string_view handshakes = "tests/unit/engine/handshake_findings_test.cpp";
constexpr std::string_view transparency = "tests/cli/transparency_test.py";
constexpr std::string_view contents = "tests/unit/files/contents_test.cpp";
constexpr std::string_view comparisons = "tests/unit/engine/comparison_test.cpp";
constexpr Elsewhere elsewhere[] = {
    {"ct.apple.no_current_log", transparency, "\"ct.apple.no_current_log\""},
    {"ct.apple.no_rfc6962_log", transparency, "\"ct.apple.no_rfc6962_log\""},
    {"ct.apple.too_few_operators", transparency, "\"ct.apple.too_few_operators\""},
    {"ct.apple.too_few_scts", transparency, "\"ct.apple.too_few_scts\""},
    {"ct.chrome.no_current_log", transparency, "\"ct.chrome.no_current_log\""},
    {"ct.chrome.no_rfc6962_log", transparency, "\"ct.chrome.no_rfc6962_log\""},
    {"ct.chrome.too_few_operators", transparency, "\"ct.chrome.too_few_operators\""},
    {"ct.chrome.too_few_scts", transparency, "\"ct.chrome.too_few_scts\""},
    {"ct.log_list.outdated", transparency, "\"ct.log_list.outdated\""},
    {"ct.sct.extensions_malformed", transparency, "\"ct.sct.extensions_malformed\""},
    {"ct.sct.in_future", transparency, "\"ct.sct.in_future\""},
    {"ct.sct.leaf_index_missing", transparency, "\"ct.sct.leaf_index_missing\""},
    {"ct.sct.left_out", transparency, "\"ct.sct.left_out\""},
    {"ct.sct.log_not_accepted", transparency, "\"ct.sct.log_not_accepted\""},
    {"ct.sct.not_verifiable", transparency, "\"ct.sct.not_verifiable\""},
    {"ct.sct.outside_temporal_interval", transparency, "\"ct.sct.outside_temporal_interval\""},
    {"endpoint.addresses_differ.certificate", comparisons, "\"endpoint.addresses_differ.certificate\""},
    {"endpoint.addresses_differ.names", comparisons, "\"endpoint.addresses_differ.names\""},
    {"endpoint.addresses_differ.verdict", comparisons, "\"endpoint.addresses_differ.verdict\""},
    {"endpoint.addresses_differ.expiry", comparisons, "\"endpoint.addresses_differ.expiry\""},
    {"endpoint.addresses_differ.chain", comparisons, "\"endpoint.addresses_differ.chain\""},
    {"endpoint.addresses_differ.version", comparisons, "\"endpoint.addresses_differ.version\""},
    {"endpoint.addresses_differ.cipher_suite", comparisons, "\"endpoint.addresses_differ.cipher_suite\""},
    {"endpoint.certificates_differ.names", comparisons, "\"endpoint.certificates_differ.names\""},
    {"endpoint.certificates_differ.issuer", comparisons, "\"endpoint.certificates_differ.issuer\""},
    {"endpoint.certificates_differ.verdict", comparisons, "\"endpoint.certificates_differ.verdict\""},
    {"endpoint.certificates_differ.expiry", comparisons, "\"endpoint.certificates_differ.expiry\""},
    {"endpoint.default_certificate.other_names", comparisons, "\"endpoint.default_certificate.other_names\""},
    {"engine.fetch_failed", "tests/unit/engine/inspection_test.cpp", "checks::fetch_failed"},
    {"engine.input_unusable", handshakes, "\"engine.input_unusable\""},
    {"engine.resources_exhausted", handshakes, "\"engine.resources_exhausted\""},
    {"engine.time_limit_reached", "tests/unit/engine/inspect_test.cpp", "\"engine.time_limit_reached\""},
    {"expectation.certificate_transparency", transparency, "\"expectation.certificate_transparency\""},
    {"expectation.expires_soon", "tests/unit/engine/expectations_test.cpp", "\"expectation.expires_soon\""},
    {"expectation.expires_too_soon", "tests/unit/engine/expectations_test.cpp",
     "\"expectation.expires_too_soon\""},
    {"expectation.fingerprint", "tests/unit/engine/expectations_test.cpp", "\"expectation.fingerprint\""},
    {"expectation.issuer", "tests/unit/engine/expectations_test.cpp", "\"expectation.issuer\""},
    {"expectation.key", "tests/unit/engine/expectations_test.cpp", "\"expectation.key\""},
    {"expectation.pin", "tests/unit/engine/expectations_test.cpp", "\"expectation.pin\""},
    {"expectation.public_root", "tests/unit/engine/expectations_test.cpp", "\"expectation.public_root\""},
    {"expectation.root", "tests/unit/engine/expectations_test.cpp", "\"expectation.root\""},
    {"expectation.signed_certificate_timestamp", "tests/unit/engine/expectations_test.cpp",
     "\"expectation.signed_certificate_timestamp\""},
    {"expectation.staple", "tests/unit/engine/expectations_test.cpp", "\"expectation.staple\""},
    {"expectation.subject_alternative_name", "tests/unit/engine/expectations_test.cpp",
     "\"expectation.subject_alternative_name\""},
    {"expectation.tls_version", "tests/unit/engine/expectations_test.cpp", "\"expectation.tls_version\""},
    {"policy.waiver_ended", "tests/unit/engine/waivers_test.cpp", "\"policy.waiver_ended\""},
    {"policy.waiver_unused", "tests/unit/engine/waivers_test.cpp", "\"policy.waiver_unused\""},
    {"handshake.address_not_connected", handshakes, "\"handshake.address_not_connected\""},
    {"handshake.failed", handshakes, "\"handshake.failed\""},
    {"handshake.invalid_certificate", handshakes, "\"handshake.invalid_certificate\""},
    {"handshake.intolerance.alpn", handshakes, "\"handshake.intolerance.alpn\""},
    {"handshake.intolerance.modern_offer", handshakes, "\"handshake.intolerance.modern_offer\""},
    {"handshake.intolerance.server_name", handshakes, "\"handshake.intolerance.server_name\""},
    {"handshake.intolerance.tls13", handshakes, "\"handshake.intolerance.tls13\""},
    {"handshake.protocol.certificate_key", handshakes, "\"handshake.protocol.certificate_key\""},
    {"handshake.protocol.change_cipher_spec", handshakes, "\"handshake.protocol.change_cipher_spec\""},
    {"handshake.protocol.cipher_suite_changed", handshakes, "\"handshake.protocol.cipher_suite_changed\""},
    {"handshake.protocol.cipher_suite_not_offered", handshakes,
     "\"handshake.protocol.cipher_suite_not_offered\""},
    {"handshake.protocol.compression", handshakes, "\"handshake.protocol.compression\""},
    {"handshake.protocol.dh_group_out_of_bounds", handshakes,
     "\"handshake.protocol.dh_group_out_of_bounds\""},
    {"handshake.protocol.downgrade", handshakes, "\"handshake.protocol.downgrade\""},
    {"handshake.protocol.duplicate_extension", handshakes, "\"handshake.protocol.duplicate_extension\""},
    {"handshake.protocol.empty_fragment", handshakes, "\"handshake.protocol.empty_fragment\""},
    {"handshake.protocol.finished", handshakes, "\"handshake.protocol.finished\""},
    {"handshake.protocol.fragmented_across_keys", handshakes,
     "\"handshake.protocol.fragmented_across_keys\""},
    {"handshake.protocol.malformed_staple", handshakes, "\"handshake.protocol.malformed_staple\""},
    {"handshake.protocol.group_not_offered", handshakes, "\"handshake.protocol.group_not_offered\""},
    {"handshake.protocol.key_share", handshakes, "\"handshake.protocol.key_share\""},
    {"handshake.protocol.malformed_alert", handshakes, "\"handshake.protocol.malformed_alert\""},
    {"handshake.protocol.malformed_message", handshakes, "\"handshake.protocol.malformed_message\""},
    {"handshake.protocol.malformed_record", handshakes, "\"handshake.protocol.malformed_record\""},
    {"handshake.protocol.misplaced_extension", handshakes, "\"handshake.protocol.misplaced_extension\""},
    {"handshake.protocol.missing_extension", handshakes, "\"handshake.protocol.missing_extension\""},
    {"handshake.protocol.needless_retry", handshakes, "\"handshake.protocol.needless_retry\""},
    {"handshake.protocol.no_certificate", handshakes, "\"handshake.protocol.no_certificate\""},
    {"handshake.protocol.plaintext_record", handshakes, "\"handshake.protocol.plaintext_record\""},
    {"handshake.protocol.record_too_long", handshakes, "\"handshake.protocol.record_too_long\""},
    {"handshake.protocol.renegotiation_info", handshakes, "\"handshake.protocol.renegotiation_info\""},
    {"handshake.protocol.session_id", handshakes, "\"handshake.protocol.session_id\""},
    {"handshake.protocol.signature_scheme_forbidden", handshakes,
     "\"handshake.protocol.signature_scheme_forbidden\""},
    {"handshake.protocol.signature_scheme_not_offered", handshakes,
     "\"handshake.protocol.signature_scheme_not_offered\""},
    {"handshake.protocol.unauthentic_record", handshakes, "\"handshake.protocol.unauthentic_record\""},
    {"handshake.protocol.unexpected_message", handshakes, "\"handshake.protocol.unexpected_message\""},
    {"handshake.protocol.unsolicited_extension", handshakes, "\"handshake.protocol.unsolicited_extension\""},
    {"handshake.protocol.version_not_offered", handshakes, "\"handshake.protocol.version_not_offered\""},
    {"handshake.limit.application_bytes", handshakes, "\"handshake.limit.application_bytes\""},
    {"handshake.limit.bytes_before_hello", handshakes, "\"handshake.limit.bytes_before_hello\""},
    {"handshake.limit.certificates", handshakes, "\"handshake.limit.certificates\""},
    {"handshake.limit.handshake_bytes", handshakes, "\"handshake.limit.handshake_bytes\""},
    {"handshake.limit.hello_requests", handshakes, "\"handshake.limit.hello_requests\""},
    {"handshake.limit.key_updates", handshakes, "\"handshake.limit.key_updates\""},
    {"handshake.limit.message_bytes", handshakes, "\"handshake.limit.message_bytes\""},
    {"handshake.limit.messages", handshakes, "\"handshake.limit.messages\""},
    {"handshake.limit.records", handshakes, "\"handshake.limit.records\""},
    {"handshake.limit.tickets", handshakes, "\"handshake.limit.tickets\""},
    {"handshake.limit.useless_records", handshakes, "\"handshake.limit.useless_records\""},
    {"handshake.limit.warnings", handshakes, "\"handshake.limit.warnings\""},
    {"handshake.not_connected", handshakes, "\"handshake.not_connected\""},
    {"handshake.unresolved", handshakes, "\"handshake.unresolved\""},
    {"handshake.unsupported", handshakes, "\"handshake.unsupported\""},
    {"revocation.nonce_missing", "tests/unit/revocation/ocsp_test.cpp", "\"revocation.nonce_missing\""},
    {"input.der.several", contents, "\"input.der.several\""},
    {"input.text.utf16", contents, "\"input.text.utf16\""},
    {"path.anchor.constrained_after", "tests/unit/path/anchor_settings_test.cpp",
     "\"path.anchor.constrained_after@0\""},
    {"path.distrusted", transparency, "\"path.distrusted\""},
    {"path.distrusted_after", transparency, "\"path.distrusted_after\""},
    {"input.key.repeated", "tests/unit/engine/repeated_keys_test.cpp", "\"input.key.repeated\""},
    {"caa.issuance_forbidden", "tests/unit/dns/caa_test.cpp", "\"caa.issuance_forbidden\""},
    {"caa.issuer_not_allowed", "tests/unit/dns/caa_test.cpp", "\"caa.issuer_not_allowed\""},
    {"caa.lookup_failed", "tests/unit/dns/caa_test.cpp", "\"caa.lookup_failed\""},
    {"caa.malformed", "tests/unit/dns/caa_test.cpp", "\"caa.malformed\""},
    {"caa.none", "tests/unit/dns/caa_test.cpp", "\"caa.none\""},
    {"caa.not_compared", "tests/unit/dns/caa_test.cpp", "\"caa.not_compared\""},
    {"caa.unknown_critical", "tests/unit/dns/caa_test.cpp", "\"caa.unknown_critical\""},
    {"dane.anchor_not_sent", "tests/unit/dane/dane_test.cpp", "\"dane.anchor_not_sent\""},
    {"dane.combination_without_match", "tests/unit/dane/dane_test.cpp", "\"dane.combination_without_match\""},
    {"dane.lookup_failed", "tests/unit/dane/dane_test.cpp", "\"dane.lookup_failed\""},
    {"dane.no_match", "tests/unit/dane/dane_test.cpp", "\"dane.no_match\""},
    {"dane.no_records", "tests/unit/dane/dane_test.cpp", "\"dane.no_records\""},
    {"dane.pkix_ignored", "tests/unit/dane/dane_test.cpp", "\"dane.pkix_ignored\""},
    {"dane.pkix_usage", "tests/unit/dane/dane_test.cpp", "\"dane.pkix_usage\""},
    {"dane.record_unusable", "tests/unit/dane/dane_test.cpp", "\"dane.record_unusable\""},
    {"dane.stale_record", "tests/unit/dane/dane_test.cpp", "\"dane.stale_record\""},
    {"dane.unauthenticated", "tests/unit/dane/dane_test.cpp", "\"dane.unauthenticated\""},
    {"dane.wrong_usage", "tests/unit/dane/dane_test.cpp", "\"dane.wrong_usage\""},
    {"mx.alias", "tests/integration/mx_test.py", "\"mx.alias\""},
    {"mx.implicit", "tests/integration/mx_test.py", "\"mx.implicit\""},
    {"mx.malformed", "tests/integration/mx_test.py", "\"mx.malformed\""},
    {"mx.null", "tests/integration/mx_test.py", "\"mx.null\""},
    {"mx.null_with_others", "tests/integration/mx_test.py", "\"mx.null_with_others\""},
    {"mx.unauthenticated", "tests/integration/mx_test.py", "\"mx.unauthenticated\""},
    {"protocols.incomplete", "tests/integration/protocols_test.py", "\"protocols.incomplete\""},
    {"protocols.key_transport", "tests/integration/protocols_test.py", "\"protocols.key_transport\""},
    {"protocols.obsolete_version", "tests/integration/protocols_test.py", "\"protocols.obsolete_version\""},
    {"proxy.authentication", handshakes, "\"proxy.authentication\""},
    {"proxy.malformed", handshakes, "\"proxy.malformed\""},
    {"proxy.no_connection", handshakes, "\"proxy.no_connection\""},
    {"proxy.refused", handshakes, "\"proxy.refused\""},
    {"proxy.unreachable", handshakes, "\"proxy.unreachable\""},
    {"proxy.untrusted", handshakes, "\"proxy.untrusted\""},
    {"starttls.injected", handshakes, "\"starttls.injected\""},
    {"starttls.malformed", handshakes, "\"starttls.malformed\""},
    {"starttls.no_service", handshakes, "\"starttls.no_service\""},
    {"starttls.not_offered", handshakes, "\"starttls.not_offered\""},
    {"starttls.refused", handshakes, "\"starttls.refused\""},
    {"trust.file.unreadable", "tests/unit/files/files_test.cpp", "trust::checks::file_unreadable"},
    {"trust.constraints.no_anchor", "tests/cli/input_forms_test.py", "\"trust.constraints.no_anchor\""},
    {"trust.roots_of_environment", "tests/cli/endpoints_test.py", "\"trust.roots_of_environment\""},
};

struct Case {
  fs::path folder;
  Json wanted;
};

std::vector<Case> cases_below(std::string_view folder) {
  std::vector<Case> cases;
  for (const auto& entry : fs::directory_iterator(test::source_dir() / "testdata" / folder))
    cases.push_back({entry.path(), Json::parse(test::read_file(entry.path() / "case.json"))});
  return cases;
}

std::set<std::string> ids_of(const Json& expected) {
  std::set<std::string> ids;
  for (const Json& finding : expected["findings"]) ids.insert(finding["id"].get<std::string>());
  return ids;
}

void apply_budget(const Json& limits, Budget& budget) {
  const std::map<std::string, size_t*> fields{
      {"signatures", &budget.signatures},
      {"path_steps", &budget.path_steps},
      {"paths", &budget.paths},
      {"name_constraint_comparisons", &budget.name_constraint_comparisons},
      {"depth", &budget.depth},
      {"policy_nodes", &budget.policy_nodes}};
  for (const auto& [name, limit] : limits.items()) *fields.at(name) = limit.get<size_t>();
}

/// "options" of a case, but for "distrust_after", which belongs to the anchors.
void apply(const Json& given, engine::Options& options) {
  path::Options& path = options.path;
  const std::map<std::string, std::function<void(const Json&)>> setters{
      {"allow_sha1", [&](const Json& value) { path.allow_sha1 = value.get<bool>(); }},
      {"budget", [&](const Json& value) { apply_budget(value, path.budget); }},
      {"distrust_after", [](const Json&) {}},
      {"max_depth", [&](const Json& value) { path.max_depth = value.get<size_t>(); }},
      {"min_key_strength", [&](const Json& value) { path.min_key_strength = value.get<unsigned>(); }},
      {"purpose",
       [&](const Json& value) {
         path.purpose = value == "timeStamping"  ? path::Purpose::time_stamping
                        : value == "codeSigning" ? path::Purpose::code_signing
                                                 : path::Purpose::ocsp_signing;
       }},
      {"policies",
       [&](const Json& value) {
         for (const Json& policy : value)
           path.policy.initial_policies.push_back(der::encode_oid(policy.get<std::string>()));
       }},
      {"profile",
       [&](const Json& value) { path.profile = value == "rfc5280" ? Profile::rfc5280 : Profile::webpki; }},
      {"require_explicit_policy",
       [&](const Json& value) { path.policy.require_explicit_policy = value.get<bool>(); }},
      {"revocation",
       [&](const Json& value) {
         options.revocation.mode = value == "hard" ? revocation::Mode::hard : revocation::Mode::soft;
       }},
      {"strict", [&](const Json& value) { path.strict = value.get<bool>(); }}};
  for (const auto& [name, value] : given.items()) setters.at(name)(value);
}

void check_chain(const Case& one) {
  engine::Input input = test::presented(one.folder, one.wanted);
  for (const auto& file : one.wanted.value("crls", Json::array()))
    for (Bytes& der : test::read_blocks(one.folder / file.get<std::string>()))
      input.evidence.crls.push_back(x509::parse_crl(std::move(der)));
  for (const auto& file : one.wanted.value("ocsp", Json::array()))
    for (Bytes& der : test::read_blocks(one.folder / file.get<std::string>()))
      input.evidence.responses.push_back(x509::parse_ocsp_response(std::move(der)));
  test::add_staples(one.folder, one.wanted, input);
  const Json& given = one.wanted["options"];
  std::optional<Time> distrust_after;
  if (given.contains("distrust_after"))
    distrust_after = parse_rfc3339(given["distrust_after"].get<std::string>()).value();
  engine::Options options = test::options_of(one.wanted);
  options.lint = false;
  apply(given, options);
  test::check_chain(std::move(input), test::anchors(one.folder, one.wanted, distrust_after), options,
                    one.wanted["expect"]);
}

/// What certlint finds in a file, without the lints.
Json findings_in(const fs::path& file) {
  const test::TemporaryDirectory folder;
  const fs::path report = folder.path() / "report.ndjson";
  CHECK(test::ChildProcess({test::bin_dir() / "certlint", "--output", report, file}).wait() <= 1);
  Json findings = Json::array();
  std::istringstream lines(test::read_file(report));
  for (std::string line; std::getline(lines, line);) {
    const Json thing = Json::parse(line);
    for (const Json& finding : thing.at("findings"))
      if (lint::find_entry(finding["id"].get<std::string>()) == nullptr) findings.push_back(finding);
  }
  return findings;
}

void check(const Case& one) {
  const Json& expected = one.wanted["expect"];
  if (one.wanted.contains("file")) {
    CHECK(test::described(findings_in(one.folder / one.wanted["file"].get<std::string>())) ==
          test::described(expected["findings"]));
  } else if (one.wanted.contains("anchors")) {
    trust::Store store("case");
    CHECK(test::described(
              store.add_pem(test::read_file(one.folder / one.wanted["anchors"].get<std::string>()))) ==
          test::described(expected["findings"]));
  } else {
    check_chain(one);
  }
}

}  // namespace

TEST_CASE("cases of single checks give all of their findings") {
  for (const Case& one : cases_below("checks/cases")) {
    const auto id = one.wanted["id"].get<std::string>();
    DYNAMIC_SECTION(id) {
      CHECK(one.folder.filename() == id);
      CHECK(ids_of(one.wanted["expect"]).contains(id));
      check(one);
    }
  }
}

TEST_CASE("every check is fired") {
  std::set<std::string> fired;
  for (const std::string_view folder : {"checks/cases", "scenarios"})
    for (const Case& one : cases_below(folder)) fired.merge(ids_of(one.wanted["expect"]));
  for (const auto& [id, file, words] : elsewhere) {
    INFO(id << " in " << file);
    CHECK(test::read_file(test::source_dir() / file).find(words) != std::string::npos);
    CHECK(fired.insert(std::string(id)).second);  // else a fixture fires it, and the row is to go
  }
  for (const Check* check : engine::every_check()) {
    if (lint::find_entry(check->id) != nullptr) continue;
    INFO(check->id);
    CHECK(fired.contains(std::string(check->id)));
  }
}

TEST_CASE("every check has an id of its own, a requirement, a citation and a hint") {
  std::set<std::string_view> ids;
  for (const Check* check : engine::every_check()) {
    INFO(check->id);
    CHECK(ids.insert(check->id).second);
    CHECK_FALSE(check->requirement.empty());
    CHECK_FALSE(check->citation.empty());
    CHECK_FALSE(check->hint.empty());
  }
}

TEST_CASE("every check that a module declares is in the list of all") {
  std::set<std::string> listed;
  for (const Check* check : engine::every_check()) listed.emplace(check->id);
  // The id is the first text behind it. No std::regex: GCC 12 cannot follow it under the sanitizers.
  constexpr std::string_view declaration = "inline constexpr Check ";
  size_t declared = 0;
  for (const char* folder : {"lib", "tools"})
    for (const auto& entry : fs::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().filename() != "checks.h") continue;
      const std::string text = test::read_file(entry.path());
      for (size_t at = text.find(declaration); at != std::string::npos; at = text.find(declaration, at + 1)) {
        const size_t begin = text.find('"', at) + 1;
        const std::string id = text.substr(begin, text.find('"', begin) - begin);
        INFO(id);
        CHECK(listed.contains(id));
        ++declared;
      }
    }
  CHECK(declared > 100);
}
