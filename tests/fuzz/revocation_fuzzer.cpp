// What CRLs and OCSP responses say about a certificate, on any bytes that its CA may have signed: the first
// byte of the input is the options', the rest are elements, each of which is signed as a CRL or a response.
// Nothing is thrown; what is revoked or good is so by what is in them; and without the CA's signature they
// say nothing.
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/x509/oids.h"

#include "tests/fuzz/property.h"
#include "tests/support/pki.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace certcheck;
using fuzz::require;
using revocation::Status;

namespace {

constexpr unsigned ca_key = 0, other_key = 1;
constexpr uint8_t of_responses = 1, with_deltas = 2, strictly = 4, as_browsers = 8;
constexpr size_t elements_max = 6;

/// A leaf with serial number 7 below its root, with a distribution point of the CRL's own, and a delta's.
struct Certificates {
  trust::Store store{"roots"};
  x509::CertificatePtr leaf;
  path::Options options;
  path::Path path;

  Certificates() {
    using namespace pki;
    store.add(x509::parse_certificate(make_der(test::root("fuzz", ca_key))));
    test::Spec spec = test::leaf("fuzz", ca_key);
    spec.serial = 7;
    const Bytes point =
        sequence({context(0, {context(0, {context_primitive(6, as_bytes("http://fuzz.test/"))})})});
    spec.extensions = {extension("2.5.29.31", false, sequence({point})),
                       extension("2.5.29.46", false, sequence({point}))};
    leaf = x509::parse_certificate(make_der(spec));
    options.time = test::now;
    options.profile = Profile::rfc5280;
    const trust::Store* const stores[] = {&store};
    crypto::Verifier verifier;
    path = path::validate(leaf, {}, stores, options, verifier).paths.front();
  }
};

/// CertificateList and BasicOCSPResponse are alike: what is signed, the algorithm, the signature.
Bytes signed_by(unsigned key, ByteView to_be_signed) {
  const Bytes content = to_bytes(to_be_signed);
  return pki::sequence({content, test::signature_algorithm(), pki::bit_string(test::sign(content, key))});
}

Bytes response_of(const Bytes& basic) {
  return pki::sequence(
      {pki::tlv(der::tag::enumerated, Bytes{0}),
       pki::context(0, {pki::sequence({pki::oid("1.3.6.1.5.5.7.48.1.1"), pki::octet_string(basic)})})});
}

revocation::Evidence evidence_of(const std::vector<ByteView>& elements, uint8_t flags, unsigned key) {
  revocation::Evidence evidence;
  for (const ByteView element : elements) {
    const Bytes whole = signed_by(key, element);
    if ((flags & of_responses) != 0)
      evidence.responses.push_back(x509::parse_ocsp_response(response_of(whole)));
    else
      evidence.crls.push_back(x509::parse_crl(whole));
  }
  return evidence;
}

revocation::Answer check(const Certificates& all, const revocation::Evidence& evidence, uint8_t flags) {
  path::Options options = all.options;
  options.strict = (flags & strictly) != 0;
  if ((flags & as_browsers) != 0) options.profile = Profile::webpki;
  const trust::Store* const stores[] = {&all.store};
  crypto::Verifier verifier;
  return revocation::check(all.path, evidence,
                           {.mode = revocation::Mode::hard, .require_deltas = (flags & with_deltas) != 0},
                           {{}, stores, &options}, verifier);
}

bool lists(const x509::Crl& crl, const x509::Certificate& certificate) {
  bool found = false;
  crl.revoked.find(certificate.serial, [&](const auto&) { return !(found = true); });
  return found;
}

/// Something of the evidence says that.
bool is_said(Status status, const revocation::Evidence& evidence, const x509::Certificate& leaf) {
  const bool by_crl = std::any_of(evidence.crls.begin(), evidence.crls.end(), [&](const x509::CrlPtr& crl) {
    return crl->complete && (status == Status::good || lists(*crl, leaf));
  });
  return by_crl ||
         std::any_of(evidence.responses.begin(), evidence.responses.end(), [&](const auto& response) {
           return std::any_of(
               response->responses.begin(), response->responses.end(), [&](const auto& single) {
                 const auto wanted = status == Status::good ? x509::SingleResponse::Status::good
                                                            : x509::SingleResponse::Status::revoked;
                 return single.status == wanted && same_bytes(single.serial, leaf.serial);
               });
         });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Certificates all;
  if (size == 0) return 0;
  const uint8_t flags = data[0];
  std::vector<ByteView> elements;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader input(ByteView(data, size).subspan(1), sink, "input");
  while (elements.size() < elements_max && !input.at_end()) {
    const auto element = input.next();
    if (!element) break;
    elements.push_back(element->bytes);
  }
  const revocation::Evidence evidence = evidence_of(elements, flags, ca_key);
  const revocation::Answer answer = check(all, evidence, flags);
  require(answer.statuses.size() == 1, "the leaf alone has a status");
  const auto& found = answer.statuses[0];
  require(found.status == Status::unknown || is_said(found.status, evidence, *all.leaf),
          "what is good or revoked is said to be so");
  require(found.status == Status::unknown || !found.source.empty(), "who says it is known");
  const auto again = check(all, evidence, flags);
  require(again.statuses[0].status == found.status && again.findings.size() == answer.findings.size(),
          "the same says the same");
  // Without its deltas a complete CRL says less, and no other thing.
  const Status strict = check(all, evidence, flags | with_deltas).statuses[0].status;
  const Status loose = check(all, evidence, static_cast<uint8_t>(flags & ~with_deltas)).statuses[0].status;
  require(strict == loose || (strict == Status::unknown && loose == Status::good),
          "deltas that are required clear nothing");
  require(check(all, evidence_of(elements, flags, other_key), flags).statuses[0].status == Status::unknown,
          "what another key has signed says nothing");
  return 0;
}
