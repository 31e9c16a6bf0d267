#pragma once

#include "certcheck/engine/want.h"
#include "certcheck/fetch/fetcher.h"

#include <chrono>
#include <functional>
#include <vector>

/// What inspections want, and what is fetched, in each other's terms.
namespace certcheck::scan {

fetch::Request request_for(const engine::Want& want);
engine::Provided provided_by(const fetch::Answer& answer);

/// Fetches all that is wanted, one thing at least, until `end` at the latest; what is not there after a part
/// of that time is answered as late. `done` gets the answers in the order of the wants, once, on the thread
/// that fetches; it is to be short.
void fetch_all(fetch::Fetcher& fetcher, const std::vector<engine::Want>& wants,
               std::chrono::steady_clock::time_point end,
               std::function<void(std::vector<fetch::Answer> answers)> done);

}  // namespace certcheck::scan
