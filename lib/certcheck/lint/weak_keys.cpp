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

}  // namespace

std::optional<size_t> WeakKeys::add_list(std::string_view text) {
  std::vector<crypto::ModulusFingerprint> added;
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    const auto octets = hex_decode(line);
    crypto::ModulusFingerprint fingerprint{};
    if (!octets || octets->size() != fingerprint.size()) return number;
    std::copy(octets->begin(), octets->end(), fingerprint.begin());
    added.push_back(fingerprint);
  }
  fingerprints_.insert(fingerprints_.end(), added.begin(), added.end());
  std::sort(fingerprints_.begin(), fingerprints_.end());
  fingerprints_.erase(std::unique(fingerprints_.begin(), fingerprints_.end()), fingerprints_.end());
  return std::nullopt;
}

bool WeakKeys::contains(const crypto::ModulusFingerprint& fingerprint) const {
  return std::binary_search(fingerprints_.begin(), fingerprints_.end(), fingerprint);
}

}  // namespace certcheck::lint
