#include "certcheck/files/contents.h"

#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/checks.h"
#include "certcheck/files/containers.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/p11_kit.h"
#include "certcheck/trust/pem_certificate.h"

#include <algorithm>
#include <utility>

namespace certcheck::files {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";

Unpacked unpack(Kind kind, ByteView der, const ReadOptions& options) {
  switch (kind) {
    case Kind::pkcs7:
      return unpack_pkcs7(der);
    case Kind::pkcs12:
      return unpack_pkcs12(der, options.passphrase);
    case Kind::java_keystore:
      return unpack_java_keystore(der, options.passphrase);
    case Kind::certificate_path:
      return unpack_certificate_path(der);
    default:
      return {};
  }
}

bool is_container(Kind kind, const ReadOptions& options) {
  return kind == Kind::pkcs7 || kind == Kind::java_keystore || kind == Kind::certificate_path ||
         (kind == Kind::pkcs12 && options.open_pkcs12);
}

/// Adds what a whole encoding holds, with `place` filled in for all that it holds.
void add(Kind kind, Bytes der, Part place, const ReadOptions& options, Contents& contents) {
  if (!is_container(kind, options)) {
    place.kind = kind;
    place.der = std::move(der);
    contents.parts.push_back(std::move(place));
    return;
  }
  Unpacked unpacked = unpack(kind, der, options);
  for (Part& part : unpacked.parts) {
    place.kind = part.kind;
    place.der = std::move(part.der);
    place.container = describe(kind);
    contents.parts.push_back(place);
  }
  if (unpacked.fault.empty()) return;
  report_input(contents.findings, checks::container_unreadable, place.block, std::move(unpacked.fault))
      .offset = unpacked.offset;
}

/// What a label promises, corrected by what is there: programs write PKCS#7 under CERTIFICATE, and the
/// reverse.
Kind kind_of_block(Kind of_label, ByteView der) {
  if (of_label != Kind::certificate && of_label != Kind::pkcs7) return of_label;
  const Kind found = recognise_der(der);
  const bool other = found == Kind::certificate || found == Kind::pkcs7 || found == Kind::crl;
  return other ? found : of_label;
}

/// Certificates, CRLs and the like one behind the other, as Java reads them and `cat` makes them.
void add_elements(ByteView bytes, const ReadOptions& options, Contents& contents) {
  const size_t first = contents.parts.size();
  size_t number = 0;
  for (ByteView rest = bytes; !rest.empty(); ++number) {
    const Kind kind = recognise_der(rest);
    Findings ignored;
    der::FaultSink sink(ignored);
    const auto element = der::Reader(rest, sink, {}).next();
    ByteView behind = element ? rest.subspan(element->bytes.size()) : ByteView();
    // What follows and is not an element of its own is trailing data of this one.
    if (!behind.empty() && recognise_der(behind) == Kind::unknown) behind = {};
    add(kind, to_bytes(rest.first(rest.size() - behind.size())), {.block = number}, options, contents);
    rest = behind;
    if (contents.parts.size() - first > limits.parts) break;
  }
  if (number > 1)
    report_input(contents.findings, checks::several_elements, {},
                 std::to_string(number) + " elements of DER stand one behind the other");
}

void read_text(std::string_view text, const ReadOptions& options, Contents& contents) {
  if (text.find(p11_kit_mark) != std::string_view::npos) {
    read_p11_kit(text, options, contents);
    return;
  }
  for (const PemBlock& block : find_pem_blocks(text)) {
    if (contents.blocks == limits.parts) {
      report_input(
          contents.findings, checks::container_unreadable, contents.blocks,
          "more than " + std::to_string(limits.parts) + " PEM blocks, of which the rest is not read");
      return;
    }
    read_block(text, block, block.line, options, contents);
  }
  // "-----BEGIN" in base64: what Kubernetes and others make of PEM.
  const bool encoded_pem = text.find("LS0tLS1CRUdJTi") != std::string_view::npos;
  if (contents.blocks != 0 && !encoded_pem) return;
  bool spare_bits = false;
  const auto whole = contents.blocks == 0 ? base64_decode(text, spare_bits) : std::nullopt;
  if (!whole || whole->empty()) {
    if (text.size() <= limits.converted_bytes) read_encoded_values(text, options, contents);
    return;
  }
  if (as_text(*whole).find(begin_mark) != std::string_view::npos) {
    for (const PemBlock& block : find_pem_blocks(as_text(*whole)))
      read_block(as_text(*whole), block, 0, options, contents);
  } else if (recognise_binary(*whole) != Kind::unknown) {
    read_binary(*whole, options, contents);
  }
  if (!contents.parts.empty())
    report_input(contents.findings, checks::block_not_portable, {},
                 "OpenSSL does not load the file: it is base64 without BEGIN and END lines");
  if (spare_bits)
    report_input(contents.findings, checks::spare_bits, {},
                 "the spare bits at the end of the base64 are not zero");
}

}  // namespace

Finding& report_input(Findings& findings, const Check& check, std::optional<size_t> block,
                      std::string message) {
  return findings.emplace_back(Finding{.check = &check,
                                       .subject = {.kind = Subject::Kind::input, .index = block},
                                       .message = std::move(message)});
}

void read_block(std::string_view text, const PemBlock& block, size_t line, const ReadOptions& options,
                Contents& contents) {
  const size_t number = contents.blocks++;
  const std::string place = "the block at line " + std::to_string(line);
  const auto complain = [&](const Check& check, std::string message) {
    Finding& finding = report_input(contents.findings, check, number, std::move(message));
    finding.offset = block.offset;
    finding.evidence = {{"line", std::to_string(line)}};
  };
  const auto label = recognise_label(block.label);
  Part part{.block = number, .line = line};
  if (!label || *label == Kind::other_pem) {
    part.kind = Kind::other_pem;
    part.label = shortened(block.label, OutputBudget::value_bytes);
    contents.parts.push_back(std::move(part));
    return;
  }
  PemForm form;
  auto der = block.decode(form);
  if (!holds_lintable(*label) && *label != Kind::pkcs12) {
    // What is not read need not be sound.
    part.kind = *label;
    part.der = std::move(der).value_or(Bytes());
    contents.parts.push_back(std::move(part));
    return;
  }
  if (!block.terminated) return complain(checks::block_not_terminated, place + " has no END line of its own");
  if (!der) return complain(checks::block_not_base64, place + " is not base64");
  // RFC 7468 3: the text encodes a structure. A file may be made of such blocks, which must not each become a
  // certificate that lacks everything.
  if (der->empty()) return complain(checks::block_not_base64, place + " holds nothing");
  if (const std::string_view obstacle = pem_obstacle(text, block, form); !obstacle.empty())
    complain(checks::block_not_portable, "OpenSSL does not load " + place + ": " + std::string(obstacle));
  if (form.spare_bits)
    complain(checks::spare_bits, "the spare bits at the end of the base64 in " + place + " are not zero");
  if (trust::is_trusted_label(block.label)) {
    trust::TrustedCertificate trusted = trust::split_trusted_certificate(*std::move(der));
    part.settings = std::move(trusted.settings);
    der = std::move(trusted.der);
  }
  const Kind kind = kind_of_block(*label, *der);
  add(kind, *std::move(der), std::move(part), options, contents);
}

void read_binary(ByteView bytes, const ReadOptions& options, Contents& contents) {
  const Kind kind = recognise_binary(bytes);
  if (kind == Kind::unknown) return;
  if (kind == Kind::java_keystore)
    add(kind, to_bytes(bytes), {}, options, contents);
  else
    add_elements(bytes, options, contents);
}

Contents read_contents(ByteView bytes, const ReadOptions& options) {
  Contents contents;
  if (recognise_binary(bytes) != Kind::unknown) {
    read_binary(bytes, options, contents);
  } else if (bytes.size() <= limits.converted_bytes) {
    const auto converted = text_of_utf16(bytes);
    read_text(converted ? std::string_view(*converted) : as_text(bytes), options, contents);
    if (converted && !contents.parts.empty())
      report_input(contents.findings, checks::utf16_text, {},
                   "the file is UTF-16, which OpenSSL and GnuTLS do not load");
  } else {
    read_text(as_text(bytes), options, contents);
  }
  return contents;
}

}  // namespace certcheck::files
