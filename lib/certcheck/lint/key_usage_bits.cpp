#include "certcheck/lint/key_usage_bits.h"

#include <algorithm>
#include <array>

namespace certcheck::lint {
namespace {

constexpr std::array<std::string_view, 9> names = {"digitalSignature", "contentCommitment", "keyEncipherment",
                                                   "dataEncipherment", "keyAgreement",      "keyCertSign",
                                                   "cRLSign",          "encipherOnly",      "decipherOnly"};

}  // namespace

std::string_view to_string(x509::KeyUsage::Bit bit) { return names[bit]; }

std::string usages_besides(const x509::KeyUsage& usage, std::initializer_list<x509::KeyUsage::Bit> allowed) {
  std::string out;
  for (size_t number = 0; number < names.size(); ++number) {
    const auto bit = static_cast<x509::KeyUsage::Bit>(number);
    if (usage.has(bit) && std::find(allowed.begin(), allowed.end(), bit) == allowed.end()) {
      out += out.empty() ? "" : ", ";
      out += names[number];
    }
  }
  return out;
}

}  // namespace certcheck::lint
