#include "certserve/responder.h"

#include "certcheck/der/reader.h"
#include "certcheck/x509/ocsp_request.h"
#include "certcheck/x509/oids.h"

#include "certserve/pki/der_builder.h"

#include <algorithm>
#include <utility>

namespace certcheck::certserve {
namespace {

using x509::CertificateId;
namespace oids = x509::oids;

/// CertID as the client has it, so that it recognises its own.
Bytes copy_of(const CertificateId& id) {
  return pki::sequence({to_bytes(id.hash_algorithm.bytes), pki::octet_string(id.issuer_name_hash),
                        pki::octet_string(id.issuer_key_hash), pki::tlv(der::tag::integer, id.serial)});
}

std::optional<pki::Digest> digest_of(const CertificateId& id) {
  if (id.hash_algorithm.oid == oids::sha1) return pki::Digest::sha1;
  if (id.hash_algorithm.oid == oids::sha256) return pki::Digest::sha256;
  if (id.hash_algorithm.oid == oids::sha384) return pki::Digest::sha384;
  return std::nullopt;
}

bool names(const CertificateId& id, const Bytes& issuer_name, const Bytes& issuer_key) {
  const auto which = digest_of(id);
  return which && same_bytes(id.issuer_name_hash, pki::digest(*which, issuer_name)) &&
         same_bytes(id.issuer_key_hash, pki::digest(*which, issuer_key));
}

/// RFC 9654 2.1: an OCTET STRING of 1 to 128 bytes inside of extnValue; responders refuse others.
bool is_nonce(const x509::Extension& extension) {
  constexpr size_t most = 128;
  Findings ignored;
  der::FaultSink faults(ignored);
  der::Reader value(extension.value, faults, {});
  const auto nonce = value.octet_string({});
  return nonce && value.at_end() && !nonce->empty() && nonce->size() <= most;
}

}  // namespace

Responder::Responder(pki::Authority authority, Time now, std::vector<Record> records)
    : authority_(std::move(authority)),
      name_(pki::authority_name(authority_)),
      key_(pki::Key::get(authority_.key).public_key_bits()),
      now_(now),
      records_(std::move(records)) {}

Bytes Responder::answer(ByteView bytes) const {
  const auto request = x509::parse_ocsp_request(to_bytes(bytes));
  if (!request->complete || request->requests.empty())
    return pki::ocsp_error(pki::OcspError::malformed_request);
  pki::OcspSpec response{.responder = authority_, .produced_at = now_, .statuses = {}};
  for (const x509::SingleRequest& single : request->requests) {
    const auto record = std::find_if(records_.begin(), records_.end(), [&](const Record& each) {
      return same_bytes(each.serial, single.serial);
    });
    // RFC 6960 2.2: "unknown" is what a responder says of a certificate whose issuer it does not serve.
    const bool known = record != records_.end() && names(single, name_, key_);
    const Bytes status = !known               ? pki::status_unknown()
                         : record->revocation ? pki::status_revoked(*record->revocation)
                                              : pki::status_good();
    response.statuses.push_back({copy_of(single), status, pki::current_at(now_)});
  }
  if (const x509::Extension* nonce = x509::find_extension(request->extensions, oids::ocsp_nonce)) {
    if (!is_nonce(*nonce)) return pki::ocsp_error(pki::OcspError::malformed_request);
    response.extensions = {pki::extension("1.3.6.1.5.5.7.48.1.2", false, nonce->value)};
  }
  return pki::issue(response);
}

}  // namespace certcheck::certserve
