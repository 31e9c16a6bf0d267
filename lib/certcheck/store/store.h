#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/store/record.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Results of endpoints over time, in SQLite or PostgreSQL by the same schema (store/detail/schema.h): what
/// was found of each target and when, and which certificates and keys were seen, where, first and last.
namespace certcheck::store {

/// A result as history shows it.
struct PastResult {
  Time checked_at{};
  std::string target, part, input, address, verdict;
  std::optional<Time> expires;
  std::string limited_by;                    ///< subject of the certificate
  std::vector<std::string> presented, path;  ///< SHA-256
  std::string leaf_subject, leaf_issuer, leaf_key;
  std::vector<FindingRecord> findings;
};

/// What is known of a target, by its latest results.
struct KnownTarget {
  std::string target, part;
  int64_t results = 0;
  Time first{}, last{};
  std::string verdict;
  std::optional<Time> expires;
};

/// A certificate at one target.
struct SeenCertificate {
  CertificateRecord certificate;
  std::string target;
  Time first_seen{}, last_seen{};  ///< at the target
};

/// A key at one target, by any certificate.
struct SeenKey {
  std::string sha256, kind, target;
  int64_t certificates = 0;  ///< for it, at the target
  Time first_seen{}, last_seen{};
};

/// A path that ends soon.
struct Expiring {
  std::string target, part;
  Time expires{}, checked_at{};
  std::string limited_by, limited_by_sha256;  ///< subject of the certificate
  std::string verdict;                        ///< when it was checked last
};

/// What differs from one result of a target to the next.
struct Change {
  enum class Kind : uint8_t { first_result, verdict, certificate, chain, path, finding_new, finding_gone };
  Time at{};
  std::string target, part;
  Kind kind = Kind::first_result;
  std::string before, after;  ///< the verdicts, certificates or finding; empty where there is none
  std::string message;        ///< for people
};

std::string_view to_string(Change::Kind kind);

/// Which results are meant.
struct Filter {
  /// Names as target_name() makes them, or targets as they were given; empty: all.
  std::vector<std::string> targets = {};
  std::optional<Time> since = {};  ///< checked at that time or later
};

class Database;

/// Its functions may be called by several threads. Other processes may use the same store at the same time.
class Store {
 public:
  struct Options {
    bool create = false;  ///< a file that does not exist, or an empty database, becomes a store
    std::string program;  ///< who changes the schema, "certcheck 0.1.0"
  };

  /// `place` is a file or, as is_postgresql() says, the URI of a database. A store of an earlier schema is
  /// brought up to date. Errors name the place, without its password.
  static Result<Store> open(const std::string& place, const Options& options);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Keeps a result. When it returns without an error, that survives the end of this process, of the database
  /// server and of the system; with one, nothing of it is kept (or, where the connection to a server was lost
  /// in the very end, it is not known whether it is, which the error says).
  std::optional<Error> add(const Record& record);

  /// In order of time.
  Result<std::vector<PastResult>> history(const Filter& filter);
  Result<std::vector<KnownTarget>> targets(const Filter& filter);
  /// Those that were presented or are on the best path, by target and the time when they were first seen.
  Result<std::vector<SeenCertificate>> certificates(const Filter& filter);
  Result<std::vector<SeenKey>> keys(const Filter& filter);
  /// By the last result with a path of each target, the first to end first.
  Result<std::vector<Expiring>> expiring(Time before, const Filter& filter);
  /// In order of time; without Filter::since from the first result on.
  Result<std::vector<Change>> changes(const Filter& filter);

 private:
  explicit Store(std::unique_ptr<Database> database);

  struct State;
  std::unique_ptr<State> state_;
};

/// "postgresql://..." or "postgres://...".
bool is_postgresql(std::string_view place);

/// The place as it may be shown: of a URI without what is secret in it.
std::string shown_place(std::string_view place);

}  // namespace certcheck::store
