#pragma once

#include "certcheck/base/bytes.h"

#include "certlint/input.h"

#include <optional>
#include <string_view>
#include <vector>

/// What stands in blocks and files.
namespace certcheck::certlint {

enum class ContentKind : uint8_t { certificate, crl, ocsp, pkcs7, other };

/// By the outermost elements: anything that starts as a SEQUENCE and is nothing else is taken for a
/// certificate, so that a broken one is explained rather than refused.
ContentKind recognise_der(ByteView der);

/// By a PEM label; nullopt for labels of things that have no lints (keys, requests, parameters).
std::optional<ContentKind> recognise_label(std::string_view label);

/// The items of a DER encoding of a kind; file, index and line are left to the caller.
std::vector<Item> items_of(ContentKind kind, Bytes der);

/// The certificates of a log's get-entries answer: of each entry the certificate or precertificate itself, as
/// it stands in leaf_input or extra_data. nullopt if the text is no such answer.
std::optional<std::vector<Item>> items_of_log_entries(std::string_view json);

}  // namespace certcheck::certlint
