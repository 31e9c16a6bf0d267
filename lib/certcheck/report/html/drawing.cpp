#include "certcheck/report/html/detail/drawing.h"

#include <fmt/format.h>

namespace certcheck::report::html {

std::string drawing_begin(const Place& place, std::string_view name, std::string_view title,
                          std::string_view description, double width, double height) {
  const std::string title_id = place.id(fmt::format("{}-title", name)),
                    description_id = place.id(fmt::format("{}-words", name));
  return fmt::format(
      "<svg class=\"drawing {0}\" width=\"{1:.0f}\" height=\"{2:.0f}\" viewBox=\"0 0 {1:.0f} {2:.0f}\" "
      "role=\"img\" "
      "aria-labelledby=\"{3} {4}\">\n<title id=\"{3}\">{5}</title>\n<desc id=\"{4}\">{6}</desc>\n",
      name, width, height, title_id, description_id, escaped(title), escaped(description));
}

std::string box(double x, double y, double width, double height, std::string_view style) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"4\"/>\n", style,
      x, y, width, height);
}

std::string line(double x1, double y1, double x2, double y2, std::string_view style) {
  return fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", style,
                     x1, y1, x2, y2);
}

std::string words(double x, double y, std::string_view style, std::string_view text) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", style, x, y, escaped(text));
}

std::string arrow_tip(double x, double y, bool to_the_right, std::string_view style) {
  const double back = to_the_right ? x - 9 : x + 9;
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f} L{:.1f} {:.1f} L{:.1f} {:.1f} Z\"/>\n", style, x,
                     y, back, y - 4.5, back, y + 4.5);
}

}  // namespace certcheck::report::html
