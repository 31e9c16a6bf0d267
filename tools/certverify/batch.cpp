#include "certverify/batch.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/request/request.h"

#include "common/line_reader.h"
#include "common/ordered_pool.h"
#include "common/output.h"

#include <atomic>
#include <mutex>
#include <ostream>
#include <string>
#include <utility>

namespace certcheck::tools {

std::optional<Error> run_batch(int in, std::ostream& out, Time now,
                               const request::InspectFetching& fetching) {
  crypto::Verifier verifier;
  request::Known known;
  LineReader reader(in, request_size_max);
  std::atomic<bool> broken = false;  // standard output
  const auto next = [&]() -> std::optional<LineReader::Line> {
    while (!broken) {
      auto line = reader.next();
      if (!line || line->too_long || line->text.find_first_not_of(" \t\r") != std::string::npos) return line;
    }
    return std::nullopt;
  };
  OrderedPool<LineReader::Line, std::string> pool(
      0,
      [&](size_t /*number*/, const LineReader::Line& line) {
        if (line.too_long)
          return request::error_answer("the line is longer than " + std::to_string(request_size_max) +
                                       " bytes");
        return request::answer(line.text, now, verifier, &known, fetching);
      },
      [&](const std::string& result) {
        const std::lock_guard lock(output_mutex());
        out << result << std::endl;
        if (!out) broken = true;
      });
  while (auto line = next()) pool.take(*std::move(line));
  pool.finish();
  if (!out) return Error{Error::Kind::io, "standard output: cannot be written"};
  if (reader.error()) return Error{Error::Kind::io, "standard input: " + *reader.error()};
  return std::nullopt;
}

}  // namespace certcheck::tools
