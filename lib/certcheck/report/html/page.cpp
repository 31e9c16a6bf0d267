#include "certcheck/report/html/detail/page.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/report/html/detail/markup.h"

#include <fmt/format.h>

namespace certcheck::report::html {
namespace {

/// A source of Content Security Policy Level 3, 2.3.1: what has this hash, and nothing else that is inline.
std::string hash_source(std::string_view text) {
  return "'sha256-" + base64_encode(crypto::sha256(as_bytes(text))) + "'";
}

}  // namespace

std::string page_begin(std::string_view title, std::string_view script) {
  const std::string policy = fmt::format(
      "default-src 'none'; style-src {}; {}base-uri 'none'; form-action 'none'", hash_source(page_style()),
      script.empty() ? std::string() : fmt::format("script-src {}; ", hash_source(script)));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" "
      "content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n",
      policy, escaped(title), page_style());
}

std::string page_end(std::string_view script, const Origin& origin) {
  return fmt::format(
      "<footer>\n<p>Made by {} {} on {}. The file is complete in itself: it loads nothing.</p>\n</footer>\n{}"
      "</body>\n</html>\n",
      escaped(origin.tool), escaped(origin.version), format_rfc3339(origin.checked_at),
      script.empty() ? std::string() : fmt::format("<script>{}</script>\n", script));
}

}  // namespace certcheck::report::html
