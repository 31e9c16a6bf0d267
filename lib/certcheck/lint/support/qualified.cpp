#include "certcheck/lint/support/qualified.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

std::optional<Malformation> first_of(const Findings& faults) {
  return faults.empty() ? std::nullopt
                        : std::optional(Malformation{faults[0].offset.value_or(0), faults[0].message});
}

/// The next element as a URI, if it is an IA5String.
std::optional<x509::GeneralName> read_uri(der::Reader& fields, std::string_view name) {
  const auto text = fields.take(tag::ia5_string, name);
  if (!text) return std::nullopt;
  x509::GeneralName uri;
  uri.kind = x509::GeneralName::Kind::uri;
  uri.value = text->content;
  uri.offset = text->offset;
  return uri;
}

// PdsLocations ::= SEQUENCE SIZE (1..MAX) OF PdsLocation
// PdsLocation ::= SEQUENCE { url IA5String, language PrintableString (SIZE(2)) }
void read_locations(der::Reader value, std::vector<DisclosureStatement>& statements) {
  auto list = value.sequence("statementInfo");
  if (!list) return;
  if (list->at_end()) {
    list->fault(x509::checks::sequence_empty, list->offset(),
                "the list of PKI disclosure statements is empty");
  }
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    auto url = read_uri(fields, "url");
    if (!url) continue;
    DisclosureStatement& statement = statements.emplace_back();
    statement.url = std::move(*url);
    if (const auto language = fields.take(tag::printable_string, "language")) {
      statement.language = as_text(language->content);
      statement.language_offset = language->offset;
    }
    fields.finish();
  }
}

/// Calls read(reader over statementInfo) for each statement in qcStatements of which `is_meant` says so.
template <typename IsMeant, typename Read>
void read_statements(const x509::Certificate& certificate, Findings& faults, IsMeant is_meant, Read read) {
  if (!certificate.qc_statements) return;
  der::FaultSink sink(faults);
  for (const x509::QcStatement& statement : certificate.qc_statements->statements) {
    if (!is_meant(statement)) continue;
    const size_t offset = statement.info.empty()
                              ? certificate.find(oids::qc_statements)->value_offset
                              : static_cast<size_t>(statement.info.data() - certificate.der.data());
    read(der::Reader(statement.info, sink, {}, offset));
  }
}

std::vector<DisclosureStatement> read_disclosure_statements(const x509::Certificate& certificate,
                                                            Findings& faults) {
  std::vector<DisclosureStatement> statements;
  read_statements(
      certificate, faults, [](const x509::QcStatement& statement) { return statement.id == oids::qc_pds; },
      [&statements](der::Reader info) { read_locations(std::move(info), statements); });
  return statements;
}

// Every rule on names reads them again, so that of more than anyone has the rest is left.
constexpr size_t semantics_most = 16, authorities_most = 64;

// SemanticsInformation ::= SEQUENCE { semanticsIdentifier OBJECT IDENTIFIER OPTIONAL,
//   nameRegistrationAuthorities SEQUENCE SIZE (1..MAX) OF GeneralName OPTIONAL }
SemanticsInformation read_semantics(der::Reader info) {
  SemanticsInformation semantics;
  semantics.offset = info.offset();
  auto fields = info.sequence("statementInfo");
  if (!fields) return semantics;
  if (fields->sees(tag::oid)) semantics.identifier = fields->oid("semanticsIdentifier");
  if (const auto names = fields->take_if(tag::sequence)) {
    auto list = fields->enter(*names, "nameRegistrationAuthorities");
    if (list.at_end())
      list.fault(x509::checks::sequence_empty, list.offset(),
                 "the list of registration authorities is empty");
    for (size_t index = 0; !list.at_end() && index < authorities_most; ++index)
      if (auto name = x509::read_general_name(list, {}, index))
        semantics.registration_authorities.push_back(std::move(*name));
  }
  fields->finish();
  return semantics;
}

/// The statement may be without SemanticsInformation.
std::vector<SemanticsInformation> read_semantics_information(const x509::Certificate& certificate,
                                                             Findings& faults) {
  std::vector<SemanticsInformation> all;
  read_statements(
      certificate, faults,
      [&all](const x509::QcStatement& statement) {
        return all.size() < semantics_most && !statement.info.empty() &&
               (statement.id == oids::qcs_syntax_v1 || statement.id == oids::qcs_syntax_v2);
      },
      [&all](der::Reader info) { all.push_back(read_semantics(std::move(info))); });
  return all;
}

// BiometricSyntax ::= SEQUENCE OF BiometricData
// BiometricData ::= SEQUENCE { typeOfBiometricData CHOICE { INTEGER, OBJECT IDENTIFIER },
//   hashAlgorithm AlgorithmIdentifier, biometricDataHash OCTET STRING, sourceDataUri IA5String OPTIONAL }

/// The first fault of the extension, if any. Nothing is read after it.
std::optional<Malformation> first_biometric_fault(const x509::Extension& extension) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(extension.value, sink, {}, extension.value_offset);
  auto list = value.sequence({});
  for (size_t index = 0; list && !list->at_end() && faults.empty(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    if (fields.sees(tag::oid))
      fields.oid("typeOfBiometricData");
    else
      fields.integer("typeOfBiometricData");
    if (auto algorithm = fields.sequence("hashAlgorithm")) algorithm->oid("algorithm");
    fields.take(tag::octet_string, "biometricDataHash");
    fields.take_if(tag::ia5_string);
    fields.finish();
  }
  if (faults.empty()) value.finish();
  return first_of(faults);
}

}  // namespace

// Each element is taken only where it is, so that what is missing costs nothing: the rule on the syntax
// reports it.
BiometricData read_biometric_data(der::Reader fields, size_t offset) {
  BiometricData data;
  data.offset = offset;
  if (!fields.take_if(tag::oid)) fields.take_if(tag::integer);
  if (const auto algorithm = fields.take_if(tag::sequence)) {
    auto content = fields.enter(*algorithm, {});
    if (const auto oid = content.take_if(tag::oid); oid && !oid->content.empty())
      data.hash_algorithm = der::Oid(oid->content);
  }
  if (const auto hash = fields.take_if(tag::octet_string)) data.hash = hash->content;
  if (fields.sees(tag::ia5_string)) data.source = read_uri(fields, {});
  return data;
}

std::vector<DisclosureStatement> disclosure_statements(const x509::Certificate& certificate) {
  Findings unheeded;
  return read_disclosure_statements(certificate, unheeded);
}

std::vector<SemanticsInformation> semantics_statements(const x509::Certificate& certificate) {
  Findings unheeded;
  return read_semantics_information(certificate, unheeded);
}

std::optional<Malformation> malformed_semantics_information(const x509::Certificate& certificate) {
  Findings faults;
  read_semantics_information(certificate, faults);
  return first_of(faults);
}

std::optional<Malformation> malformed_disclosure_statement(const x509::Certificate& certificate) {
  Findings faults;
  read_disclosure_statements(certificate, faults);
  return first_of(faults);
}

std::optional<Malformation> malformed_biometric_data(const x509::Certificate& certificate) {
  const x509::Extension* extension = certificate.find(oids::biometric_info);
  return extension == nullptr ? std::nullopt : first_biometric_fault(*extension);
}

}  // namespace certcheck::lint
