#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/path/path.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include "certserve/pki/certificate.h"

#include <botan/asn1_obj.h>
#include <botan/pubkey.h>
#include <botan/x509_key.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// What the benchmarks of verification have in common.
namespace certcheck::bench {

inline constexpr Time moment = date(2026, 1, 1);
inline constexpr std::string_view host = "www.example.test";

/// Leaves by one issuer below one root.
struct Chain {
  std::string name;
  std::vector<Bytes> leaves;  ///< DER
  Bytes issuer, root;
};

inline Chain make_chain(std::string name, std::string_view root_key, std::string_view issuer_key,
                        std::string_view leaf_key, size_t leaves = 1) {
  const pki::Authority root{.common_name = "Bench Root " + name, .key = std::string(root_key)};
  const pki::Authority issuer{.common_name = "Bench Issuer " + name, .key = std::string(issuer_key)};
  Chain chain{.name = std::move(name),
              .leaves = {},
              .issuer = pki::issue(pki::authority_certificate(root, issuer)),
              .root = pki::issue(pki::root_certificate(root))};
  for (size_t i = 0; i < leaves; ++i) {
    auto spec = pki::server_certificate(issuer, leaf_key, host);
    spec.organization = "Leaf " + std::to_string(i);
    chain.leaves.push_back(pki::issue(spec));
  }
  return chain;
}

inline std::vector<Chain> make_chains(size_t leaves = 1) {
  return {make_chain("RSA-2048", "root-rsa", "issuing-rsa", "leaf-rsa", leaves),
          make_chain("P-256", "root-p256", "issuing-p256", "leaf-p256", leaves),
          make_chain("RSA-2048 and P-256", "root-rsa", "issuing-p256", "leaf-p256", leaves)};
}

/// A client of ours that trusts the chain's root.
class Client {
 public:
  explicit Client(const Chain& chain) {
    store_.add_der(chain.root);
    store_.all();  // parsed once, as in any program that runs for a while
    options_.time = moment;
    options_.names.push_back(*names::make_host_name(host));
  }

  bool trusts(ByteView leaf, ByteView issuer, crypto::Verifier& verifier) const {
    const std::array pool{x509::parse_certificate(issuer)};
    const std::array<const trust::Store*, 1> stores{&store_};
    return path::validate(x509::parse_certificate(leaf), pool, stores, options_, verifier).trusted();
  }

 private:
  trust::Store store_{"bench"};
  path::Options options_;
};

/// The floor under every verification on Botan: nothing but the signatures.
class BotanSignature {
 public:
  BotanSignature(ByteView subject, ByteView issuer)
      : subject_(x509::parse_certificate(subject)), issuer_(x509::parse_certificate(issuer)) {}

  Botan::PK_Verifier verifier() const {
    const x509::AlgorithmIdentifier& algorithm = subject_->signature_algorithm;
    const auto key = Botan::X509::load_key(issuer_->public_key.bytes);
    return Botan::PK_Verifier(*key, Botan::AlgorithmIdentifier(Botan::OID(algorithm.oid.to_string()),
                                                               to_bytes(algorithm.parameters)));
  }
  bool valid(Botan::PK_Verifier& verifier) const {
    return verifier.verify_message(subject_->tbs, subject_->signature.bytes);
  }
  /// With the key loaded anew.
  bool valid() const {
    auto fresh = verifier();
    return valid(fresh);
  }

 private:
  x509::CertificatePtr subject_, issuer_;
};

}  // namespace certcheck::bench
