#include "certcheck/fetch/detail/exchange.h"

#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/base/shorten.h"
#include "certcheck/fetch/detail/http.h"
#include "certcheck/net/converse.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace certcheck::fetch {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr unsigned http_ok = 200;

/// RFC 9110 15.4: those that lead elsewhere.
bool is_redirection(unsigned status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// One request and its answer on a connection.
class Talk final : public net::Conversation {
 public:
  Talk(const HttpRequest& request, size_t bytes_max, size_t header_bytes_max)
      : output_(request.message()), answer_(bytes_max, header_bytes_max) {}

  Bytes take_output() override { return std::exchange(output_, {}); }
  bool over() const override { return answer_.over(); }
  void receive(ByteView bytes) override { answer_.receive(bytes); }
  void end_of_stream() override { answer_.end_of_stream(); }

  HttpAnswer& answer() { return answer_; }

 private:
  Bytes output_;
  HttpAnswer answer_;
};

/// One thing that is being fetched; lives in the coroutine that fetches it.
class Fetching {
 public:
  Fetching(std::shared_ptr<asio::io_context> io, Request request, std::shared_ptr<const Options> options)
      : io_(std::move(io)),
        request_(std::move(request)),
        options_(std::move(options)),
        job_end_(Clock::now() + options_->limits.time),
        asker_end_(request_.time.count() == 0 ? job_end_ : std::min(job_end_, Clock::now() + request_.time)),
        end_(job_end_) {}

  asio::awaitable<Answer> run() {
    Answer answer;
    const Limits& limits = options_->limits;
    const auto& addresses = request_.addresses;
    auto fetchable = static_cast<size_t>(std::count_if(
        addresses.begin(), addresses.end(), [&](const std::string& each) { return may_be_tried(each); }));
    size_t tries_left = limits.addresses - std::min(limits.addresses, request_.tried);
    size_t listed_left = limits.addresses_listed, left_out = 0;
    const std::string* first_left_out = nullptr;
    for (size_t i = 0; i < addresses.size() && !answer.content && Clock::now() < job_end_; ++i) {
      const bool may_be = may_be_tried(addresses[i]);
      if (may_be ? tries_left == 0 : listed_left == 0) {
        if (left_out++ == 0) first_left_out = &addresses[i];
        continue;
      }
      if (may_be) {
        end_ = end_of_share(std::min(fetchable, tries_left));
        --fetchable;
        --tries_left;
      } else {
        --listed_left;
      }
      Attempt attempt{.address = addresses[i]};
      const Clock::time_point begin = Clock::now();
      std::shared_ptr<const Bytes> content = co_await ask(attempt);
      attempt.took = std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
      answer.content = std::move(content);
      answer.attempts.push_back(std::move(attempt));
    }
    if (!answer.content && left_out != 0) {
      Attempt attempt{.address = *first_left_out};
      attempt.problem = "not asked, as " + std::to_string(limits.addresses) + " addresses were" +
                        (left_out == 1 ? "" : "; " + std::to_string(left_out - 1) + " more are left out");
      answer.attempts.push_back(std::move(attempt));
    }
    co_return answer;
  }

 private:
  using Content = std::shared_ptr<const Bytes>;

  bool may_be_tried(const std::string& address) const {
    const auto url = parse_url(address, options_->limits.address_bytes);
    return url && options_->rules.why_not(*url).empty();
  }

  /// Of the next address, where so many are left: whoever is slow, however steadily, leaves time for the
  /// others.
  Clock::time_point end_of_share(size_t count) const {
    const Clock::time_point now = Clock::now();
    if (count <= 1) return job_end_;
    return now + ((asker_end_ > now ? asker_end_ : job_end_) - now) / static_cast<int64_t>(count);
  }

  asio::awaitable<Content> ask(Attempt& attempt) {
    const auto url = parse_url(attempt.address, options_->limits.address_bytes);
    if (!url) {
      attempt.problem = url.error().message;
      co_return nullptr;
    }
    HttpRequest http{.kind = request_.kind, .url = *url};
    if (request_.kind != Kind::ocsp) {
      Content content = co_await follow(std::move(http), attempt);
      co_return content;
    }
    // RFC 9919 5 (as RFC 5019 5): what is at most 255 bytes long in all, encoded, is asked for by GET, so
    // that caches can answer; responders that do not know that are asked by POST.
    constexpr size_t get_bytes_max = 255;
    const Url by_get = with_request(*url, base64_encode(request_.body));
    std::string refusal;
    if (request_.keep && by_get.text().size() <= get_bytes_max && url->path.find('?') == std::string::npos) {
      http.url = by_get;
      Content content = co_await follow(http, attempt);
      if (content && is_ocsp_answer(*content)) co_return content;
      if (!content && attempt.status == 0) co_return nullptr;  // nobody to ask otherwise
      refusal = "GET: " + (content ? "the answer is not a successful OCSP response" : attempt.problem);
      attempt = Attempt{.address = attempt.address};
    }
    http.url = *url;
    http.is_post = true;
    http.body = request_.body;
    Content content = co_await follow(std::move(http), attempt);
    if (!refusal.empty())
      (content ? attempt.note : attempt.problem) += (attempt.note.empty() && content ? "" : "; ") + refusal;
    co_return content;
  }

  static bool is_ocsp_answer(const Bytes& content) {
    const auto response = x509::parse_ocsp_response(content);
    return response->complete && response->status == 0U;
  }

  /// The request, and those that the server sends us to instead.
  asio::awaitable<Content> follow(HttpRequest http, Attempt& attempt) {
    for (unsigned redirects = 0;; ++redirects) {
      std::string location;
      Content content = co_await exchange(http, attempt, location);
      if (location.empty()) {
        if (!attempt.problem.empty() && redirects != 0)
          attempt.problem = "redirected to " + http.url.text() + ": " + attempt.problem;
        co_return content;
      }
      if (redirects == options_->limits.redirects) {
        attempt.problem = "more than " + std::to_string(options_->limits.redirects) + " redirections";
        co_return nullptr;
      }
      const auto next = resolve_reference(http.url, location, options_->limits.address_bytes);
      attempt.redirects.push_back(
          next ? next->text() : x509::printable(shortened(location, options_->limits.address_bytes)));
      if (!next) {
        attempt.problem =
            "the redirection to " + attempt.redirects.back() + " cannot be followed: " + next.error().message;
        co_return nullptr;
      }
      http.url = *next;
      // RFC 9110 15.4.4: the answer to a POST, at another address.
      if (attempt.status == 303) http.is_post = false;
    }
  }

  asio::awaitable<Content> exchange(HttpRequest http, Attempt& attempt, std::string& location) {
    attempt.status = 0;
    attempt.problem = options_->rules.why_not(http.url);
    if (!attempt.problem.empty()) co_return nullptr;
    std::string host = http.url.host;
    uint16_t port = http.url.port;
    auto connect = std::make_shared<net::ConnectOptions>(options_->connect);
    connect->step_timeout = options_->limits.step_time;
    const net::Proxy* const proxy = connect->proxies.proxy_for(host, port);
    std::string proxy_url;
    if (proxy != nullptr && proxy->kind == net::Proxy::Kind::http) {
      attempt.problem = co_await why_not_by_proxy(http.url);
      if (!attempt.problem.empty()) co_return nullptr;
      http.by_proxy = true;
      if (proxy->credentials)
        http.proxy_authorization =
            "Basic " + base64_encode(as_bytes(proxy->credentials->user + ":" + proxy->credentials->password));
      host = proxy->host;
      port = proxy->port;
      proxy_url = proxy->url();
      connect->proxies = {};
    } else {
      connect->address_guard = [options = options_, url = http.url](ByteView address) {
        return options->rules.why_not(url, address);
      };
    }
    attempt.method = http.is_post ? "POST" : "GET";
    Talk talk(http, options_->limits.bytes_of(request_.kind), options_->limits.header_bytes);
    const milliseconds left = time_left();
    const net::Contact contact =
        co_await net::converse(io_, std::move(host), port, std::move(connect), left, talk);
    Content content = take(talk.answer(), contact, attempt, location);
    constexpr unsigned proxy_authentication_required = 407;  // RFC 9110 15.5.8
    if (http.by_proxy && attempt.status == proxy_authentication_required)
      attempt.problem = "the proxy " + proxy_url + " asks for a user name and a password (status 407)";
    else if (http.by_proxy && contact.outcome != net::Contact::Outcome::finished)
      attempt.problem = "by the proxy " + proxy_url + ": " + attempt.problem;
    co_return content;
  }

  Content take(HttpAnswer& answer, const net::Contact& contact, Attempt& attempt,
               std::string& location) const {
    attempt.status = answer.status();
    attempt.bytes = answer.content_bytes();
    attempt.problem = contact.problem;
    if (contact.outcome != net::Contact::Outcome::finished) {
      if (attempt.bytes != 0) attempt.problem += " (" + std::to_string(attempt.bytes) + " bytes came)";
      return nullptr;
    }
    attempt.problem = answer.problem();
    if (!attempt.problem.empty()) return nullptr;
    if (is_redirection(attempt.status)) {
      location = answer.location();
      if (location.empty()) attempt.problem = "a redirection that does not say where to";
      return nullptr;
    }
    if (attempt.status != http_ok) {
      attempt.problem = "the server answered with status " + std::to_string(attempt.status);
      return nullptr;
    }
    if (attempt.bytes == 0) {
      attempt.problem = "the answer is empty";
      return nullptr;
    }
    attempt.note = wrong_media_type(request_.kind, answer.content_type());
    return std::make_shared<const Bytes>(answer.take_content());
  }

  /// The proxy connects where it wants to. What can be found out here is held to the rules.
  asio::awaitable<std::string> why_not_by_proxy(Url url) {
    if (url.is_address) co_return options_->rules.why_not(url, parse_ip_address(url.host).value_or(Bytes()));
    if (options_->rules.allows_name(url)) co_return std::string();
    auto connect = std::make_shared<const net::ConnectOptions>(options_->connect);
    const milliseconds left = time_left();
    const std::vector<Bytes> addresses = co_await net::addresses_of(io_, url.host, std::move(connect), left);
    if (addresses.empty())
      co_return url.host +
          " cannot be looked up here, and the proxy might connect anywhere for it (--fetch-allow " +
          url.host + " allows it)";
    for (const Bytes& address : addresses)
      if (std::string why = options_->rules.why_not(url, address); !why.empty())
        co_return url.host + ": " + format_ip_address(address) + " is not connected to: " + why;
    co_return std::string();
  }

  milliseconds time_left() const {
    return std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(end_ - Clock::now()));
  }

  const std::shared_ptr<asio::io_context> io_;
  const Request request_;
  const std::shared_ptr<const Options> options_;
  const Clock::time_point job_end_, asker_end_;
  Clock::time_point end_;  ///< of the address that is asked
};

}  // namespace

asio::awaitable<Answer> fetch_from_network(std::shared_ptr<asio::io_context> io, Request request,
                                           std::shared_ptr<const Options> options) {
  Fetching fetching(std::move(io), std::move(request), std::move(options));
  Answer answer = co_await fetching.run();
  co_return answer;
}

}  // namespace certcheck::fetch
