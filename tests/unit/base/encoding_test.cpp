#include "certcheck/base/encoding.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace certcheck;

TEST_CASE("hexadecimal") {
  CHECK(hex_encode({}).empty());
  CHECK(hex_encode(Bytes{0x00, 0x0f, 0xf0, 0xff}) == "000ff0ff");
  CHECK(hex_decode("000fF0Ff") == Bytes{0x00, 0x0f, 0xf0, 0xff});
  CHECK(hex_decode("") == Bytes{});
  CHECK_FALSE(hex_decode("0"));
  CHECK_FALSE(hex_decode("0g"));
  CHECK_FALSE(hex_decode("00 00"));
  CHECK_FALSE(hex_decode("00:0"));
}

// RFC 4648 section 10.
TEST_CASE("base64 test vectors of RFC 4648") {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(base64_encode(as_bytes(plain)) == encoded);
    CHECK(base64_decode(encoded) == to_bytes(as_bytes(plain)));
  }
}

TEST_CASE("base64 skips white space wherever it stands") {
  CHECK(base64_decode(" Zm\r\n9v\tYm\fFy\v\n") == to_bytes(as_bytes("foobar")));
  CHECK(base64_decode("Zg=\n=\n") == to_bytes(as_bytes("f")));
  CHECK(base64_decode(" \n") == Bytes{});
}

TEST_CASE("base64 refuses what is not one whole encoding") {
  for (const std::string_view text : {"Z", "Zg", "Zg=", "Zg===", "=", "==", "====", "Zm9v=", "Zm9v==",
                                      "Zg==Zg==", "Zg=g", "Zm-_", "Zm9v\x80", "Z\0==", "Zh==", "Zm9="})
    CHECK_FALSE(base64_decode(text));
}

TEST_CASE("base64 gives back every byte value") {
  Bytes all;
  for (unsigned i = 0; i < 256; ++i) all.push_back(static_cast<uint8_t>(i));
  for (size_t size = 0; size <= all.size(); ++size) {
    const ByteView part = ByteView{all}.first(size);
    CHECK(base64_decode(base64_encode(part)) == to_bytes(part));
    CHECK(hex_decode(hex_encode(part)) == to_bytes(part));
  }
}

TEST_CASE("base64 has 64 characters, in each place of a group") {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t place = 0; place < 4; ++place) {
    for (unsigned value = 0; value < 256; ++value) {
      const auto character = static_cast<char>(value);
      std::string text = "AAAA";
      text[place] = character;
      const auto decoded = base64_decode(text);
      const size_t position = alphabet.find(character);
      if (position != std::string_view::npos) {
        const auto group = static_cast<uint32_t>(position << (6 * (3 - place)));
        CHECK(decoded == Bytes{static_cast<uint8_t>(group >> 16), static_cast<uint8_t>(group >> 8),
                               static_cast<uint8_t>(group)});
      } else if (character != '=' || place != 3) {
        // Padding may come last, white space takes no place.
        CHECK_FALSE(decoded);
      }
    }
  }
}
