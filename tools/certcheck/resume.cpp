#include "certcheck/resume.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/shorten.h"
#include "certcheck/net/target.h"

#include "common/line_reader.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <optional>
#include <string_view>
#include <utility>

namespace certcheck::tools {
namespace {

using Json = nlohmann::json;

/// No report comes near it (base/budget.h).
constexpr size_t report_bytes_max = size_t{1} << 26;

/// Finds target.input of a report, and reads no further.
class InputFinder final : public nlohmann::json_sax<Json> {
 public:
  const std::optional<std::string>& input() const { return input_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool string(string_t& value) override {
    if (depth_ != 2 || !in_target_ || key_ != "input") return true;
    input_ = std::move(value);
    return false;
  }
  bool start_object(std::size_t /*size*/) override {
    ++depth_;
    return true;
  }
  bool key(string_t& key) override {
    key_ = std::move(key);
    if (depth_ == 1) in_target_ = key_ == "target";
    return true;
  }
  bool end_object() override { return end(); }
  bool start_array(std::size_t /*size*/) override {
    ++depth_;
    return true;
  }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*problem*/) override {
    return false;
  }

 private:
  bool end() {
    --depth_;
    return true;
  }

  size_t depth_ = 0;
  std::string key_;
  bool in_target_ = false;
  std::optional<std::string> input_;
};

/// As a report shows a text, whatever bytes are in it.
std::string shown(std::string_view input) {
  return Json(input).dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool ends_with_line_feed(int descriptor, size_t size) {
  char last = 0;
  return ::pread(descriptor, &last, 1, static_cast<off_t>(size - 1)) == 1 && last == '\n';
}

}  // namespace

Result<Resumption> Resumption::open(const std::string& path) {
  auto file = GrowingFile::open(path);
  if (!file) return Error{file.error().kind, "--resume " + file.error().message};
  Resumption resumption;
  resumption.file_ = std::make_shared<GrowingFile>(*std::move(file));
  const int descriptor = resumption.file_->descriptor();
  const off_t end = ::lseek(descriptor, 0, SEEK_END);
  if (end <= 0 || ::lseek(descriptor, 0, SEEK_SET) != 0) return resumption;
  const auto size = static_cast<size_t>(end);
  const auto problem = [&path](size_t line, std::string_view what) {
    return Error{Error::Kind::unreadable,
                 "--resume " + path + ": line " + std::to_string(line) + ": " + std::string(what)};
  };
  const bool whole = ends_with_line_feed(descriptor, size);
  LineReader lines(descriptor, report_bytes_max);
  size_t read = 0, number = 0;
  while (const auto line = lines.next()) {
    ++number;
    read += line->size + 1;
    if (read > size && !whole) {
      // A file of another kind is not cut.
      if (!line->text.starts_with('{')) return problem(number, "this is not a report of certcheck");
      if (auto error = resumption.file_->cut(size - line->size))
        return Error{error->kind, "--resume " + error->message};
      break;
    }
    InputFinder finder;
    Json::sax_parse(line->text, &finder);
    if (!finder.input()) return problem(number, "this is not a report of certcheck: it has no target.input");
    ++resumption.lines_[shown(*finder.input())];
  }
  if (lines.error()) return problem(number + 1, *lines.error());
  return resumption;
}

bool Resumption::has(const std::string& input) {
  if (lines_.empty()) return false;
  const auto found =
      lines_.find(shown(shortened(net::without_credentials(input), OutputBudget::value_bytes)));
  if (found == lines_.end()) return false;
  if (--found->second == 0) lines_.erase(found);
  return true;
}

}  // namespace certcheck::tools
