#pragma once

#include "certcheck/base/result.h"
#include "certcheck/store/detail/database.h"
#include "certcheck/store/store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What more than one question asks.
namespace certcheck::store {

/// A condition on the table `results`, and its parameters.
struct Condition {
  std::string text;
  std::vector<Value> parameters;
};

/// `results` is what the statement calls the table; `parameters` are those before.
Condition condition_of(const Filter& filter, const std::string& results, std::vector<Value> parameters = {});

/// Appended in order.
std::optional<Error> read_findings(Database& database, int64_t result, std::vector<FindingRecord>& findings);
std::optional<Error> read_chains(Database& database, int64_t result, std::vector<std::string>& presented,
                                 std::vector<std::string>& path);

}  // namespace certcheck::store
