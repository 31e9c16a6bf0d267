#pragma once

#include "certcheck/base/result.h"
#include "certcheck/store/detail/database.h"

#include <cstdint>
#include <optional>
#include <string>

/// The schema, in versions. Times are seconds since 1970 in UTC, certificates and keys are SHA-256 in
/// hexadecimal. Version 1 has
///
///     schema_version  the versions that the store went through, and which program made each
///     results         what a target was found to be at a time
///     findings        of each result, in order
///     certificates    each once, with its bytes
///     chains          the certificates of each result: those `presented`, and those of the best `path`
///
/// and version 2 also
///
///     keys            each once
///     sightings       which certificate was seen at which target, first and last
namespace certcheck::store {

/// What this version of the program reads and writes.
int64_t current_schema();

/// Makes the database a store of the current schema: an empty one where `create`, one of an earlier version
/// in one transaction. The error says what is in the way: a later version, something else than a store.
std::optional<Error> bring_up_to_date(Database& database, bool create, const std::string& program);

/// The same, but stops at a version, for tests of what follows it.
std::optional<Error> bring_up_to(int64_t version, Database& database, bool create,
                                 const std::string& program);

}  // namespace certcheck::store
