// Every rule that a server can break, each by a server that is sound but for it: it is named, with its step,
// and the chain and what is proven of it are there all the same.
#include "tests/support/fake_tls_server.h"
#include "tests/support/tls_events.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <set>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::test;
using namespace certcheck::tls;

namespace {

struct Outcome {
  TlsStory story;
  bool done = false;
  Proof proof = Proof::none;
  bool disproved = false;
};

template <typename Server>
Outcome against(const std::function<Bytes(Server&)>& answer, ClientOptions options = {}) {
  Outcome outcome;
  options.server_name = "server.test";
  Client client(std::move(options), outcome.story.sink());
  client.start();
  Server server(client.take_output());
  client.receive(answer(server));
  outcome.done = client.handshake_done();
  outcome.proof = client.proof();
  outcome.disproved = client.key_disproved();
  return outcome;
}

using S13 = FakeTls13;
using S12 = FakeTls12;

Bytes u16(uint16_t value) { return WireWriter().u16(value).take(); }
Bytes shares_of(uint16_t group) { return extension_of(tls_extension::key_share, u16(group)); }
Bytes version13() { return extension_of(tls_extension::supported_versions, u16(tls13_version)); }

struct Case {
  const char* name;
  tls::Violation kind;
  const char* step;
  std::function<Outcome()> run;
  bool done;   // the handshake goes on to its end
  bool chain;  // the server's certificate is shown all the same
};

Outcome on13(std::function<Bytes(S13&)> answer) { return against<S13>(answer); }
Outcome on12(std::function<Bytes(S12&)> answer) {
  ClientOptions options;
  options.offer.keep_versions({tls12_version, tls11_version, tls10_version});
  return against<S12>(answer, options);
}
Outcome on12_of_13(std::function<Bytes(S12&)> answer) { return against<S12>(answer); }

// A sound flight with the hello changed.
Outcome with_hello(std::function<void(S13&)> change) {
  return on13([change](S13& s) {
    change(s);
    return s.flight();
  });
}

// A sound flight with other messages behind the hello.
Outcome with_messages(std::function<Bytes(S13&)> rest) {
  return on13([rest](S13& s) {
    const Bytes hello = s.hello();
    return joined({hello, s.seal(rest(s))});
  });
}

Outcome with_retry(std::function<Bytes(S13&)> retry) { return on13(retry); }

// The rest of a sound flight behind the hello.
Bytes rest_of(S13& s) {
  return joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(), s.finished()});
}

// A sound flight but for this answer to what the client offers.
Outcome with_answer(uint16_t type, Bytes data) {
  ClientOptions options;
  options.offer.alpn = {"a", "b"};
  return against<S13>(
      [&](S13& s) {
        const Bytes hello = s.hello();
        return joined({hello, s.seal(joined({s.encrypted_extensions(extension_of(type, data)),
                                             s.certificate(), s.certificate_verify(), s.finished()}))});
      },
      options);
}

Outcome with_old_extension(uint16_t type, Bytes data) {
  return on12_of_13([&](S12& s) {
    s.extensions = extension_of(type, data);
    return s.flight();
  });
}

Bytes sound_ticket() {
  return WireWriter().u16(0).u16(7200).u16(0).u16(1).u8(0).vector16(Bytes(8, 1)).u16(0).take();
}

Bytes request_schemes() { return extension_of(tls_extension::signature_algorithms, Bytes{0, 2, 4, 3}); }

Outcome with_request(Bytes extensions, Bytes context = {}, Bytes behind = {}) {
  return with_messages([&](S13& s) {
    return joined({s.encrypted_extensions(), s.certificate_request(extensions, context, behind),
                   s.certificate(), s.certificate_verify(), s.finished()});
  });
}

// With extensions of the leaf.
Outcome with_certificate(Bytes extensions) {
  return with_messages([&](S13& s) {
    return joined({s.encrypted_extensions(),
                   s.message(message_type::certificate, S13::certificate_body(extensions)),
                   s.certificate_verify(), s.finished()});
  });
}

const std::vector<Case>& cases() {
  using V = tls::Violation;
  static const std::vector<Case> all{
      {"an unknown record type behind the hello", V::malformed_record, "server_hello",
       [] { return on13([](S13& s) {
              return joined({s.hello(), Bytes{99, 3, 3, 0, 0}});
            }); }, false, false},
      {"a record that is too long", V::record_too_long, "server_hello",
       [] { return on13([](S13& s) {
              return joined({s.hello(), Bytes{23, 3, 3, 0x41, 0x01}});
            }); }, false,
       false},
      {"a record under other keys", V::unauthentic_record, "server_hello",
       [] { return on13([](S13& s) {
              return joined({s.hello(), plain_record(23, Bytes(50, 7))});
            }); }, false,
       false},
      {"a message in the clear after the keys", V::plaintext_record, "server_hello",
       [] {
         return on13([](S13& s) { return joined({s.hello(), plain_record(22, s.encrypted_extensions())}); });
       },
       false, false},
      {"Finished and a ticket in one record", V::fragmented_across_keys, "finished",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(), s.finished(),
                          handshake_message(message_type::new_session_ticket, sound_ticket())});
         });
       },
       true, true},
      {"an empty handshake record", V::empty_fragment, "server_hello",
       [] {
         return on13([](S13& s) {
           const Bytes hello = s.hello(), empty = s.seal({});
           return joined({hello, empty,
                          s.seal(joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(),
                                         s.finished()}))});
         });
       },
       true, true},
      {"an empty alert", V::empty_fragment, "server_hello",
       [] {
         return on13([](S13& s) {
           const Bytes hello = s.hello(), empty = s.seal({}, alert_content);
           return joined({hello, empty, s.seal(rest_of(s))});
         });
       },
       true, true},
      {"an empty handshake record in the clear, TLS 1.2", V::empty_fragment, "client_hello",
       [] { return on12([](S12& s) {
              return joined({plain_record(22, {}), s.flight()});
            }); }, false, true},
      {"a record with more padding than it may have", V::record_too_long, "server_hello",
       [] { return on13([](S13& s) {
              return joined({s.hello(), s.padded(16385)});
            }); }, false, false},
      {"a record of zeros", V::malformed_record, "server_hello",
       [] {
         return on13([](S13& s) {
           const Bytes hello = s.hello();
           return joined({hello, s.seal(Bytes(20, 0), 0)});
         });
       },
       false, false},
      {"a legacy version of TLS 1.3", V::malformed_message, "server_hello",
       [] { return with_hello([](S13& s) { s.legacy_version = tls13_version; }); }, true, true},
      {"a session id of 33 bytes", V::malformed_message, "server_hello",
       [] {
         return on12([](S12& s) {
           s.session_id = Bytes(33, 1);
           return s.flight();
         });
       },
       false, true},
      {"two protocols chosen", V::malformed_message, "encrypted_extensions",
       [] {
         return with_answer(tls_extension::alpn, Bytes{0, 4, 1, 'a', 1, 'b'});
       },
       true, true},
      {"no protocol chosen", V::malformed_message, "encrypted_extensions",
       [] {
         return with_answer(tls_extension::alpn, Bytes{0, 0});
       },
       true, true},
      {"a name that answers the name", V::malformed_message, "encrypted_extensions",
       [] {
         return with_answer(tls_extension::server_name, Bytes{0, 1, 'a'});
       },
       true, true},
      {"points in a form that was not offered", V::malformed_message, "server_hello",
       [] {
         return with_old_extension(tls_extension::ec_point_formats, Bytes{1, 1});
       },
       false, true},
      {"a certificate request with a context", V::malformed_message, "certificate_request",
       [] { return with_request(request_schemes(), Bytes{1}); }, true, true},
      {"a certificate request with something behind it", V::malformed_message, "certificate_request",
       [] { return with_request(request_schemes(), {}, Bytes{1}); }, true, true},
      {"a certificate request with an extension twice", V::duplicate_extension, "certificate_request",
       [] {
         return with_request(joined({request_schemes(), request_schemes()}));
       },
       true, true},
      {"a certificate request with the server's share", V::misplaced_extension, "certificate_request",
       [] {
         return with_request(joined({request_schemes(), shares_of(29)}));
       },
       true, true},
      {"a certificate request of one byte, TLS 1.2", V::malformed_message, "certificate_request",
       [] {
         return on12([](S12& s) {
           const Bytes request = handshake_message(message_type::certificate_request, Bytes{5});
           return plain_record(
               22, joined({s.hello(), S12::certificate(), s.key_exchange(), request, S12::done()}));
         });
       },
       false, true},
      {"an extension twice for a certificate", V::duplicate_extension, "certificate",
       [] {
         const Bytes scts = extension_of(tls_extension::signed_certificate_timestamp, Bytes{0, 3, 0, 1, 1});
         return with_certificate(joined({scts, scts}));
       },
       true, true},
      {"an extension of a certificate that is longer than all of them", V::malformed_message, "certificate",
       [] {
         return with_certificate(Bytes{0, 18, 0, 80, 1});
       },
       true, true},
      {"a certificate of no bytes", V::malformed_message, "certificate",
       [] {
         return with_messages([](S13& s) {
           const Bytes list = WireWriter().vector24(fake_chain().front()).u16(0).u24(0).u16(0).take();
           return joined({s.encrypted_extensions(),
                          s.message(message_type::certificate, WireWriter().u8(0).vector24(list).take()),
                          s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"supported_versions with TLS 1.2", V::misplaced_extension, "server_hello",
       [] { return with_old_extension(tls_extension::supported_versions, u16(tls12_version)); }, false, true},
      {"a share in the hello of TLS 1.2", V::misplaced_extension, "server_hello",
       [] {
         return with_old_extension(tls_extension::key_share,
                                   WireWriter().u16(29).vector16(Bytes(32, 1)).take());
       },
       false, true},
      {"the server's signature_algorithms", V::misplaced_extension, "server_hello",
       [] {
         return with_old_extension(tls_extension::signature_algorithms, Bytes{0, 2, 4, 3});
       },
       false, true},
      {"a downgrade to before TLS 1.2, in TLS 1.2", V::downgrade, "server_hello",
       [] {
         return on12_of_13([](S12& s) {
           const Bytes mark{'D', 'O', 'W', 'N', 'G', 'R', 'D', 0};
           std::copy(mark.begin(), mark.end(), s.random.begin() + 24);
           return s.flight();
         });
       },
       false, true},
      {"a staple that was not announced", V::unexpected_message, "certificate_status",
       [] {
         return on12([](S12& s) {
           const Bytes staple = handshake_message(message_type::certificate_status, Bytes{1, 0, 0, 1, 5});
           return plain_record(
               22, joined({s.hello(), S12::certificate(), staple, s.key_exchange(), S12::done()}));
         });
       },
       false, true},
      {"a suite for RSA with a key for ECDSA", V::certificate_key, "server_key_exchange",
       [] {
         return on12([](S12& s) {
           s.suite = 0xc02f;
           return s.flight();
         });
       },
       false, true},
      {"encrypted_extensions that cannot be read", V::malformed_message, "encrypted_extensions",
       [] {
         return with_messages([](S13& s) {
           return joined({s.message(message_type::encrypted_extensions, Bytes{0, 5, 1}), s.certificate()});
         });
       },
       false, true},
      {"the certificate twice", V::unexpected_message, "certificate",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(), s.certificate(), s.certificate_verify(),
                          s.finished()});
         });
       },
       false, true},
      {"no encrypted_extensions", V::unexpected_message, "certificate",
       [] {
         return with_messages([](S13& s) {
           return joined({s.certificate(), s.certificate_verify(), s.finished()});
         });
       },
       false, true},
      {"an alert of one byte", V::malformed_alert, "client_hello",
       [] { return on13([](S13&) { return plain_record(21, Bytes{2}); }); }, false, false},
      {"change_cipher_spec of two bytes", V::change_cipher_spec, "server_hello",
       [] { return on13([](S13& s) {
              return joined({s.hello(), plain_record(20, Bytes{1, 1})});
            }); }, false,
       false},
      {"a version that was not offered", V::version_not_offered, "server_hello",
       [] {
         ClientOptions options;
         options.offer.keep_versions({tls13_version});
         return against<S12>([](S12& s) { return s.flight(); }, options);
       },
       false, true},
      {"a suite that was not offered", V::cipher_suite_not_offered, "server_hello",
       [] {
         return on12([](S12& s) {
           s.suite = 0x0005;
           return s.flight();
         });
       },
       false, true},
      {"a suite of TLS 1.3 in TLS 1.2", V::cipher_suite_not_offered, "server_hello",
       [] {
         return on12_of_13([](S12& s) {
           s.suite = 0x1301;
           return s.flight();
         });
       },
       false, true},
      {"another suite than the retry announced", V::cipher_suite_changed, "server_hello",
       [] {
         return with_retry([](S13& s) {
           const Bytes retry = s.retry(joined(
               {version13(), extension_of(tls_extension::cookie, WireWriter().vector16(Bytes{1}).take())}));
           s.suite = 0x1302;
           return joined({retry, s.hello()});
         });
       },
       false, false},
      {"compression", V::compression, "server_hello",
       [] {
         return on12([](S12& s) {
           s.compression = 1;
           return s.flight();
         });
       },
       false, true},
      {"another session id", V::session_id, "server_hello",
       [] { return with_hello([](S13& s) { s.session_id = Bytes(32, 1); }); }, true, true},
      {"a session that does not exist", V::session_id, "server_hello",
       [] {
         return on12_of_13([](S12& s) {
           s.session_id = to_bytes(s.heard.hello.session_id);
           return s.flight();
         });
       },
       false, true},
      {"a downgrade", V::downgrade, "server_hello",
       [] {
         return on12_of_13([](S12& s) {
           const Bytes mark{'D', 'O', 'W', 'N', 'G', 'R', 'D', 1};
           std::copy(mark.begin(), mark.end(), s.random.begin() + 24);
           return s.flight();
         });
       },
       false, true},
      {"a share of a group that none was sent for", V::group_not_offered, "server_hello",
       [] { return with_hello([](S13& s) { s.group = 23; }); }, false, false},
      {"a curve that was not offered", V::group_not_offered, "server_key_exchange",
       [] {
         return on12([](S12& s) {
           s.group = 22;
           return s.flight();
         });
       },
       false, true},
      {"a share of zeros", V::key_share, "server_hello",
       [] { return with_hello([](S13& s) { s.share_sent = Bytes(32, 0); }); }, false, false},
      {"a point that is not on its curve", V::key_share, "server_hello_done",
       [] {
         return on12([](S12& s) {
           s.share_sent = Bytes(65, 4);
           return s.flight();
         });
       },
       false, true},
      {"a retry for a share that was sent", V::needless_retry, "hello_retry_request",
       [] { return with_retry([](S13& s) {
              return s.retry(joined({version13(), shares_of(29)}));
            }); }, false,
       false},
      {"a retry with another session id", V::session_id, "hello_retry_request",
       [] {
         return with_retry([](S13& s) {
           s.session_id = Bytes(32, 1);
           return s.retry(joined({version13(), shares_of(23)}));
         });
       },
       false, false},
      {"a retry that asks for nothing", V::needless_retry, "hello_retry_request",
       [] { return with_retry([](S13& s) { return s.retry(version13()); }); }, false, false},
      {"a second retry", V::needless_retry, "hello_retry_request",
       [] {
         return with_retry([](S13& s) {
           const Bytes retry = s.retry(joined({version13(), shares_of(23)}));
           return joined({retry, s.retry(joined({version13(), shares_of(24)}))});
         });
       },
       false, false},
      {"a hello without a share", V::missing_extension, "server_hello",
       [] { return with_hello([](S13& s) { s.leave_out_share = true; }); }, false, false},
      {"a certificate request without schemes", V::missing_extension, "certificate_request",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate_request({}), s.certificate(),
                          s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"an extension twice", V::duplicate_extension, "encrypted_extensions",
       [] {
         return with_messages([](S13& s) {
           const Bytes name = extension_of(tls_extension::server_name, {});
           return joined({s.encrypted_extensions(joined({name, name})), s.certificate(),
                          s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"an empty OCSP response stapled, TLS 1.3", V::malformed_staple, "certificate",
       [] {
         return with_messages([](S13& s) {
           const Bytes empty = extension_of(tls_extension::status_request, Bytes{1, 0, 0, 0});
           return joined({s.encrypted_extensions(),
                          s.message(message_type::certificate, S13::certificate_body(empty)),
                          s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"an empty OCSP response stapled, TLS 1.2", V::malformed_staple, "certificate_status",
       [] {
         return on12([](S12& s) {
           s.extensions = extension_of(tls_extension::status_request, {});
           const Bytes empty = handshake_message(message_type::certificate_status, Bytes{1, 0, 0, 0});
           return plain_record(22,
                               joined({s.hello(), S12::certificate(), empty, s.key_exchange(), S12::done()}));
         });
       },
       false, true},
      {"an extension that nobody asked for", V::unsolicited_extension, "encrypted_extensions",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(extension_of(0x3a3a, {})), s.certificate(),
                          s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"an extension in the wrong message", V::misplaced_extension, "encrypted_extensions",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(extension_of(tls_extension::status_request, {})),
                          s.certificate(), s.certificate_verify(), s.finished()});
         });
       },
       true, true},
      {"renegotiation in a first handshake", V::renegotiation_info, "server_hello",
       [] {
         return on12([](S12& s) {
           s.extensions = extension_of(tls_extension::renegotiation_info, Bytes{1, 7});
           return s.flight();
         });
       },
       false, true},
      {"an empty list of certificates", V::no_certificate, "certificate",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.message(message_type::certificate, Bytes{0, 0, 0, 0})});
         });
       },
       false, true},
      {"a compressed certificate that is none", V::certificate_compression, "compressed_certificate",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(),
                          s.message(message_type::compressed_certificate,
                                    WireWriter().u16(1).u24(100).vector24(Bytes(20, 1)).take())});
         });
       },
       false, false},
      {"a certificate bomb", V::limit_decompression, "compressed_certificate",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(),
                          s.message(message_type::compressed_certificate,
                                    WireWriter().u16(1).u24(0xffffff).vector24(Bytes(20, 1)).take())});
         });
       },
       false, false},
      {"a scheme that was not offered", V::signature_scheme_not_offered, "certificate_verify",
       [] {
         ClientOptions options;
         options.offer.signature_schemes = {0x0804};
         return against<S13>([](S13& s) { return s.flight(); }, options);
       },
       true, true},
      {"SHA-1 in TLS 1.3", V::signature_scheme_forbidden, "certificate_verify",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(),
                          s.certificate_verify(0x0203, "leaf-p256", "SHA-1"), s.finished()});
         });
       },
       true, true},
      {"a scheme of another curve", V::signature_scheme_forbidden, "certificate_verify",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(),
                          s.certificate_verify(0x0503, "leaf-p256", "SHA-384"), s.finished()});
         });
       },
       true, true},
      {"the signature of another key", V::signature_invalid, "certificate_verify",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(),
                          s.certificate_verify(0x0403, "issuing-p256"), s.finished()});
         });
       },
       false, true},
      {"the signature of another key, TLS 1.2", V::signature_invalid, "server_key_exchange",
       [] {
         return on12([](S12& s) {
           return plain_record(22, joined({s.hello(), S12::certificate(),
                                           s.key_exchange(0x0403, "issuing-p256"), S12::done()}));
         });
       },
       false, true},
      {"a scheme that the key cannot have", V::signature_invalid, "server_key_exchange",
       [] {
         return on12([](S12& s) {
           return plain_record(22,
                               joined({s.hello(), S12::certificate(), s.key_exchange(0x0804), S12::done()}));
         });
       },
       false, true},
      {"another Finished", V::finished, "finished",
       [] {
         return with_messages([](S13& s) {
           return joined({s.encrypted_extensions(), s.certificate(), s.certificate_verify(),
                          s.message(message_type::finished, Bytes(32, 1))});
         });
       },
       false, true},
  };
  return all;
}

}  // namespace

TEST_CASE("each rule that a server breaks is named with its step") {
  std::set<tls::Violation> seen;
  for (const Case& each : cases()) {
    const Outcome outcome = each.run();
    CAPTURE(each.name, outcome.story.text());
    REQUIRE_FALSE(outcome.story.violations.empty());
    CHECK(outcome.story.violations.front().kind == each.kind);
    CHECK(stage_name(outcome.story.violations.front().step) == each.step);
    CHECK(outcome.done == each.done);
    CHECK(!outcome.story.certificates.empty() == each.chain);
    CHECK(outcome.disproved == (each.kind == tls::Violation::signature_invalid));
    // Whoever is not proven is not completed with.
    CHECK((!outcome.done || outcome.proof == Proof::signature));
    if (!outcome.done && outcome.proof == Proof::none) CHECK_FALSE(outcome.story.has("c:finished"));
    seen.insert(each.kind);
  }
  // dh_group_out_of_bounds is the only rule missing here; below, as the limits.
  std::erase_if(seen, is_limit);
  CHECK(seen.size() == static_cast<size_t>(tls::Violation::limit_message_bytes) - 1);
}

TEST_CASE("padding up to the limit of a record is no fault") {
  const Outcome outcome = on13([](S13& s) { return joined({s.hello(), s.padded(16384)}); });
  CAPTURE(outcome.story.text());
  CHECK(outcome.done);
  CHECK(outcome.story.violations.empty());
}

TEST_CASE("what a certificate request says beyond what is known is ignored") {
  const Outcome outcome = with_request(joined({request_schemes(), extension_of(0x4444, Bytes{1})}));
  CAPTURE(outcome.story.text());
  CHECK(outcome.done);
  CHECK(outcome.story.violations.empty());
}

TEST_CASE("a curve that is written out does not take the proof away") {
  for (const uint8_t type : {uint8_t{1}, uint8_t{2}}) {
    TlsStory story;
    ClientOptions options;
    options.offer.keep_versions({tls12_version});
    Client client(options, story.sink());
    client.start();
    FakeTls12 server(client.take_output());
    WireWriter curve;
    curve.u8(type);
    if (type == 1)
      curve.vector8(Bytes(32, 0xff));
    else
      curve.u16(163).u8(2);
    for (int i = 0; i < (type == 1 ? 5 : 8); ++i) curve.vector8(Bytes(32, 7));
    server.curve_sent = curve.take();
    client.receive(server.flight());
    CAPTURE(type, story.text());
    CHECK(client.proof() == Proof::signature);
    REQUIRE(client.failure());
    CHECK(client.failure()->kind == ClientFailure::Kind::unsupported);
    CHECK(client.failure()->message.find("writes out its curve") != std::string::npos);
  }
}

TEST_CASE("the mark of a downgrade counts for who offered more alone") {
  for (const uint8_t mark : {uint8_t{0}, uint8_t{1}}) {
    const Outcome outcome = on12([mark](S12& s) {
      const Bytes text{'D', 'O', 'W', 'N', 'G', 'R', 'D', mark};
      std::copy(text.begin(), text.end(), s.random.begin() + 24);
      return s.flight();
    });
    CHECK(outcome.proof == Proof::signature);
    CHECK(outcome.story.violations.empty());
  }
}

TEST_CASE("load balancers that name their groups in TLS 1.2 break no rule that matters") {
  const Outcome outcome = with_old_extension(tls_extension::supported_groups, Bytes{0, 2, 0, 23});
  CHECK(outcome.proof == Proof::signature);
  CHECK(outcome.story.violations.empty());
}

TEST_CASE("the servers that these break are sound") {
  const Outcome modern = on13([](S13& s) { return s.flight(); });
  CAPTURE(modern.story.text());
  CHECK(modern.done);
  CHECK(modern.proof == Proof::signature);
  CHECK(modern.story.violations.empty());
  const Outcome old = on12([](S12& s) { return s.flight(); });
  CHECK(old.proof == Proof::signature);
  CHECK(old.story.has("c:finished"));
  CHECK(old.story.violations.empty());
}

TEST_CASE("a prime that is too short or too long is named after the signature was verified") {
  for (const size_t bytes : {size_t{16}, size_t{2048}}) {
    ClientOptions options;
    options.offer.keep_versions({tls12_version});
    options.offer.cipher_suites = {
        0x0032};  // with DSS, so that any signature will do: it is not verified here
    TlsStory story;
    options.server_name = "server.test";
    Client client(options, story.sink());
    client.start();
    FakeTls12 server(client.take_output());
    server.suite = 0x0032;
    Bytes prime(bytes, 0xff);
    const Bytes parameters = WireWriter().vector16(prime).vector16(Bytes{2}).vector16(Bytes{4}).take();
    const Bytes content = joined({to_bytes(server.heard.hello.random), server.random, parameters});
    const Bytes exchange = handshake_message(message_type::server_key_exchange,
                                             WireWriter()
                                                 .bytes(parameters)
                                                 .u16(0x0403)
                                                 .vector16(fake_signature("leaf-p256", "SHA-256", content))
                                                 .take());
    client.receive(
        plain_record(22, joined({server.hello(), FakeTls12::certificate(), exchange, FakeTls12::done()})));
    CAPTURE(bytes, story.text());
    CHECK(client.proof() == Proof::signature);
    CHECK(story.has(tls::Violation::dh_group_out_of_bounds));
  }
}

TEST_CASE("what follows the handshake does not undo it") {
  const auto after = [](const std::function<Bytes(S13&)>& more) {
    return on13([more](S13& s) {
      const Bytes flight = s.flight();
      s.use_application_keys();
      return joined({flight, more(s)});
    });
  };
  const auto ends = [](const Outcome& outcome) {
    CAPTURE(outcome.story.text());
    CHECK(outcome.done);
    CHECK(outcome.proof == Proof::signature);
    return outcome.story.violations;
  };
  CHECK(ends(after([](S13&) { return Bytes{0}; })).front().kind == tls::Violation::malformed_record);
  CHECK(ends(after([](S13& s) {
          return s.seal(handshake_message(message_type::certificate_request, Bytes{0, 0, 0}));
        }))
            .front()
            .kind == tls::Violation::unexpected_message);
  CHECK(ends(after([](S13& s) {
          Bytes all;
          for (int i = 0; i < 40; ++i)
            all = joined({all, s.seal(handshake_message(message_type::new_session_ticket, sound_ticket()))});
          return all;
        }))
            .front()
            .kind == tls::Violation::limit_tickets);
  CHECK(ends(after([](S13& s) {
          return s.seal(handshake_message(message_type::new_session_ticket, Bytes(20, 0)));
        }))
            .front()
            .kind == tls::Violation::malformed_message);
  CHECK(ends(after([](S13& s) { return s.seal(handshake_message(message_type::key_update, Bytes{2})); }))
            .front()
            .kind == tls::Violation::malformed_message);
  CHECK(ends(after([](S13& s) {
          Bytes all;
          for (int i = 0; i < 20; ++i)
            all = joined({all, s.seal(Bytes(16384, 'x'), application_data_content)});
          return all;
        }))
            .front()
            .kind == tls::Violation::limit_application_bytes);
  CHECK(ends(after([](S13& s) {
          Bytes all;
          for (int i = 0; i < 8; ++i)
            all = joined({all, s.seal(Bytes{1, alert::user_canceled}, alert_content)});
          return all;
        }))
            .front()
            .kind == tls::Violation::limit_warnings);
  CHECK(ends(after([](S13& s) { return s.seal(Bytes{1, alert::close_notify}, alert_content); })).empty());
}

TEST_CASE("a chain is shown although the handshake broke before it") {
  // Everything is decrypted that can be, so that the certificate is there.
  const Outcome outcome = with_messages([](S13& s) {
    return joined({s.encrypted_extensions(), s.encrypted_extensions(), s.certificate(),
                   s.certificate_verify(), s.finished()});
  });
  CHECK(outcome.story.has(tls::Violation::unexpected_message));
  CHECK(outcome.story.certificates.size() == 1);
  CHECK(outcome.proof == Proof::none);
}

TEST_CASE("a compressed certificate is shown as what it becomes, and the handshake goes on") {
  const Outcome outcome = with_messages([](S13& s) {
    const Bytes extensions = s.encrypted_extensions();
    const Bytes body = S13::certificate_body();
    // Stored, not shrunk: a zlib stream of one block (RFC 1950, RFC 1951 3.2.4).
    Bytes stream{0x78,
                 0x01,
                 0x01,
                 static_cast<uint8_t>(body.size()),
                 static_cast<uint8_t>(body.size() >> 8),
                 static_cast<uint8_t>(~body.size()),
                 static_cast<uint8_t>(~body.size() >> 8)};
    stream.insert(stream.end(), body.begin(), body.end());
    uint32_t low = 1, high = 0;
    for (const uint8_t byte : body) {
      low = (low + byte) % 65521;
      high = (high + low) % 65521;
    }
    for (const uint32_t half : {high, low}) {
      stream.push_back(static_cast<uint8_t>(half >> 8));
      stream.push_back(static_cast<uint8_t>(half));
    }
    const Bytes compressed = s.message(message_type::compressed_certificate,
                                       WireWriter().u16(1).u24(body.size()).vector24(stream).take());
    return joined({extensions, compressed, s.certificate_verify(), s.finished()});
  });
  CAPTURE(outcome.story.text());
  CHECK(outcome.done);
  CHECK(outcome.proof == Proof::signature);
  CHECK(outcome.story.violations.empty());
  CHECK(outcome.story.has("s:compressed_certificate"));
  REQUIRE(outcome.story.certificates.size() == 1);
  CHECK(outcome.story.certificates.front() == S13::certificate_body());
}

TEST_CASE("HelloRetryRequests with a group, a cookie, or both are answered, and the answer completes") {
  for (const bool with_cookie : {false, true}) {
    for (const bool with_group : {false, true}) {
      if (!with_cookie && !with_group) continue;
      TlsStory story;
      ClientOptions options;
      options.server_name = "server.test";
      Client client(options, story.sink());
      client.start();
      FakeTls13 server(client.take_output());
      Bytes extensions = version13();
      if (with_cookie)
        extensions = joined(
            {extensions, extension_of(tls_extension::cookie, WireWriter().vector16(Bytes(40, 9)).take())});
      if (with_group) extensions = joined({extensions, shares_of(23)});
      client.receive(server.retry(extensions));
      Bytes second = client.take_output();
      // change_cipher_spec for middle boxes stands before it (RFC 8446 D.4).
      REQUIRE(second.size() > 11);
      CHECK(second[0] == change_cipher_spec_content);
      second.erase(second.begin(), second.begin() + 6);
      const HeardHello hello(second);
      CHECK((find_tls_extension(hello.hello.extensions, tls_extension::cookie) != nullptr) == with_cookie);
      CHECK(hello.hello.key_shares ==
            (with_group ? std::vector<uint16_t>{23} : std::vector<uint16_t>{4588, 29}));
      CHECK(same_bytes(hello.hello.random, server.heard.hello.random));
      server.take_second_hello(hello.message);
      server.group = with_group ? 23 : 29;
      server.second_share = hello.share(server.group);
      client.receive(server.flight());
      CAPTURE(with_cookie, with_group, story.text());
      CHECK(client.handshake_done());
      CHECK(story.violations.empty());
    }
  }
}
