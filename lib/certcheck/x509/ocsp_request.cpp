#include "certcheck/x509/ocsp_request.h"

#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"
#include "certcheck/x509/detail/ocsp_reading.h"
#include "certcheck/x509/oids.h"

#include <array>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// AcceptableResponses ::= SEQUENCE OF OBJECT IDENTIFIER
std::optional<std::vector<der::Oid>> read_acceptable_responses(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  value.finish();
  std::vector<der::Oid> types;
  while (!list->at_end()) {
    const auto type = list->oid({});
    if (!type) return std::nullopt;
    types.push_back(*type);
  }
  return types;
}

/// PreferredSignatureAlgorithms ::= SEQUENCE OF SEQUENCE {
///     sigIdentifier AlgorithmIdentifier, pubKeyAlgIdentifier SMIMECapability OPTIONAL }
std::optional<std::vector<AlgorithmIdentifier>> read_preferred_signatures(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  value.finish();
  std::vector<AlgorithmIdentifier> preferred;
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) return std::nullopt;
    auto fields = list->enter(*element, {}, index);
    preferred.push_back(read_algorithm(fields, "sigIdentifier"));
    if (preferred.back().oid.empty()) return std::nullopt;
    fields.take_if(tag::sequence);
    fields.finish();
  }
  return preferred;
}

/// ServiceLocator ::= SEQUENCE { issuer Name, locator AuthorityInfoAccessSyntax OPTIONAL }
std::optional<ServiceLocator> read_service_locator(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  value.finish();
  ServiceLocator out;
  out.issuer = read_name(*fields, "issuer");
  if (out.issuer.bytes.empty()) return std::nullopt;
  if (fields->at_end()) return out;
  const auto locator = fields->take(tag::sequence, "locator");
  if (locator)
    out.locator = read_information_access(fields->enter(locator->bytes, locator->offset, "locator"));
  fields->finish();
  return out;
}

constexpr ExtensionDecoders<OcspRequest> request_decoders({
    {oids::ocsp_acceptable_responses,
     [](der::Reader value, OcspRequest& request) {
       request.acceptable_responses = read_acceptable_responses(value);
     }},
    {oids::ocsp_preferred_signatures,
     [](der::Reader value, OcspRequest& request) {
       request.preferred_signatures = read_preferred_signatures(value);
     }},
});

constexpr ExtensionDecoders<SingleRequest> single_decoders({
    {oids::ocsp_service_locator,
     [](der::Reader value, SingleRequest& request) {
       request.service_locator = read_service_locator(value);
     }},
});

/// Request ::= SEQUENCE { reqCert CertID, singleRequestExtensions [0] EXPLICIT Extensions OPTIONAL }
bool read_single_request(der::Reader& fields, SingleRequest& request) {
  const bool identified = read_certificate_id(fields, "reqCert", request);
  request.extensions = read_optional_extensions(fields, 0, "singleRequestExtensions");
  fields.finish();
  return identified;
}

/// requestorName [1] EXPLICIT GeneralName OPTIONAL: a CHOICE is never tagged implicitly (X.680 31.2.7).
bool read_requestor(der::Reader& tbs, OcspRequest& request) {
  if ((tbs.peek() & 0xc0) == 0x80 && tbs.peek() != tag::context_constructed(1)) {
    // The name without that tag: what follows is read as what it is.
    tbs.fault(der::checks::unexpected_tag, tbs.offset(),
              "the tag is " + hex_encode(tbs.rest().first(1)) +
                  " instead of a1: a GeneralName is a CHOICE, so that [1] is explicit",
              "requestorName");
    request.requestor_name = read_general_name(tbs, "requestorName");
    return request.requestor_name.has_value();
  }
  const auto field = tbs.take_if(tag::context_constructed(1));
  if (!field) return true;
  auto content = tbs.enter(*field, "requestorName");
  request.requestor_name = read_general_name(content, {});
  content.finish();
  return request.requestor_name.has_value();
}

bool read_tbs_request(der::Reader& tbs, OcspRequest& request) {
  request.version = read_ocsp_version(tbs);
  const bool requestor = read_requestor(tbs, request);
  const auto list_element = tbs.item(tag::sequence, {}, "requestList");
  if (!list_element) return false;
  auto list = tbs.enter(*list_element, "requestList");
  const bool complete = read_elements(list, read_single_request, request.requests);
  request.extensions = read_optional_extensions(tbs, 2, "requestExtensions");
  tbs.finish();
  return requestor && complete;
}

bool read_ocsp_request_fields(der::Reader& fields, OcspRequest& request) {
  bool complete = false;
  if (const auto element = fields.take(tag::sequence, "tbsRequest")) {
    request.tbs = element->bytes;
    auto tbs = fields.enter(*element, "tbsRequest");
    complete = read_tbs_request(tbs, request);
  }
  if (const auto field = fields.take_if(tag::context_constructed(0))) {
    request.is_signed = true;
    bool has_signature = false;
    read_explicit(fields, *field, "optionalSignature",
                  [&](der::Reader& signature) { has_signature = read_signature(signature, request); });
    complete = has_signature && complete;
  }
  fields.finish();
  return complete;
}

void read_request_extension_values(const der::Reader& input, OcspRequest& request) {
  const auto tbs = input.enter(ByteView(), 0, "tbsRequest");
  const auto list = tbs.enter(ByteView(), 0, "requestList");
  for (size_t i = 0; i < request.requests.size(); ++i) {
    const auto fields = list.enter(ByteView(), 0, {}, i);
    decode_extensions(fields.enter(ByteView(), 0, "singleRequestExtensions"), request.requests[i].extensions,
                      single_decoders, request.requests[i]);
  }
  decode_extensions(tbs.enter(ByteView(), 0, "requestExtensions"), request.extensions, request_decoders,
                    request);
}

}  // namespace

OcspRequestPtr parse_ocsp_request(Bytes der) {
  return parse_message<OcspRequest>(std::move(der), read_ocsp_request_fields, read_request_extension_values);
}

}  // namespace certcheck::x509
