#pragma once

#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/client/detail/key_share.h"
#include "certcheck/net/client/key_schedule.h"
#include "certcheck/net/client/record_cipher.h"
#include "certcheck/net/client/transcript.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/names.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/key.h"

#include <botan/pubkey.h>
#include <botan/system_rng.h>

#include <memory>
#include <string_view>
#include <vector>

/// Servers of one handshake, in memory, each of whose messages can be changed, left out or sent twice.
namespace certcheck::test {

inline Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

inline Bytes plain_record(uint8_t type, ByteView content) {
  return tls::WireWriter().u8(type).u16(tls::tls12_version).vector16(content).take();
}

inline Bytes extension_of(uint16_t type, ByteView data) {
  return tls::WireWriter().u16(type).vector16(data).take();
}

/// The P-256 leaf that both servers show, with its issuer.
inline const std::vector<Bytes>& fake_chain() {
  static const std::vector<Bytes> chain = [] {
    const pki::Authority root{"Fake Root", "root-p256"};
    const pki::Authority issuing{"Fake Issuing CA", "issuing-p256"};
    return std::vector<Bytes>{pki::issue(pki::server_certificate(issuing, "leaf-p256", "server.test")),
                              pki::issue(pki::authority_certificate(root, issuing))};
  }();
  return chain;
}

inline Bytes fake_signature(std::string_view key, std::string_view padding, ByteView message) {
  const auto owner = pki::Key::get(key).botan();
  Botan::PK_Signer signer(*owner, Botan::system_rng(), padding, Botan::Signature_Format::DerSequence);
  return signer.sign_message(message, Botan::system_rng());
}

/// What the client said first.
struct HeardHello {
  /// `output` is the record of the first hello.
  explicit HeardHello(ByteView output)
      : message(output.begin() + 5, output.end()),
        hello(*tls::read_client_hello(ByteView(message).subspan(4))) {}
  HeardHello(const HeardHello&) = delete;
  HeardHello& operator=(const HeardHello&) = delete;

  Bytes share(uint16_t group) const {
    const auto* found = tls::find_tls_extension(hello.extensions, tls::tls_extension::key_share);
    tls::WireReader list(*tls::WireReader(found->data).vector16());
    while (const auto each = list.u16()) {
      const auto data = list.vector16();
      if (*each == group) return to_bytes(*data);
    }
    return {};
  }

  Bytes message;
  tls::ClientHello hello;  // views of the message
};

/// TLS 1.3 with TLS_AES_128_GCM_SHA256.
class FakeTls13 {
 public:
  explicit FakeTls13(ByteView client_hello) : heard(client_hello), shares_(Botan::system_rng()) {
    session_id = to_bytes(heard.hello.session_id);
    transcript_.add(heard.message);
    transcript_.set_hash("SHA-256");
  }

  /// A HelloRetryRequest in place of the first answer; the client's next hello goes to take_second_hello().
  Bytes retry(const Bytes& extensions) {
    transcript_.replace_first_hello();
    const Bytes message = hello_message(retry_random(), extensions);
    transcript_.add(message);
    return plain_record(tls::handshake_content, message);
  }
  void take_second_hello(ByteView message) { transcript_.add(message); }

  /// The hello in the clear; the keys follow from it.
  Bytes hello() {
    shares_.clear();
    const Bytes own = *shares_.add(group);
    const Bytes client_share = second_share.empty() ? heard.share(group) : second_share;
    Bytes extensions =
        extension_of(tls::tls_extension::supported_versions, tls::WireWriter().u16(version).written());
    if (!leave_out_share) {
      const Bytes entry = tls::WireWriter().u16(group).vector16(share_sent.empty() ? own : share_sent).take();
      extensions = joined({extensions, extension_of(tls::tls_extension::key_share, entry)});
    }
    const Bytes message = hello_message(random, joined({extensions, more_extensions}));
    transcript_.add(message);
    const auto shared = client_share.empty() ? std::nullopt : shares_.agree(group, client_share);
    secrets_ =
        net::Tls13Secrets::from_shared_secret(hkdf_, shared.value_or(Bytes(32, 0)), transcript_.hash());
    sealer_ = net::tls13_record_cipher(0x1301, secrets_.server_handshake, net::RecordCipher::Use::seal);
    return plain_record(tls::handshake_content, message);
  }

  /// A message that both sides hash.
  Bytes message(uint8_t type, const Bytes& body) {
    const Bytes whole = tls::handshake_message(type, body);
    transcript_.add(whole);
    return whole;
  }
  Bytes encrypted_extensions(const Bytes& extensions = {}) {
    return message(tls::message_type::encrypted_extensions, tls::WireWriter().vector16(extensions).take());
  }
  static Bytes certificate_body(const Bytes& entry_extensions = {}, size_t count = 1) {
    tls::WireWriter list;
    for (size_t i = 0; i < count; ++i) list.vector24(fake_chain().front()).vector16(entry_extensions);
    return tls::WireWriter().vector8({}).vector24(list.written()).take();
  }
  Bytes certificate() { return message(tls::message_type::certificate, certificate_body()); }
  Bytes certificate_request(const Bytes& extensions, const Bytes& context = {}, const Bytes& behind = {}) {
    return message(tls::message_type::certificate_request,
                   tls::WireWriter().vector8(context).vector16(extensions).bytes(behind).take());
  }
  Bytes certificate_verify(uint16_t scheme = 0x0403, std::string_view key = "leaf-p256",
                           std::string_view padding = "SHA-256") {
    Bytes content(64, ' ');
    const ByteView context = as_bytes("TLS 1.3, server CertificateVerify");
    content.insert(content.end(), context.begin(), context.end());
    content.push_back(0);
    const Bytes hash = transcript_.hash();
    content.insert(content.end(), hash.begin(), hash.end());
    return message(tls::message_type::certificate_verify,
                   tls::WireWriter().u16(scheme).vector16(fake_signature(key, padding, content)).take());
  }
  Bytes finished() {
    const Bytes whole =
        message(tls::message_type::finished, hkdf_.finished(secrets_.server_handshake, transcript_.hash()));
    secrets_.add_application(hkdf_, transcript_.hash());
    return whole;
  }
  /// Under the keys of the handshake; after use_application_keys() under those of the data.
  Bytes seal(const Bytes& content, uint8_t type = tls::handshake_content) {
    return sealer_->seal(type, content);
  }
  /// All behind the hello in one record of so many bytes with its padding.
  Bytes padded(size_t size) {
    Bytes content = joined({encrypted_extensions(), certificate(), certificate_verify(), finished()});
    content.push_back(tls::handshake_content);
    content.resize(size);
    return sealer_->seal(0, content);  // the type that is sealed behind it is one more zero
  }
  void use_application_keys() {
    sealer_ = net::tls13_record_cipher(0x1301, secrets_.server_application, net::RecordCipher::Use::seal);
  }
  /// After a KeyUpdate (RFC 8446 7.2).
  void update_keys() {
    Bytes& secret = secrets_.server_application;
    secret = hkdf_.expand_label(secret, "traffic upd", {}, secret.size());
    use_application_keys();
  }
  /// Everything up to Finished as a sound server sends it.
  Bytes flight() {
    Bytes clear = hello();
    const Bytes rest = joined({encrypted_extensions(), certificate(), certificate_verify(), finished()});
    return joined({clear, seal(rest)});
  }

  HeardHello heard;
  uint16_t suite = 0x1301, group = 29, version = tls::tls13_version, legacy_version = tls::tls12_version;
  uint8_t compression = 0;
  Bytes session_id, random = Bytes(32, 0x42), share_sent, more_extensions, second_share;
  bool leave_out_share = false;

 private:
  static Bytes retry_random() {
    return {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
            0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};
  }
  Bytes hello_message(const Bytes& with_random, const Bytes& extensions) const {
    return tls::handshake_message(tls::message_type::server_hello, tls::WireWriter()
                                                                       .u16(legacy_version)
                                                                       .bytes(with_random)
                                                                       .vector8(session_id)
                                                                       .u16(suite)
                                                                       .u8(compression)
                                                                       .vector16(extensions)
                                                                       .take());
  }

  net::KeyShares shares_;
  net::Transcript transcript_;
  net::Hkdf hkdf_{"SHA-256"};
  net::Tls13Secrets secrets_;
  std::unique_ptr<net::RecordCipher> sealer_;
};

/// The flight in the clear of TLS 1.2 with TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.
class FakeTls12 {
 public:
  explicit FakeTls12(ByteView client_hello) : heard(client_hello), shares_(Botan::system_rng()) {}

  Bytes hello() const {
    tls::WireWriter body;
    body.u16(version).bytes(random).vector8(session_id).u16(suite).u8(compression);
    if (!extensions.empty()) body.vector16(extensions);
    return tls::handshake_message(tls::message_type::server_hello, body.written());
  }
  static Bytes certificate() {
    const Bytes list = tls::WireWriter().vector24(fake_chain().front()).take();
    return tls::handshake_message(tls::message_type::certificate, tls::WireWriter().vector24(list).take());
  }
  Bytes key_exchange(uint16_t scheme = 0x0403, std::string_view key = "leaf-p256",
                     std::string_view padding = "SHA-256") {
    const Bytes curve = tls::WireWriter().u8(3).u16(group).take();
    const Bytes parameters = tls::WireWriter()
                                 .bytes(curve_sent.empty() ? curve : curve_sent)
                                 .vector8(share_sent.empty() ? *shares_.add(group) : share_sent)
                                 .take();
    const Bytes content = joined({to_bytes(heard.hello.random), random, parameters});
    return tls::handshake_message(tls::message_type::server_key_exchange,
                                  tls::WireWriter()
                                      .bytes(parameters)
                                      .u16(scheme)
                                      .vector16(fake_signature(key, padding, content))
                                      .take());
  }
  static Bytes done() { return tls::handshake_message(tls::message_type::server_hello_done, {}); }
  Bytes flight() {
    return plain_record(tls::handshake_content, joined({hello(), certificate(), key_exchange(), done()}));
  }

  HeardHello heard;
  uint16_t suite = 0xc02b, group = 23, version = tls::tls12_version;
  uint8_t compression = 0;
  Bytes session_id, random = Bytes(32, 0x42), share_sent, extensions;
  Bytes curve_sent;  ///< in place of the group's name

 private:
  net::KeyShares shares_;
};

}  // namespace certcheck::test
