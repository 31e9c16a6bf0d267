#include "certcheck/lint/registry.h"

#include "certcheck/lint/dates.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace certcheck::lint {
namespace {

std::set<std::string> lines_of(const std::filesystem::path& path) {
  std::istringstream text(certcheck::test::read_file(path));
  std::set<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.insert(line);
  return lines;
}

TEST_CASE("ids are unique and start with their source") {
  std::set<std::string_view> ids;
  for (const Entry& entry : entries()) {
    const Check& check = entry.lint->check;
    INFO(check.id);
    CHECK(ids.insert(check.id).second);
    CHECK(check.id.starts_with(std::string(entry.source->id) + "."));
    CHECK(check.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos);
  }
}

TEST_CASE("every lint is documented and cited") {
  for (const Entry& entry : entries()) {
    const Lint& lint = *entry.lint;
    INFO(lint.check.id);
    CHECK(lint.check.requirement.ends_with('.'));
    CHECK_FALSE(lint.check.citation.empty());
    CHECK(lint.check.hint.ends_with('.'));
    CHECK_FALSE(lint.example.empty());
    // Rules on values are about several kinds of things, but chains and handshakes have their own.
    const int things = (lint.certificate != nullptr) + (lint.crl != nullptr) + (lint.ocsp != nullptr) +
                       (lint.ocsp_request != nullptr);
    const int wider = (lint.chain != nullptr) + (lint.handshake != nullptr);
    CHECK(((things >= 1 && wider == 0) || (things == 0 && wider == 1)));
    // Roles are a certificate's: in a row about anything wider they would ask for nothing.
    CHECK(((lint.chain == nullptr && lint.handshake == nullptr) || lint.applies == Role::any));
    CHECK((!lint.effective || !lint.ineffective || lint.effective->time < lint.ineffective->time));
  }
}

TEST_CASE("a history begins with the rule and ends with what is cited") {
  size_t histories = 0;
  for (const Entry& entry : entries()) {
    const Lint& lint = *entry.lint;
    if (lint.history.empty()) continue;
    INFO(lint.check.id);
    ++histories;
    CHECK(std::is_sorted(lint.history.begin(), lint.history.end(),
                         [](const Revision& a, const Revision& b) { return a.from < b.from; }));
    REQUIRE(lint.effective);
    // A rule without a beginning is older than the documents that are available.
    if (lint.effective->time != dates::always.time) CHECK(lint.history.front().from == lint.effective->time);
    const Revision& last = lint.history.back();
    CHECK(lint.check.citation.find(std::string(last.document) + " " + std::string(last.section)) !=
          std::string_view::npos);
  }
  CHECK(histories > 0);
}

TEST_CASE("zlint's names are names of zlint's lints") {
  std::set<std::string> names;
  for (const std::string& line : lines_of(test::lint_testdata() / "zlint-lints.txt"))
    names.insert(line.substr(line.find(' ') + 1));  // after the source
  REQUIRE(names.size() > 400);
  for (const Entry& entry : entries()) {
    const std::string name(entry.lint->check.zlint);
    INFO(entry.lint->check.id << " names " << name);
    CHECK((name.empty() || names.contains(name)));
  }
}

TEST_CASE("a scope says and, or and not") {
  const Role leaf = Role::leaf | Role::server_auth, ca = Role::ca | Role::email;
  CHECK(Scope{}.includes(Role::any));
  CHECK(Scope{.all = Role::leaf | Role::server_auth}.includes(leaf));
  CHECK_FALSE(Scope{.all = Role::leaf | Role::email}.includes(leaf));
  CHECK((Scope{.one = Role::server_auth | Role::email}.includes(leaf) &&
         Scope{.one = Role::server_auth | Role::email}.includes(ca)));
  CHECK_FALSE(Scope{.one = Role::code_signing | Role::root}.includes(leaf));
  CHECK_FALSE(Scope{.all = Role::leaf, .none = Role::server_auth}.includes(leaf));
  CHECK(Scope{.none = Role::server_auth}.includes(ca));
}

TEST_CASE("roles have names") {
  CHECK(role_names(Role::any).empty());
  CHECK(role_names(Role::leaf | Role::server_auth) == std::vector<std::string_view>{"leaf", "server_auth"});
  CHECK(role_names(static_cast<Role>(0xffff'ffff)).size() == role_count);
}

TEST_CASE("the registry is what stands on disk") {
  std::set<std::string> registered;
  for (const Source& source : sources())
    for (const Theme& theme : source.themes)
      registered.insert(std::string(source.id) + "/" + std::string(theme.name));
  std::set<std::string> on_disk;
  for (const auto& folder :
       std::filesystem::directory_iterator(certcheck::test::source_dir() / "lib/certcheck/lint")) {
    if (!folder.is_directory()) continue;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      // A file that tells nothing about itself in themes.h is a helper of its neighbours.
      const std::string declared = "constinit const Rows " + file.path().stem().string() + "_rows = ";
      if (file.path().extension() == ".cpp" &&
          certcheck::test::read_file(file.path()).find(declared) != std::string::npos)
        on_disk.insert(folder.path().filename().string() + "/" + file.path().stem().string());
    }
  }
  CHECK(registered == on_disk);
}

TEST_CASE("entries are found by id and by zlint's name") {
  const Entry* entry = find_entry("rfc5280.basic_constraints.not_critical");
  REQUIRE(entry != nullptr);
  CHECK(find_entry("e_basic_constraints_not_critical") == entry);
  CHECK(entry->theme->name == "basic_constraints");
  CHECK(find_entry("") == nullptr);
  CHECK(find_entry("no.such.lint") == nullptr);
}

}  // namespace
}  // namespace certcheck::lint
