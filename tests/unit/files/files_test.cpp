#include "certcheck/files/files.h"

#include "certcheck/base/pem.h"
#include "certcheck/files/read_file.h"
#include "certcheck/trust/checks.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

using namespace certcheck;
namespace fs = std::filesystem;

namespace {

/// An empty directory that goes when the test ends.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "certcheck-files-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  std::string write(std::string_view name, ByteView content) const {
    std::ofstream(*this / name, std::ios::binary) << as_text(content);
    return *this / name;
  }
  std::string write(std::string_view name, std::string_view text) const {
    return write(name, as_bytes(text));
  }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Bytes root(std::string_view name) {
  return pki::issue(pki::root_certificate({.common_name = std::string(name), .key = "root-p256"}));
}

}  // namespace

TEST_CASE("files are read whole") {
  const Folder folder;
  const Bytes large(300'000, 7);
  CHECK(*files::read_file(folder.write("large", large)) == large);
  CHECK(files::read_file(folder.write("empty", std::string_view{}))->empty());
  const auto missing = files::read_file(folder / "missing");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == Error::Kind::io);
  CHECK(missing.error().message.starts_with(folder / "missing"));
  CHECK_FALSE(files::read_file(folder.path()));
}

TEST_CASE("pipes are read to their end") {
  const Folder folder;
  const std::string path = folder / "pipe";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const Bytes content(200'000, 9);
  std::thread writer([&] { folder.write("pipe", content); });
  const auto read = files::read_file(path);
  writer.join();
  REQUIRE(read);
  CHECK(*read == content);
}

TEST_CASE("a store is loaded from PEM, from DER, and from a directory of both") {
  const Folder folder;
  const std::string two =
      folder.write("b.pem", pem_encode("CERTIFICATE", root("One")) + pem_encode("CERTIFICATE", root("Two")));
  const std::string one = folder.write("a.der", root("Three"));
  folder.write("c.txt", std::string_view("0 roots are in here"));
  folder.write("d.der", Bytes{0x30, 0x81, 0x80, 1});
  fs::create_symlink("b.pem", folder / "e.0");
  fs::create_symlink("nowhere", folder / "f.0");
  fs::create_directory(folder / "g");
  folder.write("g/h.pem", pem_encode("CERTIFICATE", root("Deeper")));

  const auto pem = files::load_store("mine", two);
  REQUIRE(pem);
  CHECK(pem->store.size() == 2);
  CHECK(pem->store.name() == "mine");
  CHECK(pem->findings.empty());
  const auto der = files::load_store("mine", one, /*public_roots=*/true);
  REQUIRE(der);
  CHECK(der->store.all().at(0)->public_root);

  const auto all = files::load_store("mine", folder.path());
  REQUIRE(all);
  std::vector<std::string> subjects;
  for (const auto& anchor : all->store.all()) subjects.push_back(anchor->certificate->subject.to_string());
  REQUIRE(subjects.size() == 3);
  CHECK(subjects[0].find("Three") != std::string::npos);
  CHECK(subjects[1].find("One") != std::string::npos);
  REQUIRE(all->findings.size() == 3);
  CHECK(all->findings[2].check == &trust::checks::file_unreadable);
  CHECK(all->findings[2].evidence.at(0).second == folder / "f.0");
  CHECK(all->findings[0].check == &trust::checks::not_a_certificate);
  CHECK(all->findings[0].evidence.at(0) == std::pair<std::string, std::string>("file", folder / "c.txt"));
  CHECK(all->findings[1].evidence.at(0).second == folder / "d.der");
}

TEST_CASE("what is wrong in a store's file is named with file and block") {
  const Folder folder;
  const std::string path =
      folder.write("roots.pem", pem_encode("CERTIFICATE", root("One")) + pem_encode("PRIVATE KEY", Bytes{1}) +
                                    "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n");
  const auto loaded = files::load_store("mine", path);
  REQUIRE(loaded);
  REQUIRE(loaded->findings.size() == 2);
  CHECK(loaded->findings[0].check == &trust::checks::block_label);
  CHECK(loaded->findings[0].subject.index == 1);
  CHECK(loaded->findings[1].check == &trust::checks::block_unreadable);
  CHECK(loaded->findings[1].subject.index == 2);
  CHECK(loaded->findings[1].message.starts_with(path));
}

TEST_CASE("what follows an anchor in its file is left out, and named") {
  const Folder folder;
  const Bytes whole = root("One");
  Bytes longer = whole;
  longer.push_back('\n');
  for (const std::string& path :
       {folder.write("a.der", longer), folder.write("a.pem", pem_encode("CERTIFICATE", longer))}) {
    const auto loaded = files::load_store("mine", path);
    REQUIRE(loaded);
    CHECK(loaded->store.all().at(0)->certificate->der == whole);
    REQUIRE(loaded->findings.size() == 1);
    CHECK(loaded->findings[0].check == &trust::checks::trailing_data);
    CHECK(loaded->findings[0].message.starts_with(path + ": the "));
    CHECK(loaded->findings[0].message.ends_with("followed by 1 byte that is not part of it"));
  }
}

TEST_CASE("what is cut off is not trusted, wherever it is cut") {
  const Folder folder;
  const Bytes whole = root("One");
  const Bytes bundle =
      pki::sequence({pki::oid("1.2.840.113549.1.7.2"),
                     pki::context(0, {pki::sequence({pki::integer(1), pki::tlv(0x31, Bytes{}),
                                                     pki::sequence({pki::oid("1.2.840.113549.1.7.1")}),
                                                     pki::context(0, {whole}), pki::tlv(0x31, Bytes{})})})});
  fs::create_directory(folder / "all");
  folder.write("all/whole.pem", pem_encode("CERTIFICATE", root("Two")));
  for (const Bytes& der : {whole, bundle}) {
    CHECK(files::load_store("mine", folder.write("whole", der)));
    for (size_t size = 1; size < der.size(); ++size) {
      const auto cut = ByteView(der).first(size);
      const auto alone = files::load_store("mine", folder.write("cut", cut));
      REQUIRE_FALSE(alone);
      CHECK(alone.error().kind == Error::Kind::unreadable);
      if (size > 2)
        CHECK(alone.error().message.find("cut off at byte " + std::to_string(size)) != std::string::npos);
    }
    const auto cut = ByteView(der).first(der.size() - 1);
    CHECK_FALSE(files::load_store("mine", folder.write("cut.pem", pem_encode("CERTIFICATE", cut))));
    folder.write("all/cut", cut);
    const auto among = files::load_store("mine", folder / "all");
    REQUIRE(among);
    CHECK(among->store.size() == 1);
    REQUIRE(among->findings.size() == 1);
    CHECK(among->findings[0].message.find("all/cut") != std::string::npos);
  }
}

TEST_CASE("a store without any certificate is an error") {
  const Folder folder;
  for (const std::string& path : {folder.write("empty.pem", std::string_view{}),
                                  folder.write("text", std::string_view("no certificate")),
                                  folder.write("key.pem", pem_encode("PRIVATE KEY", Bytes{1}))}) {
    const auto loaded = files::load_store("mine", path);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == Error::Kind::unreadable);
    CHECK(loaded.error().message.starts_with(path));
  }
  CHECK(files::load_store("mine", folder / "missing").error().kind == Error::Kind::io);
  CHECK_FALSE(files::load_store("mine", folder.path()));
}

TEST_CASE("an unreadable file of a directory is reported, an unreadable file alone is an error") {
  const Folder folder;
  folder.write("a.pem", pem_encode("CERTIFICATE", root("One")));
  // Not even root can read memory where there is none.
  fs::create_symlink("/proc/self/mem", folder / "b.pem");
  const std::string closed = folder / "b.pem";
  const auto all = files::load_store("mine", folder.path());
  REQUIRE(all);
  REQUIRE(all->findings.size() == 1);
  CHECK(all->findings[0].check == &trust::checks::file_unreadable);
  CHECK(files::load_store("mine", closed).error().kind == Error::Kind::io);
}

TEST_CASE("certificates are read in their order, keys passed over") {
  const Folder folder;
  const auto two = files::read_certificates(folder.write(
      "chain.pem", "text\n" + pem_encode("CERTIFICATE", root("One")) + pem_encode("PRIVATE KEY", Bytes{1}) +
                       pem_encode("CERTIFICATE", root("Two"))));
  REQUIRE(two);
  REQUIRE(two->certificates.size() == 2);
  CHECK(two->certificates[0]->der == root("One"));
  CHECK(two->certificates[1]->der == root("Two"));
  CHECK(two->findings.empty());
  const auto der = files::read_certificates(folder.write("one.der", root("One")));
  REQUIRE(der);
  CHECK(der->certificates.at(0)->der == root("One"));

  // Malformed certificates are certificates with findings, as long as they are whole.
  const Bytes inside = pki::sequence({to_bytes(ByteView(root("One")).subspan(4, 200))});
  const auto malformed = files::read_certificates(folder.write("bad.pem", pem_encode("CERTIFICATE", inside)));
  REQUIRE(malformed);
  CHECK_FALSE(malformed->certificates.at(0)->complete);
  const Bytes cut = to_bytes(ByteView(root("One")).first(200));
  for (const std::string& content :
       {std::string(as_text(cut)), pem_encode("CERTIFICATE", cut),
        pem_encode("CERTIFICATE", root("Two")) + pem_encode("CERTIFICATE", cut)}) {
    const auto read = files::read_certificates(folder.write("cut", content));
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("cut: contains a certificate that is cut off at byte 200: ") !=
          std::string::npos);
  }

  for (const std::string_view bad :
       {"", "text", "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n",
        "-----BEGIN PRIVATE KEY-----\nAQ==\n-----END PRIVATE KEY-----\n"}) {
    INFO(bad);
    const auto read = files::read_certificates(folder.write("bad.pem", bad));
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == Error::Kind::unreadable);
  }
}

TEST_CASE("the system's store is loaded where there is one") {
  bool any = false;
  for (const std::string_view path : files::system_store_paths()) any = any || fs::is_regular_file(path);
  const auto store = files::load_system_store();
  if (!any && !store) SKIP("this system has no trust store");
  REQUIRE(store);
  CHECK(store->store.name() == "system");
  CHECK(store->store.size() > 0);
  for (const auto& anchor : store->store.all()) {
    CHECK(anchor->public_root);
    CHECK(anchor->certificate->complete);
  }
}
