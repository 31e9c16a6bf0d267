#include "certcheck/net/detail/policy.h"

#include <botan/pk_keys.h>
#include <botan/tls_algos.h>
#include <botan/tls_policy.h>
#include <botan/tls_signature_scheme.h>
#include <botan/tls_version.h>

#include <cstdint>
#include <string>
#include <vector>

namespace certcheck {

namespace {

class PermissivePolicy final : public Botan::TLS::Policy {
 public:
  PermissivePolicy(bool tls12, bool tls13, size_t message_bytes_max)
      : tls12_(tls12), tls13_(tls13), message_bytes_max_(message_bytes_max) {}

  bool allow_tls12() const override { return tls12_; }
  bool allow_tls13() const override { return tls13_; }
  // The tap reads TLS 1.3 with the secrets logged.
  bool allow_ssl_key_log_file() const override { return true; }

  std::vector<std::string> allowed_ciphers() const override {
    return {"AES-128/GCM",      "AES-256/GCM",
            "ChaCha20Poly1305", "AES-128/CCM",
            "AES-256/CCM",      "AES-128/CCM(8)",
            "AES-256/CCM(8)",   "Camellia-256/GCM",
            "Camellia-128/GCM", "ARIA-256/GCM",
            "ARIA-128/GCM",     "AES-256",
            "AES-128",          "3DES"};
  }
  std::vector<std::string> allowed_macs() const override { return {"AEAD", "SHA-256", "SHA-384", "SHA-1"}; }
  std::vector<std::string> allowed_signature_hashes() const override {
    return {"SHA-256", "SHA-384", "SHA-512", "SHA-1"};
  }
  std::vector<std::string> allowed_key_exchange_methods() const override { return {"ECDH", "DH", "RSA"}; }
  std::vector<std::string> allowed_signature_methods() const override {
    return {"ECDSA", "RSA", "Ed25519", "Ed448", "ML-DSA", "IMPLICIT"};
  }

  // Ordinary servers answer the hybrid or X25519 at once; the others ask for their group by a retry.
  std::vector<Botan::TLS::Group_Params> key_exchange_groups() const override {
    using Group = Botan::TLS::Group_Params;
    return {Group::HYBRID_X25519_ML_KEM_768,
            Group::X25519,
            Group::SECP256R1,
            Group::SECP384R1,
            Group::SECP521R1,
            Group::X448,
            Group::HYBRID_SECP256R1_ML_KEM_768,
            Group::HYBRID_SECP384R1_ML_KEM_1024,
            Group::ML_KEM_768,
            Group::ML_KEM_1024,
            Group::ML_KEM_512,
            Group::BRAINPOOL256R1,
            Group::BRAINPOOL384R1,
            Group::BRAINPOOL512R1,
            Group::FFDHE_2048,
            Group::FFDHE_3072,
            Group::FFDHE_4096,
            Group::FFDHE_6144,
            Group::FFDHE_8192};
  }
  std::vector<Botan::TLS::Group_Params> key_exchange_groups_to_offer() const override {
    return {Botan::TLS::Group_Params::HYBRID_X25519_ML_KEM_768, Botan::TLS::Group_Params::X25519};
  }

  // In the order of ordinary clients. From ed25519 on they go beyond what the engine verifies in handshakes,
  // so that a server with such a certificate shows it (RFC 8446 4.4.2.2 lets it refuse otherwise).
  std::vector<Botan::TLS::Signature_Scheme> acceptable_signature_schemes() const override {
    constexpr uint16_t offered[] = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0603, 0x0806,
                                    0x0601, 0x0807, 0x0808, 0x0809, 0x080a, 0x080b, 0x0904, 0x0905,
                                    0x0906, 0x081a, 0x081b, 0x081c, 0x0203, 0x0201};
    std::vector<Botan::TLS::Signature_Scheme> schemes;
    for (const uint16_t code : offered) schemes.emplace_back(code);
    return schemes;
  }
  // The same for all connections, and not cheap to put together.
  std::vector<uint16_t> ciphersuite_list(Botan::TLS::Protocol_Version version) const override {
    static const auto tls12 = Policy::ciphersuite_list(Botan::TLS::Protocol_Version::TLS_V12);
    static const auto tls13 = Policy::ciphersuite_list(Botan::TLS::Protocol_Version::TLS_V13);
    return version == Botan::TLS::Protocol_Version::TLS_V13 ? tls13 : tls12;
  }
  void check_peer_key_acceptable(const Botan::Public_Key& /*key*/) const override {}
  size_t minimum_rsa_bits() const override { return 0; }
  size_t minimum_dh_group_size() const override { return 0; }
  size_t maximum_dh_group_size() const override { return 16384; }
  size_t minimum_ecdsa_group_size() const override { return 0; }
  size_t minimum_ecdh_group_size() const override { return 0; }
  size_t minimum_signature_strength() const override { return 0; }

  bool require_extended_master_secret() const override { return false; }
  bool require_cert_revocation_info() const override { return false; }
  bool include_time_in_hello_random() const override { return false; }
  bool support_cert_status_message() const override { return true; }
  bool allow_insecure_renegotiation() const override { return true; }
  bool negotiate_encrypt_then_mac() const override { return true; }

  size_t maximum_certificate_chain_size() const override { return message_bytes_max_; }
  size_t maximum_handshake_message_size() const override { return message_bytes_max_; }

 private:
  bool tls12_;
  bool tls13_;
  size_t message_bytes_max_;
};

}  // namespace

std::shared_ptr<const Botan::TLS::Policy> permissive_policy(bool tls12, bool tls13,
                                                            size_t message_bytes_max) {
  return std::make_shared<PermissivePolicy>(tls12, tls13, message_bytes_max);
}

}  // namespace certcheck
