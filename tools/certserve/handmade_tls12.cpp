// The half of HandmadeSession that speaks TLS 1.2 and what came before it.
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include "certserve/handmade_parts.h"
#include "certserve/handmade_session.h"
#include "certserve/pki/key.h"

#include <botan/pubkey.h>
#include <botan/system_rng.h>

#include <algorithm>
#include <utility>

namespace certcheck::certserve {

using namespace net;
using namespace tls;

namespace {

constexpr size_t premaster_bytes = 48, verify_data_bytes = 12;  // RFC 5246 7.4.7.1, 7.4.9

Bytes both(ByteView a, ByteView b) { return WireWriter().bytes(a).bytes(b).take(); }

std::string_view prf_hash(uint16_t version) { return version < tls12_version ? "MD5+SHA-1" : "SHA-256"; }

uint16_t wanted_suite(const Script& script, std::string_view key, uint16_t version) {
  constexpr uint16_t rsa_aes_128_cbc_sha = 0x002f, ecdhe_rsa_aes_128_cbc_sha = 0xc013,
                     ecdhe_ecdsa_aes_128_cbc_sha = 0xc009, ecdhe_rsa_aes_128_gcm = 0xc02f,
                     ecdhe_ecdsa_aes_128_gcm = 0xc02b;
  if (script.static_rsa) return rsa_aes_128_cbc_sha;
  if (version < tls12_version)
    return is_elliptic(key) ? ecdhe_ecdsa_aes_128_cbc_sha : ecdhe_rsa_aes_128_cbc_sha;
  return is_elliptic(key) ? ecdhe_ecdsa_aes_128_gcm : ecdhe_rsa_aes_128_gcm;
}

}  // namespace

bool HandmadeSession::start_old(const ClientHello& hello) {
  suite_ = wanted_suite(script_, presentation_->key, version_);
  const auto offers = [&](uint16_t suite) {
    return std::find(hello.cipher_suites.begin(), hello.cipher_suites.end(), suite) !=
           hello.cipher_suites.end();
  };
  const auto extends = [&](uint16_t type) { return find_tls_extension(hello.extensions, type) != nullptr; };
  if (!offers(suite_) && version_ == tls12_version) return refuse(alert::handshake_failure);
  transcript_.set_hash(prf_hash(version_));
  client_random_ = to_bytes(hello.random);
  client_version_ = hello.legacy_version;
  // RFC 8446 4.1.3: the last bytes of the random must not say by chance that the server could do better.
  server_random_.back() = 0xff;

  WireWriter extensions;
  if (extends(tls_extension::renegotiation_info) || offers(renegotiation_info_scsv))
    extensions.u16(tls_extension::renegotiation_info).vector16(Bytes{0});
  extended_master_secret_ = extends(tls_extension::extended_master_secret) && version_ > ssl3_version;
  if (extended_master_secret_) extensions.u16(tls_extension::extended_master_secret).vector16({});
  if (extends(tls_extension::ec_point_formats) && !script_.static_rsa)
    extensions.u16(tls_extension::ec_point_formats).vector16(Bytes{1, 0});
  if (std::find(hello.alpn.begin(), hello.alpn.end(), "http/1.1") != hello.alpn.end()) {
    const Bytes name = WireWriter().vector8(as_bytes("http/1.1")).take();
    extensions.u16(tls_extension::alpn).vector16(WireWriter().vector16(name).written());
  }
  WireWriter body;
  body.u16(version_).bytes(server_random_).vector8({}).u16(suite_).u8(0);
  if (extensions.size() != 0 && version_ > ssl3_version) body.vector16(extensions.written());
  say(message_type::server_hello, body.written());
  if (script_.deed == Script::Deed::request_hellos) {
    send_flight();
    // RFC 5246 7.4.1.1: no part of what is hashed.
    write_record(handshake_content, handshake_message(message_type::hello_request, {}));
  }
  WireWriter list;
  for (const Bytes& certificate : presentation_->chain) list.vector24(certificate);
  say(message_type::certificate, WireWriter().vector24(list.written()).written());
  if (!script_.static_rsa) say(message_type::server_key_exchange, server_key_exchange(hello, client_random_));
  say(message_type::server_hello_done, {});
  send_flight();
  return true;
}

// RFC 8422 5.4: a named curve, a point, and a signature over both randoms and these.
Bytes HandmadeSession::server_key_exchange(const ClientHello& hello, ByteView client_random) {
  const bool montgomery =
      std::find(hello.groups.begin(), hello.groups.end(), x25519_group) != hello.groups.end();
  ephemeral_ = Ephemeral::make(montgomery ? x25519_group : p256_group);
  constexpr uint8_t named_curve = 3;
  WireWriter body;
  body.u8(named_curve).u16(ephemeral_->group).vector8(ephemeral_->share);
  const Signing signing =
      sign_handshake(presentation_->key, version_, both(both(client_random, server_random_), body.written()));
  if (version_ >= tls12_version) body.u16(signing.scheme);
  return body.vector16(signing.signature).take();
}

bool HandmadeSession::read_client_key_exchange(ByteView body, ByteView message) {
  WireReader reader(body);
  const auto sent = script_.static_rsa ? reader.vector16() : reader.vector8();
  if (!sent || !reader.empty()) return refuse(alert::decode_error);
  Bytes premaster;
  if (script_.static_rsa) {
    // RFC 5246 7.4.7.1: one that does not decrypt is as good as a random one, so that nobody learns which.
    const Botan::PK_Decryptor_EME decryptor(*pki::Key::get(presentation_->key).botan(), Botan::system_rng(),
                                            "PKCS1v15");
    const uint8_t version[]{static_cast<uint8_t>(client_version_ >> 8),
                            static_cast<uint8_t>(client_version_)};
    const uint8_t places[]{0, 1};
    const auto secret = decryptor.decrypt_or_random(sent->data(), sent->size(), premaster_bytes,
                                                    Botan::system_rng(), version, places, sizeof places);
    premaster.assign(secret.begin(), secret.end());
  } else {
    premaster = ephemeral_->agree(*sent);
  }
  transcript_.add(message);
  const std::string_view hash = prf_hash(version_);
  constexpr size_t master_bytes = 48;
  // RFC 7627 section 4; RFC 5246 8.1, 6.3.
  master_secret_ =
      extended_master_secret_
          ? prf(hash, premaster, "extended master secret", transcript_.hash(), master_bytes)
          : prf(hash, premaster, "master secret", both(client_random_, server_random_), master_bytes);
  const SuiteParameters suite = suite_parameters(suite_);
  const RecordKeySizes sizes = record_key_sizes(suite, version_);
  const Bytes block = prf(hash, master_secret_, "key expansion", both(server_random_, client_random_),
                          2 * (sizes.mac_key + sizes.key + sizes.iv));
  WireReader rest(block);
  RecordKeys client, server;
  for (RecordKeys* keys : {&client, &server}) keys->mac_key = to_bytes(*rest.take(sizes.mac_key));
  for (RecordKeys* keys : {&client, &server}) keys->key = to_bytes(*rest.take(sizes.key));
  for (RecordKeys* keys : {&client, &server}) keys->iv = to_bytes(*rest.take(sizes.iv));
  pending_read_cipher_ = tls12_record_cipher(suite, version_, false, client, RecordCipher::Use::open);
  pending_write_cipher_ = tls12_record_cipher(suite, version_, false, server, RecordCipher::Use::seal);
  return true;
}

bool HandmadeSession::read_change_cipher_spec() {
  if (!pending_read_cipher_) return refuse(alert::unexpected_message);
  read_cipher_ = std::move(pending_read_cipher_);
  return true;
}

bool HandmadeSession::read_old_finished(ByteView body, ByteView message) {
  const auto verify_data = [&](std::string_view label) {
    return prf(prf_hash(version_), master_secret_, label, transcript_.hash(), verify_data_bytes);
  };
  if (!same_bytes(body, verify_data("client finished"))) return refuse(alert::decrypt_error);
  if (script_.deed == Script::Deed::leave_without_a_word) return false;
  transcript_.add(message);
  write_record(change_cipher_spec_content, Bytes{1});
  write_cipher_ = std::move(pending_write_cipher_);
  say(message_type::finished, verify_data("server finished"));
  send_flight();
  done_ = true;
  if (script_.deed == Script::Deed::request_hellos)
    write_record(handshake_content, handshake_message(message_type::hello_request, {}));
  return true;
}

}  // namespace certcheck::certserve
