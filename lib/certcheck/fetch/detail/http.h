#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/fetch/limits.h"
#include "certcheck/fetch/url.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace certcheck::fetch {

/// One request of HTTP/1.1 for something of a CA's. There are no credentials and no cookies in it.
struct HttpRequest {
  Kind kind = Kind::issuer;
  Url url;
  bool is_post = false;
  Bytes body = {};  ///< of a POST
  /// The request goes to a proxy that fetches itself (RFC 9112 3.2.2), with this value of its
  /// Proxy-Authorization, if there is one.
  bool by_proxy = false;
  std::string proxy_authorization = {};

  Bytes message() const;
};

/// What comes back to a request: bytes in, no sockets and no clock. Total: any bytes end in an answer or a
/// problem, and never is more kept than the limits allow. Answers that are compressed although nobody asked
/// for that are a problem.
class HttpAnswer {
 public:
  /// At most `bytes_max` of content, and `header_bytes_max` of fields.
  HttpAnswer(size_t bytes_max, size_t header_bytes_max);
  ~HttpAnswer();
  HttpAnswer(HttpAnswer&&) noexcept;
  HttpAnswer& operator=(HttpAnswer&&) noexcept;

  void receive(ByteView bytes);
  /// The server has closed the connection, which ends answers without a length.
  void end_of_stream();

  /// It is there, or there will be none.
  bool over() const;
  /// Why there is no answer, for people; empty while nothing is wrong.
  const std::string& problem() const;
  unsigned status() const;  ///< 200, 404; 0 before the status line was read
  const std::string& location() const;
  const std::string& content_type() const;
  /// Of a whole answer.
  const Bytes& content() const;
  Bytes take_content();
  size_t content_bytes() const;  ///< also of one that is not whole

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "application/pkix-crl": what the media type of an answer of this kind has to be (RFC 5280 4.2.1.13,
/// 4.2.2.1, RFC 6960 A.2, RFC 2585 4), in words for people, if `content_type` is another one; empty if it is
/// right, or if the server names none. What was sent is read all the same.
std::string wrong_media_type(Kind kind, std::string_view content_type);

}  // namespace certcheck::fetch
