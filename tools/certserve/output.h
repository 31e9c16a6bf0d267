#pragma once

#include "certcheck/base/result.h"

#include "certserve/scenarios.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace certcheck::certserve {

/// Where a scenario is being served.
struct Place {
  std::string address;
  uint16_t port = 0;
  std::optional<std::filesystem::path> folder = {};  ///< of its files, if they were written
  std::string published = {};  ///< the address below which its pages are; empty if there are none
};

/// The JSON object that announces a served scenario, on one line, without the line's end.
std::string announcement(const Scenario& scenario, const Presentation& presentation, const Place& place);

/// One line for people: name, expectation, description.
std::string list_line(const Scenario& scenario);

/// Writes root.pem, chain.pem, key.pem, the staple and the pages (as far as there are such) and for servers
/// that ask for it client.pem and client-key.pem to a new folder FOLDER/NAME. Gives the folder.
Result<std::filesystem::path> write_pki(const Scenario& scenario, const Presentation& presentation,
                                        const std::filesystem::path& folder);

/// Writes case.json, root.pem, and chain.pem and staple.pem if there are such, to FOLDER/NAME.
Result<std::filesystem::path> write_case(const Scenario& scenario, const std::filesystem::path& folder);

}  // namespace certcheck::certserve
