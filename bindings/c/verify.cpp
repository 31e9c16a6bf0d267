#include "certcheck/request/request.h"
#include "certcheck/scan/inspect.h"

#include "common/clock.h"
#include "common/seconds.h"
#include "work.h"

#include <span>
#include <utility>

namespace certcheck::bindings {

Result<std::string> verify(Context& context, std::string_view request) {
  // Requests say what they want to have fetched; it is fetched as certverify does without further options.
  const request::InspectFetching fetching =
      [&](engine::Input input, std::span<const trust::Store* const> stores, engine::Options options,
          crypto::Verifier& verifier) -> Result<engine::Report> {
    const request::Settings settings;
    const auto fetcher = context.fetcher_for(settings);
    if (!fetcher) return fetcher.error();
    const auto patience = tools::parse_seconds(settings.timeout, 86'400);
    return scan::inspect(std::move(input), stores, std::move(options), verifier, **fetcher, *patience);
  };
  return request::answer_or_error(request, tools::now(), context.verifier, &context.known, fetching);
}

}  // namespace certcheck::bindings
