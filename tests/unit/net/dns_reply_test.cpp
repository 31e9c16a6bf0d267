#include "certcheck/net/detail/dns_reply.h"

#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

using namespace certcheck;
using net::read_dns_reply;

namespace {

void put16(Bytes& out, size_t value) {
  out.push_back(static_cast<uint8_t>(value >> 8));
  out.push_back(static_cast<uint8_t>(value));
}

/// RFC 1035 3.1.
Bytes name(std::string_view text) {
  Bytes out;
  while (!text.empty()) {
    const std::string_view label = text.substr(0, text.find('.'));
    out.push_back(static_cast<uint8_t>(label.size()));
    out.insert(out.end(), label.begin(), label.end());
    text.remove_prefix(std::min(label.size() + 1, text.size()));
  }
  out.push_back(0);
  return out;
}

struct Record {
  std::string_view owner;
  uint16_t type;
  Bytes data;
  uint16_t record_class = 1;
};

Bytes response(std::string_view asked, uint16_t type, const std::vector<Record>& records,
               uint16_t flags = 0x8580) {
  Bytes out{0x12, 0x34};
  put16(out, flags);
  put16(out, 1);
  put16(out, records.size());
  put16(out, 0);
  put16(out, 0);
  const auto append = [&out](const Bytes& bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); };
  append(name(asked));
  put16(out, type);
  put16(out, 1);
  for (const Record& record : records) {
    append(name(record.owner));
    put16(out, record.type);
    put16(out, record.record_class);
    put16(out, 0);
    put16(out, 60);
    put16(out, record.data.size());
    append(record.data);
  }
  return out;
}

}  // namespace

TEST_CASE("a response has the records of the name and what the resolver vouches for") {
  const Bytes plain =
      response("example.org", dns::type_tlsa, {{"EXAMPLE.org", dns::type_tlsa, {3, 1, 1, 9}}});
  const auto reply = read_dns_reply(plain, "example.org", dns::type_tlsa);
  REQUIRE(reply);
  REQUIRE(reply->data.size() == 1);
  CHECK_FALSE(reply->authenticated);
  CHECK(net::read_tlsa(reply->data[0]) == dns::TlsaRecord{3, 1, 1, {9}});
  const Bytes vouched = response("example.org", dns::type_tlsa, {}, 0x85a3);
  const auto none = read_dns_reply(vouched, "example.org", dns::type_tlsa);
  REQUIRE(none);
  CHECK(none->authenticated);
  CHECK(none->code == 3);
  CHECK(none->data.empty());
}

TEST_CASE("records are those at the end of the chain of aliases, of the type and class asked for") {
  const Bytes message = response("a.test", dns::type_caa,
                                 {{"a.test", dns::type_cname, name("b.test")},
                                  {"b.test", dns::type_cname, name("c.test")},
                                  {"c.test", dns::type_caa, {0, 1, 'x', 'y'}},
                                  {"c.test", dns::type_caa, {0, 1, 'z'}, 3},
                                  {"c.test", dns::type_tlsa, {1, 1, 1}},
                                  {"stranger.test", dns::type_caa, {0, 1, 's'}}});
  const auto reply = read_dns_reply(message, "a.test", dns::type_caa);
  REQUIRE(reply);
  CHECK(reply->aliases == std::vector<std::string>{"b.test", "c.test"});
  REQUIRE(reply->data.size() == 1);
  CHECK(net::read_caa(reply->data[0]) == dns::CaaRecord{0, "x", "y"});
}

TEST_CASE("a chain of aliases that turns in a circle ends") {
  const Bytes message =
      response("a.test", dns::type_mx,
               {{"a.test", dns::type_cname, name("b.test")}, {"b.test", dns::type_cname, name("a.test")}});
  const auto reply = read_dns_reply(message, "a.test", dns::type_mx);
  REQUIRE(reply);
  CHECK(reply->data.empty());
  CHECK(reply->aliases.size() == 16);
}

TEST_CASE("exchangers may end in a pointer to another name, and end where the data does") {
  Bytes message =
      response("example.org", dns::type_mx, {{"example.org", dns::type_mx, {0, 10, 2, 'm', 'x', 0xc0, 12}}});
  const auto reply = read_dns_reply(message, "example.org", dns::type_mx);
  REQUIRE(reply);
  const auto record = net::read_mx(message, reply->data.at(0));
  REQUIRE(record);
  CHECK(record->preference == 10);
  CHECK(record->exchange == "mx.example.org");
  for (const Bytes& bad : {Bytes{}, Bytes{0}, Bytes{0, 1}, Bytes{0, 1, 5, 'a'}, Bytes{0, 1, 1, 'a', 0, 0},
                           Bytes{0, 1, 0xc0, 0xff}}) {
    const Bytes other = response("example.org", dns::type_mx, {{"example.org", dns::type_mx, bad}});
    const auto read = read_dns_reply(other, "example.org", dns::type_mx);
    REQUIRE(read);
    INFO(hex_encode(bad));
    CHECK_FALSE(net::read_mx(other, read->data.at(0)));
  }
  const Bytes null_mx = response("example.org", dns::type_mx, {{"example.org", dns::type_mx, {0, 0, 0}}});
  const auto null_reply = read_dns_reply(null_mx, "example.org", dns::type_mx);
  REQUIRE(null_reply);
  CHECK(net::read_mx(null_mx, null_reply->data.at(0))->exchange.empty());
}

TEST_CASE("a message that ends early is none") {
  const Bytes message = response("example.org", dns::type_caa,
                                 {{"example.org", dns::type_caa, {0, 5, 'i', 's', 's', 'u', 'e', ';'}}});
  REQUIRE(read_dns_reply(message, "example.org", dns::type_caa));
  for (size_t size = 0; size < message.size(); ++size)
    CHECK_FALSE(read_dns_reply(ByteView(message).first(size), "example.org", dns::type_caa));
  // A question is no response.
  CHECK_FALSE(
      read_dns_reply(response("example.org", dns::type_caa, {}, 0x0100), "example.org", dns::type_caa));
}

TEST_CASE("data that is not of a record's form is told apart from data that is") {
  CHECK_FALSE(net::read_tlsa(Bytes{3, 1}));
  CHECK(net::read_tlsa(Bytes{3, 1, 1})->data.empty());
  CHECK_FALSE(net::read_caa(Bytes{}));
  CHECK_FALSE(net::read_caa(Bytes{0}));
  CHECK_FALSE(net::read_caa(Bytes{0, 0, 'x'}));
  CHECK_FALSE(net::read_caa(Bytes{0, 3, 'x'}));
  CHECK(net::read_caa(Bytes{128, 1, 'x'}) == dns::CaaRecord{128, "x", ""});
}
