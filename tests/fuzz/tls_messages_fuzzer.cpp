// Every parser of handshake messages on any bytes: total, and what it hands out lies within the message.
#include "certcheck/net/client/detail/certificate_compression.h"
#include "certcheck/net/client/detail/leaf_key.h"
#include "certcheck/tls/certificate_messages.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/hello.h"
#include "certcheck/tls/key_exchange_messages.h"
#include "certcheck/tls/ssl2.h"

#include "tests/fuzz/property.h"

#include <cstddef>
#include <cstdint>
#include <variant>

using namespace certcheck;
using namespace certcheck::net;
using namespace certcheck::tls;
using fuzz::require;

namespace {

bool within(ByteView part, ByteView whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView body(data, size);
  if (const auto hello = read_client_hello(body))
    require(within(hello->session_id, body), "the session id is the message's");
  if (const auto hello = read_server_hello(body))
    require(within(hello->key_share, body), "the share is the message's");
  for (const bool tls13 : {false, true}) {
    const auto message = read_certificate_message(body, tls13);
    require(message.certificates.size() <= listed_certificates_max, "certificates are bounded");
    require(message.ocsp_staples.size() <= message.certificates.size(), "a staple belongs to a certificate");
    (void)read_new_session_ticket(body, tls13);
  }
  for (const uint16_t version : {tls10_version, tls12_version, tls13_version}) {
    (void)read_certificate_request(body, version);
    (void)read_certificate_verify(body, version);
    for (const auto kind :
         {tls::KeyExchange::Kind::dhe, tls::KeyExchange::Kind::ecdhe, tls::KeyExchange::Kind::anonymous}) {
      if (const auto message = read_server_key_exchange(body, kind, version))
        require(within(message->public_value, body) && within(message->signature, body),
                "views are the message's");
    }
  }
  (void)read_certificate_status(body);
  Limits limits;
  limits.decompression_free_bytes = 4096;
  const auto result = decompress_certificate(body, compression_algorithms(), limits);
  if (const auto* certificate = std::get_if<Bytes>(&result))
    require(certificate->size() <= 4096 || certificate->size() <= size * limits.decompression_ratio_max,
            "decompression is bounded");
  if (ssl2_record_bytes(body)) {
    if (const auto hello = read_ssl2_server_hello(body))
      require(within(hello->certificate, body), "the certificate is the message's");
  }
  if (const auto key = subject_public_key_info(body))
    require(within(*key, body), "the key is the certificate's");
  return 0;
}
