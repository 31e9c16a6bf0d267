#pragma once

#include "certcheck/engine/report.h"
#include "certcheck/report/html/detail/markup.h"
#include "certcheck/report/item.h"

#include <string>
#include <string_view>
#include <vector>

/// The parts of what is said of one item, each a file of its own. What has nothing to say is empty.
namespace certcheck::report::html {

/// A certificate of a report, or something that was linted, as its page lists it.
struct ShownThing {
  const x509::Certificate* certificate = nullptr;  ///< null if it is none
  ByteView der = {};
  Subject subject = {};  ///< what findings about it have
  std::string title = {};
  std::string origin = {};  ///< "sent by the server", "from the store system"; may be empty
};

/// All whose bytes are shown, in order; findings refer to them by their place (see place_of()).
std::vector<ShownThing> shown_things(const Item& item);
/// The place among the things of what the finding is about; nullopt for what has no bytes here.
std::optional<size_t> place_of(const Finding& finding, const std::vector<ShownThing>& things);

/// The verdict with its reasons.
std::string verdict(const Item& item);
/// Each problem with what it is about, where, how to fix it and who says so, those that decide first.
std::string problems(const Item& item, const std::vector<ShownThing>& things, const Place& place);
/// Every candidate path as a drawing, and in words.
std::string chain_graph(const engine::Report& report, const Place& place);
/// When each certificate is valid, the day of the check, what ends first, and which rule comes next.
std::string timeline(const Item& item, const std::vector<ShownThing>& things, const Place& place);
/// Who said what, from the first message to encrypted data.
std::string sequence_diagram(const engine::Report& report, const Place& place);
/// The fields of each thing, and its bytes with those marked that findings point to.
std::string things_in_full(const Item& item, const std::vector<ShownThing>& things, const Place& place);
/// Revocation, transparency, DNS, protocols, and what was fetched.
std::string connection_facts(const engine::Report& report, const Place& place);

/// The bytes of a thing; `findings` are those about it. The first byte that one points to has an id: the
/// prefix and its offset.
std::string hex_view(ByteView der, const std::vector<const Finding*>& findings, std::string_view id_prefix,
                     std::string_view label);
/// That prefix for the thing at a place among all.
std::string bytes_id(const Place& place, size_t thing);

/// What is known of one item, all of the above, below a heading of `place`.
std::string article(const Item& item, const Place& place);

}  // namespace certcheck::report::html
