#include "connection/fetchers.h"

#include "certcheck/request/option.h"

#include "connection/connection.h"

#include <utility>

namespace certcheck::tools {
namespace {

/// The same for settings under which the same is fetched in the same way.
std::string way_of(const request::Settings& settings) {
  using request::Settings;
  std::string text;
  const auto add = [&](const std::string& value) {
    text += std::to_string(value.size()) + ' ' + value + ' ';
  };
  const auto add_all = [&](const std::vector<std::string>& values) {
    add(std::to_string(values.size()));
    for (const std::string& value : values) add(value);
  };
  add_all(settings.fetch_allow);
  add_all(settings.fetch_deny);
  for (const auto member : {&Settings::resolver, &Settings::proxy, &Settings::proxy_credentials,
                            &Settings::proxy_ca, &Settings::source, &Settings::timeout, &Settings::cache})
    add(settings.*member);
  add(settings.no_cache ? "no cache" : "");
  add(settings.ipv4 ? "4" : settings.ipv6 ? "6" : "");
  return text;
}

}  // namespace

Result<std::shared_ptr<fetch::Fetcher>> Fetchers::fetcher_for(const request::Settings& settings) {
  std::shared_ptr<fetch::Fetcher>& known = known_[way_of(settings)];
  if (known) return known;
  auto options = to_fetch_options(settings);
  if (!options) return options.error();
  known = std::make_shared<fetch::Fetcher>(*std::move(options));
  return known;
}

}  // namespace certcheck::tools
