#include "certcheck/fetch/detail/http.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/shorten.h"
#include "certcheck/x509/strings.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/vector_body.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

namespace certcheck::fetch {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::response_parser<http::vector_body<uint8_t>>;

/// RFC 9110 15.2: interim answers before the final one. One or two are usual.
constexpr unsigned interim_max = 5;
constexpr size_t quoted_bytes_max = 300;

std::string in_quotes(std::string_view words) {
  std::string text;
  x509::append_printable(text, shortened(words, quoted_bytes_max), "\\\"");
  return "\"" + text + "\"";
}

std::string text_of(boost::string_view text) { return {text.data(), text.size()}; }

std::string_view accepted(Kind kind) {
  switch (kind) {
    case Kind::issuer:
      return "application/pkix-cert, application/pkcs7-mime, */*";
    case Kind::crl:
      return "application/pkix-crl, */*";
    case Kind::ocsp:
      return "application/ocsp-response, */*";
  }
  return "*/*";
}

/// The errors of Beast that are about an answer, in words.
std::string describe(const error_code& ec, size_t bytes_max, size_t header_bytes_max) {
  if (ec == http::error::body_limit)
    return "the answer has more than " + std::to_string(bytes_max) + " bytes";
  if (ec == http::error::header_limit)
    return "the answer has more than " + std::to_string(header_bytes_max) + " bytes of header fields";
  if (ec == http::error::partial_message) return "the connection was closed before the answer was complete";
  if (ec == http::error::end_of_stream) return "the connection was closed without an answer";
  return "the answer is not HTTP/1.1: " + ec.message();
}

}  // namespace

Bytes HttpRequest::message() const {
  std::string text = std::string(is_post ? "POST " : "GET ") + (by_proxy ? url.text() : url.path) +
                     " HTTP/1.1\r\nHost: " + url.authority() +
                     "\r\nUser-Agent: certcheck\r\nAccept: " + std::string(accepted(kind)) +
                     "\r\nAccept-Encoding: identity\r\nConnection: close\r\n";
  if (!proxy_authorization.empty()) text += "Proxy-Authorization: " + proxy_authorization + "\r\n";
  if (is_post)
    text +=
        "Content-Type: application/ocsp-request\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  text += "\r\n";
  Bytes message = to_bytes(as_bytes(text));
  if (is_post) message.insert(message.end(), body.begin(), body.end());
  return message;
}

struct HttpAnswer::State {
  State(size_t given_bytes_max, size_t given_header_bytes_max)
      : bytes_max(given_bytes_max), header_bytes_max(given_header_bytes_max) {
    begin();
  }

  void begin() {
    parser.emplace();
    parser->body_limit(bytes_max);
    parser->header_limit(static_cast<uint32_t>(header_bytes_max));
    parser->eager(true);
  }

  void fail(std::string words) {
    problem = std::move(words);
    over = true;
    waiting.clear();
    parser->get().body().clear();
  }

  void receive(ByteView bytes) {
    waiting.insert(waiting.end(), bytes.begin(), bytes.end());
    // What is not HTTP may never come to the end of a line.
    constexpr std::string_view beginning = "HTTP/1.";
    if (!head_checked && !parser->got_some() &&
        !as_text(waiting).starts_with(beginning.substr(0, waiting.size())))
      return fail("the answer is not HTTP/1.1: " + in_quotes(as_text(waiting)));
    size_t at = 0;
    while (!over && at < waiting.size()) {
      // Beast takes for granted that a last chunk which it asks more of has five bytes, "0" and two ends of
      // line; nothing that it waits for ends with fewer.
      constexpr size_t last_chunk_bytes = 5;
      if (wants_more && waiting.size() - at < last_chunk_bytes) break;
      error_code ec;
      const size_t used = parser->put(boost::asio::buffer(waiting.data() + at, waiting.size() - at), ec);
      at += used;
      wants_more = ec == http::error::need_more;
      if (wants_more) {
        // Lines between chunks count as header fields do.
        if (waiting.size() - at > header_bytes_max)
          return fail(describe(http::error::header_limit, bytes_max, header_bytes_max));
        if (used == 0) break;
        continue;
      }
      if (ec) return fail(describe(ec, bytes_max, header_bytes_max));
      if (parser->is_header_done() && !check_head()) return;
      if (parser->is_done()) finish();
      if (used == 0) break;
    }
    waiting.erase(waiting.begin(),
                  waiting.begin() + static_cast<std::ptrdiff_t>(std::min(at, waiting.size())));
  }

  /// False: there will be no answer.
  bool check_head() {
    if (head_checked) return true;
    const auto& head = parser->get();
    status = head.result_int();
    if (head.result_int() == 101) return fail("the server changes to another protocol"), false;
    location = text_of(head[http::field::location]);
    content_type = text_of(head[http::field::content_type]);
    // Beast checks the declared length, too, but drops the error if content follows in the same piece.
    if (const auto length = parser->content_length(); length && *length > bytes_max)
      return fail(describe(http::error::body_limit, bytes_max, header_bytes_max)), false;
    const std::string coding = text_of(head[http::field::content_encoding]);
    if (!coding.empty() && !equal_ignoring_case(coding, "identity"))
      return fail("the answer is encoded (" + in_quotes(coding) + ") although it was not asked for so"),
             false;
    head_checked = true;
    return true;
  }

  void finish() {
    if (status >= 200) {
      over = true;
      return;
    }
    if (++interim > interim_max) return fail("the server sends interim answers alone");
    status = 0;
    head_checked = false;
    begin();
  }

  void end() {
    if (over) return;
    if (!parser->got_some()) return fail("the connection was closed without an answer");
    error_code ec;
    parser->put_eof(ec);
    if (!ec && parser->is_done() && check_head()) {
      over = true;
      return;
    }
    if (!over)
      fail(describe(ec ? ec : error_code(http::error::partial_message), bytes_max, header_bytes_max));
  }

  const size_t bytes_max, header_bytes_max;
  std::optional<Parser> parser;
  Bytes waiting;  ///< what the parser has no use for yet
  bool over = false, head_checked = false, wants_more = false;
  unsigned status = 0, interim = 0;
  std::string problem, location, content_type;
};

HttpAnswer::HttpAnswer(size_t bytes_max, size_t header_bytes_max)
    : state_(std::make_unique<State>(bytes_max, header_bytes_max)) {}
HttpAnswer::~HttpAnswer() = default;
HttpAnswer::HttpAnswer(HttpAnswer&&) noexcept = default;
HttpAnswer& HttpAnswer::operator=(HttpAnswer&&) noexcept = default;

void HttpAnswer::receive(ByteView bytes) { state_->receive(bytes); }
void HttpAnswer::end_of_stream() { state_->end(); }
bool HttpAnswer::over() const { return state_->over; }
const std::string& HttpAnswer::problem() const { return state_->problem; }
unsigned HttpAnswer::status() const { return state_->status; }
const std::string& HttpAnswer::location() const { return state_->location; }
const std::string& HttpAnswer::content_type() const { return state_->content_type; }
const Bytes& HttpAnswer::content() const { return state_->parser->get().body(); }
Bytes HttpAnswer::take_content() { return std::move(state_->parser->get().body()); }
size_t HttpAnswer::content_bytes() const { return state_->parser->get().body().size(); }

std::string wrong_media_type(Kind kind, std::string_view content_type) {
  // RFC 2585 4.1 and 4.2; RFC 8551 3.2.2 for bundles, with the names that servers have had for them longer.
  constexpr std::array<std::string_view, 6> certificates{"application/pkix-cert",
                                                         "application/pkcs7-mime",
                                                         "application/x-x509-ca-cert",
                                                         "application/x-x509-user-cert",
                                                         "application/x-pkcs7-certificates",
                                                         "application/pem-certificate-chain"};
  constexpr std::array<std::string_view, 3> crls{"application/pkix-crl", "application/x-pkcs7-crl",
                                                 "application/x-x509-crl"};
  constexpr std::array<std::string_view, 1> responses{"application/ocsp-response"};
  const std::span<const std::string_view> right =
      kind == Kind::issuer ? std::span<const std::string_view>(certificates)
      : kind == Kind::crl  ? std::span<const std::string_view>(crls)
                           : std::span<const std::string_view>(responses);
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  if (type.empty() || std::any_of(right.begin(), right.end(),
                                  [&](std::string_view each) { return equal_ignoring_case(each, type); }))
    return {};
  return "the server calls it " + in_quotes(type) + " instead of " + std::string(right.front());
}

}  // namespace certcheck::fetch
