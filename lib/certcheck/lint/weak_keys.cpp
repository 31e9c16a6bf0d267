#include "certcheck/lint/weak_keys.h"

#include "certcheck/base/encoding.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view space = " \t\r";
  const size_t start = line.find_first_not_of(space);
  return start == line.npos ? std::string_view{}
                            : line.substr(start, line.find_last_not_of(space) - start + 1);
}

/// Adds the bytes to the list if they have the length of its fingerprints.
template <typename Fingerprint>
bool add_if_it_fits(const Bytes& bytes, std::vector<Fingerprint>& list) {
  Fingerprint fingerprint{};
  if (bytes.size() != fingerprint.size()) return false;
  std::copy(bytes.begin(), bytes.end(), fingerprint.begin());
  list.push_back(fingerprint);
  return true;
}

template <typename Fingerprint>
void add_all(const std::vector<Fingerprint>& added, std::vector<Fingerprint>& list) {
  list.insert(list.end(), added.begin(), added.end());
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

std::optional<size_t> WeakKeys::add_list(std::string_view text) {
  std::vector<crypto::ModulusFingerprint> moduli;
  std::vector<Sha256> public_keys;
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    const auto bytes = hex_decode(line);
    if (!bytes || !(add_if_it_fits(*bytes, moduli) || add_if_it_fits(*bytes, public_keys))) return number;
  }
  add_all(moduli, moduli_);
  add_all(public_keys, public_keys_);
  return std::nullopt;
}

bool WeakKeys::contains(const crypto::ModulusFingerprint& fingerprint) const {
  return std::binary_search(moduli_.begin(), moduli_.end(), fingerprint);
}

bool WeakKeys::contains(const Sha256& public_key) const {
  return std::binary_search(public_keys_.begin(), public_keys_.end(), public_key);
}

}  // namespace certcheck::lint
