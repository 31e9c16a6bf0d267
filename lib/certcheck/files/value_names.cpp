#include "certcheck/files/detail/value_names.h"

#include "certcheck/base/ascii.h"

#include <algorithm>
#include <array>
#include <set>

namespace certcheck::files {
namespace {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9');
}

/// "client-key-data" and "clientKeyData" alike: their words in lower case.
std::set<std::string> words_of(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.insert(word);
    word.clear();
  };
  for (size_t i = 0; i < name.size(); ++i) {
    if (!is_word_character(name[i])) {
      end_word();
      continue;
    }
    if (is_upper(name[i]) && i > 0 && !is_upper(name[i - 1])) end_word();
    word.push_back(to_lower(name[i]));
  }
  end_word();
  return words;
}

template <size_t N>
bool has_any(const std::set<std::string>& words, const std::array<std::string_view, N>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view one) { return words.contains(std::string(one)); });
}

// Kubernetes: ca.crt, certificate-authority-data, caBundle; Istio: root-cert.pem; Vault: issuing_ca,
// ca_chain.
constexpr std::array<std::string_view, 9> anchor_words{"ca",     "cas",     "root",    "roots",  "authority",
                                                       "cacert", "issuing", "trusted", "anchors"};
/// What names of a key and of its certificate have in addition to what they share.
constexpr std::array<std::string_view, 10> words_of_pairs{
    "key", "private", "cert", "crt", "certificate", "certificates", "chain", "fullchain", "pem", "data"};

std::set<std::string> shared_words(std::string_view name) {
  std::set<std::string> words = words_of(name);
  for (const std::string_view word : words_of_pairs) words.erase(std::string(word));
  return words;
}

}  // namespace

std::string_view name_before(std::string_view text, size_t pos) {
  // Quotes, the marks of a list and of YAML's block scalars, escaped line ends.
  constexpr std::string_view between = " \t\r\n\"'[|>-+\\";
  const auto last_of_name = [&](std::string_view marks) {
    const size_t last = pos == 0 ? std::string_view::npos : text.find_last_not_of(marks, pos - 1);
    pos = last == std::string_view::npos ? 0 : last + 1;
  };
  last_of_name(between);
  if (pos == 0 || (text[pos - 1] != ':' && text[pos - 1] != '=')) return {};
  last_of_name(":= \t\"'\\");
  size_t start = pos;
  const auto in_name = [](char c) { return is_word_character(c) || c == '.' || c == '_' || c == '-'; };
  while (start > 0 && in_name(text[start - 1])) --start;
  return text.substr(start, pos - start);
}

void ValueNames::add(size_t first, size_t end, std::string_view name, bool follows) {
  const std::string known(follows && !entries_.empty() && entries_.back().part + 1 == first
                              ? std::string_view(entries_.back().name)
                              : name);
  if (known.empty()) return;
  for (size_t part = first; part < end; ++part) entries_.push_back({part, known, part == first && !follows});
}

// There is no standard of these names but those of Kubernetes (core/v1 SecretTypeTLS: tls.crt and tls.key, by
// use ca.crt; client-go's kubeconfig: certificate-authority-data, client-certificate-data, client-key-data).
void ValueNames::settle(std::vector<Part>& parts) const {
  std::set<std::set<std::string>> keys;
  for (const Entry& entry : entries_)
    if (parts[entry.part].kind == Kind::private_key || parts[entry.part].kind == Kind::encrypted_private_key)
      keys.insert(shared_words(entry.name));
  const auto is_anchor = [](const Entry& entry) { return has_any(words_of(entry.name), anchor_words); };
  const bool any_anchor = std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return parts[entry.part].kind == Kind::certificate && is_anchor(entry);
  });
  for (const Entry& entry : entries_) {
    Part& part = parts[entry.part];
    if (part.kind != Kind::certificate || !part.container.empty()) continue;
    const bool by_name = entry.name == "tls.crt" || entry.name == "client-certificate-data";
    const bool by_key = keys.contains(shared_words(entry.name));
    if (is_anchor(entry))
      part.role = Role::anchor;
    else if (by_key || (by_name && any_anchor))
      part.role = entry.first ? Role::end_entity : Role::chain;
  }
}

}  // namespace certcheck::files
