#include "certcheck/store/detail/database.h"

#include <sqlite3.h>

#include <chrono>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

namespace certcheck::store {
namespace {

/// How long another process may write before that is an error.
constexpr std::chrono::milliseconds patience{60'000};

/// More statements than the functions of a store have, but for lists of different lengths.
constexpr size_t statements_max = 100;

struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

class Sqlite final : public Database {
 public:
  explicit Sqlite(std::string file) : name_(std::move(file)) {}
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  ~Sqlite() override {
    statements_.clear();
    sqlite3_close(connection_);
  }

  std::optional<Error> open(bool create) {
    // A name that begins with "file:" is the name of a file here.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    const std::string path = name_.starts_with('/') ? name_ : "./" + name_;
    if (sqlite3_open_v2(path.c_str(), &connection_, flags, nullptr) != SQLITE_OK) return problem();
    sqlite3_extended_result_codes(connection_, 1);
    if (auto error = use_write_ahead_log()) return error;
    sqlite3_busy_timeout(connection_, static_cast<int>(patience.count()));
    // With FULL each transaction is on the disk before its end is reported, not only in the system's cache.
    return run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  }

  std::optional<Error> run(const std::string& statements) override {
    if (sqlite3_exec(connection_, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK)
      return std::nullopt;
    return problem();
  }

  std::optional<Error> query(const std::string& text, std::span<const Value> parameters,
                             const std::function<void(const Row&)>& each) override {
    sqlite3_stmt* const statement = prepare(text);
    if (statement == nullptr) return problem();
    for (size_t i = 0; i < parameters.size(); ++i) {
      // Of $2 the place is that of its first use in the text.
      const int place = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
      if (const auto* const number = std::get_if<int64_t>(&parameters[i]))
        sqlite3_bind_int64(statement, place, *number);
      else if (const auto* const words = std::get_if<std::string>(&parameters[i]))
        sqlite3_bind_text(statement, place, words->data(), static_cast<int>(words->size()), SQLITE_STATIC);
    }
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) each(row_of(statement));
    auto error = code == SQLITE_DONE ? std::nullopt : std::optional(problem());
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return error;
  }

  std::optional<Error> begin() override { return run("BEGIN IMMEDIATE"); }
  std::optional<Error> begin_alone() override { return begin(); }
  std::optional<Error> commit() override { return run("COMMIT"); }
  void roll_back() override {
    if (sqlite3_get_autocommit(connection_) == 0) (void)run("ROLLBACK");
  }

  Result<bool> has_table(const std::string& table) override {
    const Value parameters[] = {table};
    return exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", parameters);
  }
  Result<bool> is_empty() override {
    const auto any = exists("SELECT 1 FROM sqlite_master LIMIT 1", {});
    if (!any) return any.error();
    return !*any;
  }

  std::string_view row_number() const override { return "INTEGER NOT NULL PRIMARY KEY"; }
  const std::string& name() const override { return name_; }

 private:
  Error problem() const {
    const int code = sqlite3_errcode(connection_);
    Error error{Error::Kind::io, name_ + ": " + sqlite3_errmsg(connection_)};
    switch (code & 0xff) {
      case SQLITE_BUSY:
        error.message = name_ + ": another program has been writing to the store for " +
                        std::to_string(patience.count() / 1000) + " s";
        break;
      case SQLITE_NOTADB:
      case SQLITE_CORRUPT:
        error.kind = Error::Kind::unreadable;
        break;
      case SQLITE_IOERR:
      case SQLITE_CANTOPEN:
        if (const int number = sqlite3_system_errno(connection_); number != 0)
          error.message += ": " + std::generic_category().message(number);
        break;
      default:
        break;
    }
    return error;
  }

  /// Readers do not wait for writers with it. To switch to it takes a moment in which nobody else has the
  /// file open, for which SQLite does not wait by itself.
  std::optional<Error> use_write_ahead_log() {
    constexpr std::chrono::milliseconds pause{10};
    std::optional<Error> error;
    for (auto left = patience; left.count() > 0; left -= pause) {
      std::string mode;
      error = query("PRAGMA journal_mode", {}, [&](const Row& row) { mode = row.text(0); });
      if (!error && mode == "wal") return std::nullopt;
      if (!error && sqlite3_db_readonly(connection_, "main") == 1) return std::nullopt;
      if (!error) error = query("PRAGMA journal_mode = WAL", {}, [&](const Row& row) { mode = row.text(0); });
      if (!error && mode == "wal") return std::nullopt;
      if (!error)
        return Error{Error::Kind::io,
                     name_ + ": this file system does not let several programs share a file"};
      if ((sqlite3_errcode(connection_) & 0xff) != SQLITE_BUSY) return error;
      std::this_thread::sleep_for(pause);
    }
    return error;
  }

  /// Null if it cannot be: problem() says why.
  sqlite3_stmt* prepare(const std::string& text) {
    if (const auto known = statements_.find(text); known != statements_.end()) return known->second.get();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection_, text.c_str(), static_cast<int>(text.size()) + 1, &statement,
                           nullptr) != SQLITE_OK)
      return nullptr;
    if (statements_.size() >= statements_max) statements_.clear();
    return statements_.emplace(text, Statement(statement)).first->second.get();
  }

  static Row row_of(sqlite3_stmt* statement) {
    std::vector<std::optional<std::string>> cells(static_cast<size_t>(sqlite3_column_count(statement)));
    for (size_t i = 0; i < cells.size(); ++i) {
      const int column = static_cast<int>(i);
      // SQLite's bytes are unsigned characters.
      if (const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column)))
        cells[i].emplace(bytes, static_cast<size_t>(sqlite3_column_bytes(statement, column)));
    }
    return Row(std::move(cells));
  }

  Result<bool> exists(const std::string& text, std::span<const Value> parameters) {
    bool found = false;
    if (auto error = query(text, parameters, [&](const Row&) { found = true; })) return *std::move(error);
    return found;
  }

  const std::string name_;
  sqlite3* connection_ = nullptr;
  std::unordered_map<std::string, Statement> statements_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& file, bool create) {
  auto database = std::make_unique<Sqlite>(file);
  if (auto error = database->open(create)) return *std::move(error);
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace certcheck::store
