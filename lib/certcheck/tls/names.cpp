#include "certcheck/tls/names.h"

#include "certcheck/base/encoding.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"

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
  for (const Name& entry : table)
    if (entry.value == value) return entry.name;
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
    {named_group::sect163k1, "sect163k1", Kind::ecdhe, 163},
    {named_group::sect163r1, "sect163r1", Kind::ecdhe, 163},
    {named_group::sect163r2, "sect163r2", Kind::ecdhe, 163},
    {named_group::sect193r1, "sect193r1", Kind::ecdhe, 193},
    {named_group::sect193r2, "sect193r2", Kind::ecdhe, 193},
    {named_group::sect233k1, "sect233k1", Kind::ecdhe, 233},
    {named_group::sect233r1, "sect233r1", Kind::ecdhe, 233},
    {named_group::sect239k1, "sect239k1", Kind::ecdhe, 239},
    {named_group::sect283k1, "sect283k1", Kind::ecdhe, 283},
    {named_group::sect283r1, "sect283r1", Kind::ecdhe, 283},
    {named_group::sect409k1, "sect409k1", Kind::ecdhe, 409},
    {named_group::sect409r1, "sect409r1", Kind::ecdhe, 409},
    {named_group::sect571k1, "sect571k1", Kind::ecdhe, 571},
    {named_group::sect571r1, "sect571r1", Kind::ecdhe, 571},
    {named_group::secp160k1, "secp160k1", Kind::ecdhe, 160},
    {named_group::secp160r1, "secp160r1", Kind::ecdhe, 160},
    {named_group::secp160r2, "secp160r2", Kind::ecdhe, 160},
    {18, "secp192k1", Kind::ecdhe, 192},
    {named_group::secp192r1, "secp192r1", Kind::ecdhe, 192},
    {20, "secp224k1", Kind::ecdhe, 224},
    {named_group::secp224r1, "secp224r1", Kind::ecdhe, 224},
    {named_group::secp256k1, "secp256k1", Kind::ecdhe, 256},
    {named_group::secp256r1, "secp256r1", Kind::ecdhe, 256},
    {named_group::secp384r1, "secp384r1", Kind::ecdhe, 384},
    {named_group::secp521r1, "secp521r1", Kind::ecdhe, 521},
    {named_group::brainpool_p256r1, "brainpoolP256r1", Kind::ecdhe, 256},
    {named_group::brainpool_p384r1, "brainpoolP384r1", Kind::ecdhe, 384},
    {named_group::brainpool_p512r1, "brainpoolP512r1", Kind::ecdhe, 512},
    {named_group::x25519, "x25519", Kind::ecdhe, 255},
    {named_group::x448, "x448", Kind::ecdhe, 448},
    {named_group::brainpool_p256r1_tls13, "brainpoolP256r1tls13", Kind::ecdhe, 256},
    {named_group::brainpool_p384r1_tls13, "brainpoolP384r1tls13", Kind::ecdhe, 384},
    {named_group::brainpool_p512r1_tls13, "brainpoolP512r1tls13", Kind::ecdhe, 512},
    {34, "GC256A", Kind::ecdhe, 256},
    {35, "GC256B", Kind::ecdhe, 256},
    {36, "GC256C", Kind::ecdhe, 256},
    {37, "GC256D", Kind::ecdhe, 256},
    {38, "GC512A", Kind::ecdhe, 512},
    {39, "GC512B", Kind::ecdhe, 512},
    {40, "GC512C", Kind::ecdhe, 512},
    {named_group::curve_sm2, "curveSM2", Kind::ecdhe, 256},
    {named_group::ffdhe2048, "ffdhe2048", Kind::dhe, 2048},
    {named_group::ffdhe3072, "ffdhe3072", Kind::dhe, 3072},
    {named_group::ffdhe4096, "ffdhe4096", Kind::dhe, 4096},
    {named_group::ffdhe6144, "ffdhe6144", Kind::dhe, 6144},
    {named_group::ffdhe8192, "ffdhe8192", Kind::dhe, 8192},
    {named_group::ml_kem_512, "MLKEM512", Kind::kem, 512},
    {named_group::ml_kem_768, "MLKEM768", Kind::kem, 768},
    {named_group::ml_kem_1024, "MLKEM1024", Kind::kem, 1024},
    {named_group::secp256r1_ml_kem_768, "SecP256r1MLKEM768", Kind::hybrid, 256},
    {named_group::x25519_ml_kem_768, "X25519MLKEM768", Kind::hybrid, 255},
    {named_group::secp384r1_ml_kem_1024, "SecP384r1MLKEM1024", Kind::hybrid, 384},
    {4590, "curveSM2MLKEM768", Kind::hybrid, 256},
    {25497, "X25519Kyber768Draft00", Kind::hybrid, 255},
    {25498, "SecP256r1Kyber768Draft00", Kind::hybrid, 256},
    {65281, "arbitrary_explicit_prime_curves", Kind::ecdhe, 0},
    {65282, "arbitrary_explicit_char2_curves", Kind::ecdhe, 0},
};

// IANA "TLS SignatureScheme"; the pairs of RFC 5246 7.4.1.4.1 that have no name there follow its pattern.
constexpr Name signature_scheme_names[] = {
    {signature_scheme::rsa_pkcs1_md5, "rsa_pkcs1_md5"},
    {signature_scheme::rsa_pkcs1_sha1, "rsa_pkcs1_sha1"},
    {signature_scheme::dsa_sha1, "dsa_sha1"},
    {signature_scheme::ecdsa_sha1, "ecdsa_sha1"},
    {signature_scheme::rsa_pkcs1_sha224, "rsa_pkcs1_sha224"},
    {signature_scheme::dsa_sha224, "dsa_sha224"},
    {signature_scheme::ecdsa_sha224, "ecdsa_sha224"},
    {signature_scheme::rsa_pkcs1_sha256, "rsa_pkcs1_sha256"},
    {signature_scheme::dsa_sha256, "dsa_sha256"},
    {signature_scheme::ecdsa_secp256r1_sha256, "ecdsa_secp256r1_sha256"},
    {0x0420, "rsa_pkcs1_sha256_legacy"},
    {signature_scheme::rsa_pkcs1_sha384, "rsa_pkcs1_sha384"},
    {signature_scheme::dsa_sha384, "dsa_sha384"},
    {signature_scheme::ecdsa_secp384r1_sha384, "ecdsa_secp384r1_sha384"},
    {0x0520, "rsa_pkcs1_sha384_legacy"},
    {signature_scheme::rsa_pkcs1_sha512, "rsa_pkcs1_sha512"},
    {signature_scheme::dsa_sha512, "dsa_sha512"},
    {signature_scheme::ecdsa_secp521r1_sha512, "ecdsa_secp521r1_sha512"},
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
    {signature_scheme::rsa_pss_rsae_sha256, "rsa_pss_rsae_sha256"},
    {signature_scheme::rsa_pss_rsae_sha384, "rsa_pss_rsae_sha384"},
    {signature_scheme::rsa_pss_rsae_sha512, "rsa_pss_rsae_sha512"},
    {signature_scheme::ed25519, "ed25519"},
    {signature_scheme::ed448, "ed448"},
    {signature_scheme::rsa_pss_pss_sha256, "rsa_pss_pss_sha256"},
    {signature_scheme::rsa_pss_pss_sha384, "rsa_pss_pss_sha384"},
    {signature_scheme::rsa_pss_pss_sha512, "rsa_pss_pss_sha512"},
    {signature_scheme::ecdsa_brainpool_p256r1_tls13_sha256, "ecdsa_brainpoolP256r1tls13_sha256"},
    {signature_scheme::ecdsa_brainpool_p384r1_tls13_sha384, "ecdsa_brainpoolP384r1tls13_sha384"},
    {signature_scheme::ecdsa_brainpool_p512r1_tls13_sha512, "ecdsa_brainpoolP512r1tls13_sha512"},
    {signature_scheme::ml_dsa_44, "mldsa44"},
    {signature_scheme::ml_dsa_65, "mldsa65"},
    {signature_scheme::ml_dsa_87, "mldsa87"},
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
    {alert::close_notify, "close_notify"},
    {alert::unexpected_message, "unexpected_message"},
    {alert::bad_record_mac, "bad_record_mac"},
    {21, "decryption_failed"},
    {alert::record_overflow, "record_overflow"},
    {30, "decompression_failure"},
    {alert::handshake_failure, "handshake_failure"},
    {41, "no_certificate"},
    {alert::bad_certificate, "bad_certificate"},
    {alert::unsupported_certificate, "unsupported_certificate"},
    {44, "certificate_revoked"},
    {45, "certificate_expired"},
    {alert::certificate_unknown, "certificate_unknown"},
    {alert::illegal_parameter, "illegal_parameter"},
    {48, "unknown_ca"},
    {49, "access_denied"},
    {alert::decode_error, "decode_error"},
    {alert::decrypt_error, "decrypt_error"},
    {52, "too_many_cids_requested"},
    {60, "export_restriction"},
    {alert::protocol_version, "protocol_version"},
    {alert::insufficient_security, "insufficient_security"},
    {alert::internal_error, "internal_error"},
    {86, "inappropriate_fallback"},
    {alert::user_canceled, "user_canceled"},
    {alert::no_renegotiation, "no_renegotiation"},
    {alert::missing_extension, "missing_extension"},
    {alert::unsupported_extension, "unsupported_extension"},
    {111, "certificate_unobtainable"},
    {alert::unrecognized_name, "unrecognized_name"},
    {113, "bad_certificate_status_response"},
    {114, "bad_certificate_hash_value"},
    {115, "unknown_psk_identity"},
    {alert::certificate_required, "certificate_required"},
    {117, "general_error"},
    {alert::no_application_protocol, "no_application_protocol"},
    {121, "ech_required"},
};

constexpr Name extensions[] = {
    {tls_extension::server_name, "server_name"},
    {tls_extension::max_fragment_length, "max_fragment_length"},
    {2, "client_certificate_url"},
    {3, "trusted_ca_keys"},
    {4, "truncated_hmac"},
    {tls_extension::status_request, "status_request"},
    {6, "user_mapping"},
    {7, "client_authz"},
    {8, "server_authz"},
    {9, "cert_type"},
    {tls_extension::supported_groups, "supported_groups"},
    {tls_extension::ec_point_formats, "ec_point_formats"},
    {12, "srp"},
    {tls_extension::signature_algorithms, "signature_algorithms"},
    {tls_extension::use_srtp, "use_srtp"},
    {tls_extension::heartbeat, "heartbeat"},
    {tls_extension::alpn, "application_layer_protocol_negotiation"},
    {17, "status_request_v2"},
    {tls_extension::signed_certificate_timestamp, "signed_certificate_timestamp"},
    {tls_extension::client_certificate_type, "client_certificate_type"},
    {tls_extension::server_certificate_type, "server_certificate_type"},
    {tls_extension::padding, "padding"},
    {tls_extension::encrypt_then_mac, "encrypt_then_mac"},
    {tls_extension::extended_master_secret, "extended_master_secret"},
    {24, "token_binding"},
    {25, "cached_info"},
    {26, "tls_lts"},
    {tls_extension::compress_certificate, "compress_certificate"},
    {tls_extension::record_size_limit, "record_size_limit"},
    {29, "pwd_protect"},
    {30, "pwd_clear"},
    {31, "password_salt"},
    {32, "ticket_pinning"},
    {33, "tls_cert_with_extern_psk"},
    {34, "delegated_credential"},
    {tls_extension::session_ticket, "session_ticket"},
    {36, "TLMSP"},
    {37, "TLMSP_proxying"},
    {38, "TLMSP_delegate"},
    {39, "supported_ekt_ciphers"},
    {tls_extension::pre_shared_key, "pre_shared_key"},
    {tls_extension::early_data, "early_data"},
    {tls_extension::supported_versions, "supported_versions"},
    {tls_extension::cookie, "cookie"},
    {tls_extension::psk_key_exchange_modes, "psk_key_exchange_modes"},
    {tls_extension::certificate_authorities, "certificate_authorities"},
    {48, "oid_filters"},
    {49, "post_handshake_auth"},
    {tls_extension::signature_algorithms_cert, "signature_algorithms_cert"},
    {tls_extension::key_share, "key_share"},
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
    {tls_extension::renegotiation_info, "renegotiation_info"},
};

constexpr Name messages[] = {
    {message_type::hello_request, "hello_request"},
    {message_type::client_hello, "client_hello"},
    {message_type::server_hello, "server_hello"},
    {3, "hello_verify_request"},
    {message_type::new_session_ticket, "new_session_ticket"},
    {5, "end_of_early_data"},
    {6, "hello_retry_request"},
    {message_type::encrypted_extensions, "encrypted_extensions"},
    {message_type::certificate, "certificate"},
    {message_type::server_key_exchange, "server_key_exchange"},
    {message_type::certificate_request, "certificate_request"},
    {message_type::server_hello_done, "server_hello_done"},
    {message_type::certificate_verify, "certificate_verify"},
    {message_type::client_key_exchange, "client_key_exchange"},
    {message_type::finished, "finished"},
    {21, "certificate_url"},
    {message_type::certificate_status, "certificate_status"},
    {23, "supplemental_data"},
    {message_type::key_update, "key_update"},
    {message_type::compressed_certificate, "compressed_certificate"},
    {67, "next_protocol"},
    {message_type::message_hash, "message_hash"},
};

// RFC 5246 7.4.4, RFC 8422 5.5.
constexpr Name client_certificate_types[] = {
    {1, "rsa_sign"},         {2, "dss_sign"},          {3, "rsa_fixed_dh"},  {4, "dss_fixed_dh"},
    {5, "rsa_ephemeral_dh"}, {6, "dss_ephemeral_dh"},  {20, "fortezza_dms"}, {64, "ecdsa_sign"},
    {65, "rsa_fixed_ecdh"},  {66, "ecdsa_fixed_ecdh"}, {67, "gost_sign256"}, {68, "gost_sign512"},
};

}  // namespace

std::string hex_number(uint32_t value, int digits) {
  Bytes bytes;
  for (int shift = 4 * digits - 8; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<uint8_t>(value >> shift));
  return "0x" + hex_encode(bytes);
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
