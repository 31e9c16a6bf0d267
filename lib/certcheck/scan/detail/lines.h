#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/target.h"
#include "certcheck/net/address_range.h"
#include "certcheck/net/target.h"
#include "certcheck/scan/scan.h"

#include <optional>
#include <string>

namespace certcheck::scan {

/// The targets of a list, each range of addresses in it taken apart.
class Lines {
 public:
  /// All are borrowed.
  Lines(const Limits& limits, const Next& next, const Done& done)
      : limits_(limits), next_(next), done_(done) {}

  /// The next one as written that is not left out; nullopt: there are no more. A range that cannot be read is
  /// handed to `done`.
  std::optional<std::string> next();

 private:
  bool is_left_out(const std::string& line) const;
  std::optional<std::string> next_line();

  const Limits& limits_;
  const Next& next_;
  const Done& done_;
  std::optional<net::AddressRange> range_;
};

/// A line of a list: "www.example.com", or with the address to connect to, "www.example.com,192.0.2.1".
struct Line {
  std::string text, target;
  std::string address;  ///< empty: that of the target
};

Line read_line(const std::string& text);

/// The target of a line; its input is the whole line.
Result<Target> read_target(const Line& line, const net::TargetDefaults& defaults);

}  // namespace certcheck::scan
