#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Lists of certificate transparency logs, in the JSON that Google and Apple publish (log_list_schema.json,
/// version 3).
namespace certcheck::ct {

/// What those who publish the list say of a log (googlechrome.github.io/CertificateTransparency/log_states).
enum class LogState : uint8_t { pending, qualified, usable, read_only, retired, rejected };

/// "readonly" for read_only, as in the lists.
std::string_view to_string(LogState state);

/// What a log's readers speak with it. Its SCTs are the same but for the extension of static-ct-api.
enum class LogKind : uint8_t { rfc6962, static_ct };

/// "rfc6962", "static-ct-api"
std::string_view to_string(LogKind kind);

struct Log {
  std::string description;  ///< for people; may be empty
  std::string operated_by;  ///< the operator's name today
  LogKind kind = LogKind::rfc6962;
  Sha256 id{};  ///< LogID: SHA-256 of `key` (RFC 6962 3.2)
  Bytes key;    ///< SubjectPublicKeyInfo, DER

  /// Unset for logs that the publisher knows and does not accept (all_logs_list.json has those).
  std::optional<LogState> state;
  std::optional<Time> state_since;

  /// The log accepts certificates whose notAfter is in [start, end).
  struct Interval {
    Time start, end;
  };
  std::optional<Interval> temporal_interval;

  struct PreviousOperator {
    std::string name;
    Time until;  ///< when it stopped operating the log
  };
  std::vector<PreviousOperator> previous_operators;

  /// Who operated the log at that time.
  const std::string& operator_at(Time time) const;
};

struct LogList {
  std::string version;            ///< of the list's contents; empty if it is not given
  std::optional<Time> timestamp;  ///< log_list_timestamp
  std::vector<Log> logs;

  /// The log with this LogID; null if there is none.
  const Log* find(ByteView id) const;

  std::unordered_map<std::string, size_t> by_id;  ///< places in `logs` by the bytes of the LogID
};

/// Keys that the schema does not have are ignored. The error names the place in the list
/// ("operators[1].logs[0].key") and what is wrong there, or the byte at which the text is not JSON.
Result<LogList> parse_log_list(std::string_view json);

}  // namespace certcheck::ct
