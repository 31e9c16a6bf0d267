#include "certverify/batch.h"

#include "certcheck/crypto/verifier.h"

#include "certverify/request.h"
#include "common/run_in_order.h"

#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <thread>

namespace certcheck::tools {

bool run_batch(std::istream& in, std::ostream& out, Time now) {
  crypto::Verifier verifier;
  const auto next = [&]() -> std::optional<std::string> {
    std::string line;
    do {
      if (!out || !std::getline(in, line)) return std::nullopt;
    } while (line.find_first_not_of(" \t\r") == std::string::npos);
    return line;
  };
  run_in_order<std::string, std::string>(
      std::thread::hardware_concurrency(), next,
      [&](const std::string& line) { return answer(line, now, verifier); },
      [&](const std::string& result) { out << result << std::endl; });
  return out.good();
}

}  // namespace certcheck::tools
