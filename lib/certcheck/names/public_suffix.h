#pragma once

#include <optional>
#include <string_view>

namespace certcheck::names {

/// Which part of the Public Suffix List is meant: suffixes under which registries register (com, co.uk), or
/// also those of companies whose customers get names (github.io).
enum class SuffixSection { icann, any };

/// The name, in A-labels and any case, is a public suffix that the list built into libpsl names. A single
/// label that the list does not know is not one, whatever the list's default rule "*" makes of it for
/// cookies: nobody registers names below "internal" or "localhost". From any thread.
bool is_public_suffix(std::string_view name, SuffixSection section);

/// The public suffix (of any section) and one label more, e.g. "example.co.uk" of "www.example.co.uk"; views
/// `name`. nullopt if the name is a public suffix itself or no name.
std::optional<std::string_view> registrable_domain(std::string_view name);

}  // namespace certcheck::names
