#include "certserve/handmade_session.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include "certserve/handmade_parts.h"
#include "certserve/http.h"
#include "certserve/pki/key.h"

#include <botan/exceptn.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>

#include <zlib.h>

#include <algorithm>
#include <utility>

namespace certcheck::certserve {

using namespace net;
using namespace tls;

namespace {

constexpr size_t header_size = 5;
constexpr size_t content_max = size_t{1} << 14;  // RFC 8446 5.1
constexpr size_t message_max = size_t{1} << 16;  // no client says more at once

// TLS 1.3.

// Far beyond what shrinks so in any chain, and cheap to make.
constexpr size_t bomb_bytes = (size_t{1} << 24) - 1, hidden_bomb_claims = 1'000;

Bytes deflate(ByteView content) {
  uLongf size = compressBound(content.size());
  Bytes out(size);
  compress2(out.data(), &size, content.data(), content.size(), Z_BEST_SPEED);
  out.resize(size);
  return out;
}

const Bytes& bomb() {
  static const Bytes made = deflate(Bytes(bomb_bytes, 0));
  return made;
}

ByteView share_of(const ClientHello& hello, uint16_t group) {
  const TlsExtension* extension = find_tls_extension(hello.extensions, tls_extension::key_share);
  WireReader list(extension ? WireReader(extension->data).vector16().value_or(ByteView()) : ByteView());
  while (const auto each = list.u16()) {
    const auto share = list.vector16();
    if (!share) break;
    if (*each == group) return *share;
  }
  return {};
}

bool offers_zlib(const ClientHello& hello) {
  const TlsExtension* extension = find_tls_extension(hello.extensions, tls_extension::compress_certificate);
  WireReader list(extension ? WireReader(extension->data).vector8().value_or(ByteView()) : ByteView());
  while (const auto each = list.u16())
    if (*each == certificate_compression::zlib) return true;
  return false;
}

// TLS 1.2 and what came before it.

constexpr size_t premaster_bytes = 48, verify_data_bytes = 12;  // RFC 5246 7.4.7.1, 7.4.9

Bytes both(ByteView a, ByteView b) { return WireWriter().bytes(a).bytes(b).take(); }

std::string_view prf_hash(uint16_t version) { return version < tls12_version ? "MD5+SHA-1" : "SHA-256"; }

uint16_t wanted_suite(const Script& script, std::string_view key, uint16_t version) {
  if (script.static_rsa) return cipher_suite::rsa_aes_128_cbc_sha;
  if (version < tls12_version)
    return is_elliptic(key) ? cipher_suite::ecdhe_ecdsa_aes_128_cbc_sha
                            : cipher_suite::ecdhe_rsa_aes_128_cbc_sha;
  return is_elliptic(key) ? cipher_suite::ecdhe_ecdsa_aes_128_gcm_sha256
                          : cipher_suite::ecdhe_rsa_aes_128_gcm_sha256;
}

}  // namespace

HandmadeSession::HandmadeSession(const Script& script, std::shared_ptr<const Presentation> presentation,
                                 std::shared_ptr<const std::string> response)
    : script_(script), presentation_(std::move(presentation)), response_(std::move(response)) {}

HandmadeSession::~HandmadeSession() = default;

bool HandmadeSession::tls13() const { return version_ == tls13_version; }

bool HandmadeSession::receive(ByteView received, Bytes& answer) {
  records_.insert(records_.end(), received.begin(), received.end());
  bool open = true;
  try {
    open = read_records();
  } catch (const Botan::Exception&) {
    open = refuse(alert::internal_error);  // a share or a secret that is none
  }
  answer.insert(answer.end(), output_.begin(), output_.end());
  output_.clear();
  return open;
}

bool HandmadeSession::read_records() {
  while (records_.size() >= header_size) {
    const size_t size = static_cast<size_t>(records_[3]) << 8 | records_[4];
    if (records_[0] < change_cipher_spec_content || records_[0] > application_data_content)
      return refuse(alert::decode_error);
    if (records_.size() < header_size + size) return true;
    const Bytes record(records_.begin(), records_.begin() + static_cast<ptrdiff_t>(header_size + size));
    records_.erase(records_.begin(), records_.begin() + static_cast<ptrdiff_t>(record.size()));
    if (!read_record(ByteView(record).first(header_size), ByteView(record).subspan(header_size)))
      return false;
  }
  return true;
}

bool HandmadeSession::read_record(ByteView header, ByteView body) {
  const uint8_t type = header[0];
  if (type == change_cipher_spec_content && tls13()) return true;  // RFC 8446 D.4
  if (!read_cipher_) return read_content(type, body);
  const auto opened = read_cipher_->open(header, body);
  return opened ? read_content(opened->content_type, opened->content) : refuse(alert::bad_record_mac);
}

bool HandmadeSession::read_content(uint8_t type, ByteView content) {
  switch (type) {
    case handshake_content:
      break;
    case change_cipher_spec_content:
      return read_change_cipher_spec();
    case alert_content:
      // A client that does not renegotiate says so and stays (RFC 5246 7.2.2).
      return content.size() == 2 && content[1] == alert::no_renegotiation;
    case application_data_content:
      return read_request(content);
    default:
      return refuse(alert::unexpected_message);
  }
  fragments_.insert(fragments_.end(), content.begin(), content.end());
  while (fragments_.size() >= 4) {
    const size_t size =
        static_cast<size_t>(fragments_[1]) << 16 | static_cast<size_t>(fragments_[2]) << 8 | fragments_[3];
    if (size > message_max) return refuse(alert::decode_error);
    if (fragments_.size() < 4 + size) return true;
    const Bytes message(fragments_.begin(), fragments_.begin() + static_cast<ptrdiff_t>(4 + size));
    fragments_.erase(fragments_.begin(), fragments_.begin() + static_cast<ptrdiff_t>(message.size()));
    if (!read_message(message[0], ByteView(message).subspan(4), message)) return false;
  }
  return true;
}

bool HandmadeSession::read_message(uint8_t type, ByteView body, ByteView message) {
  if (version_ == 0)
    return type == message_type::client_hello ? read_client_hello_message(body, message)
                                              : refuse(alert::decode_error);
  if (done_) return refuse(alert::unexpected_message);
  // Of SSL 3.0 there is no other half.
  if (version_ <= ssl3_version) return refuse(alert::handshake_failure);
  if (type == message_type::finished && read_cipher_)
    return tls13() ? read_tls13_finished(body, message) : read_old_finished(body, message);
  if (type == message_type::client_key_exchange && !tls13() && !pending_read_cipher_)
    return read_client_key_exchange(body, message);
  return refuse(alert::unexpected_message);
}

bool HandmadeSession::read_request(ByteView content) {
  if (!done_) return refuse(alert::unexpected_message);
  request_.append(as_text(content));
  if (!http_request_complete(request_)) return request_.size() < request_bytes_max;
  write_record(application_data_content, as_bytes(*response_));
  write_record(alert_content, Bytes{alert::warning, alert::close_notify});
  return false;
}

bool HandmadeSession::read_client_hello_message(ByteView body, ByteView message) {
  const auto hello = read_client_hello(body);
  if (script_.deed == Script::Deed::send_error_of_ssl3) {
    version_ = ssl3_version;
    return refuse(alert::handshake_failure);
  }
  if (!hello) return refuse(alert::decode_error);
  transcript_.add(message);
  server_random_.resize(32);
  Botan::system_rng().randomize(server_random_);
  const auto offers = [&](const auto& list, uint16_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (script_.newest == tls13_version && offers(hello->versions, tls13_version) &&
      offers(hello->key_shares, x25519_group)) {
    version_ = tls13_version;
    return start_tls13(*hello);
  }
  // Servers of old answer in their own version, whatever is offered; the client then knows why it stops.
  const uint16_t newest = std::min(script_.newest, tls12_version);
  version_ = std::max(script_.oldest, std::min(newest, hello->legacy_version));
  if (version_ > tls12_version || hello->legacy_version < script_.oldest) {
    version_ = std::min(version_, tls12_version);
    return refuse(alert::protocol_version);
  }
  return start_old(*hello);
}

void HandmadeSession::write_record(uint8_t type, ByteView content) {
  const uint16_t version = version_ == 0 ? tls10_version : std::min(version_, tls12_version);
  while (!content.empty()) {
    const ByteView piece = content.first(std::min(content.size(), content_max));
    content = content.subspan(piece.size());
    const Bytes record = write_cipher_ ? write_cipher_->seal(type, piece)
                                       : WireWriter().u8(type).u16(version).vector16(piece).take();
    output_.insert(output_.end(), record.begin(), record.end());
  }
}

void HandmadeSession::say(uint8_t type, ByteView body) {
  const Bytes message = handshake_message(type, body);
  transcript_.add(message);
  flight_.insert(flight_.end(), message.begin(), message.end());
}

void HandmadeSession::send_flight() { write_record(handshake_content, std::exchange(flight_, Bytes())); }

bool HandmadeSession::refuse(uint8_t alert) {
  write_record(alert_content, Bytes{alert::fatal, alert});
  return false;
}

// TLS 1.3.

bool HandmadeSession::start_tls13(const ClientHello& hello) {
  suite_ = cipher_suite::aes_128_gcm_sha256;
  if (std::find(hello.cipher_suites.begin(), hello.cipher_suites.end(), suite_) == hello.cipher_suites.end())
    return refuse(alert::handshake_failure);
  transcript_.set_hash("SHA-256");
  ephemeral_ = Ephemeral::make(x25519_group);
  const Bytes share = WireWriter().u16(x25519_group).vector16(ephemeral_->share).take();
  const Bytes extensions = WireWriter()
                               .u16(tls_extension::supported_versions)
                               .vector16(WireWriter().u16(tls13_version).written())
                               .u16(tls_extension::key_share)
                               .vector16(share)
                               .take();
  say(message_type::server_hello, WireWriter()
                                      .u16(tls12_version)
                                      .bytes(server_random_)
                                      .vector8(hello.session_id)
                                      .u16(suite_)
                                      .u8(0)
                                      .vector16(extensions)
                                      .written());
  send_flight();
  if (!hello.session_id.empty()) write_record(change_cipher_spec_content, Bytes{1});  // RFC 8446 D.4
  hkdf_.emplace("SHA-256");
  secrets_ = Tls13Secrets::from_shared_secret(*hkdf_, ephemeral_->agree(share_of(hello, x25519_group)),
                                              transcript_.hash());
  write_cipher_ = tls13_record_cipher(suite_, secrets_.server_handshake, RecordCipher::Use::seal);
  read_cipher_ = tls13_record_cipher(suite_, secrets_.client_handshake, RecordCipher::Use::open);

  WireWriter encrypted;
  const auto& alpn = hello.alpn;
  if (std::find(alpn.begin(), alpn.end(), "http/1.1") != alpn.end()) {
    const Bytes name = WireWriter().vector8(as_bytes("http/1.1")).take();
    encrypted.u16(tls_extension::alpn).vector16(WireWriter().vector16(name).written());
  }
  say(message_type::encrypted_extensions, WireWriter().vector16(encrypted.written()).written());
  const bool compresses = script_.deed == Script::Deed::compress_certificate ||
                          script_.deed == Script::Deed::send_bomb ||
                          script_.deed == Script::Deed::send_hidden_bomb;
  if (compresses && offers_zlib(hello)) {
    say(message_type::compressed_certificate, compressed_certificate());
  } else {
    WireWriter list;
    for (const Bytes& certificate : presentation_->chain) list.vector24(certificate).u16(0);
    say(message_type::certificate, WireWriter().vector8({}).vector24(list.written()).written());
  }
  const Signing signing = sign_handshake(presentation_->key, version_,
                                         certificate_verify_content(tls::Side::server, transcript_.hash()));
  say(message_type::certificate_verify,
      WireWriter().u16(signing.scheme).vector16(signing.signature).written());
  say(message_type::finished, hkdf_->finished(secrets_.server_handshake, transcript_.hash()));
  send_flight();
  secrets_.add_application(*hkdf_, transcript_.hash());
  write_cipher_ = tls13_record_cipher(suite_, secrets_.server_application, RecordCipher::Use::seal);
  return true;
}

// RFC 8879 section 4: algorithm, the size that it becomes, the compressed message.
Bytes HandmadeSession::compressed_certificate() const {
  WireWriter out;
  out.u16(certificate_compression::zlib);
  if (script_.deed == Script::Deed::send_bomb) return out.u24(bomb_bytes).vector24(bomb()).take();
  if (script_.deed == Script::Deed::send_hidden_bomb)
    return out.u24(hidden_bomb_claims).vector24(bomb()).take();
  WireWriter list;
  for (const Bytes& certificate : presentation_->chain) list.vector24(certificate).u16(0);
  const Bytes body = WireWriter().vector8({}).vector24(list.written()).take();
  return out.u24(body.size()).vector24(deflate(body)).take();
}

bool HandmadeSession::read_tls13_finished(ByteView body, ByteView) {
  if (!same_bytes(body, hkdf_->finished(secrets_.client_handshake, transcript_.hash())))
    return refuse(alert::decrypt_error);
  read_cipher_ = tls13_record_cipher(suite_, secrets_.client_application, RecordCipher::Use::open);
  done_ = true;
  return script_.deed != Script::Deed::leave_without_a_word;
}

// TLS 1.2 and what came before it.

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
