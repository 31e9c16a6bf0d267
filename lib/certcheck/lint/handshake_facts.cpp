#include "certcheck/lint/handshake_facts.h"

#include <algorithm>
#include <string>
#include <vector>

namespace certcheck::lint {
namespace {

const HandshakeStep::Value* find_in_last(const HandshakeRecord& record, std::string_view step,
                                         std::string_view key) {
  const auto found = std::find_if(record.steps.rbegin(), record.steps.rend(),
                                  [step](const HandshakeStep& each) { return each.name == step; });
  return found == record.steps.rend() ? nullptr : found->find(key);
}

}  // namespace

bool client_offered(const HandshakeRecord& record, std::string_view key, std::string_view value) {
  const HandshakeStep::Value* offers = find_in_last(record, "client_hello", key);
  const auto* list = offers == nullptr ? nullptr : std::get_if<std::vector<std::string>>(offers);
  return list != nullptr && std::find(list->begin(), list->end(), value) != list->end();
}

std::optional<bool> server_agreed(const HandshakeRecord& record, std::string_view key) {
  const HandshakeStep::Value* answer = find_in_last(record, "server_hello", key);
  const bool* agreed = answer == nullptr ? nullptr : std::get_if<bool>(answer);
  return agreed == nullptr ? std::nullopt : std::optional(*agreed);
}

}  // namespace certcheck::lint
