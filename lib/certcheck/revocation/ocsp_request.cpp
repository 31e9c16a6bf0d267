#include "certcheck/revocation/ocsp_request.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/der/writer.h"

namespace certcheck::revocation {

Bytes ocsp_request(const x509::Certificate& certificate, const x509::Certificate& issuer) {
  const auto sha1 = [](ByteView bytes) {
    return der::octet_string(crypto::digest(crypto::Digest::sha1, bytes).value_or(Bytes()));
  };
  // RFC 6960 4.1.1: hashes of the issuer's name, and of its key without tag, length and unused bits.
  const Bytes id = der::sequence({der::sequence({der::oid("1.3.14.3.2.26"), der::null()}),
                                  sha1(certificate.issuer.bytes), sha1(issuer.public_key.key.bytes),
                                  der::tlv(0x02, certificate.serial)});
  return der::sequence({der::sequence({der::sequence({der::sequence({id})})})});
}

}  // namespace certcheck::revocation
