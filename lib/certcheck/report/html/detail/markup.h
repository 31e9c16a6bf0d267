#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/report/detail/markup.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What pages are made of. Everything in this folder returns markup; whatever comes from outside goes through
/// escaped() on its way there.
namespace certcheck::report::html {

/// escaped(), apart from the text around it: letters that are written from right to left do not reorder it.
std::string apart(std::string_view text);

/// Ids of checks, which a narrow column breaks after a dot or an underscore instead of anywhere.
std::string breakable(std::string_view ids);

/// Shortened to so many columns of a fixed-width font, in the middle of nothing: "abc…". Not yet escaped.
std::string fitted(std::string_view text, size_t columns);

/// The lines into which a text is broken at spaces so that each fits. Not yet escaped.
std::vector<std::string> wrapped(std::string_view text, size_t columns);

/// The place of markup in its document.
struct Place {
  int level = 1;            ///< of the heading of what it is about
  std::string prefix = {};  ///< of all ids within

  std::string id(std::string_view name) const { return prefix + std::string(name); }
  Place below() const { return {level + 1, prefix}; }
};

/// <h2>text</h2>; beyond the sixth level there is none.
std::string heading(int level, std::string_view markup, std::string_view id = {});

/// A part of a page with its heading, which can be linked to. Nothing where there is no content.
std::string section(const Place& place, std::string_view name, std::string_view title,
                    std::string_view content);

/// A drawing or table wider than the window is scrolled by itself, by keyboard, too.
std::string scrolled(std::string_view label, std::string_view content);

/// <details> with a summary, both markup.
std::string folded(std::string_view summary, std::string_view content, bool open = false);

/// "error", as a coloured word with a sign that does without colours.
std::string severity_mark(Severity severity);

/// A <dl> row of two texts, not yet escaped.
std::string fact(std::string_view name, std::string_view text);

}  // namespace certcheck::report::html
