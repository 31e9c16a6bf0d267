#include "certcheck/x509/ocsp.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"
#include "certcheck/x509/detail/ocsp_reading.h"
#include "certcheck/x509/oids.h"

#include <array>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;
using Status = SingleResponse::Status;

/// CrlID ::= SEQUENCE { crlUrl [0] EXPLICIT IA5String OPTIONAL, crlNum [1] EXPLICIT INTEGER OPTIONAL, crlTime
/// [2] EXPLICIT GeneralizedTime OPTIONAL } (RFC 6960 4.4.2)
void check_crl_reference(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return;
  value.finish();
  if (const auto url = fields->take_if(tag::context_constructed(0))) {
    auto content = fields->enter(*url, "crlUrl");
    content.take(tag::ia5_string, {});
    content.finish();
  }
  if (const auto number = fields->take_if(tag::context_constructed(1))) {
    auto content = fields->enter(*number, "crlNum");
    content.integer({});
    content.finish();
  }
  if (const auto time = fields->take_if(tag::context_constructed(2))) {
    auto content = fields->enter(*time, "crlTime");
    read_generalized_time(content, {});
    content.finish();
  }
  fields->finish();
}

void check_time(der::Reader value) {
  read_generalized_time(value, {});
  value.finish();
}

// What is wrong with the values is found here; who asks what they say reads them (lint/support/values.h,
// revocation).
constexpr ExtensionDecoders<SingleResponse> answer_decoders({
    {oids::ocsp_crl_reference, [](der::Reader value, SingleResponse&) { check_crl_reference(value); }},
    {oids::ocsp_archive_cutoff, [](der::Reader value, SingleResponse&) { check_time(value); }},
    {oids::crl_reason, [](der::Reader value, SingleResponse&) { read_crl_reason(value); }},
    {oids::invalidity_date, [](der::Reader value, SingleResponse&) { check_time(value); }},
    {oids::certificate_issuer, [](der::Reader value, SingleResponse&) { read_alternative_names(value); }},
    {oids::ocsp_signed_certificate_timestamps,
     [](der::Reader value, SingleResponse&) { read_sct_list(value); }},
});
constexpr ExtensionDecoders<OcspResponse> response_decoders({
    {oids::ocsp_extended_revoke, [](der::Reader value, OcspResponse&) { read_null_extension(value); }},
});

/// RevokedInfo ::= SEQUENCE { revocationTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }
bool read_revoked_info(der::Reader info, SingleResponse& response) {
  response.revocation_time = read_generalized_time(info, "revocationTime");
  if (const auto field = info.take_if(tag::context_constructed(0))) {
    auto content = info.enter(*field, "revocationReason");
    response.revocation_reason = read_crl_reason(content);
  }
  info.finish();
  return response.revocation_time->time.has_value();
}

/// CertStatus ::= CHOICE { good [0] IMPLICIT NULL, revoked [1] IMPLICIT RevokedInfo, unknown [2] IMPLICIT
/// NULL }
bool read_status(der::Reader& fields, SingleResponse& response) {
  if (const auto revoked = fields.take_if(tag::context_constructed(1))) {
    response.status = Status::revoked;
    return read_revoked_info(fields.enter(*revoked, "certStatus"), response);
  }
  const bool unknown = fields.peek() == tag::context(2);
  const auto element = fields.item(tag::context(unknown ? 2 : 0), {}, "certStatus");
  if (!element) return false;
  if (!element->content.empty())
    fields.fault(der::checks::null_invalid, element->offset, "the NULL has content", "certStatus");
  response.status = unknown ? Status::unknown : Status::good;
  return true;
}

bool read_single_response(der::Reader& fields, SingleResponse& response) {
  const bool identified = read_certificate_id(fields, "certID", response);
  const bool status = read_status(fields, response);
  response.this_update = read_generalized_time(fields, "thisUpdate");
  if (const auto field = fields.take_if(tag::context_constructed(0))) {
    auto content = fields.enter(*field, "nextUpdate");
    response.next_update = read_generalized_time(content, {});
    content.finish();
  }
  response.extensions = read_optional_extensions(fields, 1, "singleExtensions");
  fields.finish();
  return identified && status && response.this_update.time;
}

/// ResponderID ::= CHOICE { byName [1] Name, byKey [2] KeyHash }, in a module with explicit tags.
bool read_responder(der::Reader& data, OcspResponse& response) {
  if (const auto by_key = data.take_if(tag::context_constructed(2))) {
    auto content = data.enter(*by_key, "responderID.byKey");
    response.responder_key_hash = content.octet_string({});
    content.finish();
    return response.responder_key_hash.has_value();
  }
  const bool absent = (data.peek() & 0xc0) == 0;  // a universal type is what follows
  const auto by_name = absent ? data.take(tag::context_constructed(1), "responderID")
                              : data.item(tag::context_constructed(1), {}, "responderID");
  if (!by_name) return false;
  auto content = data.enter(*by_name, "responderID.byName");
  if (content.peek() == tag::set) {
    content.fault(der::checks::unexpected_tag, content.offset(),
                  "the tag is 31 instead of 30: a Name is a CHOICE, so that [1] is explicit");
    return false;
  }
  auto name = read_name(content, {});
  content.finish();
  if (name.bytes.empty()) return false;
  response.responder_name = std::move(name);
  return true;
}

bool read_response_data(der::Reader& data, OcspResponse& response) {
  response.version = read_ocsp_version(data);
  const bool responder = read_responder(data, response);
  response.produced_at = read_generalized_time(data, "producedAt");
  const auto list_element = data.item(tag::sequence, {}, "responses");
  if (!list_element) return false;
  auto list = data.enter(*list_element, "responses");
  const bool complete = read_elements(list, read_single_response, response.responses);
  response.extensions = read_optional_extensions(data, 1, "responseExtensions");
  data.finish();
  return responder && response.produced_at.time && complete;
}

bool read_basic(der::Reader value, OcspResponse& response) {
  auto basic = value.sequence({});
  if (!basic) return false;
  bool complete = false;
  if (const auto element = basic->take(tag::sequence, "tbsResponseData")) {
    response.tbs = element->bytes;
    auto data = basic->enter(*element, "tbsResponseData");
    complete = read_response_data(data, response);
  }
  const bool has_signature = read_signature(*basic, response);
  value.finish();
  return complete && has_signature;
}

bool read_response_bytes(der::Reader& fields, const der::Element& field, OcspResponse& response) {
  auto content = fields.enter(field, {});
  auto bytes = content.sequence("responseBytes");
  if (!bytes) return false;
  content.finish();
  const auto type = bytes->oid("responseType");
  if (!type) return false;
  response.response_type = *type;
  const auto octets = bytes->take(tag::octet_string, "response");
  bytes->finish();
  if (!octets) return false;
  if (*type != oids::ocsp_basic) {
    bytes->fault(checks::ocsp_type_unknown, field.offset, "the type of the response is " + type->to_string(),
                 "responseType");
    return false;
  }
  return read_basic(bytes->enter(*octets, "response"), response);
}

bool read_fields(der::Reader& fields, OcspResponse& response) {
  // OCSPResponseStatus ::= ENUMERATED, 0 to 6 without 4
  const size_t offset = fields.offset();
  response.status = fields.unsigned_integer("responseStatus", 6, tag::enumerated);
  if (response.status == 4U)
    fields.fault(der::checks::integer_out_of_range, offset, "the status 4 is not defined", "responseStatus");
  bool complete = response.status.has_value();
  if (const auto field = fields.take_if(tag::context_constructed(0))) {
    complete = read_response_bytes(fields, *field, response) && complete;
  } else if (response.status == 0U) {
    // What has another tag is for finish() to report.
    if (fields.at_end())
      fields.fault(der::checks::missing_element, fields.offset(),
                   "a successful response has no responseBytes", "responseBytes");
    complete = false;
  }
  fields.finish();
  return complete;
}

void read_extension_values(const der::Reader& input, OcspResponse& response) {
  const auto bytes = input.enter(ByteView(), 0, "responseBytes");
  const auto basic = bytes.enter(ByteView(), 0, "response");
  const auto data = basic.enter(ByteView(), 0, "tbsResponseData");
  const auto list = data.enter(ByteView(), 0, "responses");
  for (size_t i = 0; i < response.responses.size(); ++i) {
    const auto fields = list.enter(ByteView(), 0, {}, i);
    decode_extensions(fields.enter(ByteView(), 0, "singleExtensions"), response.responses[i].extensions,
                      answer_decoders, response.responses[i]);
  }
  decode_extensions(data.enter(ByteView(), 0, "responseExtensions"), response.extensions, response_decoders,
                    response);
}

}  // namespace

OcspResponsePtr parse_ocsp_response(Bytes der) {
  return parse_message<OcspResponse>(std::move(der), read_fields, read_extension_values);
}

}  // namespace certcheck::x509
