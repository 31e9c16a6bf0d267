#include "certcheck/scan/inspect.h"

#include "certcheck/engine/inspection.h"
#include "certcheck/scan/detail/supplies.h"

#include <future>
#include <memory>
#include <utility>
#include <vector>

namespace certcheck::scan {

engine::Report inspect(engine::Input input, std::span<const trust::Store* const> stores,
                       engine::Options options, crypto::Verifier& verifier, fetch::Fetcher& fetcher,
                       std::chrono::milliseconds patience) {
  using Answers = std::vector<fetch::Answer>;
  const auto end = std::chrono::steady_clock::now() + patience;
  engine::Inspection inspection(std::move(input), stores, std::move(options), verifier);
  for (auto wants = inspection.wants(); !wants.empty(); wants = inspection.wants()) {
    const auto answers = std::make_shared<std::promise<Answers>>();
    fetch_all(fetcher, wants, end, [answers](Answers all) { answers->set_value(std::move(all)); });
    const Answers all = answers->get_future().get();
    for (size_t i = 0; i < wants.size(); ++i) inspection.provide(wants[i], provided_by(all[i]));
  }
  return inspection.report();
}

}  // namespace certcheck::scan
