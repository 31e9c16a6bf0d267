#include "certcheck/report/html/detail/sections.h"

namespace certcheck::report::html {

std::string article(const Item& item, const Place& place) {
  const std::vector<ShownThing> things = shown_things(item);
  const Place within = place.below();
  std::string out = verdict(item);
  out += problems(item, things, within);
  const engine::Report* const report = item.report();
  if (report != nullptr) out += chain_graph(*report, within);
  out += timeline(item, things, within);
  if (report != nullptr) out += sequence_diagram(*report, within);
  out += things_in_full(item, things, within);
  if (report != nullptr) out += connection_facts(*report, within);
  return out;
}

}  // namespace certcheck::report::html
