#pragma once

#include "certcheck/report/html/detail/markup.h"

#include <string>
#include <string_view>

/// Drawings: SVG that takes its colours from the page's style. Their text is in a fixed-width font, so that
/// how much fits is known.
namespace certcheck::report::html {

/// Of the fixed-width font at its size of 12: half a unit is for fonts that are wider than most.
inline constexpr double column_width = 7.3;

/// With what a screen reader says of it: a title, and a description that says as much as the drawing shows.
std::string drawing_begin(const Place& place, std::string_view name, std::string_view title,
                          std::string_view description, double width, double height);
inline constexpr std::string_view drawing_end = "</svg>\n";

std::string box(double x, double y, double width, double height, std::string_view style);
std::string line(double x1, double y1, double x2, double y2, std::string_view style);
/// `text` is not yet escaped; `style` may name classes of position, too: "middle", "end".
std::string words(double x, double y, std::string_view style, std::string_view text);
/// A triangle whose tip is at a point, towards the right or the left.
std::string arrow_tip(double x, double y, bool to_the_right, std::string_view style);

}  // namespace certcheck::report::html
