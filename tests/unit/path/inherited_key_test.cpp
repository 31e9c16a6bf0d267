#include "tests/support/dsa_key.h"
#include "tests/unit/path/validating.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using namespace certcheck::test;

// RFC 5280 6.1.4 (d)-(f), RFC 3279 2.3.2
TEST_CASE("a DSA key without parameters takes those of the key above") {
  DsaKey upper, lower, lowest, end;
  Spec server = leaf("lowest", 0);
  Question question{.leaf = lowest.issue(server, end.key_info(true)),
                    .pool = {lower.issue(authority("lowest", 0, "lower", 0), lowest.key_info(false)),
                             upper.issue(authority("lower", 0, "upper", 0), lower.key_info(false))},
                    .anchors = {upper.issue(root("upper", 0), upper.key_info(true))}};
  CHECK(counted(question).empty());
  // Signed by another key that inherits as well.
  question.leaf = end.issue(server, end.key_info(true));
  CHECK(counted(question) == Ids{"path.signature.invalid@0"});
  // Nothing to inherit: the anchor's key is incomplete.
  question.leaf = lowest.issue(server, end.key_info(true));
  question.anchors = {upper.issue(root("upper", 0), upper.key_info(false))};
  CHECK(counted(question) == Ids{"path.key.unusable@1", "path.key.unusable@2", "path.key.unusable@3"});
}
