#pragma once

#include "certcheck/lint/lint.h"

#include <span>
#include <string_view>
#include <vector>

/// Every lint there is.
namespace certcheck::lint {

/// A lint and where it stands.
struct Entry {
  const Lint* lint = nullptr;
  const Source* source = nullptr;
  const Theme* theme = nullptr;

  Scope needs() const;             ///< of the row and of its source
  const Parts& only_with() const;  ///< of the row or of its theme; empty: whatever there is
};

/// Every source, in the order of their ids.
std::span<const Source> sources();

/// Every lint, by source, theme and row.
std::span<const Entry> entries();

/// By id or by zlint's name; null if there is none.
const Entry* find_entry(std::string_view name);

/// Of that very check; null if it is not a lint's. Quicker.
const Entry* find_entry(const Check& check);

/// The check of every lint.
std::span<const Check* const> all_checks();

}  // namespace certcheck::lint
