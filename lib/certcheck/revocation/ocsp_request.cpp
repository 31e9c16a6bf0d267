#include "certcheck/revocation/ocsp_request.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/der/reader.h"
#include "certcheck/der/writer.h"

#include <vector>

namespace certcheck::revocation {

Bytes ocsp_request(const x509::Certificate& certificate, const x509::Certificate& issuer, ByteView nonce) {
  const auto sha1 = [](ByteView bytes) {
    return der::octet_string(crypto::digest(crypto::Digest::sha1, bytes).value_or(Bytes()));
  };
  // RFC 6960 4.1.1: hashes of the issuer's name, and of its key without tag, length and unused bits.
  const Bytes id =
      der::sequence({der::sequence({der::oid("1.3.14.3.2.26"), der::null()}), sha1(certificate.issuer.bytes),
                     sha1(issuer.public_key.key.bytes), der::tlv(0x02, certificate.serial)});
  std::vector<Bytes> request{der::sequence({der::sequence({id})})};
  // RFC 9654 2.1: Nonce ::= OCTET STRING, DER inside of extnValue, among requestExtensions [2].
  if (!nonce.empty())
    request.push_back(
        der::tlv(der::tag::context_constructed(2),
                 der::sequence({der::sequence(
                     {der::oid("1.3.6.1.5.5.7.48.1.2"), der::octet_string(der::octet_string(nonce))})})));
  return der::sequence({der::sequence(request)});
}

}  // namespace certcheck::revocation
