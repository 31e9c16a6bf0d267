#pragma once

#include "certcheck/engine/want.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace certcheck::engine {

/// What an inspection has asked for until now. A want is open for as long as it is wanted: where the answer
/// of one address could not be used, the next one is asked for it, and where that answer had been kept, first
/// the same one anew.
class AskedWants {
 public:
  explicit AskedWants(size_t budget) : left_(budget) {}

  /// What was left out before is wanted no longer, unless it is again.
  void begin_round() { left_out_.clear(); }
  /// Of what is wanted, all addresses in it, what to ask for now. `first_alone`: a further address of what
  /// was answered already is asked only where there is nothing else to ask for.
  std::vector<Want> choose(std::vector<Want> wanted, bool first_alone);
  /// What was not chosen since then, because the budget is exhausted.
  const std::vector<Want>& left_out() const { return left_out_; }
  /// Whether the same was asked for.
  bool contains(const Want& want) const { return place_of(want) != entries_.size(); }

  /// The answer to one of those chosen: nothing from any address, which ends it.
  void failed(const Want& want);
  /// Something from that address. `settled`: nothing else can come of asking the same address again.
  void answered(const Want& want, const Provided& provided, bool settled);
  /// Nothing yet; `fetched` says so should it no longer be wanted.
  void late(const Want& want, Fetched fetched);
  /// How long a late one has been waited for before, which is forgotten.
  std::chrono::milliseconds waited(const Want& want);
  /// Those that are late and were not asked for again.
  std::vector<Fetched> given_up() const;

 private:
  struct Entry {
    std::vector<std::string> addresses;  ///< all of them
    Want want;                           ///< what was asked for last, and what to ask for next if it is open
    enum class State : uint8_t { asked, late, open, closed } state = State::asked;
    std::optional<Fetched> given_up = {};  ///< of a late one
  };
  /// Of the one with the same kind, certificate and addresses, whatever its nonce; entries_.size() if there
  /// is none.
  size_t place_of(const Want& want) const;
  Entry* entry_of(const Want& chosen);

  std::vector<Entry> entries_;
  std::vector<Want> left_out_;
  size_t left_;
};

}  // namespace certcheck::engine
