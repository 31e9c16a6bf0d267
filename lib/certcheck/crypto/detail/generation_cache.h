#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

namespace certcheck::crypto {

/// A map of at most `limit` entries that forgets, when full, the half that was not used since the last time
/// it was half full. Constant time; not thread-safe.
template <typename Key, typename Value, typename Hash>
class GenerationCache {
 public:
  /// Before anything is put in; nothing is kept until then.
  void set_limit(size_t limit) { half_ = limit / 2; }

  /// What is stored, counted as used.
  std::optional<Value> get(const Key& key) {
    if (const auto it = young_.find(key); it != young_.end()) return it->second;
    const auto it = old_.find(key);
    if (it == old_.end()) return std::nullopt;
    Value value = std::move(it->second);
    old_.erase(it);
    put(key, value);
    return value;
  }

  bool contains(const Key& key) const { return young_.contains(key) || old_.contains(key); }

  void put(const Key& key, Value value) {
    if (half_ == 0) return;
    if (young_.size() >= half_ && !young_.contains(key)) {
      old_ = std::move(young_);
      young_ = {};
    }
    old_.erase(key);
    young_.insert_or_assign(key, std::move(value));
  }

 private:
  size_t half_ = 0;
  std::unordered_map<Key, Value, Hash> young_, old_;
};

}  // namespace certcheck::crypto
