#pragma once

#include <cstdint>

/// The numbers of the wire, each once. Their names for people are in names.h.
namespace certcheck::tls {

/// Of ProtocolVersion (RFC 8446 4.2.1).
inline constexpr uint16_t ssl2_version = 0x0002, ssl3_version = 0x0300, tls10_version = 0x0301,
                          tls11_version = 0x0302, tls12_version = 0x0303, tls13_version = 0x0304;

/// Of ContentType (RFC 8446 5.1).
inline constexpr uint8_t change_cipher_spec_content = 20, alert_content = 21, handshake_content = 22,
                         application_data_content = 23;

/// Of HandshakeType (RFC 8446 section 4, RFC 5246 7.4, RFC 6066 section 8, RFC 8879 section 4).
namespace message_type {
inline constexpr uint8_t hello_request = 0, client_hello = 1, server_hello = 2, new_session_ticket = 4,
                         encrypted_extensions = 8, certificate = 11, server_key_exchange = 12,
                         certificate_request = 13, server_hello_done = 14, certificate_verify = 15,
                         client_key_exchange = 16, finished = 20, certificate_status = 22, key_update = 24,
                         compressed_certificate = 25, message_hash = 254;
}  // namespace message_type

/// Of AlertLevel and AlertDescription (RFC 8446 section 6, RFC 5246 7.2).
namespace alert {
inline constexpr uint8_t warning = 1, fatal = 2;
inline constexpr uint8_t close_notify = 0, unexpected_message = 10, bad_record_mac = 20, record_overflow = 22,
                         handshake_failure = 40, bad_certificate = 42, unsupported_certificate = 43,
                         certificate_unknown = 46, illegal_parameter = 47, decode_error = 50,
                         decrypt_error = 51, protocol_version = 70, insufficient_security = 71,
                         internal_error = 80, user_canceled = 90, no_renegotiation = 100,
                         missing_extension = 109, unsupported_extension = 110, unrecognized_name = 112,
                         certificate_required = 116, no_application_protocol = 120;
}  // namespace alert

/// Of ExtensionType.
namespace tls_extension {
inline constexpr uint16_t server_name = 0, max_fragment_length = 1, status_request = 5, supported_groups = 10,
                          ec_point_formats = 11, signature_algorithms = 13, use_srtp = 14, heartbeat = 15,
                          alpn = 16, signed_certificate_timestamp = 18, client_certificate_type = 19,
                          server_certificate_type = 20, padding = 21, encrypt_then_mac = 22,
                          extended_master_secret = 23, compress_certificate = 27, record_size_limit = 28,
                          session_ticket = 35, pre_shared_key = 41, early_data = 42, supported_versions = 43,
                          cookie = 44, psk_key_exchange_modes = 45, certificate_authorities = 47,
                          signature_algorithms_cert = 50, key_share = 51, renegotiation_info = 0xff01;
}  // namespace tls_extension

/// Of NamedGroup (RFC 8446 4.2.7, RFC 8422 5.1.1, RFC 7919 section 2); names and sizes are in names.h.
namespace named_group {
inline constexpr uint16_t sect163k1 = 1, sect163r1 = 2, sect163r2 = 3, sect193r1 = 4, sect193r2 = 5,
                          sect233k1 = 6, sect233r1 = 7, sect239k1 = 8, sect283k1 = 9, sect283r1 = 10,
                          sect409k1 = 11, sect409r1 = 12, sect571k1 = 13, sect571r1 = 14, secp160k1 = 15,
                          secp160r1 = 16, secp160r2 = 17, secp192r1 = 19, secp224r1 = 21, secp256k1 = 22,
                          secp256r1 = 23, secp384r1 = 24, secp521r1 = 25, brainpool_p256r1 = 26,
                          brainpool_p384r1 = 27, brainpool_p512r1 = 28, x25519 = 29, x448 = 30,
                          brainpool_p256r1_tls13 = 31, brainpool_p384r1_tls13 = 32,
                          brainpool_p512r1_tls13 = 33, curve_sm2 = 41, ffdhe2048 = 256, ffdhe3072 = 257,
                          ffdhe4096 = 258, ffdhe6144 = 259, ffdhe8192 = 260, ml_kem_512 = 512,
                          ml_kem_768 = 513, ml_kem_1024 = 514, secp256r1_ml_kem_768 = 4587,
                          x25519_ml_kem_768 = 4588, secp384r1_ml_kem_1024 = 4589;
}  // namespace named_group

/// Of SignatureScheme (RFC 8446 4.2.3, RFC 8734, ML-DSA as registered with IANA), and the pairs of hash
/// and signature of TLS 1.2 (RFC 5246 7.4.1.4.1) that it leaves without a name.
namespace signature_scheme {
inline constexpr uint16_t rsa_pkcs1_md5 = 0x0101, rsa_pkcs1_sha1 = 0x0201, dsa_sha1 = 0x0202,
                          ecdsa_sha1 = 0x0203, rsa_pkcs1_sha224 = 0x0301, dsa_sha224 = 0x0302,
                          ecdsa_sha224 = 0x0303, rsa_pkcs1_sha256 = 0x0401, dsa_sha256 = 0x0402,
                          ecdsa_secp256r1_sha256 = 0x0403, rsa_pkcs1_sha384 = 0x0501, dsa_sha384 = 0x0502,
                          ecdsa_secp384r1_sha384 = 0x0503, rsa_pkcs1_sha512 = 0x0601, dsa_sha512 = 0x0602,
                          ecdsa_secp521r1_sha512 = 0x0603, rsa_pss_rsae_sha256 = 0x0804,
                          rsa_pss_rsae_sha384 = 0x0805, rsa_pss_rsae_sha512 = 0x0806, ed25519 = 0x0807,
                          ed448 = 0x0808, rsa_pss_pss_sha256 = 0x0809, rsa_pss_pss_sha384 = 0x080a,
                          rsa_pss_pss_sha512 = 0x080b, ecdsa_brainpool_p256r1_tls13_sha256 = 0x081a,
                          ecdsa_brainpool_p384r1_tls13_sha384 = 0x081b,
                          ecdsa_brainpool_p512r1_tls13_sha512 = 0x081c, ml_dsa_44 = 0x0904,
                          ml_dsa_65 = 0x0905, ml_dsa_87 = 0x0906;
}  // namespace signature_scheme

/// Of SignatureScheme (RFC 8446 4.2.3): what TLS 1.0 and 1.1 sign without naming it. RSA signs MD5 and SHA-1
/// together, DSA and ECDSA sign SHA-1 (RFC 4346 7.4.3, RFC 8422 5.4). These values are ours, from the range
/// for private use; a server that sends one is not understood so.
namespace legacy_scheme {
inline constexpr uint16_t rsa_md5_sha1 = 0xff01, dsa_sha1 = 0xff02, ecdsa_sha1 = 0xff03;
}  // namespace legacy_scheme

/// Whether what is signed with the scheme is hashed with MD5 or SHA-1. In the pairs of TLS 1.2 the first byte
/// is the hash (RFC 5246 7.4.1.4.1): 1 for MD5, 2 for SHA-1.
constexpr bool signs_md5_or_sha1(uint16_t scheme) {
  const auto hash = static_cast<uint8_t>(scheme >> 8);
  return hash == 1 || hash == 2 || scheme == legacy_scheme::rsa_md5_sha1 ||
         scheme == legacy_scheme::dsa_sha1 || scheme == legacy_scheme::ecdsa_sha1;
}

/// Of CipherSuite (IANA "TLS Cipher Suites"), as far as one is chosen by name; all of them are in
/// cipher_suites.h.
namespace cipher_suite {
inline constexpr uint16_t rsa_aes_128_cbc_sha = 0x002f, rsa_aes_256_cbc_sha = 0x0035,
                          rsa_aes_128_gcm_sha256 = 0x009c, rsa_aes_256_gcm_sha384 = 0x009d,
                          aes_128_gcm_sha256 = 0x1301, aes_256_gcm_sha384 = 0x1302,
                          chacha20_poly1305_sha256 = 0x1303, aes_128_ccm_sha256 = 0x1304,
                          aes_128_ccm_8_sha256 = 0x1305, ecdhe_ecdsa_aes_128_cbc_sha = 0xc009,
                          ecdhe_ecdsa_aes_256_cbc_sha = 0xc00a, ecdhe_rsa_aes_128_cbc_sha = 0xc013,
                          ecdhe_rsa_aes_256_cbc_sha = 0xc014, ecdhe_ecdsa_aes_128_gcm_sha256 = 0xc02b,
                          ecdhe_ecdsa_aes_256_gcm_sha384 = 0xc02c, ecdhe_rsa_aes_128_gcm_sha256 = 0xc02f,
                          ecdhe_rsa_aes_256_gcm_sha384 = 0xc030, ecdhe_rsa_chacha20_poly1305_sha256 = 0xcca8,
                          ecdhe_ecdsa_chacha20_poly1305_sha256 = 0xcca9;
}  // namespace cipher_suite

/// RFC 5746 3.3: is in the list of cipher suites for an empty renegotiation_info.
inline constexpr uint16_t renegotiation_info_scsv = 0x00ff;

/// RFC 8701 section 2: 0x0a0a, 0x1a1a, ... 0xfafa, which no server may know.
constexpr bool is_grease(uint16_t value) {
  return (value & 0x0f0f) == 0x0a0a && (value >> 8) == (value & 0xff);
}

/// Of CertificateCompressionAlgorithm (RFC 8879 section 3).
namespace certificate_compression {
inline constexpr uint16_t zlib = 1, brotli = 2, zstd = 3;
}  // namespace certificate_compression

}  // namespace certcheck::tls
