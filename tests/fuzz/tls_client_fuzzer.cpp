// The client's state machine on any bytes of a server, with the record layer open: the input's parts are
// sealed under the keys that both sides have, so that what is in them is read as messages. Nothing is thrown,
// what is kept is bounded, nothing is proven, and every step is explained. Behind a sound handshake, nothing
// that follows undoes it.
#include "certcheck/net/client/detail/client.h"
#include "certcheck/net/client/detail/key_share.h"
#include "certcheck/net/client/key_schedule.h"
#include "certcheck/net/client/record_cipher.h"
#include "certcheck/net/client/transcript.h"
#include "certcheck/net/detail/recorder.h"
#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

#include "tests/fuzz/property.h"
#include "tests/support/fake_tls_server.h"

#include <botan/system_rng.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;
using fuzz::require;

namespace {

constexpr uint16_t x25519 = 29;

// A hello of TLS 1.3 that answers the client's, and the cipher that goes with it.
struct Answer {
  Bytes record;
  std::unique_ptr<RecordCipher> sealer;
};

Answer answer(ByteView client_hello) {
  const ByteView message = client_hello.subspan(5);
  const auto hello = read_client_hello(message.subspan(4));
  const TlsExtension* extension = find_tls_extension(hello->extensions, tls_extension::key_share);
  WireReader list(*WireReader(extension->data).vector16());
  ByteView client_share;
  while (const auto group = list.u16()) {
    const auto share = list.vector16();
    if (*group == x25519) client_share = *share;
  }
  KeyShares shares(Botan::system_rng());
  const Bytes own = *shares.add(x25519);
  const Bytes extensions = WireWriter()
                               .u16(tls_extension::supported_versions)
                               .vector16(WireWriter().u16(tls13_version).written())
                               .u16(tls_extension::key_share)
                               .vector16(WireWriter().u16(x25519).vector16(own).written())
                               .take();
  const Bytes server_hello = handshake_message(message_type::server_hello, WireWriter()
                                                                               .u16(tls12_version)
                                                                               .bytes(Bytes(32, 7))
                                                                               .vector8(hello->session_id)
                                                                               .u16(0x1301)
                                                                               .u8(0)
                                                                               .vector16(extensions)
                                                                               .written());
  Transcript transcript;
  transcript.add(message);
  transcript.add(server_hello);
  transcript.set_hash("SHA-256");
  Hkdf hkdf("SHA-256");
  const auto secrets =
      Tls13Secrets::from_shared_secret(hkdf, *shares.agree(x25519, client_share), transcript.hash());
  return {WireWriter().u8(handshake_content).u16(tls12_version).vector16(server_hello).take(),
          tls13_record_cipher(0x1301, secrets.server_handshake, RecordCipher::Use::seal)};
}

// A complete handshake; what is sealed then is data, or what may follow.
std::unique_ptr<test::FakeTls13> finish_handshake(Client& client, ByteView client_hello) {
  auto server = std::make_unique<test::FakeTls13>(client_hello);
  client.receive(server->flight());
  server->use_application_keys();
  (void)client.take_output();
  require(client.handshake_done() && client.proof() == Proof::signature, "a sound server is completed with");
  return server;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  ByteView input(data, size);
  const uint8_t mode = input[0];
  input = input.subspan(1);
  ClientOptions options;
  options.server_name = "fuzz.test";
  options.offer.key_shares = {x25519};
  options.limits.message_bytes_max = 4096;
  options.limits.handshake_bytes_max = 16384;
  options.limits.application_bytes_max = 4096;
  const size_t kept_max = (1U << 15) + 2 * options.limits.handshake_bytes_max + (1U << 16);
  tls::HandshakeRecord record;
  Recorder recorder(record);
  Client client(std::move(options), [&](const Event& event) { recorder.on(event); });
  client.start();
  const Bytes hello = client.take_output();
  const unsigned way = mode % 5;
  std::unique_ptr<test::FakeTls13> finished;
  if (way == 0) {
    client.receive(input);
  } else {
    std::unique_ptr<RecordCipher> sealer;
    if (way == 4) {
      finished = finish_handshake(client, hello);
    } else if (way >= 2) {  // else old TLS, all of it in the clear
      Answer first = answer(hello);
      client.receive(first.record);
      sealer = std::move(first.sealer);
    }
    // One byte for the type of the content, two for its size.
    while (input.size() >= 3) {
      const uint8_t type = static_cast<uint8_t>(20 + input[0] % 5);
      const size_t wanted = static_cast<size_t>(input[1]) << 8 | input[2];
      input = input.subspan(3);
      const ByteView content = input.first(std::min({wanted, input.size(), size_t{1} << 14}));
      input = input.subspan(content.size());
      client.receive(finished ? finished->seal(to_bytes(content), type)
                     : sealer ? sealer->seal(type, content)
                              : WireWriter().u8(type).u16(tls12_version).vector16(content).take());
      require(client.kept() <= kept_max, "what is kept is bounded");
    }
  }
  (void)client.take_output();
  if (finished)
    require(client.handshake_done() && client.proof() == Proof::signature &&
                std::all_of(record.violations.begin(), record.violations.end(),
                            [](const ProtocolViolation& each) { return each.after_handshake; }),
            "what follows the handshake does not undo it");
  else
    require(!client.handshake_done() && client.proof() == Proof::none, "nothing is proven without the key");
  for (const tls::HandshakeStep& step : record.steps)
    require(!step_name(step).empty() && !report::step_details(step).empty(), "every step is explained");
  require(record.steps.size() <= 128 && record.violations.size() <= 32, "what is written down is bounded");
  require(record.ocsp_staples.size() <= record.certificates.size(), "a staple belongs to a certificate");
  return 0;
}
