// zlint's lints that have no row of ours: their outcomes from what the parser, or a row, finds.
#include "certcheck/lint/zlint/crl_parser_lints.h"
#include "certcheck/lint/zlint/parser_lints.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace certcheck::lint {
namespace {

using namespace std::string_view_literals;

/// The first block of a fixture with the first `from` in its bytes made `to`, of the same length.
Bytes changed(const char* fixture, std::string_view from = {}, std::string_view to = {}) {
  const std::string text = certcheck::test::read_file(test::lint_testdata() / "cases" / fixture);
  Bytes der = find_pem_blocks(text).at(0).decode().value();
  const auto place = std::search(der.begin(), der.end(), from.begin(), from.end(),
                                 [](uint8_t octet, char c) { return octet == static_cast<uint8_t>(c); });
  REQUIRE(place != der.end());
  REQUIRE(from.size() == to.size());
  std::transform(to.begin(), to.end(), place, [](char c) { return static_cast<uint8_t>(c); });
  return der;
}

/// The worst of the rows of one of zlint's lints.
std::string_view certificate_outcome(std::string_view zlint, Bytes der) {
  const auto certificate = x509::parse_certificate(std::move(der));
  Outcome outcome = Outcome::not_applicable;
  for (const ParserLint& lint : parser_lints())
    if (lint.zlint == zlint) outcome = std::max(outcome, outcome_of(lint, *certificate));
  return to_string(outcome);
}

std::string_view crl_outcome(std::string_view zlint, Bytes der) {
  const auto crl = x509::parse_crl(std::move(der));
  Findings findings = crl->findings;
  run(*crl, Selection(), {}, findings);
  Outcome outcome = Outcome::not_applicable;
  for (const CrlParserLint& lint : crl_parser_lints())
    if (lint.zlint == zlint) outcome = std::max(outcome, outcome_of(lint, *crl, findings));
  return to_string(outcome);
}

constexpr const char* leaf = "ordinary/leaf.pem";
constexpr const char* crl = "ordinary/crl.pem";
/// notAfter 20291231235959Z as GeneralizedTime
constexpr const char* late = "rfc5280.validity.wrong_time_type/fires.pem";

TEST_CASE("forms of UTCTime") {
  constexpr auto seconds = "e_utc_time_does_not_include_seconds";
  constexpr auto zulu = "e_utc_time_not_in_zulu";
  CHECK(certificate_outcome(seconds, changed(leaf)) == "pass");
  CHECK(certificate_outcome(zulu, changed(leaf)) == "pass");
  CHECK(certificate_outcome(seconds, changed(leaf, "260401000000Z", "2604010000+01")) == "fired");
  CHECK(certificate_outcome(zulu, changed(leaf, "260401000000Z", "2604010000+01")) == "fired");
  CHECK(certificate_outcome(zulu, changed(leaf, "260401000000Z", "260401000000z")) == "fired");
  CHECK(certificate_outcome(seconds, changed(leaf, "260401000000Z", "260401000000z")) == "pass");
  CHECK(certificate_outcome(seconds, changed(leaf, "260401000000Z", "980401000000Z")) == "not_effective");
}

TEST_CASE("forms of GeneralizedTime") {
  constexpr auto seconds = "e_generalized_time_does_not_include_seconds";
  constexpr auto fraction = "e_generalized_time_includes_fraction_seconds";
  constexpr auto zulu = "e_generalized_time_not_in_zulu";
  for (const auto lint : {seconds, fraction, zulu}) {
    CHECK(certificate_outcome(lint, changed(leaf)) == "not_applicable");
    CHECK(certificate_outcome(lint, changed(late)) == "pass");
    CHECK(certificate_outcome(lint, changed(late, "260401000000Z", "2604010000+01")) == "pass");
  }
  const Bytes with_fraction = changed(late, "20291231235959Z", "202912312359.5Z");
  CHECK(certificate_outcome(seconds, with_fraction) == "fired");
  CHECK(certificate_outcome(fraction, with_fraction) == "fired");
  CHECK(certificate_outcome(zulu, with_fraction) == "pass");
  const Bytes with_offset = changed(late, "20291231235959Z", "2029123123+0100");
  CHECK(certificate_outcome(seconds, with_offset) == "fired");
  CHECK(certificate_outcome(fraction, with_offset) == "pass");
  CHECK(certificate_outcome(zulu, with_offset) == "fired");
}

TEST_CASE("SCT lists without SCT") {
  constexpr auto lint = "e_empty_sct_list";
  CHECK(certificate_outcome(lint, changed(leaf)) == "pass");
  CHECK(certificate_outcome(lint, changed("hygiene.sct_list.log_repeated/not_applicable-2.pem")) == "fired");
  // An SCT that cannot be read is one all the same.
  const auto unread =
      "\x00\x06\x00\x04\x01"
      "abc"sv;
  CHECK(certificate_outcome(lint, changed("hygiene.sct_list.long_after_start/passes-4.pem", unread,
                                          "\x00\x06\x00\x04\x00"
                                          "abc"sv)) == "pass");
  CHECK(certificate_outcome(lint, changed("rfc6962.precertificate.with_scts/passes.pem")) ==
        "not_applicable");
  CHECK(certificate_outcome(lint, changed("ordinary/root.pem")) == "not_applicable");
}

TEST_CASE("subjects that are no names") {
  constexpr auto characters = "e_subject_printable_string_badalpha";
  constexpr const char* german = "hygiene.subject.country_not_upper_case/passes-2.pem";
  CHECK(certificate_outcome(characters, changed(german)) == "pass");
  const auto subject = "\x55\x04\x06\x13\x02"sv;  // countryName, PrintableString
  const Bytes issuer_wrong = changed(german, std::string(subject) + "DE", std::string(subject) + "D*");
  CHECK(certificate_outcome(characters, issuer_wrong) == "pass");
  Bytes both_wrong = issuer_wrong;
  const auto country =
      "\x13\x02"
      "DE"sv;
  const auto second = std::search(both_wrong.begin(), both_wrong.end(), country.begin(), country.end());
  REQUIRE(second != both_wrong.end());
  second[3] = '*';
  CHECK(certificate_outcome(characters, both_wrong) == "fired");

  constexpr auto name = "e_subject_not_dn";
  CHECK(certificate_outcome(name, changed(leaf)) == "pass");
  const auto common_name = "\x31\x1a\x30\x18\x06\x03\x55\x04\x03\x0c\x11www"sv;
  const auto no_set = "\x04\x1a\x30\x18\x06\x03\x55\x04\x03\x0c\x11www"sv;
  CHECK(certificate_outcome(name, changed(leaf, common_name, no_set)) == "fired");
}

TEST_CASE("empty lists in certificates") {
  constexpr auto lint = "e_ext_cannot_be_empty_sequence";
  CHECK(certificate_outcome(lint, changed(leaf)) == "pass");
  CHECK(certificate_outcome(lint, changed("rfc5280.extended_key_usage.repeated/passes-3.pem")) == "fired");
  // Only a list within an extension is empty.
  CHECK(certificate_outcome(lint, changed("rfc5280.certificate_policies.qualified/passes-2.pem")) == "pass");
}

TEST_CASE("extensions that stand twice in CRLs") {
  constexpr auto in_list = "e_crl_no_duplicate_extensions";
  constexpr auto in_entry = "e_crl_revoked_certificate_crl_entry_has_no_duplicate_extensions";
  const Bytes list = changed(crl, "\x55\x1d\x14"sv, "\x55\x1d\x23"sv);  // cRLNumber to authorityKeyIdentifier
  CHECK(crl_outcome(in_list, list) == "fired");
  CHECK(crl_outcome(in_entry, list) == "pass");
  // invalidityDate to reasonCode
  const Bytes entry =
      changed("rfc5280.crl_entry.invalidity_date_critical/passes.pem", "\x55\x1d\x18"sv, "\x55\x1d\x15"sv);
  CHECK(crl_outcome(in_list, entry) == "pass");
  CHECK(crl_outcome(in_entry, entry) == "fired");
  CHECK(crl_outcome(in_list, changed("rfc5280.crl.version_not_2/passes.pem")) == "not_applicable");
}

TEST_CASE("what stands in certificates of some versions only") {
  constexpr auto twice = "e_ext_duplicate_extension";
  constexpr auto version = "\xa0\x03\x02\x01\x02"sv;
  CHECK(certificate_outcome(twice, changed(leaf)) == "pass");
  CHECK(certificate_outcome(twice, changed(leaf, "\x55\x1d\x0f"sv, "\x55\x1d\x1f"sv)) == "fired");
  CHECK(certificate_outcome(twice, changed(leaf, version, "\xa0\x03\x02\x01\x01"sv)) == "not_applicable");
  CHECK(certificate_outcome("e_cert_unique_identifier_version_not_2_or_3", changed(leaf)) == "pass");
}

TEST_CASE("empty sequences") {
  constexpr auto lint = "e_ext_cannot_be_empty_sequence";
  CHECK(certificate_outcome(lint, changed(leaf)) == "pass");
  CHECK(certificate_outcome(lint, changed("rfc5280.extended_key_usage.repeated/passes-3.pem")) == "fired");
  // Not the value of an extension, but a field in one: cRLIssuer.
  constexpr const char* in_field = "rfc5280.crl_distribution_points.issuer_alone/passes-3.pem";
  CHECK(certificate_outcome(lint, changed(in_field)) == "pass");
}

TEST_CASE("reasons that do not exist") {
  constexpr auto lint = "e_crl_has_valid_reason_code";
  CHECK(crl_outcome(lint, changed(crl)) == "pass");
  CHECK(crl_outcome(lint, changed(crl, "\x0a\x01\x01"sv, "\x0a\x01\x07"sv)) == "fired");
  CHECK(crl_outcome(lint, changed(crl, "\x0a\x01\x01"sv, "\x0a\x01\x0b"sv)) == "fired");
  // Without reasons.
  CHECK(crl_outcome(lint, changed("rfc5280.crl_entry.reason_critical/not_applicable-2.pem")) == "pass");
  CHECK(crl_outcome(lint, changed("rfc5280.crl.version_not_2/passes.pem")) == "not_applicable");
}

TEST_CASE("empty lists of revoked certificates") {
  constexpr auto lint = "e_crl_empty_revoked_certificates";
  CHECK(crl_outcome(lint, changed(crl)) == "pass");
  CHECK(crl_outcome(lint, changed("rfc5280.crl.revoked_certificates_empty/fires.pem")) == "fired");
  CHECK(crl_outcome(lint, changed("rfc5280.crl.revoked_certificates_empty/not_effective.pem")) ==
        "not_effective");
}

}  // namespace
}  // namespace certcheck::lint
