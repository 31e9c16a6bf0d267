#include "common/expectation_options.h"

#include "certcheck/crypto/digest.h"
#include "certcheck/files/files.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <utility>

namespace certcheck::tools {
namespace {

constexpr const char* group = "Expectations";

CLI::Option* add_list(CLI::App& app, const char* name, std::vector<std::string>& values, const char* help,
                      const char* type) {
  return app.add_option(name, values, help)->type_name(type)->allow_extra_args(false)->group(group);
}

/// Reads each text with `read` into `values`; the first error, with the option's name.
template <typename Value, typename Read>
std::optional<Error> read_all(const std::vector<std::string>& texts, std::string_view option, Read read,
                              std::vector<Value>& values) {
  for (const std::string& text : texts) {
    auto value = read(text);
    if (!value) return Error{value.error().kind, std::string(option) + ": " + value.error().message};
    values.push_back(*std::move(value));
  }
  return std::nullopt;
}

std::optional<Error> read_time(const std::string& text, std::string_view option,
                               std::optional<engine::Remaining>& remaining) {
  if (text.empty()) return std::nullopt;
  const auto read = engine::parse_remaining(text);
  if (!read) return Error{read.error().kind, std::string(option) + ": " + read.error().message};
  remaining = *read;
  return std::nullopt;
}

std::optional<Error> read_text(const std::vector<std::string>& texts, std::string_view option,
                               std::vector<std::string>& values) {
  for (const std::string& text : texts)
    if (text.empty()) return Error{Error::Kind::usage, std::string(option) + ": the text is empty"};
  values = texts;
  return std::nullopt;
}

}  // namespace

void add_chain_expectations(CLI::App& app, ExpectationOptions& options) {
  app.add_option("--min-days", options.min_days,
                 "Exit 1 if a certificate of the best path ends sooner: days, hours (12h) or a part of its\n"
                 "lifetime (10%)")
      ->type_name("N|Nh|N%")
      ->group(group);
  app.add_option("--warn-days", options.warn_days, "Warn if one ends sooner")->type_name("N|Nh|N%")->group(group);
  add_list(app, "--expect-issuer", options.issuers,
           "The leaf's issuer: its CN, its O or its whole name; * and ? stand for any text (repeatable: one\n"
           "suffices, as with the others but --expect-san)",
           "NAME");
  add_list(app, "--expect-san", options.names, "A subject alternative name that the leaf must have", "NAME");
  add_list(app, "--pin", options.pins, "The public key of a certificate of the path", "sha256/BASE64");
  add_list(app, "--expect-fingerprint", options.fingerprints, "The leaf's SHA-256", "HEX");
  add_list(app, "--expect-key", options.keys, "The kind of the leaf's key: rsa, rsa:3072, ec, p-256, ed25519 ...",
           "KIND");
  auto* const is_public =
      app.add_flag("--expect-public", options.public_root, "The path ends in a root of the system")->group(group);
  add_list(app, "--expect-root", options.roots, "The path ends in one of the certificates of this file", "FILE")
      ->excludes(is_public);
  app.add_flag("--require-sct", options.timestamp, "The leaf or the handshake has an SCT")->group(group);
}

void add_connection_expectations(CLI::App& app, ExpectationOptions& options) {
  add_list(app, "--expect-tls", options.versions, "The TLS version negotiated: 1.3, or 1.2+ for this or a later one",
           "VERSION");
  app.add_flag("--require-staple", options.staple, "The server staples a valid OCSP response that says good")
      ->group(group);
}

Result<engine::Expectations> to_expectations(const ExpectationOptions& options,
                                             const files::ReadOptions& reading) {
  engine::Expectations expected;
  if (auto error = read_time(options.min_days, "--min-days", expected.min_remaining)) return *std::move(error);
  if (auto error = read_time(options.warn_days, "--warn-days", expected.warn_remaining)) return *std::move(error);
  if (auto error = read_text(options.issuers, "--expect-issuer", expected.issuers)) return *std::move(error);
  if (auto error = read_text(options.names, "--expect-san", expected.names)) return *std::move(error);
  if (auto error = read_all(options.pins, "--pin", engine::parse_pin, expected.pins)) return *std::move(error);
  if (auto error = read_all(options.fingerprints, "--expect-fingerprint", engine::parse_fingerprint,
                            expected.fingerprints))
    return *std::move(error);
  if (auto error = read_all(options.keys, "--expect-key", engine::parse_key_expectation, expected.keys))
    return *std::move(error);
  if (auto error = read_all(options.versions, "--expect-tls", engine::parse_version_expectation, expected.versions))
    return *std::move(error);
  for (const std::string& file : options.roots) {
    const auto contents = files::read_certificates(file, reading);
    if (!contents) return Error{contents.error().kind, "--expect-root: " + contents.error().message};
    for (const auto& certificate : contents->certificates)
      expected.roots.push_back(crypto::sha256(certificate->der));
  }
  expected.public_root = options.public_root;
  expected.timestamp = options.timestamp;
  expected.staple = options.staple;
  return expected;
}

}  // namespace certcheck::tools
