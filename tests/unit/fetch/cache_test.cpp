#include "certcheck/fetch/detail/cache.h"

#include "certcheck/fetch/detail/cache_file.h"
#include "certcheck/fetch/detail/freshness.h"

#include "tests/support/pki.h"
#include "tests/support/pki_status.h"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace certcheck;
using namespace certcheck::fetch;
using namespace std::chrono_literals;

namespace {

constexpr Time fetched = date(2026, 6, 1);
constexpr size_t most = 1000;

/// A folder of its own, gone afterwards.
struct Folder {
  Folder() {
    std::string pattern = std::filesystem::temp_directory_path() / "certcheck-cache-XXXXXX";
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(path)) found.push_back(entry.path());
    return found;
  }

  std::filesystem::path path;
};

Bytes bytes(std::string_view text) { return to_bytes(as_bytes(text)); }

}  // namespace

TEST_CASE("what was stored is found as long as it is fresh, and by its key alone") {
  const Folder folder;
  Cache cache(folder.path / "new" / "folder");
  CHECK_FALSE(cache.find("a", most, fetched));
  cache.store("a", bytes("0content"), fetched, fetched + 2h, "http://pki.example/x");
  const auto found = cache.find("a", most, fetched + 1h);
  REQUIRE(found);
  CHECK(found->content == bytes("0content"));
  CHECK(found->address == "http://pki.example/x");
  CHECK(found->fetched == fetched);
  CHECK(found->fresh_until == fetched + 2h);
  CHECK(cache.find("a", most, fetched + 2h - 1s));
  CHECK_FALSE(cache.find("a", most, fetched + 2h));
  CHECK_FALSE(cache.find("a", most, fetched - 1s));
  CHECK_FALSE(cache.find("b", most, fetched));
  cache.store("a", bytes("0newer"), fetched + 2h, fetched + 3h, "http://pki.example/x");
  CHECK(cache.find("a", most, fetched + 2h)->content == bytes("0newer"));
  // What is not fresh for any time is not stored, and what says that it is for too long is not believed.
  cache.store("b", bytes("0content"), fetched, fetched, "http://pki.example/x");
  CHECK_FALSE(cache.find("b", most, fetched));
  cache.store("b", bytes("0content"), fetched, fetched + fresh_at_most, "http://pki.example/x");
  CHECK(cache.find("b", most, fetched));
  cache.store("b", bytes("0content"), fetched, fetched + fresh_at_most + 1s, "http://pki.example/x");
  CHECK_FALSE(cache.find("b", most, fetched));
}

TEST_CASE("files that were cut off, changed or renamed are ignored") {
  const Folder folder;
  Cache cache(folder.path);
  cache.store("a", bytes("0content"), fetched, fetched + 2h, "http://pki.example/x");
  REQUIRE(folder.files().size() == 1);
  const std::filesystem::path file = folder.files().front();
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const auto write = [&](const std::string& text) { std::ofstream(file, std::ios::binary) << text; };
  for (size_t size = 0; size < whole.size(); ++size) {
    write(whole.substr(0, size));
    CHECK_FALSE(cache.find("a", most, fetched));
  }
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(changed);
    CHECK_FALSE(cache.find("a", most, fetched));
  }
  write(whole + "x");
  CHECK_FALSE(cache.find("a", most, fetched));
  write(whole);
  CHECK(cache.find("a", most, fetched));
  CHECK_FALSE(read_cache_file("b", as_bytes(whole)));
  CHECK(read_cache_file("a", as_bytes(whole)));
  // Neither what is no file is read, nor what a link leads to.
  std::filesystem::rename(file, folder.path / "elsewhere");
  std::filesystem::create_symlink(folder.path / "elsewhere", file);
  CHECK_FALSE(cache.find("a", most, fetched));
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);
  CHECK_FALSE(cache.find("a", most, fetched));
}

TEST_CASE("what is larger than the answer may be, or has an address that is too long, is not found") {
  const Folder folder;
  Cache cache(folder.path);
  cache.store("a", Bytes(most, '0'), fetched, fetched + 2h, "http://pki.example/x");
  CHECK(cache.find("a", most, fetched));
  CHECK_FALSE(cache.find("a", most - 1, fetched));
  for (const auto& [address, kept] : {std::pair{std::string(cache_address_bytes_max, 'a'), true},
                                      std::pair{std::string(cache_address_bytes_max + 1, 'a'), false},
                                      std::pair{std::string("a\nb"), false}}) {
    Cache other(folder.path / std::to_string(address.size()));
    other.store("b", bytes("0content"), fetched, fetched + 2h, address);
    const auto found = other.find("b", most, fetched);
    REQUIRE(found.has_value() == kept);
    if (found) CHECK(found->address == address);
  }
}

TEST_CASE("a cache that cannot be written is an empty one") {
  const Folder folder;
  std::ofstream(folder.path / "file") << "x";
  Cache cache(folder.path / "file" / "below");
  cache.store("a", bytes("0content"), fetched, fetched + 2h, "http://pki.example/x");
  CHECK_FALSE(cache.find("a", most, fetched));
}

TEST_CASE("the folder is bounded, and files of others stay") {
  const Folder folder;
  std::ofstream(folder.path / "mine.txt") << std::string(5000, 'x');
  Cache few(folder.path, {.bytes = size_t{1} << 20, .files = 8});
  for (int i = 0; i < 40; ++i)
    few.store(std::to_string(i), bytes("0content"), fetched, fetched + 1h, "http://pki.example/x");
  CHECK(folder.files().size() <= 9);
  CHECK(few.find("39", most, fetched));
  Cache small(folder.path, {.bytes = 4000, .files = 1000});
  for (int i = 0; i < 40; ++i)
    small.store(std::to_string(i), Bytes(500, '0'), fetched, fetched + 1h, "http://pki.example/x");
  CHECK(folder.files().size() <= 9);
  small.store("large", Bytes(5000, '0'), fetched, fetched + 1h, "http://pki.example/x");
  CHECK_FALSE(small.find("large", 10'000, fetched));
  CHECK(std::filesystem::exists(folder.path / "mine.txt"));
}

TEST_CASE("the folder is looked at as often as the bounds ask for, and not for each file") {
  const Folder folder;
  constexpr size_t most_files = 80, eighth = most_files / 8;
  Cache cache(folder.path, {.bytes = size_t{1} << 20, .files = most_files});
  const auto store = [&](size_t i) {
    cache.store(std::to_string(i), bytes("0content"), fetched, fetched + 1h, "http://pki.example/x");
  };
  store(0);
  const std::filesystem::path first = folder.files().front();
  for (int i = 0; i < 200; ++i)  // by another run, which has yet to look
    std::filesystem::copy_file(first, folder.path / (std::to_string(i) + ".fetched"));
  for (size_t i = 1; i <= eighth; ++i) store(i);
  CHECK(folder.files().size() == 1 + 200 + eighth);
  store(eighth + 1);
  CHECK(folder.files().size() <= most_files);
  // Alone it is never more.
  for (size_t i = 0; i < 300; ++i) {
    store(1000 + i);
    REQUIRE(folder.files().size() <= most_files);
  }
}

TEST_CASE("several write and read at the same time") {
  const Folder folder;
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  // Whose it is, and any length.
  const auto content_of = [](int i, int number) {
    Bytes content(100 + static_cast<size_t>(number), static_cast<uint8_t>('0' + i % 5));
    content[0] = '0';
    return content;
  };
  for (int number = 0; number < 4; ++number)
    threads.emplace_back([&, number] {
      Cache cache(folder.path, {.bytes = size_t{1} << 20, .files = 16});
      for (int i = 0; i < 50; ++i) {
        const std::string key = std::to_string(i % 5);
        cache.store(key, content_of(i, number), fetched, fetched + 1h, "http://pki.example/x");
        if (const auto found = cache.find(key, most, fetched))
          if (found->content.at(1) != static_cast<uint8_t>('0' + i % 5)) ++wrong;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  for (const auto& file : folder.files()) CHECK(file.extension() == ".fetched");
}

TEST_CASE("CRLs and OCSP responses are fresh until they are replaced, and a day at most") {
  using test::now;
  const auto crl = [](Time next) {
    return make_der(test::CrlSpec{.issuer = "Root", .signer = 1, .next_update = next});
  };
  CHECK(fresh_until(Kind::crl, crl(now + 1h), now) == now + 1h);
  CHECK(fresh_until(Kind::crl, crl(now + 240h), now) == now + 24h);
  CHECK(fresh_until(Kind::crl, crl(now - 1h), now) == now);
  CHECK(fresh_until(Kind::crl, bytes("<html>"), now) == now);
  CHECK(fresh_until(Kind::crl, {}, now) == now);
  CHECK(fresh_until(Kind::ocsp, bytes("x"), now) == now);
  CHECK(fresh_until(Kind::ocsp, Bytes{0x30, 0x03, 0x0a, 0x01, 0x01}, now) == now);
  CHECK(fresh_until(Kind::issuer, bytes("0x"), now) == now + 24h);
  CHECK(fresh_until(Kind::issuer, bytes("-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n"),
                    now) == now + 24h);
  CHECK(fresh_until(Kind::issuer, bytes("<html>"), now) == now);
  const auto response = [](std::optional<Time> next) {
    return make_der(test::OcspSpec{
        .issuer = "Root", .issuer_key = 1, .answers = {{.serial = 7, .next_update = next}}, .signer = 1});
  };
  CHECK(fresh_until(Kind::ocsp, response(now + 2h), now) == now + 2h);
  CHECK(fresh_until(Kind::ocsp, response(std::nullopt), now) == now);
}
