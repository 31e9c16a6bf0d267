#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"
#include "certcheck/fetch/detail/cache.h"

#include <optional>
#include <string>
#include <string_view>

/// The format of a file of the cache.
namespace certcheck::fetch {

/// One line, one with the address, and the content.
std::string write_cache_file(const std::string& key, ByteView content, Time fetched, Time fresh_until,
                             std::string_view address);

/// nullopt: it was not written so for this key, or is said to be fresh for longer than anything is. Total.
std::optional<Cache::Entry> read_cache_file(const std::string& key, ByteView file);

/// Bytes of the first line and of the address at most: Limits::address_bytes is less.
inline constexpr size_t cache_line_bytes_max = 250, cache_address_bytes_max = 8'000;

}  // namespace certcheck::fetch
