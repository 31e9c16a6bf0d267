#pragma once

#include "certcheck/store/store.h"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <filesystem>
#include <string>

namespace certcheck::store {

/// A folder of its own, which is gone with it.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "certcheck-store-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline Store open_new(const std::string& file) {
  auto opened = Store::open(file, {.create = true, .program = "test 1"});
  if (!opened) FAIL(opened.error().message);
  return *std::move(opened);
}

/// A certificate whose SHA-256 and whose key's are the names.
inline CertificateRecord certificate(const std::string& name, const std::string& key,
                                     const std::string& issuer = "CN=issuer") {
  return {.sha256 = name,
          .subject = "CN=" + name,
          .issuer = issuer,
          .serial = "01",
          .names = {"DNS:a.example", "DNS:b.example"},
          .not_before = date(2026, 1, 1),
          .not_after = date(2027, 1, 1),
          .key = "P-256",
          .key_sha256 = key,
          .pem = "-----BEGIN CERTIFICATE-----\n"};
}

/// A result with that leaf, which an issuer's certificate follows.
inline Record record(Time at, const std::string& target, const std::string& leaf, const std::string& key) {
  Record record{.checked_at = at,
                .input = "as given: " + target,
                .target = target,
                .address = "192.0.2.1",
                .verdict = "trusted",
                .expires = date(2027, 1, 1),
                .limited_by = leaf};
  record.certificates = {certificate(leaf, key), certificate("issuer", "issuer-key", "CN=root")};
  record.presented = {leaf, "issuer"};
  record.path = {leaf, "issuer"};
  return record;
}

inline std::vector<std::string> kinds_of_changes(const std::vector<Change>& changes) {
  std::vector<std::string> kinds;
  for (const Change& each : changes) kinds.emplace_back(to_string(each.kind));
  return kinds;
}

}  // namespace certcheck::store
