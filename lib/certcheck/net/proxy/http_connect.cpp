// RFC 9110 section 9.3.6 (CONNECT) and 11.7 (authentication), RFC 9112 (messages), RFC 7617 (Basic).
#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/net/proxy/detail/dialogue.h"

#include <algorithm>

namespace certcheck::net::proxy {

namespace {

// tinyproxy answers wrong credentials with the 401 of servers.
constexpr unsigned unauthorized = 401, authentication_required = 407;
constexpr unsigned not_implemented = 501, version_not_supported = 505;

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

/// RFC 9112 section 4: "HTTP/1.1 200 OK"; the reason may be absent, and so may the space before it.
std::optional<unsigned> status_of(std::string_view line) {
  constexpr std::string_view version = "HTTP/1.";
  if (!line.starts_with(version) || line.size() < version.size() + 5) return std::nullopt;
  const std::string_view rest = line.substr(version.size());
  const std::string_view digits = rest.substr(2, 3);
  if (!is_decimal(rest[0]) || rest[1] != ' ' || !std::all_of(digits.begin(), digits.end(), is_decimal))
    return std::nullopt;
  if (rest.size() > 5 && rest[5] != ' ') return std::nullopt;
  return static_cast<unsigned>((digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0'));
}

/// The value of a field, if the line is that field.
std::optional<std::string_view> field_value(std::string_view line, std::string_view name) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || !equal_ignoring_case(line.substr(0, colon), name))
    return std::nullopt;
  line.remove_prefix(colon + 1);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line;
}

class HttpConnect final : public Dialogue {
 public:
  explicit HttpConnect(const Options& options)
      : Dialogue("HTTP", options), with_credentials_(options.credentials.has_value()) {
    await("the answer to CONNECT");
    const std::string authority = options.destination.text();
    send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
    if (options.credentials)
      send("Proxy-Authorization: Basic " +
           base64_encode(as_bytes(options.credentials->user + ":" + options.credentials->password)) + "\r\n");
    send("\r\n");
  }

 private:
  size_t message_size(ByteView received) override {
    const std::string_view text = as_text(received);
    const size_t end = text.find('\n', searched_);
    searched_ = end == std::string_view::npos ? received.size() : 0;
    // What is not HTTP may never come to the end of a line.
    constexpr std::string_view beginning = "HTTP/1.";
    if (status_ == 0 && !text.starts_with(beginning.substr(0, text.size()))) {
      not_the_protocol(text);
      return 0;
    }
    return end == std::string_view::npos ? 0 : end + 1;
  }

  void on_message(ByteView message) override {
    std::string_view line = as_text(message);
    line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (status_ == 0) {
      const auto status = status_of(line);
      if (!status) return not_the_protocol(line);
      status_ = *status;
      answer_ = std::string(line.substr(line.find(' ') + 1));
      return;
    }
    if (line.empty()) return on_head();
    if (const auto scheme = field_value(line, "proxy-authenticate"); scheme && challenge_.empty())
      challenge_ = std::string(*scheme);
  }

  // The end of the header section. RFC 9110 section 9.3.6: a 2xx response to CONNECT has no content, whatever
  // its fields say; that of others is not read.
  void on_head() {
    if (status_ < 200) {  // RFC 9110 section 15.2: an interim response; the final one follows
      status_ = 0;
      return;
    }
    if (status_ < 300) return be_ready();
    if (status_ == authentication_required || status_ == unauthorized)
      return demand_credentials(with_credentials_, challenge_.empty() ? answer_ : challenge_);
    const bool tried = status_ >= 500 && status_ != not_implemented && status_ != version_not_supported;
    return tried ? report_no_connection(answer_) : refuse(answer_);
  }

  const bool with_credentials_;
  unsigned status_ = 0;  ///< 0 before the status line
  size_t searched_ = 0;  ///< bytes at the front that hold no end of a line
  std::string answer_, challenge_;
};

}  // namespace

std::unique_ptr<Dialogue> start_http_connect(const Options& options) {
  return std::make_unique<HttpConnect>(options);
}

}  // namespace certcheck::net::proxy
