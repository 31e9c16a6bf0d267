#pragma once

#include "certcheck/base/result.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certcheck::store {

/// Of a parameter; of no alternative: NULL.
using Value = std::variant<std::monostate, int64_t, std::string>;

/// Of a result, each value as text.
class Row {
 public:
  explicit Row(std::vector<std::optional<std::string>> cells) : cells_(std::move(cells)) {}

  std::string text(size_t column) const { return cells_[column].value_or(std::string()); }
  std::optional<int64_t> number(size_t column) const {
    const std::string& digits = cells_[column] ? *cells_[column] : none_;
    int64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return problem == std::errc() && end == digits.data() + digits.size() ? std::optional(number)
                                                                          : std::nullopt;
  }

 private:
  static inline const std::string none_;
  std::vector<std::optional<std::string>> cells_;
};

/// A connection to a database. The same statements are for all of them: parameters are $1, $2 ..., whole
/// numbers BIGINT and everything else TEXT. One thread at a time.
class Database {
 public:
  virtual ~Database() = default;

  /// Statements without parameters or results.
  virtual std::optional<Error> run(const std::string& statements) = 0;
  /// One statement; `each` gets its rows.
  virtual std::optional<Error> query(const std::string& statement, std::span<const Value> parameters,
                                     const std::function<void(const Row&)>& each) = 0;
  std::optional<Error> query(const std::string& statement, std::span<const Value> parameters) {
    return query(statement, parameters, [](const Row&) {});
  }

  /// Begins a transaction that writes, after those of others.
  virtual std::optional<Error> begin() = 0;
  virtual std::optional<Error> commit() = 0;
  virtual void roll_back() = 0;
  /// The same for one that changes the schema: of several processes one does it.
  virtual std::optional<Error> begin_alone() = 0;

  /// Whether the last error was one that may be over when the transaction is tried again: the other side of a
  /// deadlock, or a server that was lost, to which this connects again.
  virtual bool recover() { return false; }

  /// Whether there is a table of that name, and whether there is any at all.
  virtual Result<bool> has_table(const std::string& name) = 0;
  virtual Result<bool> is_empty() = 0;

  /// How the column of a table is declared that numbers its rows.
  virtual std::string_view row_number() const = 0;
  /// What errors begin with.
  virtual const std::string& name() const = 0;
};

Result<std::unique_ptr<Database>> open_sqlite(const std::string& file, bool create);
Result<std::unique_ptr<Database>> open_postgresql(const std::string& uri, bool create);

}  // namespace certcheck::store
