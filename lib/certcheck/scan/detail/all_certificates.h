#pragma once

#include "certcheck/engine/report.h"
#include "certcheck/net/connect.h"
#include "certcheck/tls/handshake_record.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

/// A server with several certificates shows each client the one that fits its offer. To see all of them, it
/// is asked several times.
namespace certcheck::scan {

/// One offer among those.
struct Question {
  std::string_view name;  ///< as Report::asked_for
  net::ServerKey key = net::ServerKey::any;
  bool without_name = false;
};

/// The first is what is asked ordinarily.
std::span<const Question> questions();

/// The options for asking so.
std::shared_ptr<const net::ConnectOptions> to_ask(const Question& question,
                                                  const net::ConnectOptions& options);

/// The places of the records, one for each question, that are worth a report: the first, and each that shows
/// a certificate which none before it did.
std::vector<size_t> distinct(const std::vector<tls::HandshakeRecord>& records);

/// Writes into each report what it was asked for, what all of them show, and how it differs from the others.
void compare(std::vector<std::pair<const Question*, engine::Report*>>& reports);

}  // namespace certcheck::scan
