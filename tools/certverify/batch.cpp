#include "certverify/batch.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/request/request.h"

#include "common/line_reader.h"
#include "common/output.h"
#include "common/run_in_order.h"

#include <mutex>
#include <ostream>
#include <string>
#include <thread>

namespace certcheck::tools {

std::optional<Error> run_batch(int in, std::ostream& out, Time now) {
  crypto::Verifier verifier;
  LineReader reader(in, request_size_max);
  const auto next = [&]() -> std::optional<LineReader::Line> {
    while (out) {
      auto line = reader.next();
      if (!line || line->too_long || line->text.find_first_not_of(" \t\r") != std::string::npos) return line;
    }
    return std::nullopt;
  };
  run_in_order<LineReader::Line, std::string>(
      std::thread::hardware_concurrency(), next,
      [&](const LineReader::Line& line) {
        if (line.too_long)
          return request::error_answer("the line is longer than " + std::to_string(request_size_max) +
                                       " octets");
        return request::answer(line.text, now, verifier);
      },
      [&](const std::string& result) {
        const std::lock_guard lock(output_mutex());
        out << result << std::endl;
      });
  if (!out) return Error{Error::Kind::io, "standard output: cannot be written"};
  if (reader.error()) return Error{Error::Kind::io, "standard input: " + *reader.error()};
  return std::nullopt;
}

}  // namespace certcheck::tools
