#include "certcheck/net/proxy_protocol.h"

#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::net;

namespace {

const ConnectionEnds ipv4{.source = {192, 0, 2, 1},
                          .destination = {198, 51, 100, 2},
                          .source_port = 56324,
                          .destination_port = 443};

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

}  // namespace

TEST_CASE("version 1 is a line of text") {
  CHECK(text_of(proxy_protocol_header(ProxyProtocol::v1, ipv4)) ==
        "PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n");
  ConnectionEnds ipv6{
      .source = Bytes(16, 0xff), .destination = Bytes(16, 0), .source_port = 65535, .destination_port = 443};
  CHECK(text_of(proxy_protocol_header(ProxyProtocol::v1, ipv6)) ==
        "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff :: 65535 443\r\n");
  ipv6.source = ipv4.source;
  CHECK(text_of(proxy_protocol_header(ProxyProtocol::v1, ipv6)) == "PROXY UNKNOWN\r\n");
}

TEST_CASE("version 2 is binary") {
  CHECK(hex_encode(proxy_protocol_header(ProxyProtocol::v2, ipv4)) ==
        "0d0a0d0a000d0a515549540a2111000cc0000201c6336402dc0401bb");
  CHECK(hex_encode(proxy_protocol_header(ProxyProtocol::v2, {})) == "0d0a0d0a000d0a515549540a20000000");
  CHECK(proxy_protocol_header(ProxyProtocol::v2, {.source = Bytes(16, 1), .destination = Bytes(16, 2)})
            .size() == 16 + 36);
}

TEST_CASE("without a version nothing is sent") {
  CHECK(proxy_protocol_header(ProxyProtocol::none, ipv4).empty());
}
