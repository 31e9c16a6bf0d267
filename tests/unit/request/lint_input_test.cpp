#include "certcheck/request/lint_input.h"

#include "certcheck/base/budget.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace certcheck;
using Kind = request::LintItem::Kind;

namespace {

std::string chain_text() {
  return test::read_file(test::source_dir() / "testdata/scenarios/good-p256/chain.pem");
}

constexpr std::string_view broken_block = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";

struct Read {
  std::vector<request::LintItem> items;
  std::vector<std::string> notes;
  std::vector<Error> errors;

  std::vector<Kind> kinds() const {
    std::vector<Kind> all;
    for (const request::LintItem& item : items) all.push_back(item.kind);
    return all;
  }
};

/// The input comes in pieces of so many bytes; 0: all of it is there.
Read read(const std::string& text, size_t piece = 0, request::Demand demand = request::Demand::all,
          bool chain = false) {
  Read read;
  const request::LintSink sink{.take = [&](request::LintItem item) { read.items.push_back(std::move(item)); },
                               .note = [&](const std::string& note) { read.notes.push_back(note); }};
  request::ChainGatherer chains(sink);
  request::LintSink gathering = sink;
  if (chain) gathering.take = [&](request::LintItem item) { chains.take(std::move(item)); };
  size_t given = 0;
  const request::ReadMore more = [&](std::string& to) -> Result<bool> {
    const size_t size = std::min(piece, text.size() - given);
    to += text.substr(given, size);
    given += size;
    return size != 0;
  };
  read.errors = piece == 0 ? request::read_lint_input("name", text, gathering)
                           : request::read_lint_input("name", demand, more, gathering);
  chains.finish();
  return read;
}

}  // namespace

TEST_CASE("an input gives its things in their order, however it comes") {
  const std::string text = "first\n" + std::string(broken_block) + chain_text() + std::string(broken_block);
  const Read whole = read(text);
  REQUIRE(whole.kinds() ==
          std::vector{Kind::unreadable, Kind::certificate, Kind::certificate, Kind::unreadable});
  CHECK(whole.errors.empty());
  CHECK(whole.items[0].line == 2);
  CHECK(whole.items[1].line == 5);
  CHECK(whole.items[3].index == 3);
  for (const size_t piece : {size_t{1}, size_t{7}, size_t{1000}, text.size()}) {
    const Read in_pieces = read(text, piece);
    REQUIRE(in_pieces.kinds() == whole.kinds());
    for (size_t i = 0; i < whole.items.size(); ++i) {
      CHECK(in_pieces.items[i].der == whole.items[i].der);
      CHECK(in_pieces.items[i].line == whole.items[i].line);
      CHECK(in_pieces.items[i].file == "name");
    }
  }
}

TEST_CASE("of what cannot be read some is listed, and one item stands for the rest") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += broken_block;
  const Read found = read(text);
  REQUIRE(found.items.size() == OutputBudget::findings_of_a_kind + 1);
  CHECK(found.items.back().findings.at(0).more == 300 - OutputBudget::findings_of_a_kind);
}

TEST_CASE("what an input has to hold is what was asked of it") {
  using request::Demand;
  const std::string unknown = "-----BEGIN SOMETHING-----\nAAAA\n-----END SOMETHING-----\n";
  CHECK(read("nothing", 3).errors.size() == 1);
  CHECK(read("nothing", 3, Demand::something).errors.size() == 1);
  const Read nothing = read("nothing", 3, Demand::nothing);
  CHECK(nothing.errors.empty());
  CHECK(nothing.notes.size() == 1);
  CHECK(read(chain_text() + unknown, 99).errors.size() == 1);
  const Read beside = read(chain_text() + unknown, 99, Demand::something);
  CHECK(beside.errors.empty());
  CHECK(beside.notes.size() == 1);
}

TEST_CASE("an input that ends early has given what came before") {
  int calls = 0;
  Read found;
  const request::ReadMore more = [&](std::string& to) -> Result<bool> {
    if (++calls == 2) return Error{Error::Kind::io, "the disk is gone"};
    to += chain_text();
    return true;
  };
  const auto errors = request::read_lint_input(
      "name", request::Demand::all, more,
      {.take = [&](request::LintItem item) { found.items.push_back(std::move(item)); },
       .note = [](const std::string& /*note*/) {}});
  CHECK(found.items.size() == 2);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0].kind == Error::Kind::io);
  CHECK(errors[0].message == "name: the disk is gone");
}

TEST_CASE("the certificates of an input are a chain, unless they are too many") {
  const std::string chain = chain_text();
  const Read two = read(chain, 0, request::Demand::all, true);
  REQUIRE(two.kinds() == std::vector{Kind::certificate, Kind::certificate, Kind::chain});
  CHECK(two.items[2].chain == std::vector{two.items[0].der, two.items[1].der});
  std::string many;
  for (size_t i = 0; i <= request::ChainGatherer::most / 2; ++i) many += chain;
  const Read bundle = read(many, 0, request::Demand::all, true);
  CHECK(bundle.items.size() == request::ChainGatherer::most + 2);
  CHECK(bundle.notes.size() == 1);
}

TEST_CASE("the entries of a log are things of their own") {
  const Read found = read(R"({"entries": [{"leaf_input": "AAAA"}, 5, {}], "extra": "leaf_input"})");
  CHECK(found.kinds() == std::vector(3, Kind::unreadable));
  CHECK(read(R"({"entries": {"leaf_input": "AAAA"}})").errors.size() == 1);
}
