#pragma once

#include "certcheck/net/connect_options.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/protocol_support.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::net {

/// Finds out which versions, cipher suites and groups a server accepts. Sans-I/O: whoever uses it makes one
/// handshake after another with the options that next() gives, and hands each record to take().
///
/// A server chooses one suite of those offered, so each is found by offering what it has not chosen yet,
/// until it refuses. That takes a handshake for every suite and group, and some more.
class ProtocolSurvey {
 public:
  /// What all handshakes have in common; its versions, where given, are the ones asked about.
  explicit ProtocolSurvey(const ConnectOptions& common);

  /// Null when there is nothing more to ask.
  std::shared_ptr<const ConnectOptions> next();
  void take(tls::HandshakeRecord record);
  /// Nothing more is asked; what was found stands.
  void break_off(std::string reason);
  bool over() const { return over_; }

  const tls::ProtocolSupport& support() const { return support_; }
  /// One handshake for each suite and group that the server took, for the lints.
  const std::vector<tls::HandshakeRecord>& handshakes() const { return kept_; }

 private:
  enum class Asking : uint8_t { suites, order, groups };

  bool begin_version();
  bool begin_chunk();
  void begin_groups();
  void take_suite(const tls::HandshakeRecord& record);
  void take_group(const tls::HandshakeRecord& record);
  void next_step();
  void keep(tls::HandshakeRecord record);

  ConnectOptions common_;
  std::vector<uint16_t> versions_;  ///< still to be asked about, the next one last
  std::vector<uint16_t> unasked_;   ///< suites of the version
  std::vector<uint16_t> offered_;   ///< suites or groups of which the server has chosen none yet
  std::optional<tls::ProtocolSupport::Version> current_;
  Asking asking_ = Asking::suites;
  size_t unreachable_ = 0;  ///< handshakes in a row that say nothing about the offer
  bool over_ = false;
  tls::ProtocolSupport support_;
  std::vector<tls::HandshakeRecord> kept_;
};

}  // namespace certcheck::net
