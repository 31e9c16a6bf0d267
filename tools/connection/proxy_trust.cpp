#include "connection/proxy_trust.h"

#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/engine/verdict.h"
#include "certcheck/files/files.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/request/option.h"

#include "common/clock.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace certcheck::tools {
namespace {

/// What a proxy is validated with.
class ProxyTrust {
 public:
  ProxyTrust(trust::Store store, names::ReferenceName name)
      : store_(std::move(store)), name_(std::move(name)) {}

  /// A clause; nullopt if nothing is wrong.
  std::optional<std::string> distrusts(const std::vector<Bytes>& certificates) {
    engine::Input input;
    for (const Bytes& der : certificates) input.presented.push_back(x509::parse_certificate(der));
    engine::Options options;
    options.path.time = now();
    options.path.names = {name_};
    options.lint = false;
    options.check_presentation = false;
    const std::array stores{static_cast<const trust::Store*>(&store_)};
    const engine::Report report = engine::inspect(std::move(input), stores, std::move(options), verifier_);
    if (report.verdict == engine::Verdict::trusted) return std::nullopt;
    const auto reason =
        std::find_if(report.findings.begin(), report.findings.end(),
                     [&](const Finding& finding) { return engine::decides(finding, report); });
    if (reason == report.findings.end()) return "no path to an anchor is valid";
    return std::string(reason->id()) + ": " + reason->message;
  }

 private:
  const trust::Store store_;
  const names::ReferenceName name_;
  crypto::Verifier verifier_;
};

}  // namespace

std::optional<Error> trust_proxy(const request::Settings& settings, net::Proxy& proxy) {
  const bool given = !settings.proxy_ca.empty();
  const std::string option =
      request::name_of(&request::Settings::proxy_ca, settings, request::Spelling::command_line);
  if (proxy.kind != net::Proxy::Kind::https) {
    if (!given) return std::nullopt;
    return Error{Error::Kind::usage,
                 option + " has no effect on a proxy that is not reached by TLS (https://)"};
  }
  auto name = names::make_host_name(proxy.host);
  if (!name) return Error{name.error().kind, "the proxy's name: " + name.error().message};
  auto loaded = given ? files::load_store("proxy", settings.proxy_ca) : files::load_system_store();
  if (!loaded)
    return Error{loaded.error().kind, (given ? option : std::string("system trust, for the proxy")) + ": " +
                                          loaded.error().message};
  const auto trust = std::make_shared<ProxyTrust>(std::move(loaded->store), *std::move(name));
  proxy.distrusts = [trust](const std::vector<Bytes>& certificates) {
    return trust->distrusts(certificates);
  };
  return std::nullopt;
}

}  // namespace certcheck::tools
