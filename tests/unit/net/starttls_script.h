#pragma once

#include "certcheck/net/starttls/detail/protocols.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certcheck::net::starttls {

/// One side's words in a recorded dialogue.
struct Turn {
  enum class Who : uint8_t { client, server, end } who;
  std::string words;
};

inline Turn client_says(std::string words) { return {Turn::Who::client, std::move(words)}; }
inline Turn server_says(std::string words) { return {Turn::Who::server, std::move(words)}; }
inline Turn server_closes() { return {Turn::Who::end, {}}; }

using Script = std::vector<Turn>;

struct Ending {
  State state = State::more;
  Refusal refusal = Refusal::none;
  std::string problem, greeting;
  size_t bytes_after_go_ahead = 0;
};

/// Plays a script once; `cut` gives the server's words piece by piece.
inline Ending play_once(std::string_view protocol, const Script& script, const Options& options,
                        const std::function<void(Dialogue&, std::string_view)>& cut) {
  const Protocol* row = find_protocol(protocol);
  REQUIRE(row != nullptr);
  REQUIRE(row->start != nullptr);
  const auto dialogue = row->start(options);
  for (const Turn& turn : script) {
    switch (turn.who) {
      case Turn::Who::client:
        CHECK(std::string(as_text(dialogue->take_output())) == turn.words);
        break;
      case Turn::Who::server:
        CHECK(dialogue->take_output().empty());
        CHECK(dialogue->state() == State::more);
        cut(*dialogue, turn.words);
        break;
      case Turn::Who::end:
        dialogue->end_of_stream();
        break;
    }
  }
  CHECK(dialogue->take_output().empty());
  CHECK((dialogue->state() == State::refused || dialogue->state() == State::malformed) ==
        !dialogue->problem().empty());
  CHECK((dialogue->state() == State::refused) == (dialogue->refusal() != Refusal::none));
  return {dialogue->state(), dialogue->refusal(), dialogue->problem(), dialogue->greeting(),
          dialogue->bytes_after_go_ahead()};
}

/// Plays a script with the server's words whole, byte by byte, and cut in two at every place.
inline Ending play(std::string_view protocol, const Script& script, const Options& options = {}) {
  const auto whole = [](Dialogue& dialogue, std::string_view words) { dialogue.receive(as_bytes(words)); };
  const Ending ending = play_once(protocol, script, options, whole);
  const auto same = [&](const Ending& other) {
    CHECK(other.state == ending.state);
    CHECK(other.refusal == ending.refusal);
    CHECK(other.greeting == ending.greeting);
    CHECK(other.bytes_after_go_ahead == ending.bytes_after_go_ahead);
    if (ending.state != State::malformed) CHECK(other.problem == ending.problem);
  };
  same(play_once(protocol, script, options, [](Dialogue& dialogue, std::string_view words) {
    for (const char& byte : words) dialogue.receive(as_bytes({&byte, 1}));
  }));
  size_t longest = 0;
  for (const Turn& turn : script) longest = std::max(longest, turn.words.size());
  for (size_t at = 1; at < longest; ++at) {
    same(play_once(protocol, script, options, [at](Dialogue& dialogue, std::string_view words) {
      dialogue.receive(as_bytes(words.substr(0, at)));
      if (at < words.size()) dialogue.receive(as_bytes(words.substr(at)));
    }));
  }
  return ending;
}

/// A script with how it has to end.
struct ScriptCase {
  std::string_view name, protocol;
  Script script;
  State state = State::ready;
  Refusal refusal = Refusal::none;
  std::string_view problem;  ///< what it has to contain
};

inline void check_script(const ScriptCase& c, const Options& options = {}) {
  CAPTURE(c.name, c.protocol);
  const Ending ending = play(c.protocol, c.script, options);
  CAPTURE(ending.problem);
  CHECK(ending.state == c.state);
  CHECK(ending.refusal == c.refusal);
  CHECK(ending.problem.find(c.problem) != std::string::npos);
}

}  // namespace certcheck::net::starttls
