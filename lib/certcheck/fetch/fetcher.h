#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/fetch/limits.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/net/connect_options.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Fetches what certificates point to: issuers' certificates, CRLs and OCSP responses, by HTTP. What comes is
/// not believed: whoever asked verifies it by its signature.
namespace certcheck::fetch {

struct Request {
  Kind kind = Kind::issuer;
  std::vector<std::string> addresses;  ///< as the certificate has them; tried in this order until one answers
  Bytes body = {};                     ///< DER of the OCSPRequest to send; empty for the other kinds
  /// Whether the answer is of use to others and later. If not, as that to an OCSPRequest with a nonce, it is
  /// neither kept nor taken from what was kept, and asked for by POST, past the caches on the way.
  bool keep = true;
  /// Of the thing's addresses, tried before these without use; they count towards Limits::addresses.
  size_t tried = 0;
  /// What was kept cannot be used: it is fetched again.
  bool anew = false;
  /// How long whoever asks can wait for it in all, which the addresses share; zero: as long as the limits
  /// allow.
  std::chrono::milliseconds time{0};
};

/// One of the addresses, and what came of it.
struct Attempt {
  std::string address;
  std::string method;                  ///< "GET" or "POST", the last one; empty if nothing was sent
  std::vector<std::string> redirects;  ///< where the server sent us, in order
  unsigned status = 0;                 ///< of HTTP, the last one; 0 if there was none
  size_t bytes = 0;                    ///< of content
  std::string problem;                 ///< why there is nothing; empty if there is
  std::string note;                    ///< what is odd about what came; empty if nothing is
  std::chrono::milliseconds took{0};
  bool from_cache = false;  ///< of this run or of an earlier one
  bool late = false;        ///< nobody waits any longer, but it is still under way
};

struct Answer {
  std::shared_ptr<const Bytes> content;  ///< null: no address had it
  std::vector<Attempt> attempts;         ///< in order; the last one is the content's
};

struct Options {
  Rules rules = {};
  Limits limits = {};
  /// How to connect: name server, proxies, family, source address. Names are fetched by a proxy that looks
  /// them up itself (http) only if they can be looked up here, too, to addresses that may be asked, or are
  /// allowed by name.
  net::ConnectOptions connect = {};
  /// Where answers are kept for later runs; empty: nowhere.
  std::string cache_folder = {};
};

/// A thread that fetches, many things at once. What several ask for is fetched once: they share it, and so do
/// those who ask while it is fresh.
class Fetcher {
 public:
  explicit Fetcher(Options options);
  /// Gives up on what is under way; nobody is called any more.
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Called once, on the thread that fetches; it is to be short.
  using Done = std::function<void(Answer answer)>;
  /// `done` is called after `patience` at the latest, then with an attempt that says so; what is under way
  /// goes on for others. May be used by several threads.
  void fetch(Request request, std::chrono::milliseconds patience, Done done);

 private:
  class Service;
  std::unique_ptr<Service> service_;
};

}  // namespace certcheck::fetch
