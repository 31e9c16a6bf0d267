#include "certcheck/engine/detail/asked.h"

#include <algorithm>
#include <utility>

namespace certcheck::engine {

size_t AskedWants::place_of(const Want& want) const {
  const auto place = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.want.kind == want.kind && entry.want.about == want.about &&
           entry.addresses == want.addresses;
  });
  return static_cast<size_t>(place - entries_.begin());
}

AskedWants::Entry* AskedWants::entry_of(const Want& chosen) {
  const auto place = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.want == chosen; });
  return place == entries_.end() ? nullptr : &*place;
}

std::vector<Want> AskedWants::choose(std::vector<Want> wanted, bool first_alone) {
  std::vector<Want> chosen;
  std::vector<Entry*> open;
  entries_.reserve(entries_.size() + wanted.size());  // the pointers stay valid
  for (Want& want : wanted) {
    if (const size_t place = place_of(want); place != entries_.size()) {
      Entry* const entry = &entries_[place];
      if (entry->state == Entry::State::late) {
        entry->state = Entry::State::asked;
        chosen.push_back(entry->want);
      } else if (entry->state == Entry::State::open) {
        open.push_back(entry);
      }
    } else if (left_ != 0) {
      --left_;
      chosen.push_back(want);
      entries_.push_back({.addresses = want.addresses, .want = std::move(want)});
    } else {
      left_out_.push_back(std::move(want));
    }
  }
  if (first_alone && !chosen.empty()) return chosen;
  for (Entry* entry : open) {
    if (left_ == 0 || entry->state != Entry::State::open) continue;
    --left_;
    entry->state = Entry::State::asked;
    chosen.push_back(entry->want);
  }
  return chosen;
}

void AskedWants::failed(const Want& want) {
  if (Entry* entry = entry_of(want)) entry->state = Entry::State::closed;
}

void AskedWants::answered(const Want& want, const Provided& provided, bool settled) {
  Entry* entry = entry_of(want);
  if (entry == nullptr) return;
  entry->state = Entry::State::open;
  if (provided.from_cache && !settled && !want.anew) {
    entry->want.anew = true;
    return;
  }
  auto& addresses = entry->want.addresses;
  const auto place = std::find(addresses.begin(), addresses.end(), provided.address);
  if (place != addresses.end()) addresses.erase(addresses.begin(), place + 1);
  if (place == addresses.end() || addresses.empty()) {
    entry->state = Entry::State::closed;
    return;
  }
  entry->want.anew = false;
  entry->want.tried +=
      1 + static_cast<size_t>(std::count_if(provided.before.begin(), provided.before.end(),
                                            [](const Fetched& before) { return !before.method.empty(); }));
}

void AskedWants::late(const Want& want, Fetched fetched) {
  if (Entry* entry = entry_of(want)) {
    entry->state = Entry::State::late;
    entry->given_up = std::move(fetched);
  }
}

std::chrono::milliseconds AskedWants::waited(const Want& want) {
  Entry* entry = entry_of(want);
  if (entry == nullptr || !entry->given_up) return {};
  const auto took = entry->given_up->took;
  entry->given_up.reset();
  return took;
}

std::vector<Fetched> AskedWants::given_up() const {
  std::vector<Fetched> all;
  for (const Entry& entry : entries_)
    if (entry.given_up) all.push_back(*entry.given_up);
  return all;
}

}  // namespace certcheck::engine
