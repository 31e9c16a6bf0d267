#include "certcheck/scan/detail/supplies.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace certcheck::scan {
namespace {

fetch::Kind kind_of(engine::Want::Kind kind) {
  switch (kind) {
    case engine::Want::Kind::issuer:
      return fetch::Kind::issuer;
    case engine::Want::Kind::crl:
      return fetch::Kind::crl;
    case engine::Want::Kind::ocsp:
      return fetch::Kind::ocsp;
  }
  return fetch::Kind::issuer;
}

/// What reports list for an attempt, whatever came of it.
template <typename To>
void list_attempt(const fetch::Attempt& attempt, To& to) {
  to.address = attempt.address;
  to.took = attempt.took;
  to.from_cache = attempt.from_cache;
  to.method = attempt.method;
  to.status = attempt.status;
  to.redirects = attempt.redirects;
  to.note = attempt.note;
}

}  // namespace

fetch::Request request_for(const engine::Want& want) {
  return {.kind = kind_of(want.kind),
          .addresses = want.addresses,
          .body = want.request,
          .keep = want.nonce.empty(),
          .tried = want.tried,
          .anew = want.anew};
}

engine::Provided provided_by(const fetch::Answer& answer) {
  engine::Provided provided{.address = {},
                            .answer = Error{Error::Kind::network, "there is no address to ask"}};
  if (answer.attempts.empty()) return provided;
  const fetch::Attempt& last = answer.attempts.back();
  list_attempt(last, provided);
  provided.late = last.late;
  if (answer.content)
    provided.answer = *answer.content;
  else
    provided.answer = Error{Error::Kind::network, last.problem};
  for (size_t i = 0; i + 1 < answer.attempts.size(); ++i) {
    const fetch::Attempt& in_vain = answer.attempts[i];
    engine::Fetched& before = provided.before.emplace_back();
    list_attempt(in_vain, before);
    before.bytes = in_vain.bytes;
    before.error = in_vain.problem;
  }
  return provided;
}

void fetch_all(fetch::Fetcher& fetcher, const std::vector<engine::Want>& wants,
               std::chrono::steady_clock::time_point end,
               std::function<void(std::vector<fetch::Answer> answers)> done) {
  using std::chrono::milliseconds;
  const auto left = std::max(std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now()),
                             milliseconds(0));
  // What is late is waited for with what may do instead: each round has a part of the time, the last one
  // the rest, and a source that is slow holds up nothing else.
  constexpr milliseconds last_round{300};  // too short to be shared
  const bool is_last = left <= last_round;
  const milliseconds patience = is_last ? left : left / 3;
  struct Round {
    std::vector<fetch::Answer> answers;
    size_t missing;
    std::function<void(std::vector<fetch::Answer>)> done;
  };
  // With the last answer the wants, and who holds the fetcher, may be gone.
  const size_t count = wants.size();
  const auto round =
      std::make_shared<Round>(Round{std::vector<fetch::Answer>(count), count, std::move(done)});
  for (size_t i = 0; i < count; ++i) {
    fetch::Request request = request_for(wants[i]);
    request.time = left;
    fetcher.fetch(std::move(request), patience, [round, i, is_last](fetch::Answer answer) {
      if (is_last)
        for (fetch::Attempt& attempt : answer.attempts) attempt.late = false;
      round->answers[i] = std::move(answer);
      if (--round->missing == 0) round->done(std::move(round->answers));
    });
  }
}

}  // namespace certcheck::scan
