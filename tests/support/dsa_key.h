#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/certificate.h"

#include "certserve/pki/der_builder.h"
#include "tests/support/pki.h"

#include <botan/auto_rng.h>
#include <botan/bigint.h>
#include <botan/dl_group.h>
#include <botan/dsa.h>
#include <botan/pubkey.h>

#include <string_view>
#include <vector>

namespace certcheck::test {

/// A DSA key on a fixed group, for the tests of inherited parameters.
struct DsaKey {
  Botan::AutoSeeded_RNG random;
  Botan::DSA_PrivateKey key{random, Botan::DL_Group::from_name("dsa/jce/1024")};

  /// SubjectPublicKeyInfo.
  Bytes key_info(bool with_parameters) const {
    const auto number = [&](std::string_view name) {
      return pki::unsigned_integer(key.get_int_field(name).serialize());
    };
    std::vector<Bytes> algorithm{pki::oid("1.2.840.10040.4.1")};
    if (with_parameters) algorithm.push_back(pki::sequence({number("p"), number("q"), number("g")}));
    return pki::sequence({pki::sequence(algorithm), pki::bit_string(number("y"))});
  }

  /// With SHA-256.
  static Bytes algorithm() { return pki::sequence({pki::oid("2.16.840.1.101.3.4.3.2")}); }

  /// What is signed, its algorithm and the signature: a certificate or a CRL.
  Bytes sign(const Bytes& to_be_signed) {
    Botan::PK_Signer signer(key, random, "SHA-256", Botan::Signature_Format::DerSequence);
    return pki::sequence(
        {to_be_signed, algorithm(), pki::bit_string(signer.sign_message(to_be_signed, random))});
  }

  x509::CertificatePtr issue(const Spec& spec, const Bytes& key_info) {
    return x509::parse_certificate(sign(to_be_signed(spec, algorithm(), key_info)));
  }
};

}  // namespace certcheck::test
