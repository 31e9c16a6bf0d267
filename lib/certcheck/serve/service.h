#pragma once

#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/report.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/fetch/rules.h"
#include "certcheck/net/pace.h"
#include "certcheck/scan/scan.h"
#include "certcheck/serve/limits.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Checks targets, validates chains and lints for whoever asks by HTTP (docs/service.md). Its clients may
/// mean ill: what they may ask, and what it costs, is bounded.
namespace certcheck::serve {

/// An answer that was sent, for a log.
struct Event {
  std::string client, method, path;
  unsigned status = 0;
  size_t bytes = 0;  ///< of the body
  std::chrono::microseconds took{0};
  std::string target, module, verdict;  ///< empty where there is none
  std::string refusal;                  ///< why it was refused, in a word; empty if it was not
};

struct Config {
  std::string name, version;  ///< of the program, for reports
  Limits limits = {};
  /// One of these has to come with each request, but for those whether the service is alive; empty: everybody
  /// may ask.
  std::vector<std::string> tokens = {};
  /// Which targets may be checked, by the address that is connected to: those of the public internet, and
  /// what is allowed.
  fetch::Rules targets = {};
  std::optional<double> address_rate = {};  ///< connections in a second to each address of targets
  /// How a target is checked under the module of this name, which is empty where none was asked for. The
  /// error: there is no such module. Called by several threads at once, and so are the next two.
  std::function<Result<scan::OptionsFor>(const std::string& module)> options_of = {};
  /// Marks in a report what is let pass; may be null.
  std::function<void(engine::Report& report)> before_reporting = {};
  /// Fetches what requests of validation ask for; null: such requests are refused.
  std::shared_ptr<fetch::Fetcher> fetcher = {};
  std::function<void(const Event& event)> log = {};  ///< on the thread of run(); may be null
};

class Service {
 public:
  explicit Service(Config config);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Listens at an IP address; port 0 lets the system choose. Gives the port, or why not.
  Result<uint16_t> listen(const std::string& address, uint16_t port);
  /// Answers until stop(), and then all that was asked by then.
  void run();
  /// May be called on any thread; `closed` is called on that of run(), once no further connection is taken.
  void stop(std::function<void()> closed = [] {});

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace certcheck::serve
