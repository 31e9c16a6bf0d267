// The half of HandmadeSession that speaks TLS 1.3.
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include "certserve/handmade_parts.h"
#include "certserve/handmade_session.h"

#include <zlib.h>

#include <algorithm>

namespace certcheck::certserve {

using namespace net;
using namespace tls;

namespace {

constexpr uint16_t aes_128_gcm_sha256 = 0x1301;
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
  while (const auto each = list.u16()) {
    if (*each == certificate_compression::zlib) return true;
  }
  return false;
}

}  // namespace

bool HandmadeSession::start_tls13(const ClientHello& hello) {
  suite_ = aes_128_gcm_sha256;
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
  // RFC 8446 4.4.3.
  Bytes content(64, ' ');
  const ByteView context = as_bytes("TLS 1.3, server CertificateVerify");
  content.insert(content.end(), context.begin(), context.end());
  content.push_back(0);
  const Bytes hash = transcript_.hash();
  content.insert(content.end(), hash.begin(), hash.end());
  const Signing signing = sign_handshake(presentation_->key, version_, content);
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

}  // namespace certcheck::certserve
