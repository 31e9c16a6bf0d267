#include "certcheck/tls/cipher_suites.h"

#include "certcheck/tls/code_points.h"

#include <algorithm>
#include <iterator>

namespace certcheck::tls {

namespace {

// IANA "TLS Cipher Suites", sorted by value.
using M = CipherSuite::Method;
using C = CipherSuite::Cipher;
using D = CipherSuite::Digest;
constexpr CipherSuite registered_suites[] = {
    {0x0000, "TLS_NULL_WITH_NULL_NULL", M::none, C::null, D::none},
    {0x0001, "TLS_RSA_WITH_NULL_MD5", M::rsa, C::null, D::md5},
    {0x0002, "TLS_RSA_WITH_NULL_SHA", M::rsa, C::null, D::sha1},
    {0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", M::rsa, C::rc4_40, D::md5, true},
    {0x0004, "TLS_RSA_WITH_RC4_128_MD5", M::rsa, C::rc4_128, D::md5},
    {0x0005, "TLS_RSA_WITH_RC4_128_SHA", M::rsa, C::rc4_128, D::sha1},
    {0x0006, "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5", M::rsa, C::rc2_40_cbc, D::md5, true},
    {0x0007, "TLS_RSA_WITH_IDEA_CBC_SHA", M::rsa, C::idea_cbc, D::sha1},
    {0x0008, "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", M::rsa, C::des40_cbc, D::sha1, true},
    {0x0009, "TLS_RSA_WITH_DES_CBC_SHA", M::rsa, C::des_cbc, D::sha1},
    {0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", M::rsa, C::triple_des_cbc, D::sha1},
    {0x000b, "TLS_DH_DSS_EXPORT_WITH_DES40_CBC_SHA", M::dh_dss, C::des40_cbc, D::sha1, true},
    {0x000c, "TLS_DH_DSS_WITH_DES_CBC_SHA", M::dh_dss, C::des_cbc, D::sha1},
    {0x000d, "TLS_DH_DSS_WITH_3DES_EDE_CBC_SHA", M::dh_dss, C::triple_des_cbc, D::sha1},
    {0x000e, "TLS_DH_RSA_EXPORT_WITH_DES40_CBC_SHA", M::dh_rsa, C::des40_cbc, D::sha1, true},
    {0x000f, "TLS_DH_RSA_WITH_DES_CBC_SHA", M::dh_rsa, C::des_cbc, D::sha1},
    {0x0010, "TLS_DH_RSA_WITH_3DES_EDE_CBC_SHA", M::dh_rsa, C::triple_des_cbc, D::sha1},
    {0x0011, "TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA", M::dhe_dss, C::des40_cbc, D::sha1, true},
    {0x0012, "TLS_DHE_DSS_WITH_DES_CBC_SHA", M::dhe_dss, C::des_cbc, D::sha1},
    {0x0013, "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA", M::dhe_dss, C::triple_des_cbc, D::sha1},
    {0x0014, "TLS_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA", M::dhe_rsa, C::des40_cbc, D::sha1, true},
    {0x0015, "TLS_DHE_RSA_WITH_DES_CBC_SHA", M::dhe_rsa, C::des_cbc, D::sha1},
    {0x0016, "TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA", M::dhe_rsa, C::triple_des_cbc, D::sha1},
    {0x0017, "TLS_DH_anon_EXPORT_WITH_RC4_40_MD5", M::dh_anon, C::rc4_40, D::md5, true},
    {0x0018, "TLS_DH_anon_WITH_RC4_128_MD5", M::dh_anon, C::rc4_128, D::md5},
    {0x0019, "TLS_DH_anon_EXPORT_WITH_DES40_CBC_SHA", M::dh_anon, C::des40_cbc, D::sha1, true},
    {0x001a, "TLS_DH_anon_WITH_DES_CBC_SHA", M::dh_anon, C::des_cbc, D::sha1},
    {0x001b, "TLS_DH_anon_WITH_3DES_EDE_CBC_SHA", M::dh_anon, C::triple_des_cbc, D::sha1},
    {0x001e, "TLS_KRB5_WITH_DES_CBC_SHA", M::krb5, C::des_cbc, D::sha1},
    {0x001f, "TLS_KRB5_WITH_3DES_EDE_CBC_SHA", M::krb5, C::triple_des_cbc, D::sha1},
    {0x0020, "TLS_KRB5_WITH_RC4_128_SHA", M::krb5, C::rc4_128, D::sha1},
    {0x0021, "TLS_KRB5_WITH_IDEA_CBC_SHA", M::krb5, C::idea_cbc, D::sha1},
    {0x0022, "TLS_KRB5_WITH_DES_CBC_MD5", M::krb5, C::des_cbc, D::md5},
    {0x0023, "TLS_KRB5_WITH_3DES_EDE_CBC_MD5", M::krb5, C::triple_des_cbc, D::md5},
    {0x0024, "TLS_KRB5_WITH_RC4_128_MD5", M::krb5, C::rc4_128, D::md5},
    {0x0025, "TLS_KRB5_WITH_IDEA_CBC_MD5", M::krb5, C::idea_cbc, D::md5},
    {0x0026, "TLS_KRB5_EXPORT_WITH_DES_CBC_40_SHA", M::krb5, C::des40_cbc, D::sha1, true},
    {0x0027, "TLS_KRB5_EXPORT_WITH_RC2_CBC_40_SHA", M::krb5, C::rc2_40_cbc, D::sha1, true},
    {0x0028, "TLS_KRB5_EXPORT_WITH_RC4_40_SHA", M::krb5, C::rc4_40, D::sha1, true},
    {0x0029, "TLS_KRB5_EXPORT_WITH_DES_CBC_40_MD5", M::krb5, C::des40_cbc, D::md5, true},
    {0x002a, "TLS_KRB5_EXPORT_WITH_RC2_CBC_40_MD5", M::krb5, C::rc2_40_cbc, D::md5, true},
    {0x002b, "TLS_KRB5_EXPORT_WITH_RC4_40_MD5", M::krb5, C::rc4_40, D::md5, true},
    {0x002c, "TLS_PSK_WITH_NULL_SHA", M::psk, C::null, D::sha1},
    {0x002d, "TLS_DHE_PSK_WITH_NULL_SHA", M::dhe_psk, C::null, D::sha1},
    {0x002e, "TLS_RSA_PSK_WITH_NULL_SHA", M::rsa_psk, C::null, D::sha1},
    {cipher_suite::rsa_aes_128_cbc_sha, "TLS_RSA_WITH_AES_128_CBC_SHA", M::rsa, C::aes_128_cbc, D::sha1},
    {0x0030, "TLS_DH_DSS_WITH_AES_128_CBC_SHA", M::dh_dss, C::aes_128_cbc, D::sha1},
    {0x0031, "TLS_DH_RSA_WITH_AES_128_CBC_SHA", M::dh_rsa, C::aes_128_cbc, D::sha1},
    {0x0032, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA", M::dhe_dss, C::aes_128_cbc, D::sha1},
    {0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA", M::dhe_rsa, C::aes_128_cbc, D::sha1},
    {0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA", M::dh_anon, C::aes_128_cbc, D::sha1},
    {cipher_suite::rsa_aes_256_cbc_sha, "TLS_RSA_WITH_AES_256_CBC_SHA", M::rsa, C::aes_256_cbc, D::sha1},
    {0x0036, "TLS_DH_DSS_WITH_AES_256_CBC_SHA", M::dh_dss, C::aes_256_cbc, D::sha1},
    {0x0037, "TLS_DH_RSA_WITH_AES_256_CBC_SHA", M::dh_rsa, C::aes_256_cbc, D::sha1},
    {0x0038, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA", M::dhe_dss, C::aes_256_cbc, D::sha1},
    {0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA", M::dhe_rsa, C::aes_256_cbc, D::sha1},
    {0x003a, "TLS_DH_anon_WITH_AES_256_CBC_SHA", M::dh_anon, C::aes_256_cbc, D::sha1},
    {0x003b, "TLS_RSA_WITH_NULL_SHA256", M::rsa, C::null, D::sha256},
    {0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256", M::rsa, C::aes_128_cbc, D::sha256},
    {0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256", M::rsa, C::aes_256_cbc, D::sha256},
    {0x003e, "TLS_DH_DSS_WITH_AES_128_CBC_SHA256", M::dh_dss, C::aes_128_cbc, D::sha256},
    {0x003f, "TLS_DH_RSA_WITH_AES_128_CBC_SHA256", M::dh_rsa, C::aes_128_cbc, D::sha256},
    {0x0040, "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256", M::dhe_dss, C::aes_128_cbc, D::sha256},
    {0x0041, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA", M::rsa, C::camellia_128_cbc, D::sha1},
    {0x0042, "TLS_DH_DSS_WITH_CAMELLIA_128_CBC_SHA", M::dh_dss, C::camellia_128_cbc, D::sha1},
    {0x0043, "TLS_DH_RSA_WITH_CAMELLIA_128_CBC_SHA", M::dh_rsa, C::camellia_128_cbc, D::sha1},
    {0x0044, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA", M::dhe_dss, C::camellia_128_cbc, D::sha1},
    {0x0045, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA", M::dhe_rsa, C::camellia_128_cbc, D::sha1},
    {0x0046, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA", M::dh_anon, C::camellia_128_cbc, D::sha1},
    {0x0067, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", M::dhe_rsa, C::aes_128_cbc, D::sha256},
    {0x0068, "TLS_DH_DSS_WITH_AES_256_CBC_SHA256", M::dh_dss, C::aes_256_cbc, D::sha256},
    {0x0069, "TLS_DH_RSA_WITH_AES_256_CBC_SHA256", M::dh_rsa, C::aes_256_cbc, D::sha256},
    {0x006a, "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256", M::dhe_dss, C::aes_256_cbc, D::sha256},
    {0x006b, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", M::dhe_rsa, C::aes_256_cbc, D::sha256},
    {0x006c, "TLS_DH_anon_WITH_AES_128_CBC_SHA256", M::dh_anon, C::aes_128_cbc, D::sha256},
    {0x006d, "TLS_DH_anon_WITH_AES_256_CBC_SHA256", M::dh_anon, C::aes_256_cbc, D::sha256},
    {0x0084, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA", M::rsa, C::camellia_256_cbc, D::sha1},
    {0x0085, "TLS_DH_DSS_WITH_CAMELLIA_256_CBC_SHA", M::dh_dss, C::camellia_256_cbc, D::sha1},
    {0x0086, "TLS_DH_RSA_WITH_CAMELLIA_256_CBC_SHA", M::dh_rsa, C::camellia_256_cbc, D::sha1},
    {0x0087, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA", M::dhe_dss, C::camellia_256_cbc, D::sha1},
    {0x0088, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA", M::dhe_rsa, C::camellia_256_cbc, D::sha1},
    {0x0089, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA", M::dh_anon, C::camellia_256_cbc, D::sha1},
    {0x008a, "TLS_PSK_WITH_RC4_128_SHA", M::psk, C::rc4_128, D::sha1},
    {0x008b, "TLS_PSK_WITH_3DES_EDE_CBC_SHA", M::psk, C::triple_des_cbc, D::sha1},
    {0x008c, "TLS_PSK_WITH_AES_128_CBC_SHA", M::psk, C::aes_128_cbc, D::sha1},
    {0x008d, "TLS_PSK_WITH_AES_256_CBC_SHA", M::psk, C::aes_256_cbc, D::sha1},
    {0x008e, "TLS_DHE_PSK_WITH_RC4_128_SHA", M::dhe_psk, C::rc4_128, D::sha1},
    {0x008f, "TLS_DHE_PSK_WITH_3DES_EDE_CBC_SHA", M::dhe_psk, C::triple_des_cbc, D::sha1},
    {0x0090, "TLS_DHE_PSK_WITH_AES_128_CBC_SHA", M::dhe_psk, C::aes_128_cbc, D::sha1},
    {0x0091, "TLS_DHE_PSK_WITH_AES_256_CBC_SHA", M::dhe_psk, C::aes_256_cbc, D::sha1},
    {0x0092, "TLS_RSA_PSK_WITH_RC4_128_SHA", M::rsa_psk, C::rc4_128, D::sha1},
    {0x0093, "TLS_RSA_PSK_WITH_3DES_EDE_CBC_SHA", M::rsa_psk, C::triple_des_cbc, D::sha1},
    {0x0094, "TLS_RSA_PSK_WITH_AES_128_CBC_SHA", M::rsa_psk, C::aes_128_cbc, D::sha1},
    {0x0095, "TLS_RSA_PSK_WITH_AES_256_CBC_SHA", M::rsa_psk, C::aes_256_cbc, D::sha1},
    {0x0096, "TLS_RSA_WITH_SEED_CBC_SHA", M::rsa, C::seed_cbc, D::sha1},
    {0x0097, "TLS_DH_DSS_WITH_SEED_CBC_SHA", M::dh_dss, C::seed_cbc, D::sha1},
    {0x0098, "TLS_DH_RSA_WITH_SEED_CBC_SHA", M::dh_rsa, C::seed_cbc, D::sha1},
    {0x0099, "TLS_DHE_DSS_WITH_SEED_CBC_SHA", M::dhe_dss, C::seed_cbc, D::sha1},
    {0x009a, "TLS_DHE_RSA_WITH_SEED_CBC_SHA", M::dhe_rsa, C::seed_cbc, D::sha1},
    {0x009b, "TLS_DH_anon_WITH_SEED_CBC_SHA", M::dh_anon, C::seed_cbc, D::sha1},
    {cipher_suite::rsa_aes_128_gcm_sha256, "TLS_RSA_WITH_AES_128_GCM_SHA256", M::rsa, C::aes_128_gcm,
     D::sha256},
    {cipher_suite::rsa_aes_256_gcm_sha384, "TLS_RSA_WITH_AES_256_GCM_SHA384", M::rsa, C::aes_256_gcm,
     D::sha384},
    {0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", M::dhe_rsa, C::aes_128_gcm, D::sha256},
    {0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", M::dhe_rsa, C::aes_256_gcm, D::sha384},
    {0x00a0, "TLS_DH_RSA_WITH_AES_128_GCM_SHA256", M::dh_rsa, C::aes_128_gcm, D::sha256},
    {0x00a1, "TLS_DH_RSA_WITH_AES_256_GCM_SHA384", M::dh_rsa, C::aes_256_gcm, D::sha384},
    {0x00a2, "TLS_DHE_DSS_WITH_AES_128_GCM_SHA256", M::dhe_dss, C::aes_128_gcm, D::sha256},
    {0x00a3, "TLS_DHE_DSS_WITH_AES_256_GCM_SHA384", M::dhe_dss, C::aes_256_gcm, D::sha384},
    {0x00a4, "TLS_DH_DSS_WITH_AES_128_GCM_SHA256", M::dh_dss, C::aes_128_gcm, D::sha256},
    {0x00a5, "TLS_DH_DSS_WITH_AES_256_GCM_SHA384", M::dh_dss, C::aes_256_gcm, D::sha384},
    {0x00a6, "TLS_DH_anon_WITH_AES_128_GCM_SHA256", M::dh_anon, C::aes_128_gcm, D::sha256},
    {0x00a7, "TLS_DH_anon_WITH_AES_256_GCM_SHA384", M::dh_anon, C::aes_256_gcm, D::sha384},
    {0x00a8, "TLS_PSK_WITH_AES_128_GCM_SHA256", M::psk, C::aes_128_gcm, D::sha256},
    {0x00a9, "TLS_PSK_WITH_AES_256_GCM_SHA384", M::psk, C::aes_256_gcm, D::sha384},
    {0x00aa, "TLS_DHE_PSK_WITH_AES_128_GCM_SHA256", M::dhe_psk, C::aes_128_gcm, D::sha256},
    {0x00ab, "TLS_DHE_PSK_WITH_AES_256_GCM_SHA384", M::dhe_psk, C::aes_256_gcm, D::sha384},
    {0x00ac, "TLS_RSA_PSK_WITH_AES_128_GCM_SHA256", M::rsa_psk, C::aes_128_gcm, D::sha256},
    {0x00ad, "TLS_RSA_PSK_WITH_AES_256_GCM_SHA384", M::rsa_psk, C::aes_256_gcm, D::sha384},
    {0x00ae, "TLS_PSK_WITH_AES_128_CBC_SHA256", M::psk, C::aes_128_cbc, D::sha256},
    {0x00af, "TLS_PSK_WITH_AES_256_CBC_SHA384", M::psk, C::aes_256_cbc, D::sha384},
    {0x00b0, "TLS_PSK_WITH_NULL_SHA256", M::psk, C::null, D::sha256},
    {0x00b1, "TLS_PSK_WITH_NULL_SHA384", M::psk, C::null, D::sha384},
    {0x00b2, "TLS_DHE_PSK_WITH_AES_128_CBC_SHA256", M::dhe_psk, C::aes_128_cbc, D::sha256},
    {0x00b3, "TLS_DHE_PSK_WITH_AES_256_CBC_SHA384", M::dhe_psk, C::aes_256_cbc, D::sha384},
    {0x00b4, "TLS_DHE_PSK_WITH_NULL_SHA256", M::dhe_psk, C::null, D::sha256},
    {0x00b5, "TLS_DHE_PSK_WITH_NULL_SHA384", M::dhe_psk, C::null, D::sha384},
    {0x00b6, "TLS_RSA_PSK_WITH_AES_128_CBC_SHA256", M::rsa_psk, C::aes_128_cbc, D::sha256},
    {0x00b7, "TLS_RSA_PSK_WITH_AES_256_CBC_SHA384", M::rsa_psk, C::aes_256_cbc, D::sha384},
    {0x00b8, "TLS_RSA_PSK_WITH_NULL_SHA256", M::rsa_psk, C::null, D::sha256},
    {0x00b9, "TLS_RSA_PSK_WITH_NULL_SHA384", M::rsa_psk, C::null, D::sha384},
    {0x00ba, "TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256", M::rsa, C::camellia_128_cbc, D::sha256},
    {0x00bb, "TLS_DH_DSS_WITH_CAMELLIA_128_CBC_SHA256", M::dh_dss, C::camellia_128_cbc, D::sha256},
    {0x00bc, "TLS_DH_RSA_WITH_CAMELLIA_128_CBC_SHA256", M::dh_rsa, C::camellia_128_cbc, D::sha256},
    {0x00bd, "TLS_DHE_DSS_WITH_CAMELLIA_128_CBC_SHA256", M::dhe_dss, C::camellia_128_cbc, D::sha256},
    {0x00be, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", M::dhe_rsa, C::camellia_128_cbc, D::sha256},
    {0x00bf, "TLS_DH_anon_WITH_CAMELLIA_128_CBC_SHA256", M::dh_anon, C::camellia_128_cbc, D::sha256},
    {0x00c0, "TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256", M::rsa, C::camellia_256_cbc, D::sha256},
    {0x00c1, "TLS_DH_DSS_WITH_CAMELLIA_256_CBC_SHA256", M::dh_dss, C::camellia_256_cbc, D::sha256},
    {0x00c2, "TLS_DH_RSA_WITH_CAMELLIA_256_CBC_SHA256", M::dh_rsa, C::camellia_256_cbc, D::sha256},
    {0x00c3, "TLS_DHE_DSS_WITH_CAMELLIA_256_CBC_SHA256", M::dhe_dss, C::camellia_256_cbc, D::sha256},
    {0x00c4, "TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256", M::dhe_rsa, C::camellia_256_cbc, D::sha256},
    {0x00c5, "TLS_DH_anon_WITH_CAMELLIA_256_CBC_SHA256", M::dh_anon, C::camellia_256_cbc, D::sha256},
    {0x00c6, "TLS_SM4_GCM_SM3", M::tls13, C::sm4_gcm, D::sm3},
    {0x00c7, "TLS_SM4_CCM_SM3", M::tls13, C::sm4_ccm, D::sm3},
    {0x00ff, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", M::none, C::unknown, D::none},
    {cipher_suite::aes_128_gcm_sha256, "TLS_AES_128_GCM_SHA256", M::tls13, C::aes_128_gcm, D::sha256},
    {cipher_suite::aes_256_gcm_sha384, "TLS_AES_256_GCM_SHA384", M::tls13, C::aes_256_gcm, D::sha384},
    {cipher_suite::chacha20_poly1305_sha256, "TLS_CHACHA20_POLY1305_SHA256", M::tls13, C::chacha20_poly1305,
     D::sha256},
    {cipher_suite::aes_128_ccm_sha256, "TLS_AES_128_CCM_SHA256", M::tls13, C::aes_128_ccm, D::sha256},
    {cipher_suite::aes_128_ccm_8_sha256, "TLS_AES_128_CCM_8_SHA256", M::tls13, C::aes_128_ccm_8, D::sha256},
    {0x1306, "TLS_AEGIS_256_SHA512", M::tls13, C::aegis_256, D::sha512},
    {0x1307, "TLS_AEGIS_128L_SHA256", M::tls13, C::aegis_128l, D::sha256},
    {0x5600, "TLS_FALLBACK_SCSV", M::none, C::unknown, D::none},
    {0xc001, "TLS_ECDH_ECDSA_WITH_NULL_SHA", M::ecdh_ecdsa, C::null, D::sha1},
    {0xc002, "TLS_ECDH_ECDSA_WITH_RC4_128_SHA", M::ecdh_ecdsa, C::rc4_128, D::sha1},
    {0xc003, "TLS_ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA", M::ecdh_ecdsa, C::triple_des_cbc, D::sha1},
    {0xc004, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA", M::ecdh_ecdsa, C::aes_128_cbc, D::sha1},
    {0xc005, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA", M::ecdh_ecdsa, C::aes_256_cbc, D::sha1},
    {0xc006, "TLS_ECDHE_ECDSA_WITH_NULL_SHA", M::ecdhe_ecdsa, C::null, D::sha1},
    {0xc007, "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA", M::ecdhe_ecdsa, C::rc4_128, D::sha1},
    {0xc008, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA", M::ecdhe_ecdsa, C::triple_des_cbc, D::sha1},
    {cipher_suite::ecdhe_ecdsa_aes_128_cbc_sha, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", M::ecdhe_ecdsa,
     C::aes_128_cbc, D::sha1},
    {cipher_suite::ecdhe_ecdsa_aes_256_cbc_sha, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", M::ecdhe_ecdsa,
     C::aes_256_cbc, D::sha1},
    {0xc00b, "TLS_ECDH_RSA_WITH_NULL_SHA", M::ecdh_rsa, C::null, D::sha1},
    {0xc00c, "TLS_ECDH_RSA_WITH_RC4_128_SHA", M::ecdh_rsa, C::rc4_128, D::sha1},
    {0xc00d, "TLS_ECDH_RSA_WITH_3DES_EDE_CBC_SHA", M::ecdh_rsa, C::triple_des_cbc, D::sha1},
    {0xc00e, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA", M::ecdh_rsa, C::aes_128_cbc, D::sha1},
    {0xc00f, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA", M::ecdh_rsa, C::aes_256_cbc, D::sha1},
    {0xc010, "TLS_ECDHE_RSA_WITH_NULL_SHA", M::ecdhe_rsa, C::null, D::sha1},
    {0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", M::ecdhe_rsa, C::rc4_128, D::sha1},
    {0xc012, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", M::ecdhe_rsa, C::triple_des_cbc, D::sha1},
    {cipher_suite::ecdhe_rsa_aes_128_cbc_sha, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", M::ecdhe_rsa,
     C::aes_128_cbc, D::sha1},
    {cipher_suite::ecdhe_rsa_aes_256_cbc_sha, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", M::ecdhe_rsa,
     C::aes_256_cbc, D::sha1},
    {0xc015, "TLS_ECDH_anon_WITH_NULL_SHA", M::ecdh_anon, C::null, D::sha1},
    {0xc016, "TLS_ECDH_anon_WITH_RC4_128_SHA", M::ecdh_anon, C::rc4_128, D::sha1},
    {0xc017, "TLS_ECDH_anon_WITH_3DES_EDE_CBC_SHA", M::ecdh_anon, C::triple_des_cbc, D::sha1},
    {0xc018, "TLS_ECDH_anon_WITH_AES_128_CBC_SHA", M::ecdh_anon, C::aes_128_cbc, D::sha1},
    {0xc019, "TLS_ECDH_anon_WITH_AES_256_CBC_SHA", M::ecdh_anon, C::aes_256_cbc, D::sha1},
    {0xc01a, "TLS_SRP_SHA_WITH_3DES_EDE_CBC_SHA", M::srp, C::triple_des_cbc, D::sha1},
    {0xc01b, "TLS_SRP_SHA_RSA_WITH_3DES_EDE_CBC_SHA", M::srp_rsa, C::triple_des_cbc, D::sha1},
    {0xc01c, "TLS_SRP_SHA_DSS_WITH_3DES_EDE_CBC_SHA", M::srp_dss, C::triple_des_cbc, D::sha1},
    {0xc01d, "TLS_SRP_SHA_WITH_AES_128_CBC_SHA", M::srp, C::aes_128_cbc, D::sha1},
    {0xc01e, "TLS_SRP_SHA_RSA_WITH_AES_128_CBC_SHA", M::srp_rsa, C::aes_128_cbc, D::sha1},
    {0xc01f, "TLS_SRP_SHA_DSS_WITH_AES_128_CBC_SHA", M::srp_dss, C::aes_128_cbc, D::sha1},
    {0xc020, "TLS_SRP_SHA_WITH_AES_256_CBC_SHA", M::srp, C::aes_256_cbc, D::sha1},
    {0xc021, "TLS_SRP_SHA_RSA_WITH_AES_256_CBC_SHA", M::srp_rsa, C::aes_256_cbc, D::sha1},
    {0xc022, "TLS_SRP_SHA_DSS_WITH_AES_256_CBC_SHA", M::srp_dss, C::aes_256_cbc, D::sha1},
    {0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", M::ecdhe_ecdsa, C::aes_128_cbc, D::sha256},
    {0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", M::ecdhe_ecdsa, C::aes_256_cbc, D::sha384},
    {0xc025, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA256", M::ecdh_ecdsa, C::aes_128_cbc, D::sha256},
    {0xc026, "TLS_ECDH_ECDSA_WITH_AES_256_CBC_SHA384", M::ecdh_ecdsa, C::aes_256_cbc, D::sha384},
    {0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", M::ecdhe_rsa, C::aes_128_cbc, D::sha256},
    {0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", M::ecdhe_rsa, C::aes_256_cbc, D::sha384},
    {0xc029, "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA256", M::ecdh_rsa, C::aes_128_cbc, D::sha256},
    {0xc02a, "TLS_ECDH_RSA_WITH_AES_256_CBC_SHA384", M::ecdh_rsa, C::aes_256_cbc, D::sha384},
    {cipher_suite::ecdhe_ecdsa_aes_128_gcm_sha256, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", M::ecdhe_ecdsa,
     C::aes_128_gcm, D::sha256},
    {cipher_suite::ecdhe_ecdsa_aes_256_gcm_sha384, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", M::ecdhe_ecdsa,
     C::aes_256_gcm, D::sha384},
    {0xc02d, "TLS_ECDH_ECDSA_WITH_AES_128_GCM_SHA256", M::ecdh_ecdsa, C::aes_128_gcm, D::sha256},
    {0xc02e, "TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384", M::ecdh_ecdsa, C::aes_256_gcm, D::sha384},
    {cipher_suite::ecdhe_rsa_aes_128_gcm_sha256, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", M::ecdhe_rsa,
     C::aes_128_gcm, D::sha256},
    {cipher_suite::ecdhe_rsa_aes_256_gcm_sha384, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", M::ecdhe_rsa,
     C::aes_256_gcm, D::sha384},
    {0xc031, "TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256", M::ecdh_rsa, C::aes_128_gcm, D::sha256},
    {0xc032, "TLS_ECDH_RSA_WITH_AES_256_GCM_SHA384", M::ecdh_rsa, C::aes_256_gcm, D::sha384},
    {0xc033, "TLS_ECDHE_PSK_WITH_RC4_128_SHA", M::ecdhe_psk, C::rc4_128, D::sha1},
    {0xc034, "TLS_ECDHE_PSK_WITH_3DES_EDE_CBC_SHA", M::ecdhe_psk, C::triple_des_cbc, D::sha1},
    {0xc035, "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA", M::ecdhe_psk, C::aes_128_cbc, D::sha1},
    {0xc036, "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA", M::ecdhe_psk, C::aes_256_cbc, D::sha1},
    {0xc037, "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", M::ecdhe_psk, C::aes_128_cbc, D::sha256},
    {0xc038, "TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384", M::ecdhe_psk, C::aes_256_cbc, D::sha384},
    {0xc039, "TLS_ECDHE_PSK_WITH_NULL_SHA", M::ecdhe_psk, C::null, D::sha1},
    {0xc03a, "TLS_ECDHE_PSK_WITH_NULL_SHA256", M::ecdhe_psk, C::null, D::sha256},
    {0xc03b, "TLS_ECDHE_PSK_WITH_NULL_SHA384", M::ecdhe_psk, C::null, D::sha384},
    {0xc03c, "TLS_RSA_WITH_ARIA_128_CBC_SHA256", M::rsa, C::aria_128_cbc, D::sha256},
    {0xc03d, "TLS_RSA_WITH_ARIA_256_CBC_SHA384", M::rsa, C::aria_256_cbc, D::sha384},
    {0xc03e, "TLS_DH_DSS_WITH_ARIA_128_CBC_SHA256", M::dh_dss, C::aria_128_cbc, D::sha256},
    {0xc03f, "TLS_DH_DSS_WITH_ARIA_256_CBC_SHA384", M::dh_dss, C::aria_256_cbc, D::sha384},
    {0xc040, "TLS_DH_RSA_WITH_ARIA_128_CBC_SHA256", M::dh_rsa, C::aria_128_cbc, D::sha256},
    {0xc041, "TLS_DH_RSA_WITH_ARIA_256_CBC_SHA384", M::dh_rsa, C::aria_256_cbc, D::sha384},
    {0xc042, "TLS_DHE_DSS_WITH_ARIA_128_CBC_SHA256", M::dhe_dss, C::aria_128_cbc, D::sha256},
    {0xc043, "TLS_DHE_DSS_WITH_ARIA_256_CBC_SHA384", M::dhe_dss, C::aria_256_cbc, D::sha384},
    {0xc044, "TLS_DHE_RSA_WITH_ARIA_128_CBC_SHA256", M::dhe_rsa, C::aria_128_cbc, D::sha256},
    {0xc045, "TLS_DHE_RSA_WITH_ARIA_256_CBC_SHA384", M::dhe_rsa, C::aria_256_cbc, D::sha384},
    {0xc046, "TLS_DH_anon_WITH_ARIA_128_CBC_SHA256", M::dh_anon, C::aria_128_cbc, D::sha256},
    {0xc047, "TLS_DH_anon_WITH_ARIA_256_CBC_SHA384", M::dh_anon, C::aria_256_cbc, D::sha384},
    {0xc048, "TLS_ECDHE_ECDSA_WITH_ARIA_128_CBC_SHA256", M::ecdhe_ecdsa, C::aria_128_cbc, D::sha256},
    {0xc049, "TLS_ECDHE_ECDSA_WITH_ARIA_256_CBC_SHA384", M::ecdhe_ecdsa, C::aria_256_cbc, D::sha384},
    {0xc04a, "TLS_ECDH_ECDSA_WITH_ARIA_128_CBC_SHA256", M::ecdh_ecdsa, C::aria_128_cbc, D::sha256},
    {0xc04b, "TLS_ECDH_ECDSA_WITH_ARIA_256_CBC_SHA384", M::ecdh_ecdsa, C::aria_256_cbc, D::sha384},
    {0xc04c, "TLS_ECDHE_RSA_WITH_ARIA_128_CBC_SHA256", M::ecdhe_rsa, C::aria_128_cbc, D::sha256},
    {0xc04d, "TLS_ECDHE_RSA_WITH_ARIA_256_CBC_SHA384", M::ecdhe_rsa, C::aria_256_cbc, D::sha384},
    {0xc04e, "TLS_ECDH_RSA_WITH_ARIA_128_CBC_SHA256", M::ecdh_rsa, C::aria_128_cbc, D::sha256},
    {0xc04f, "TLS_ECDH_RSA_WITH_ARIA_256_CBC_SHA384", M::ecdh_rsa, C::aria_256_cbc, D::sha384},
    {0xc050, "TLS_RSA_WITH_ARIA_128_GCM_SHA256", M::rsa, C::aria_128_gcm, D::sha256},
    {0xc051, "TLS_RSA_WITH_ARIA_256_GCM_SHA384", M::rsa, C::aria_256_gcm, D::sha384},
    {0xc052, "TLS_DHE_RSA_WITH_ARIA_128_GCM_SHA256", M::dhe_rsa, C::aria_128_gcm, D::sha256},
    {0xc053, "TLS_DHE_RSA_WITH_ARIA_256_GCM_SHA384", M::dhe_rsa, C::aria_256_gcm, D::sha384},
    {0xc054, "TLS_DH_RSA_WITH_ARIA_128_GCM_SHA256", M::dh_rsa, C::aria_128_gcm, D::sha256},
    {0xc055, "TLS_DH_RSA_WITH_ARIA_256_GCM_SHA384", M::dh_rsa, C::aria_256_gcm, D::sha384},
    {0xc056, "TLS_DHE_DSS_WITH_ARIA_128_GCM_SHA256", M::dhe_dss, C::aria_128_gcm, D::sha256},
    {0xc057, "TLS_DHE_DSS_WITH_ARIA_256_GCM_SHA384", M::dhe_dss, C::aria_256_gcm, D::sha384},
    {0xc058, "TLS_DH_DSS_WITH_ARIA_128_GCM_SHA256", M::dh_dss, C::aria_128_gcm, D::sha256},
    {0xc059, "TLS_DH_DSS_WITH_ARIA_256_GCM_SHA384", M::dh_dss, C::aria_256_gcm, D::sha384},
    {0xc05a, "TLS_DH_anon_WITH_ARIA_128_GCM_SHA256", M::dh_anon, C::aria_128_gcm, D::sha256},
    {0xc05b, "TLS_DH_anon_WITH_ARIA_256_GCM_SHA384", M::dh_anon, C::aria_256_gcm, D::sha384},
    {0xc05c, "TLS_ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256", M::ecdhe_ecdsa, C::aria_128_gcm, D::sha256},
    {0xc05d, "TLS_ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384", M::ecdhe_ecdsa, C::aria_256_gcm, D::sha384},
    {0xc05e, "TLS_ECDH_ECDSA_WITH_ARIA_128_GCM_SHA256", M::ecdh_ecdsa, C::aria_128_gcm, D::sha256},
    {0xc05f, "TLS_ECDH_ECDSA_WITH_ARIA_256_GCM_SHA384", M::ecdh_ecdsa, C::aria_256_gcm, D::sha384},
    {0xc060, "TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256", M::ecdhe_rsa, C::aria_128_gcm, D::sha256},
    {0xc061, "TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384", M::ecdhe_rsa, C::aria_256_gcm, D::sha384},
    {0xc062, "TLS_ECDH_RSA_WITH_ARIA_128_GCM_SHA256", M::ecdh_rsa, C::aria_128_gcm, D::sha256},
    {0xc063, "TLS_ECDH_RSA_WITH_ARIA_256_GCM_SHA384", M::ecdh_rsa, C::aria_256_gcm, D::sha384},
    {0xc064, "TLS_PSK_WITH_ARIA_128_CBC_SHA256", M::psk, C::aria_128_cbc, D::sha256},
    {0xc065, "TLS_PSK_WITH_ARIA_256_CBC_SHA384", M::psk, C::aria_256_cbc, D::sha384},
    {0xc066, "TLS_DHE_PSK_WITH_ARIA_128_CBC_SHA256", M::dhe_psk, C::aria_128_cbc, D::sha256},
    {0xc067, "TLS_DHE_PSK_WITH_ARIA_256_CBC_SHA384", M::dhe_psk, C::aria_256_cbc, D::sha384},
    {0xc068, "TLS_RSA_PSK_WITH_ARIA_128_CBC_SHA256", M::rsa_psk, C::aria_128_cbc, D::sha256},
    {0xc069, "TLS_RSA_PSK_WITH_ARIA_256_CBC_SHA384", M::rsa_psk, C::aria_256_cbc, D::sha384},
    {0xc06a, "TLS_PSK_WITH_ARIA_128_GCM_SHA256", M::psk, C::aria_128_gcm, D::sha256},
    {0xc06b, "TLS_PSK_WITH_ARIA_256_GCM_SHA384", M::psk, C::aria_256_gcm, D::sha384},
    {0xc06c, "TLS_DHE_PSK_WITH_ARIA_128_GCM_SHA256", M::dhe_psk, C::aria_128_gcm, D::sha256},
    {0xc06d, "TLS_DHE_PSK_WITH_ARIA_256_GCM_SHA384", M::dhe_psk, C::aria_256_gcm, D::sha384},
    {0xc06e, "TLS_RSA_PSK_WITH_ARIA_128_GCM_SHA256", M::rsa_psk, C::aria_128_gcm, D::sha256},
    {0xc06f, "TLS_RSA_PSK_WITH_ARIA_256_GCM_SHA384", M::rsa_psk, C::aria_256_gcm, D::sha384},
    {0xc070, "TLS_ECDHE_PSK_WITH_ARIA_128_CBC_SHA256", M::ecdhe_psk, C::aria_128_cbc, D::sha256},
    {0xc071, "TLS_ECDHE_PSK_WITH_ARIA_256_CBC_SHA384", M::ecdhe_psk, C::aria_256_cbc, D::sha384},
    {0xc072, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256", M::ecdhe_ecdsa, C::camellia_128_cbc, D::sha256},
    {0xc073, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384", M::ecdhe_ecdsa, C::camellia_256_cbc, D::sha384},
    {0xc074, "TLS_ECDH_ECDSA_WITH_CAMELLIA_128_CBC_SHA256", M::ecdh_ecdsa, C::camellia_128_cbc, D::sha256},
    {0xc075, "TLS_ECDH_ECDSA_WITH_CAMELLIA_256_CBC_SHA384", M::ecdh_ecdsa, C::camellia_256_cbc, D::sha384},
    {0xc076, "TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256", M::ecdhe_rsa, C::camellia_128_cbc, D::sha256},
    {0xc077, "TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384", M::ecdhe_rsa, C::camellia_256_cbc, D::sha384},
    {0xc078, "TLS_ECDH_RSA_WITH_CAMELLIA_128_CBC_SHA256", M::ecdh_rsa, C::camellia_128_cbc, D::sha256},
    {0xc079, "TLS_ECDH_RSA_WITH_CAMELLIA_256_CBC_SHA384", M::ecdh_rsa, C::camellia_256_cbc, D::sha384},
    {0xc07a, "TLS_RSA_WITH_CAMELLIA_128_GCM_SHA256", M::rsa, C::camellia_128_gcm, D::sha256},
    {0xc07b, "TLS_RSA_WITH_CAMELLIA_256_GCM_SHA384", M::rsa, C::camellia_256_gcm, D::sha384},
    {0xc07c, "TLS_DHE_RSA_WITH_CAMELLIA_128_GCM_SHA256", M::dhe_rsa, C::camellia_128_gcm, D::sha256},
    {0xc07d, "TLS_DHE_RSA_WITH_CAMELLIA_256_GCM_SHA384", M::dhe_rsa, C::camellia_256_gcm, D::sha384},
    {0xc07e, "TLS_DH_RSA_WITH_CAMELLIA_128_GCM_SHA256", M::dh_rsa, C::camellia_128_gcm, D::sha256},
    {0xc07f, "TLS_DH_RSA_WITH_CAMELLIA_256_GCM_SHA384", M::dh_rsa, C::camellia_256_gcm, D::sha384},
    {0xc080, "TLS_DHE_DSS_WITH_CAMELLIA_128_GCM_SHA256", M::dhe_dss, C::camellia_128_gcm, D::sha256},
    {0xc081, "TLS_DHE_DSS_WITH_CAMELLIA_256_GCM_SHA384", M::dhe_dss, C::camellia_256_gcm, D::sha384},
    {0xc082, "TLS_DH_DSS_WITH_CAMELLIA_128_GCM_SHA256", M::dh_dss, C::camellia_128_gcm, D::sha256},
    {0xc083, "TLS_DH_DSS_WITH_CAMELLIA_256_GCM_SHA384", M::dh_dss, C::camellia_256_gcm, D::sha384},
    {0xc084, "TLS_DH_anon_WITH_CAMELLIA_128_GCM_SHA256", M::dh_anon, C::camellia_128_gcm, D::sha256},
    {0xc085, "TLS_DH_anon_WITH_CAMELLIA_256_GCM_SHA384", M::dh_anon, C::camellia_256_gcm, D::sha384},
    {0xc086, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256", M::ecdhe_ecdsa, C::camellia_128_gcm, D::sha256},
    {0xc087, "TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_GCM_SHA384", M::ecdhe_ecdsa, C::camellia_256_gcm, D::sha384},
    {0xc088, "TLS_ECDH_ECDSA_WITH_CAMELLIA_128_GCM_SHA256", M::ecdh_ecdsa, C::camellia_128_gcm, D::sha256},
    {0xc089, "TLS_ECDH_ECDSA_WITH_CAMELLIA_256_GCM_SHA384", M::ecdh_ecdsa, C::camellia_256_gcm, D::sha384},
    {0xc08a, "TLS_ECDHE_RSA_WITH_CAMELLIA_128_GCM_SHA256", M::ecdhe_rsa, C::camellia_128_gcm, D::sha256},
    {0xc08b, "TLS_ECDHE_RSA_WITH_CAMELLIA_256_GCM_SHA384", M::ecdhe_rsa, C::camellia_256_gcm, D::sha384},
    {0xc08c, "TLS_ECDH_RSA_WITH_CAMELLIA_128_GCM_SHA256", M::ecdh_rsa, C::camellia_128_gcm, D::sha256},
    {0xc08d, "TLS_ECDH_RSA_WITH_CAMELLIA_256_GCM_SHA384", M::ecdh_rsa, C::camellia_256_gcm, D::sha384},
    {0xc08e, "TLS_PSK_WITH_CAMELLIA_128_GCM_SHA256", M::psk, C::camellia_128_gcm, D::sha256},
    {0xc08f, "TLS_PSK_WITH_CAMELLIA_256_GCM_SHA384", M::psk, C::camellia_256_gcm, D::sha384},
    {0xc090, "TLS_DHE_PSK_WITH_CAMELLIA_128_GCM_SHA256", M::dhe_psk, C::camellia_128_gcm, D::sha256},
    {0xc091, "TLS_DHE_PSK_WITH_CAMELLIA_256_GCM_SHA384", M::dhe_psk, C::camellia_256_gcm, D::sha384},
    {0xc092, "TLS_RSA_PSK_WITH_CAMELLIA_128_GCM_SHA256", M::rsa_psk, C::camellia_128_gcm, D::sha256},
    {0xc093, "TLS_RSA_PSK_WITH_CAMELLIA_256_GCM_SHA384", M::rsa_psk, C::camellia_256_gcm, D::sha384},
    {0xc094, "TLS_PSK_WITH_CAMELLIA_128_CBC_SHA256", M::psk, C::camellia_128_cbc, D::sha256},
    {0xc095, "TLS_PSK_WITH_CAMELLIA_256_CBC_SHA384", M::psk, C::camellia_256_cbc, D::sha384},
    {0xc096, "TLS_DHE_PSK_WITH_CAMELLIA_128_CBC_SHA256", M::dhe_psk, C::camellia_128_cbc, D::sha256},
    {0xc097, "TLS_DHE_PSK_WITH_CAMELLIA_256_CBC_SHA384", M::dhe_psk, C::camellia_256_cbc, D::sha384},
    {0xc098, "TLS_RSA_PSK_WITH_CAMELLIA_128_CBC_SHA256", M::rsa_psk, C::camellia_128_cbc, D::sha256},
    {0xc099, "TLS_RSA_PSK_WITH_CAMELLIA_256_CBC_SHA384", M::rsa_psk, C::camellia_256_cbc, D::sha384},
    {0xc09a, "TLS_ECDHE_PSK_WITH_CAMELLIA_128_CBC_SHA256", M::ecdhe_psk, C::camellia_128_cbc, D::sha256},
    {0xc09b, "TLS_ECDHE_PSK_WITH_CAMELLIA_256_CBC_SHA384", M::ecdhe_psk, C::camellia_256_cbc, D::sha384},
    {0xc09c, "TLS_RSA_WITH_AES_128_CCM", M::rsa, C::aes_128_ccm, D::none},
    {0xc09d, "TLS_RSA_WITH_AES_256_CCM", M::rsa, C::aes_256_ccm, D::none},
    {0xc09e, "TLS_DHE_RSA_WITH_AES_128_CCM", M::dhe_rsa, C::aes_128_ccm, D::none},
    {0xc09f, "TLS_DHE_RSA_WITH_AES_256_CCM", M::dhe_rsa, C::aes_256_ccm, D::none},
    {0xc0a0, "TLS_RSA_WITH_AES_128_CCM_8", M::rsa, C::aes_128_ccm_8, D::none},
    {0xc0a1, "TLS_RSA_WITH_AES_256_CCM_8", M::rsa, C::aes_256_ccm_8, D::none},
    {0xc0a2, "TLS_DHE_RSA_WITH_AES_128_CCM_8", M::dhe_rsa, C::aes_128_ccm_8, D::none},
    {0xc0a3, "TLS_DHE_RSA_WITH_AES_256_CCM_8", M::dhe_rsa, C::aes_256_ccm_8, D::none},
    {0xc0a4, "TLS_PSK_WITH_AES_128_CCM", M::psk, C::aes_128_ccm, D::none},
    {0xc0a5, "TLS_PSK_WITH_AES_256_CCM", M::psk, C::aes_256_ccm, D::none},
    {0xc0a6, "TLS_DHE_PSK_WITH_AES_128_CCM", M::dhe_psk, C::aes_128_ccm, D::none},
    {0xc0a7, "TLS_DHE_PSK_WITH_AES_256_CCM", M::dhe_psk, C::aes_256_ccm, D::none},
    {0xc0a8, "TLS_PSK_WITH_AES_128_CCM_8", M::psk, C::aes_128_ccm_8, D::none},
    {0xc0a9, "TLS_PSK_WITH_AES_256_CCM_8", M::psk, C::aes_256_ccm_8, D::none},
    {0xc0aa, "TLS_PSK_DHE_WITH_AES_128_CCM_8", M::dhe_psk, C::aes_128_ccm_8, D::none},
    {0xc0ab, "TLS_PSK_DHE_WITH_AES_256_CCM_8", M::dhe_psk, C::aes_256_ccm_8, D::none},
    {0xc0ac, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", M::ecdhe_ecdsa, C::aes_128_ccm, D::none},
    {0xc0ad, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM", M::ecdhe_ecdsa, C::aes_256_ccm, D::none},
    {0xc0ae, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", M::ecdhe_ecdsa, C::aes_128_ccm_8, D::none},
    {0xc0af, "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", M::ecdhe_ecdsa, C::aes_256_ccm_8, D::none},
    {0xc0b0, "TLS_ECCPWD_WITH_AES_128_GCM_SHA256", M::eccpwd, C::aes_128_gcm, D::sha256},
    {0xc0b1, "TLS_ECCPWD_WITH_AES_256_GCM_SHA384", M::eccpwd, C::aes_256_gcm, D::sha384},
    {0xc0b2, "TLS_ECCPWD_WITH_AES_128_CCM_SHA256", M::eccpwd, C::aes_128_ccm, D::sha256},
    {0xc0b3, "TLS_ECCPWD_WITH_AES_256_CCM_SHA384", M::eccpwd, C::aes_256_ccm, D::sha384},
    {0xc0b4, "TLS_SHA256_SHA256", M::tls13, C::null, D::sha256},
    {0xc0b5, "TLS_SHA384_SHA384", M::tls13, C::null, D::sha384},
    {0xc100, "TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC", M::gost, C::gost, D::none},
    {0xc101, "TLS_GOSTR341112_256_WITH_MAGMA_CTR_OMAC", M::gost, C::gost, D::none},
    {0xc102, "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT", M::gost, C::gost, D::none},
    {0xc103, "TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_L", M::gost, C::gost, D::none},
    {0xc104, "TLS_GOSTR341112_256_WITH_MAGMA_MGM_L", M::gost, C::gost, D::none},
    {0xc105, "TLS_GOSTR341112_256_WITH_KUZNYECHIK_MGM_S", M::gost, C::gost, D::none},
    {0xc106, "TLS_GOSTR341112_256_WITH_MAGMA_MGM_S", M::gost, C::gost, D::none},
    {cipher_suite::ecdhe_rsa_chacha20_poly1305_sha256, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
     M::ecdhe_rsa, C::chacha20_poly1305, D::sha256},
    {cipher_suite::ecdhe_ecdsa_chacha20_poly1305_sha256, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
     M::ecdhe_ecdsa, C::chacha20_poly1305, D::sha256},
    {0xccaa, "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", M::dhe_rsa, C::chacha20_poly1305, D::sha256},
    {0xccab, "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256", M::psk, C::chacha20_poly1305, D::sha256},
    {0xccac, "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", M::ecdhe_psk, C::chacha20_poly1305, D::sha256},
    {0xccad, "TLS_DHE_PSK_WITH_CHACHA20_POLY1305_SHA256", M::dhe_psk, C::chacha20_poly1305, D::sha256},
    {0xccae, "TLS_RSA_PSK_WITH_CHACHA20_POLY1305_SHA256", M::rsa_psk, C::chacha20_poly1305, D::sha256},
    {0xd001, "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", M::ecdhe_psk, C::aes_128_gcm, D::sha256},
    {0xd002, "TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384", M::ecdhe_psk, C::aes_256_gcm, D::sha384},
    {0xd003, "TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256", M::ecdhe_psk, C::aes_128_ccm_8, D::sha256},
    {0xd005, "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256", M::ecdhe_psk, C::aes_128_ccm, D::sha256},
};

static_assert(std::is_sorted(std::begin(registered_suites), std::end(registered_suites),
                             [](const CipherSuite& a, const CipherSuite& b) { return a.id < b.id; }));

}  // namespace

KeyExchange::Kind CipherSuite::key_exchange() const {
  using Kind = KeyExchange::Kind;
  switch (method) {
    case Method::rsa:
      return Kind::static_rsa;
    case Method::dh_dss:
    case Method::dh_rsa:
    case Method::ecdh_ecdsa:
    case Method::ecdh_rsa:
      return Kind::static_dh;
    case Method::dhe_dss:
    case Method::dhe_rsa:
    case Method::dhe_psk:
      return Kind::dhe;
    case Method::ecdhe_ecdsa:
    case Method::ecdhe_rsa:
    case Method::ecdhe_psk:
      return Kind::ecdhe;
    case Method::dh_anon:
    case Method::ecdh_anon:
      return Kind::anonymous;
    case Method::psk:
    case Method::rsa_psk:
      return Kind::psk;
    case Method::none:
    case Method::tls13:
    case Method::krb5:
    case Method::srp:
    case Method::srp_dss:
    case Method::srp_rsa:
    case Method::eccpwd:
    case Method::gost:
      break;
  }
  return Kind::unknown;
}

CipherSuite::Authentication CipherSuite::authentication() const {
  switch (method) {
    case Method::rsa:
    case Method::dh_rsa:
    case Method::dhe_rsa:
    case Method::ecdh_rsa:
    case Method::ecdhe_rsa:
    case Method::rsa_psk:
    case Method::srp_rsa:
      return Authentication::rsa;
    case Method::dh_dss:
    case Method::dhe_dss:
    case Method::srp_dss:
      return Authentication::dss;
    case Method::ecdh_ecdsa:
    case Method::ecdhe_ecdsa:
      return Authentication::ecdsa;
    case Method::dh_anon:
    case Method::ecdh_anon:
      return Authentication::anonymous;
    default:
      return Authentication::unknown;
  }
}

bool CipherSuite::has_psk() const {
  return method == Method::psk || method == Method::dhe_psk || method == Method::ecdhe_psk ||
         method == Method::rsa_psk;
}

bool CipherSuite::is_cbc() const { return cipher >= Cipher::rc2_40_cbc && cipher <= Cipher::aria_256_cbc; }

bool CipherSuite::is_aead() const {
  return cipher >= Cipher::aes_128_gcm && cipher <= Cipher::chacha20_poly1305;
}

bool CipherSuite::is_below_112_bits() const {
  return is_export || cipher == Cipher::rc4_40 || cipher == Cipher::rc2_40_cbc ||
         cipher == Cipher::des40_cbc || cipher == Cipher::des_cbc;
}

CipherSuite::Digest CipherSuite::prf_digest() const {
  return digest == Digest::sha384 || digest == Digest::sha512 || digest == Digest::sm3 ? digest
                                                                                       : Digest::sha256;
}

std::span<const CipherSuite> cipher_suites() { return registered_suites; }

const CipherSuite* find_cipher_suite(uint16_t id) {
  const auto* found =
      std::lower_bound(std::begin(registered_suites), std::end(registered_suites), id,
                       [](const CipherSuite& suite, uint16_t value) { return suite.id < value; });
  return found != std::end(registered_suites) && found->id == id ? found : nullptr;
}

std::string_view to_string(CipherSuite::Digest digest) {
  switch (digest) {
    case CipherSuite::Digest::none:
      break;
    case CipherSuite::Digest::md5:
      return "MD5";
    case CipherSuite::Digest::sha1:
      return "SHA-1";
    case CipherSuite::Digest::sha256:
      return "SHA-256";
    case CipherSuite::Digest::sha384:
      return "SHA-384";
    case CipherSuite::Digest::sha512:
      return "SHA-512";
    case CipherSuite::Digest::sm3:
      return "SM3";
  }
  return {};
}

}  // namespace certcheck::tls
