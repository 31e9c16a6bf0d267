#include "certcheck/tls/names.h"

#include "certcheck/tls/cipher_suites.h"

#include <algorithm>
#include <iterator>

namespace certcheck::tls {

namespace {

struct Name {
  uint16_t value;
  std::string_view name;
};

template <size_t Size>
constexpr std::string_view lookup(const Name (&table)[Size], uint16_t value) {
  for (const Name& entry : table) {
    if (entry.value == value) return entry.name;
  }
  return {};
}

std::string or_number(std::string_view name, uint16_t value, int digits) {
  if (!name.empty()) return std::string(name);
  return hex_number(value, digits) + (digits == 4 && is_grease(value) ? " (GREASE)" : " (unknown)");
}

constexpr Name version_names[] = {{ssl2_version, "SSL 2.0"},  {ssl3_version, "SSL 3.0"},
                                  {tls10_version, "TLS 1.0"}, {tls11_version, "TLS 1.1"},
                                  {tls12_version, "TLS 1.2"}, {tls13_version, "TLS 1.3"}};

using Kind = KeyExchange::Kind;

// IANA "TLS Supported Groups".
constexpr NamedGroup groups[] = {
    {1, "sect163k1", Kind::ecdhe, 163},
    {2, "sect163r1", Kind::ecdhe, 163},
    {3, "sect163r2", Kind::ecdhe, 163},
    {4, "sect193r1", Kind::ecdhe, 193},
    {5, "sect193r2", Kind::ecdhe, 193},
    {6, "sect233k1", Kind::ecdhe, 233},
    {7, "sect233r1", Kind::ecdhe, 233},
    {8, "sect239k1", Kind::ecdhe, 239},
    {9, "sect283k1", Kind::ecdhe, 283},
    {10, "sect283r1", Kind::ecdhe, 283},
    {11, "sect409k1", Kind::ecdhe, 409},
    {12, "sect409r1", Kind::ecdhe, 409},
    {13, "sect571k1", Kind::ecdhe, 571},
    {14, "sect571r1", Kind::ecdhe, 571},
    {15, "secp160k1", Kind::ecdhe, 160},
    {16, "secp160r1", Kind::ecdhe, 160},
    {17, "secp160r2", Kind::ecdhe, 160},
    {18, "secp192k1", Kind::ecdhe, 192},
    {19, "secp192r1", Kind::ecdhe, 192},
    {20, "secp224k1", Kind::ecdhe, 224},
    {21, "secp224r1", Kind::ecdhe, 224},
    {22, "secp256k1", Kind::ecdhe, 256},
    {23, "secp256r1", Kind::ecdhe, 256},
    {24, "secp384r1", Kind::ecdhe, 384},
    {25, "secp521r1", Kind::ecdhe, 521},
    {26, "brainpoolP256r1", Kind::ecdhe, 256},
    {27, "brainpoolP384r1", Kind::ecdhe, 384},
    {28, "brainpoolP512r1", Kind::ecdhe, 512},
    {29, "x25519", Kind::ecdhe, 255},
    {30, "x448", Kind::ecdhe, 448},
    {31, "brainpoolP256r1tls13", Kind::ecdhe, 256},
    {32, "brainpoolP384r1tls13", Kind::ecdhe, 384},
    {33, "brainpoolP512r1tls13", Kind::ecdhe, 512},
    {34, "GC256A", Kind::ecdhe, 256},
    {35, "GC256B", Kind::ecdhe, 256},
    {36, "GC256C", Kind::ecdhe, 256},
    {37, "GC256D", Kind::ecdhe, 256},
    {38, "GC512A", Kind::ecdhe, 512},
    {39, "GC512B", Kind::ecdhe, 512},
    {40, "GC512C", Kind::ecdhe, 512},
    {41, "curveSM2", Kind::ecdhe, 256},
    {256, "ffdhe2048", Kind::dhe, 2048},
    {257, "ffdhe3072", Kind::dhe, 3072},
    {258, "ffdhe4096", Kind::dhe, 4096},
    {259, "ffdhe6144", Kind::dhe, 6144},
    {260, "ffdhe8192", Kind::dhe, 8192},
    {512, "MLKEM512", Kind::kem, 512},
    {513, "MLKEM768", Kind::kem, 768},
    {514, "MLKEM1024", Kind::kem, 1024},
    {4587, "SecP256r1MLKEM768", Kind::hybrid, 256},
    {4588, "X25519MLKEM768", Kind::hybrid, 255},
    {4589, "SecP384r1MLKEM1024", Kind::hybrid, 384},
    {4590, "curveSM2MLKEM768", Kind::hybrid, 256},
    {25497, "X25519Kyber768Draft00", Kind::hybrid, 255},
    {25498, "SecP256r1Kyber768Draft00", Kind::hybrid, 256},
    {65281, "arbitrary_explicit_prime_curves", Kind::ecdhe, 0},
    {65282, "arbitrary_explicit_char2_curves", Kind::ecdhe, 0},
};

// IANA "TLS SignatureScheme"; the pairs of RFC 5246 7.4.1.4.1 that have no name there follow its pattern.
constexpr Name signature_scheme_names[] = {
    {0x0101, "rsa_pkcs1_md5"},
    {0x0201, "rsa_pkcs1_sha1"},
    {0x0202, "dsa_sha1"},
    {0x0203, "ecdsa_sha1"},
    {0x0301, "rsa_pkcs1_sha224"},
    {0x0302, "dsa_sha224"},
    {0x0303, "ecdsa_sha224"},
    {0x0401, "rsa_pkcs1_sha256"},
    {0x0402, "dsa_sha256"},
    {0x0403, "ecdsa_secp256r1_sha256"},
    {0x0420, "rsa_pkcs1_sha256_legacy"},
    {0x0501, "rsa_pkcs1_sha384"},
    {0x0502, "dsa_sha384"},
    {0x0503, "ecdsa_secp384r1_sha384"},
    {0x0520, "rsa_pkcs1_sha384_legacy"},
    {0x0601, "rsa_pkcs1_sha512"},
    {0x0602, "dsa_sha512"},
    {0x0603, "ecdsa_secp521r1_sha512"},
    {0x0620, "rsa_pkcs1_sha512_legacy"},
    {0x0704, "eccsi_sha256"},
    {0x0705, "iso_ibs1"},
    {0x0706, "iso_ibs2"},
    {0x0707, "iso_chinese_ibs"},
    {0x0708, "sm2sig_sm3"},
    {0x0709, "gostr34102012_256a"},
    {0x070a, "gostr34102012_256b"},
    {0x070b, "gostr34102012_256c"},
    {0x070c, "gostr34102012_256d"},
    {0x070d, "gostr34102012_512a"},
    {0x070e, "gostr34102012_512b"},
    {0x070f, "gostr34102012_512c"},
    {0x0804, "rsa_pss_rsae_sha256"},
    {0x0805, "rsa_pss_rsae_sha384"},
    {0x0806, "rsa_pss_rsae_sha512"},
    {0x0807, "ed25519"},
    {0x0808, "ed448"},
    {0x0809, "rsa_pss_pss_sha256"},
    {0x080a, "rsa_pss_pss_sha384"},
    {0x080b, "rsa_pss_pss_sha512"},
    {0x081a, "ecdsa_brainpoolP256r1tls13_sha256"},
    {0x081b, "ecdsa_brainpoolP384r1tls13_sha384"},
    {0x081c, "ecdsa_brainpoolP512r1tls13_sha512"},
    {0x0904, "mldsa44"},
    {0x0905, "mldsa65"},
    {0x0906, "mldsa87"},
    {0x0911, "slhdsa_sha2_128s"},
    {0x0912, "slhdsa_sha2_128f"},
    {0x0913, "slhdsa_sha2_192s"},
    {0x0914, "slhdsa_sha2_192f"},
    {0x0915, "slhdsa_sha2_256s"},
    {0x0916, "slhdsa_sha2_256f"},
    {0x0917, "slhdsa_shake_128s"},
    {0x0918, "slhdsa_shake_128f"},
    {0x0919, "slhdsa_shake_192s"},
    {0x091a, "slhdsa_shake_192f"},
    {0x091b, "slhdsa_shake_256s"},
    {0x091c, "slhdsa_shake_256f"},
};

// RFC 5246 7.2, RFC 8446 section 6, RFC 6066 section 9, RFC 7301, RFC 4279, RFC 9849; SSL 3.0's own (RFC
// 6101).
constexpr Name alerts[] = {
    {0, "close_notify"},
    {10, "unexpected_message"},
    {20, "bad_record_mac"},
    {21, "decryption_failed"},
    {22, "record_overflow"},
    {30, "decompression_failure"},
    {40, "handshake_failure"},
    {41, "no_certificate"},
    {42, "bad_certificate"},
    {43, "unsupported_certificate"},
    {44, "certificate_revoked"},
    {45, "certificate_expired"},
    {46, "certificate_unknown"},
    {47, "illegal_parameter"},
    {48, "unknown_ca"},
    {49, "access_denied"},
    {50, "decode_error"},
    {51, "decrypt_error"},
    {52, "too_many_cids_requested"},
    {60, "export_restriction"},
    {70, "protocol_version"},
    {71, "insufficient_security"},
    {80, "internal_error"},
    {86, "inappropriate_fallback"},
    {90, "user_canceled"},
    {100, "no_renegotiation"},
    {109, "missing_extension"},
    {110, "unsupported_extension"},
    {111, "certificate_unobtainable"},
    {112, "unrecognized_name"},
    {113, "bad_certificate_status_response"},
    {114, "bad_certificate_hash_value"},
    {115, "unknown_psk_identity"},
    {116, "certificate_required"},
    {117, "general_error"},
    {120, "no_application_protocol"},
    {121, "ech_required"},
};

constexpr Name extensions[] = {
    {0, "server_name"},
    {1, "max_fragment_length"},
    {2, "client_certificate_url"},
    {3, "trusted_ca_keys"},
    {4, "truncated_hmac"},
    {5, "status_request"},
    {6, "user_mapping"},
    {7, "client_authz"},
    {8, "server_authz"},
    {9, "cert_type"},
    {10, "supported_groups"},
    {11, "ec_point_formats"},
    {12, "srp"},
    {13, "signature_algorithms"},
    {14, "use_srtp"},
    {15, "heartbeat"},
    {16, "application_layer_protocol_negotiation"},
    {17, "status_request_v2"},
    {18, "signed_certificate_timestamp"},
    {19, "client_certificate_type"},
    {20, "server_certificate_type"},
    {21, "padding"},
    {22, "encrypt_then_mac"},
    {23, "extended_master_secret"},
    {24, "token_binding"},
    {25, "cached_info"},
    {26, "tls_lts"},
    {27, "compress_certificate"},
    {28, "record_size_limit"},
    {29, "pwd_protect"},
    {30, "pwd_clear"},
    {31, "password_salt"},
    {32, "ticket_pinning"},
    {33, "tls_cert_with_extern_psk"},
    {34, "delegated_credential"},
    {35, "session_ticket"},
    {36, "TLMSP"},
    {37, "TLMSP_proxying"},
    {38, "TLMSP_delegate"},
    {39, "supported_ekt_ciphers"},
    {41, "pre_shared_key"},
    {42, "early_data"},
    {43, "supported_versions"},
    {44, "cookie"},
    {45, "psk_key_exchange_modes"},
    {47, "certificate_authorities"},
    {48, "oid_filters"},
    {49, "post_handshake_auth"},
    {50, "signature_algorithms_cert"},
    {51, "key_share"},
    {52, "transparency_info"},
    {54, "connection_id"},
    {55, "external_id_hash"},
    {56, "external_session_id"},
    {57, "quic_transport_parameters"},
    {58, "ticket_request"},
    {59, "dnssec_chain"},
    {60, "sequence_number_encryption_algorithms"},
    {61, "rrc"},
    {62, "tls_flags"},
    {13172, "next_protocol_negotiation"},
    {17513, "application_settings"},
    {0xfd00, "ech_outer_extensions"},
    {0xfe0d, "encrypted_client_hello"},
    {0xff01, "renegotiation_info"},
};

constexpr Name messages[] = {
    {0, "hello_request"},
    {1, "client_hello"},
    {2, "server_hello"},
    {3, "hello_verify_request"},
    {4, "new_session_ticket"},
    {5, "end_of_early_data"},
    {6, "hello_retry_request"},
    {8, "encrypted_extensions"},
    {11, "certificate"},
    {12, "server_key_exchange"},
    {13, "certificate_request"},
    {14, "server_hello_done"},
    {15, "certificate_verify"},
    {16, "client_key_exchange"},
    {20, "finished"},
    {21, "certificate_url"},
    {22, "certificate_status"},
    {23, "supplemental_data"},
    {24, "key_update"},
    {25, "compressed_certificate"},
    {67, "next_protocol"},
    {254, "message_hash"},
};

// RFC 5246 7.4.4, RFC 8422 5.5.
constexpr Name client_certificate_types[] = {
    {1, "rsa_sign"},         {2, "dss_sign"},          {3, "rsa_fixed_dh"},  {4, "dss_fixed_dh"},
    {5, "rsa_ephemeral_dh"}, {6, "dss_ephemeral_dh"},  {20, "fortezza_dms"}, {64, "ecdsa_sign"},
    {65, "rsa_fixed_ecdh"},  {66, "ecdsa_fixed_ecdh"}, {67, "gost_sign256"}, {68, "gost_sign512"},
};

}  // namespace

std::string hex_number(uint32_t value, int digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string text = "0x";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += alphabet[(value >> shift) & 0xf];
  return text;
}

std::string tls_version_name(uint16_t version) {
  return or_number(lookup(version_names, version), version, 4);
}

std::string cipher_suite_name(uint16_t id) {
  const CipherSuite* suite = find_cipher_suite(id);
  return or_number(suite ? suite->name : std::string_view{}, id, 4);
}

const NamedGroup* find_named_group(uint16_t id) {
  const auto* found = std::find_if(std::begin(groups), std::end(groups),
                                   [id](const NamedGroup& group) { return group.id == id; });
  return found == std::end(groups) ? nullptr : found;
}

std::string named_group_name(uint16_t id) {
  const NamedGroup* group = find_named_group(id);
  return or_number(group ? group->name : std::string_view{}, id, 4);
}

std::string signature_scheme_name(uint16_t scheme) {
  return or_number(lookup(signature_scheme_names, scheme), scheme, 4);
}

std::string handshake_scheme_name(uint16_t scheme) {
  switch (scheme) {
    case legacy_scheme::rsa_md5_sha1:
      return "rsa_pkcs1_md5_sha1";
    case legacy_scheme::dsa_sha1:
      return "dsa_sha1";
    case legacy_scheme::ecdsa_sha1:
      return "ecdsa_sha1";
    default:
      return signature_scheme_name(scheme);
  }
}

std::string alert_name(uint8_t description) { return or_number(lookup(alerts, description), description, 2); }

std::string tls_extension_name(uint16_t type) { return or_number(lookup(extensions, type), type, 4); }

std::string handshake_message_name(uint8_t type) { return or_number(lookup(messages, type), type, 2); }

std::string client_certificate_type_name(uint8_t type) {
  return or_number(lookup(client_certificate_types, type), type, 2);
}

}  // namespace certcheck::tls
