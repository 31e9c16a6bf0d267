#include "certlint/weak_key_files.h"

#include "tests/support/paths.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>

namespace certcheck::certlint {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone afterwards.
struct Folder {
  fs::path path = fs::temp_directory_path() / "certcheck-weak-key-files-test";
  Folder() {
    fs::remove_all(path);
    fs::create_directory(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

TEST_CASE("lists are read from Debian's folder and from the user's files") {
  const Folder folder;
  folder.write("blacklist.RSA-1024", "# one\n00112233445566778899\n");
  folder.write("blacklist.RSA-2048", "54eaf3e79ada06096dbf\n");
  folder.write("blacklist.DSA-1024", "no list of RSA keys\n");
  const std::string own = folder.write("mine", "ffffffffffffffffffff\n");
  const auto keys = read_weak_keys({own}, folder.path.string());
  REQUIRE(keys);
  CHECK(keys->size() == 3);
}

TEST_CASE("without Debian's folder there are the user's files alone") {
  const auto none = read_weak_keys({}, "/nonexistent");
  REQUIRE(none);
  CHECK(none->size() == 0);
}

TEST_CASE("errors name the file and the line") {
  const Folder folder;
  const std::string bad = folder.write("bad", "# one\nthree\n");
  const auto keys = read_weak_keys({bad}, "/nonexistent");
  REQUIRE_FALSE(keys);
  CHECK(keys.error().message.find(bad + ":2:") != std::string::npos);
  const auto missing = read_weak_keys({folder.path.string() + "/none"}, "/nonexistent");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message.find("none") != std::string::npos);
}

}  // namespace
}  // namespace certcheck::certlint
