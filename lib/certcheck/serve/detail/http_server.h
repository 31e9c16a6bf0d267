#pragma once

#include "certcheck/base/result.h"
#include "certcheck/serve/detail/http.h"
#include "certcheck/serve/limits.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace certcheck::serve {

/// Whom an HttpServer asks. All on the thread that runs it.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Asked once the head is read, and before the body is: the answer if it is known by then. Else
  /// `body_max` is how many bytes of body there may be.
  virtual std::optional<HttpAnswer> answer_to_head(const HttpRequest& head, size_t& body_max) = 0;
  using Answered = std::function<void(HttpAnswer)>;
  /// True once nobody waits for the answer any more.
  using GivenUp = std::shared_ptr<const std::atomic<bool>>;
  /// `answered` is called at most once, at once or later, by any thread; if not, the request has been given
  /// up.
  virtual void handle(HttpRequest request, Answered answered, GivenUp given_up) = 0;
  /// An answer is about to be sent; `head` has neither method nor path where there was no such thing.
  virtual void note(const HttpRequest& head, const HttpAnswer& answer,
                    std::chrono::steady_clock::duration took) = 0;
};

/// HTTP/1.1 (RFC 9112) for clients that mean ill: each request has limits of size and time. The requests of a
/// connection are answered one after the other.
class HttpServer {
 public:
  HttpServer(const Limits& limits, HttpHandler& handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Gives the port; 0 lets the system choose.
  Result<uint16_t> listen(const std::string& address, uint16_t port);
  /// Until stop(), and all that was asked by then is answered.
  void run();
  /// On any thread; `closed` is called on that of run(), once no further connection is taken.
  void stop(std::function<void()> closed);
  bool stopping() const;
  size_t connections() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace certcheck::serve
