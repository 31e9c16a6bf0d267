#include "certcheck/base/pem.h"

#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>

using namespace certcheck;

namespace {

std::string block(const std::string& label, const std::string& body) {
  return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
}

std::string repeated(std::string_view unit, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += unit;
  return out;
}

}  // namespace

TEST_CASE("a block is found with its label, place and contents") {
  const std::string text = "subject: somebody\n\n" + block("CERTIFICATE", "Zm9v\r\nYmFy") + "trailer";
  const auto blocks = find_pem_blocks(text);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].label == "CERTIFICATE");
  CHECK(blocks[0].offset == 19);
  CHECK(blocks[0].line == 3);
  CHECK(blocks[0].terminated);
  CHECK(blocks[0].decode() == to_bytes(as_bytes("foobar")));
}

TEST_CASE("blocks come in order, whatever stands between them") {
  const std::string text = block("CERTIFICATE", "Zg==") + "# a comment -- with dashes\r\n" +
                           block("X509 CRL", "Zm8=") + block("", "Zm9v");
  const auto blocks = find_pem_blocks(text);
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[1].label == "X509 CRL");
  CHECK(blocks[1].line == 5);
  CHECK(blocks[1].decode() == to_bytes(as_bytes("fo")));
  CHECK(blocks[2].label.empty());
  CHECK(blocks[2].decode() == to_bytes(as_bytes("foo")));
}

TEST_CASE("a block on one line and blocks without a line between them are read") {
  const auto one =
      find_pem_blocks("-----BEGIN A-----Zm9v-----END A----------BEGIN B-----Zg==-----END B-----");
  REQUIRE(one.size() == 2);
  CHECK(one[0].decode() == to_bytes(as_bytes("foo")));
  CHECK(one[1].label == "B");
  CHECK(one[1].decode() == to_bytes(as_bytes("f")));
}

TEST_CASE("a missing or foreign END line is told and costs no other block") {
  SECTION("another block begins first") {
    const std::string text = "-----BEGIN A-----\nZm9v\n" + block("A", "Zg==");
    const auto blocks = find_pem_blocks(text);
    REQUIRE(blocks.size() == 2);
    CHECK_FALSE(blocks[0].terminated);
    CHECK(blocks[0].decode() == to_bytes(as_bytes("foo")));
    CHECK(blocks[1].terminated);
  }
  SECTION("the label differs") {
    const std::string text = "-----BEGIN A-----\nZm9v\n-----END B-----\n" + block("C", "Zg==");
    const auto blocks = find_pem_blocks(text);
    REQUIRE(blocks.size() == 2);
    CHECK_FALSE(blocks[0].terminated);
    CHECK(blocks[1].label == "C");
  }
  SECTION("the text ends") {
    for (const std::string_view text : {"-----BEGIN A-----\nZm9v", "-----BEGIN A-----Zm9v-----END A----"}) {
      const auto blocks = find_pem_blocks(text);
      REQUIRE(blocks.size() == 1);
      CHECK_FALSE(blocks[0].terminated);
    }
  }
}

TEST_CASE("what only resembles a BEGIN line is no block") {
  for (const std::string_view text : {"", "-----", "-----BEGIN", "-----BEGIN ", "-----BEGIN A\n-----",
                                      "----BEGIN A-----", "-----BEGIN A----\n", "-----begin A-----"})
    CHECK(find_pem_blocks(text).empty());
}

TEST_CASE("RFC 1421 headers are skipped") {
  for (const std::string line_end : {"\n", "\r\n"}) {
    const std::string body = "Proc-Type: 4,ENCRYPTED" + line_end + "DEK-Info: AES-128-CBC,00" + line_end +
                             line_end + "Zm9v" + line_end + "\n\nYmFy";
    const std::string text = block("RSA PRIVATE KEY", body);
    const auto blocks = find_pem_blocks(text);
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].decode() == to_bytes(as_bytes("foobar")));
  }
  const std::string endless = block("A", "Header: without an end");
  CHECK_FALSE(find_pem_blocks(endless)[0].decode());
}

TEST_CASE("a body that is no base64 has no value") {
  const std::string text = block("A", "Zm9v!");
  CHECK_FALSE(find_pem_blocks(text)[0].decode());
  const std::string empty = block("A", "");
  CHECK(find_pem_blocks(empty)[0].decode() == Bytes{});
}

TEST_CASE("what is encoded reads back") {
  for (const size_t size : {0U, 1U, 47U, 48U, 49U, 96U, 1000U}) {
    const Bytes bytes(size, 0xa5);
    const std::string text = pem_encode("CERTIFICATE", bytes);
    CHECK(text.ends_with("-----END CERTIFICATE-----\n"));
    const auto blocks = find_pem_blocks(text);
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].decode() == bytes);
    // RFC 7468 section 3: lines of exactly 64 characters but for the last.
    size_t line_start = 0;
    for (size_t end; (end = text.find('\n', line_start)) != std::string::npos; line_start = end + 1)
      CHECK(end - line_start <= 64);
  }
}

TEST_CASE("a text full of marks costs linear time") {
  using Clock = std::chrono::steady_clock;
  for (const std::string_view unit : {"-----BEGIN ", "-----BEGIN A-----", "-----BEGIN \n",
                                      "-----BEGIN -----END ", "-----END ", "-", "-----"}) {
    const std::string text = repeated(unit, 4'000'000 / unit.size());
    const auto start = Clock::now();
    for (const PemBlock& found : find_pem_blocks(text)) (void)found.decode();
    // Linear takes some hundredths of a second, quadratic minutes.
    CHECK(Clock::now() - start < std::chrono::seconds{10});
  }
}
