// What zlint's lints are told when the parser has found it already.
#include "certcheck/lint/zlint/parser_lints.h"

#include "fixtures.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace certcheck::lint {
namespace {

/// The worst outcome of all rows of the name.
Outcome told(std::string_view zlint, const std::string& fixture) {
  const test::Fixture parsed(test::lint_testdata() / "cases" / fixture);
  Outcome worst = Outcome::not_applicable;
  bool known = false;
  for (const ParserLint& lint : parser_lints()) {
    if (lint.zlint == zlint) {
      known = true;
      worst = std::max(worst, outcome_of(lint, *parsed.certificates.front()));
    }
  }
  CHECK(known);
  return worst;
}

const std::string sound = "ordinary/leaf.pem";
const std::string without_key_usage = "rfc5280.key_usage.no_bits/not_applicable.pem";
const std::string final_bit_clear = "rfc5280.key_usage.too_many_bits/passes-3.pem";   // 80, no unused bits
const std::string final_octet_clear = "rfc5280.key_usage.too_many_bits/fires-3.pem";  // 80 00
const std::string empty_key_usage = "rfc5280.key_usage.no_bits/fires.pem";

TEST_CASE("a key usage that ends with bits that are not set is encoded wrongly") {
  CHECK(told("e_incorrect_ku_encoding", final_bit_clear) == Outcome::fired);
  CHECK(told("e_incorrect_ku_encoding", final_octet_clear) == Outcome::fired);
  CHECK(told("e_incorrect_ku_encoding", sound) == Outcome::pass);
  CHECK(told("e_incorrect_ku_encoding", empty_key_usage) == Outcome::pass);
  CHECK(told("e_incorrect_ku_encoding", without_key_usage) == Outcome::not_applicable);
}

TEST_CASE("only a final octet of zero is superfluous") {
  CHECK(told("e_superfluous_ku_encoding", final_octet_clear) == Outcome::fired);
  CHECK(told("e_superfluous_ku_encoding", final_bit_clear) == Outcome::pass);
  // The octet of zero that DER asks for: no bits are unused.
  CHECK(told("e_superfluous_ku_encoding", empty_key_usage) == Outcome::pass);
  CHECK(told("e_superfluous_ku_encoding", without_key_usage) == Outcome::not_applicable);
}

TEST_CASE("a path length below zero is out of range") {
  CHECK(told("e_path_len_constraint_zero_or_less",
             "rfc5280.basic_constraints.path_length_without_ca/passes-4.pem") == Outcome::fired);
  CHECK(told("e_path_len_constraint_zero_or_less", "ordinary/intermediate.pem") == Outcome::pass);
  CHECK(told("e_path_len_constraint_zero_or_less", sound) == Outcome::not_applicable);
}

}  // namespace
}  // namespace certcheck::lint
