#include "certcheck/tls/ssl2.h"

#include "certcheck/tls/code_points.h"
#include "certcheck/tls/wire_reader.h"
#include "certcheck/tls/wire_writer.h"

namespace certcheck::tls {

namespace {

constexpr size_t header_size = 2;      // the long form with padding is for encrypted records alone
constexpr uint8_t header_mark = 0x80;  // of the two-byte form
constexpr uint8_t client_hello_type = 1, server_hello_type = 4;

// SSL_CK_*: RC4, RC4 for export, RC2, RC2 for export, IDEA, DES, Triple-DES.
constexpr uint32_t cipher_kinds[] = {0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0};

}  // namespace

Bytes ssl2_client_hello(ByteView challenge) {
  WireWriter kinds;
  for (const uint32_t kind : cipher_kinds) kinds.u24(kind);
  const Bytes message = WireWriter()
                            .u8(client_hello_type)
                            .u16(ssl2_version)
                            .u16(kinds.size())
                            .u16(0)  // no session to resume
                            .u16(challenge.size())
                            .bytes(kinds.written())
                            .bytes(challenge)
                            .take();
  return WireWriter().u16(size_t{header_mark} << 8 | message.size()).bytes(message).take();
}

std::optional<size_t> ssl2_record_bytes(ByteView begin) {
  if (begin.size() < header_size || (begin[0] & header_mark) == 0) return std::nullopt;
  return header_size + (static_cast<size_t>(begin[0] & ~header_mark) << 8 | begin[1]);
}

std::optional<Ssl2ServerHello> read_ssl2_server_hello(ByteView record) {
  WireReader reader(record);
  reader.take(header_size);
  const auto type = reader.u8();
  reader.u8();  // session-id-hit: none was offered
  reader.u8();  // certificate type
  const auto version = reader.u16();
  const auto certificate_size = reader.u16(), kinds_size = reader.u16(), connection_id_size = reader.u16();
  if (type != server_hello_type || !connection_id_size) return std::nullopt;
  const auto certificate = reader.take(*certificate_size);
  const auto kinds = reader.take(*kinds_size);
  if (!certificate || !kinds || !reader.take(*connection_id_size)) return std::nullopt;
  Ssl2ServerHello hello;
  hello.version = *version;
  hello.certificate = *certificate;
  WireReader list(*kinds);
  while (const auto kind = list.take(3))
    hello.cipher_kinds.push_back(static_cast<uint32_t>((*kind)[0] << 16 | (*kind)[1] << 8 | (*kind)[2]));
  return hello;
}

}  // namespace certcheck::tls
