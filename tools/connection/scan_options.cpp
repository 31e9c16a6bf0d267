#include "connection/scan_options.h"

#include "certcheck/engine/expectations.h"
#include "certcheck/request/option.h"

#include "common/trust_stores.h"
#include "connection/connection.h"

#include <utility>

namespace certcheck::tools {

using request::name_of;
using request::Settings;

namespace {

constexpr auto spelling = request::Spelling::command_line;

}  // namespace

Result<scan::Options> to_scan_options(const Settings& settings, engine::Options engine,
                                      const files::ReadOptions& reading, const FetcherFor& fetcher_for) {
  scan::Options options;
  options.engine = std::move(engine);
  if (settings.warn_days.empty()) options.engine.expectations.warn_remaining = engine::usual_warning();
  options.each_address = settings.all_addresses;
  options.all_certificates = settings.all_certificates;
  options.protocols = settings.protocols;
  options.exchangers = settings.mail_exchangers;
  if (options.protocols && options.all_certificates)
    return Error{Error::Kind::usage, name_of(&Settings::protocols, settings, spelling) +
                                         " cannot be combined with " +
                                         name_of(&Settings::all_certificates, settings, spelling)};
  options.match_host = !settings.no_name;
  // A long list takes a while: without --time each target has its own now.
  if (settings.time) options.time = options.engine.path.time;
  auto targets = to_target_defaults(settings);
  if (!targets) return targets.error();
  options.targets = *std::move(targets);
  auto connect = to_connect_options(settings);
  if (!connect) return connect.error();
  options.connect = *std::move(connect);
  if (options.engine.wants_issuers || options.engine.wants_revocation) {
    auto fetcher = fetcher_for(settings);
    if (!fetcher) return fetcher.error();
    options.fetcher = *std::move(fetcher);
  } else if (const auto rules = to_fetch_rules(settings); !rules) {
    return rules.error();
  }
  auto roots = load_expected_roots(settings, reading);
  if (!roots) return roots.error();
  options.engine.expectations.roots = *std::move(roots);
  return options;
}

}  // namespace certcheck::tools
