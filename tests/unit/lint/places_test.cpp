// A rule on values holds in every place in which such a value stands: for each rule and place there is a
// fixture that fires, or the reason why there is none.
#include "certcheck/lint/support/values.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace certcheck::lint {
namespace {

namespace fs = std::filesystem;
using GeneralKind = x509::GeneralName::Kind;
using Places = std::set<Place>;

Places every_place() {
  Places out;
  for (size_t number = 0; number < place_count; ++number) out.insert(static_cast<Place>(number));
  return out;
}

/// Places of names that are fields, which hold a distinguished name and no GeneralName.
const Places fields = {Place::issuer, Place::subject, Place::crl_issuer, Place::responder,
                       Place::service_locator_issuer};
/// The places whose rules have ids of their own, with the reason.
const Places alternative_names = {Place::subject_alternative_name, Place::issuer_alternative_name};

/// Where a rule does not look.
struct Left {
  Places places;
  std::string_view reason;
};

struct Rule {
  std::string_view id;
  std::vector<Left> left;
  std::string_view variant = {};  ///< of the spoilt value, behind the id in the name of its folder
};

const Left no_general_name = {fields, "the place holds a distinguished name alone"};
const Left own_alternative = {alternative_names,
                              "rfc5280.subject_alternative_name.*, issuer_alternative_name.*"};
const Left own_dns_names = {{Place::subject_alternative_name},
                            "rfc9549.a_labels.invalid, rfc3490.*, rfc5891.*"};
const Left own_constraint = {{Place::name_constraint}, "rfc5280.name_constraints.*: the form is another"};
const Left constraint_of_mailbox = {{Place::name_constraint},
                                    "rfc9598.name_constraints.not_rfc822_name: none may stand there"};
const Left constraint_of_domain = {{Place::name_constraint},
                                   "rfc9598.name_constraints.not_idna2008: the form is another"};
const Left constraint_of_service = {{Place::name_constraint},
                                    "rfc4985.service_names.constraint_malformed: the form is another"};
const Left own_notice = {{Place::policy_notice}, "rfc5280.policy_qualifiers.malformed"};
const Left no_constraint_form = {{Place::name_constraint}, "RFC 6120 has no form of constraints on XmppAddr"};
const Left uri_alone = {{Place::crl_reference, Place::disclosure_statement, Place::biometric_source},
                        "RFC 6960 4.4.2, ETSI EN 319 412-5 4.3.4, RFC 3739 3.2.5: each is a URI"};
const Left own_subject = {{Place::subject}, "rfc5280.subject.*"};
const Left own_component = {{Place::subject}, "rfc9549.domain_components.not_single_label, invalid_a_label"};
const Left no_name = {{Place::crl_reference, Place::disclosure_statement, Place::biometric_source},
                      "RFC 6960 4.4.2, ETSI EN 319 412-5 4.3.4, RFC 3739 3.2.5: none is a name"};
const Left texts = {{Place::policy_notice, Place::directory_attribute}, "texts, not names"};
const Left attributes = {
    {Place::issuer, Place::subject, Place::crl_issuer, Place::responder, Place::service_locator_issuer},
    "the place holds attributes alone"};
/// What is fetched nowhere: names of issuers, and the two extensions whose URIs have rules of their own.
const Left not_fetched = {
    {Place::name_constraint, Place::distribution_point_issuer, Place::freshest_crl_issuer,
     Place::authority_certificate, Place::crl_issuer_alternative_name, Place::crl_freshest_crl_issuer,
     Place::crl_authority_certificate, Place::entry_certificate_issuer, Place::single_certificate_issuer,
     Place::requestor, Place::biometric_source, Place::registration_authority},
    "nothing that validates a path is fetched from there"};
const Left own_disclosure = {{Place::disclosure_statement},
                             "etsi.qc_statements.pds_not_https: TLS it MUST be"};

/// Where an empty name has a rule of its own.
const Left own_empty = {
    {Place::issuer, Place::subject, Place::crl_issuer, Place::subject_alternative_name,
     Place::issuer_alternative_name, Place::name_constraint},
    "rfc5280.issuer.empty, subject.*, crl.issuer_empty, *.empty_name; a constraint on every name is empty"};
const Left not_of_issuers = {
    {Place::distribution_point, Place::freshest_crl, Place::authority_access, Place::subject_access,
     Place::issuing_distribution_point, Place::crl_freshest_crl, Place::crl_authority_access,
     Place::responder, Place::requestor, Place::service_locator, Place::registration_authority},
    "rfc5280.names.empty"};
const Left of_issuers = {
    {Place::distribution_point_issuer, Place::freshest_crl_issuer, Place::authority_certificate,
     Place::crl_issuer_alternative_name, Place::crl_freshest_crl_issuer, Place::crl_authority_certificate,
     Place::entry_certificate_issuer, Place::single_certificate_issuer, Place::service_locator_issuer},
    "rfc5280.names.issuer_empty"};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"rfc5280.general_names.uri_malformed", {no_general_name, own_alternative, own_constraint, texts}},
      {"rfc5280.general_names.uri_host_not_qualified",
       {no_general_name, own_alternative, own_constraint, texts}},
      {"rfc5280.general_names.dns_name_not_preferred_syntax",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts}},
      {"rfc5280.general_names.dns_name_not_preferred_syntax",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts},
       "-empty"},
      {"rfc5280.general_names.rfc822_name_not_mailbox",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts}},
      {"rfc5280.general_names.rfc822_name_not_mailbox",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts},
       "-empty"},
      {"rfc5280.general_names.ip_address_length",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts}},
      {"rfc5280.general_names.ip_address_length",
       {no_general_name, own_alternative, own_constraint, uri_alone, texts},
       "-empty"},
      {"rfc5280.access_uris.relative",
       {no_general_name, own_alternative, not_fetched, own_disclosure, texts}},
      {"rfc5280.access_uris.needs_tls",
       {no_general_name, own_alternative, not_fetched, own_disclosure, texts}},
      {"rfc5280.names.wrong_string_type", {own_subject, no_name, texts}},
      {"rfc5280.names.not_directory_string", {own_subject, no_name, texts}},
      {"rfc5280.names.value_too_long", {own_subject, no_name, texts}},
      {"rfc5280.names.country_not_two_characters", {own_subject, no_name, texts}},
      {"rfc5280.names.country_not_upper_case",
       {{{Place::subject}, "hygiene.subject.country_not_upper_case"}, no_name, texts}},
      {"rfc5280.names.empty_value", {own_subject, no_name, texts}},
      {"rfc5280.names.issuer_empty", {own_empty, not_of_issuers, no_name, texts}},
      {"rfc5280.names.empty", {own_empty, of_issuers, no_name, texts}},
      {"rfc5280.names.control_characters", {own_subject, no_name, texts}},
      {"hygiene.email_addresses.not_mailbox", {no_name, texts}},
      {"hygiene.names.replacement_character", {no_name}},
      {"hygiene.internationalization.utf8_read_as_latin1_elsewhere",
       {{{Place::subject}, "hygiene.internationalization.utf8_read_as_latin1"}, no_name}},
      {"hygiene.names.bidi_control", {no_name}},
      {"hygiene.names.bidi_control", {attributes, uri_alone, texts}, "-other_name"},
      {"hygiene.names.invisible_character", {no_name}},
      {"hygiene.names.invisible_character", {attributes, uri_alone, texts}, "-other_name"},
      {"hygiene.names.control_character", {attributes, uri_alone, texts}},
      {"rfc5280.texts.malformed", {attributes, uri_alone, own_notice}},
      {"rfc5280.texts.malformed", {attributes, uri_alone, texts}, "-edi_party"},
      {"rfc5280.general_names.edi_party_name_malformed", {attributes, uri_alone, texts}},
      {"rfc5280.general_names.registered_id_nested", {attributes, uri_alone, texts}},
      {"rfc6120.xmpp_addresses.not_utf8_string", {attributes, uri_alone, texts, no_constraint_form}},
      {"rfc9598.smtp_utf8_mailbox.not_mailbox", {attributes, uri_alone, texts, constraint_of_mailbox}},
      {"rfc9598.email_domain.not_idna2008", {attributes, uri_alone, texts, constraint_of_domain}},
      {"rfc9549.a_labels.invalid_elsewhere", {no_general_name, own_dns_names, uri_alone, texts}},
      {"rfc9549.a_labels.invalid_elsewhere", {no_general_name, own_constraint, texts}, "-uri"},
      {"rfc9549.domain_components.not_single_label_elsewhere", {own_component, no_name, texts}},
      {"rfc9549.domain_components.invalid_a_label_elsewhere", {own_component, no_name, texts}},
      {"rfc4985.service_names.malformed", {attributes, uri_alone, texts, constraint_of_service}},
  };
  return all;
}

/// The places of the one value that a fixture of places/ is spoilt in, told by its file's name.
const std::map<std::string, Place, std::less<>>& place_of_file() {
  static const std::map<std::string, Place, std::less<>> all = [] {
    constexpr std::array<std::string_view, place_count> names{"issuer",
                                                              "subject",
                                                              "subject_alternative_name",
                                                              "issuer_alternative_name",
                                                              "name_constraint",
                                                              "distribution_point",
                                                              "distribution_point_issuer",
                                                              "freshest_crl",
                                                              "freshest_crl_issuer",
                                                              "authority_access",
                                                              "subject_access",
                                                              "authority_certificate",
                                                              "policy_notice",
                                                              "directory_attribute",
                                                              "disclosure_statement",
                                                              "registration_authority",
                                                              "biometric_source",
                                                              "crl_issuer",
                                                              "crl_issuer_alternative_name",
                                                              "issuing_distribution_point",
                                                              "crl_freshest_crl",
                                                              "crl_freshest_crl_issuer",
                                                              "crl_authority_access",
                                                              "crl_authority_certificate",
                                                              "entry_certificate_issuer",
                                                              "responder",
                                                              "crl_reference",
                                                              "single_certificate_issuer",
                                                              "requestor",
                                                              "service_locator_issuer",
                                                              "service_locator"};
    std::map<std::string, Place, std::less<>> out;
    for (size_t i = 0; i < names.size(); ++i) out.emplace(names[i], static_cast<Place>(i));
    return out;
  }();
  return all;
}

/// The places in which a rule fires, by the fixtures places/<rule><variant>/<place>.pem.
Places fires_in(std::string_view id, std::string_view variant) {
  const Selection only(Rules{.include = {std::string(id)}, .exclude = {}, .severities = {}});
  const Lint& lint = *find_entry(id)->lint;
  Places out;
  for (const auto& file :
       fs::directory_iterator(test::lint_testdata() / "places" / (std::string(id) + std::string(variant)))) {
    Findings findings;
    test::Fixture(file.path()).outcomes(lint, only, findings);
    const auto place = place_of_file().find(file.path().stem().string());
    INFO(file.path());
    REQUIRE(place != place_of_file().end());
    if (findings.size() == 1) {
      // The message names the place, and so does the node path.
      CHECK(findings.front().message.find(to_string(place->second)) != std::string::npos);
      out.insert(place->second);
    }
  }
  return out;
}

TEST_CASE("each rule on values fires in each place, or says why it does not") {
  for (const Rule& rule : rules()) {
    Places expected = every_place();
    for (const Left& left : rule.left) {
      CHECK_FALSE(left.reason.empty());
      for (const Place place : left.places) expected.erase(place);
    }
    const Places fired = fires_in(rule.id, rule.variant);
    for (const Place place : every_place()) {
      INFO(rule.id << " in " << to_string(place));
      CHECK(fired.contains(place) == expected.contains(place));
    }
  }
}

/// The rule that asks the same of every other name as one of the subject's attributes does, or the reason why
/// none does.
struct Twin {
  std::string_view end_of_id, elsewhere, reason = {};
};
constexpr std::string_view about_writing =
    "how a name is written is its issuer's to say: others copy the name";
constexpr Twin twins[] = {
    {"_printable_string", "rfc5280.names.wrong_string_type"},
    {"_ia5_string", "rfc5280.names.wrong_string_type"},
    {".empty_printable_string", "rfc5280.names.empty_value"},
    {".not_directory_string", "rfc5280.names.not_directory_string"},
    {".outdated_string_type",
     {},
     "RFC 5280 4.1.2.4, 4.1.2.6: for new subjects alone; names in use keep their encoding"},
    {"_too_long", "rfc5280.names.value_too_long"},
    {".given_name_long",
     {},
     "zlint's lint of the same bounds as a warning; the upper bounds hold everywhere"},
    {".surname_long", {}, "zlint's lint of the same bounds as a warning; the upper bounds hold everywhere"},
    {".country_not_two_characters", "rfc5280.names.country_not_two_characters"},
    {".country_not_upper_case", "rfc5280.names.country_not_upper_case"},
    {".empty_value", "rfc5280.names.empty_value"},
    {".not_single_label", "rfc9549.domain_components.not_single_label_elsewhere"},
    {".invalid_a_label", "rfc9549.domain_components.invalid_a_label_elsewhere"},
    {"_elsewhere", {}, "the rule on every other name itself"},
    {"_space", {}, about_writing},
    {".several_attributes_in_rdn", {}, about_writing},
    {".html_entity", {}, about_writing},
    {".attribute_repeated", {}, about_writing},
};

TEST_CASE("what is asked of the subject's attributes is asked of every name, or it says why not") {
  size_t asked = 0;
  for (const Entry& entry : entries()) {
    const std::string_view source = entry.source->id, theme = entry.theme->name, id = entry.lint->check.id;
    const bool is_about_attributes =
        (source == "rfc5280" && (theme == "attribute_types" || theme == "attribute_lengths")) ||
        (source == "hygiene" && theme == "distinguished_names") ||
        (source == "rfc9549" && theme == "domain_components");
    if (!is_about_attributes) continue;
    ++asked;
    INFO(id);
    const auto* const twin = std::find_if(std::begin(twins), std::end(twins),
                                          [id](const Twin& each) { return id.ends_with(each.end_of_id); });
    REQUIRE(twin != std::end(twins));
    CHECK(twin->elsewhere.empty() != twin->reason.empty());
    if (twin->elsewhere.empty()) continue;
    CHECK(std::any_of(rules().begin(), rules().end(),
                      [twin](const Rule& rule) { return rule.id == twin->elsewhere; }));
  }
  CHECK(asked > 30);
}

TEST_CASE("each rule on how something is signed is about certificates, CRLs, OCSP responses and requests") {
  constexpr std::string_view ids[] = {"rfc3279.signatures.parameters_present",
                                      "rfc5758.signatures.parameters_present",
                                      "rfc5758.signatures.malformed",
                                      "rfc8410.keys.signature_parameters_present",
                                      "rfc8410.keys.signature_wrong_length",
                                      "rfc9881.keys.signature_parameters_present",
                                      "rfc9881.keys.signature_wrong_length",
                                      "rfc9881.keys.pre_hashed",
                                      "rfc9909.keys.signature_parameters_present",
                                      "rfc9909.keys.signature_wrong_length",
                                      "rfc4055.parameters.signature_not_null",
                                      "rfc4055.parameters.pss_missing",
                                      "rfc4055.parameters.pss_malformed",
                                      "rfc4055.parameters.pss_default_encoded",
                                      "rfc4055.parameters.pss_digest",
                                      "rfc4055.parameters.pss_mask_digest",
                                      "rfc4055.parameters.pss_salt_length",
                                      "rfc4055.parameters.pss_trailer"};
  for (const std::string_view id : ids) {
    const Selection only(Rules{.include = {std::string(id)}, .exclude = {}, .severities = {}});
    const Lint& lint = *find_entry(id)->lint;
    std::set<Kind> fired;
    for (const auto& file : fs::directory_iterator(test::lint_testdata() / "cases" / id)) {
      if (file.path().extension() != ".pem") continue;
      const test::Fixture fixture(file.path());
      Findings findings;
      fixture.outcomes(lint, only, findings);
      if (!findings.empty()) {
        fired.insert(!fixture.crls.empty()        ? Kind::crl
                     : !fixture.responses.empty() ? Kind::ocsp
                     : !fixture.requests.empty()  ? Kind::ocsp_request
                                                  : Kind::certificate);
      }
    }
    INFO(id);
    CHECK(fired == std::set<Kind>{Kind::certificate, Kind::crl, Kind::ocsp, Kind::ocsp_request});
  }
}

}  // namespace
}  // namespace certcheck::lint
