#include "certcheck/files/contents.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/budget.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/shorten.h"
#include "certcheck/der/reader.h"
#include "certcheck/files/checks.h"
#include "certcheck/files/detail/java_keystore.h"
#include "certcheck/files/detail/p11_kit.h"
#include "certcheck/files/detail/pkcs12.h"
#include "certcheck/files/detail/pkcs7.h"
#include "certcheck/files/detail/unpacked.h"
#include "certcheck/files/detail/value_names.h"
#include "certcheck/files/limits.h"
#include "certcheck/files/text.h"
#include "certcheck/trust/pem_certificate.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <algorithm>
#include <span>
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
  return holds_parts(kind) && (kind != Kind::pkcs12 || options.open_pkcs12);
}

/// A container that cannot be read on from its byte `at`. `start` is where the encoding begins in the file;
/// nullopt if it is base64 there.
void report_container(Findings& findings, size_t block, std::string fault, std::optional<size_t> at,
                      std::optional<size_t> start) {
  if (at && !start) fault += " (its byte " + std::to_string(*at) + ")";
  Finding& finding = report_input(findings, checks::container_unreadable, block, std::move(fault));
  if (at && start) finding.offset = *start + *at;
}

/// Adds what a whole encoding holds that begins at `start` of the file, with `place` filled in for all that
/// it holds. `start` is nullopt if it is base64 there.
void add(Kind kind, Bytes der, Part place, std::optional<size_t> start, const ReadOptions& options,
         Contents& contents) {
  // What is cut off may have lost anything; certificates, CRLs and responses are explained where they are
  // parsed.
  const bool of_der = kind == Kind::pkcs7 || kind == Kind::pkcs7_other || kind == Kind::pkcs12 ||
                      kind == Kind::certificate_path;
  if (const auto cut = of_der ? cut_off(der) : std::nullopt) {
    // The type of a message may be what is missing.
    const std::string_view what = kind == Kind::pkcs7_other ? "a PKCS#7 or CMS message" : describe(kind);
    report_container(contents.findings, place.block, std::string(what) + ", " + *cut, der.size(), start);
    return;
  }
  if (!is_container(kind, options)) {
    place.kind = kind;
    place.der = std::move(der);
    contents.parts.push_back(std::move(place));
    return;
  }
  Unpacked unpacked = unpack(kind, der, options);
  if (unpacked.parts.empty() && unpacked.fault.empty()) {
    place.kind = kind;
    place.der = std::move(der);
    contents.parts.push_back(std::move(place));
    return;
  }
  for (Part& part : unpacked.parts) {
    place.kind = part.kind;
    place.der = std::move(part.der);
    place.container = describe(kind);
    place.role = part.role;
    contents.parts.push_back(place);
  }
  if (unpacked.fault.empty()) return;
  report_container(contents.findings, place.block, std::move(unpacked.fault), unpacked.offset, start);
}

bool is_linted_itself(Kind kind) {
  return kind == Kind::certificate || kind == Kind::crl || kind == Kind::ocsp_response ||
         kind == Kind::ocsp_request;
}

/// Whether the bytes are whole as what they were recognised as. Nearly anything that is broken is recognised
/// as a certificate.
bool is_whole(Kind kind, ByteView der) {
  switch (kind) {
    case Kind::certificate:
      return x509::parse_certificate(to_bytes(der))->complete;
    case Kind::crl:
      return x509::parse_crl(to_bytes(der))->complete;
    case Kind::ocsp_response:
      return x509::parse_ocsp_response(to_bytes(der))->complete;
    case Kind::ocsp_request:
      return x509::parse_ocsp_request(to_bytes(der))->complete;
    default:
      return true;
  }
}

/// What is sometimes pasted where a certificate belongs, and is recognised beyond doubt.
bool is_certainly_else(Kind kind) {
  return kind == Kind::private_key || kind == Kind::encrypted_private_key || kind == Kind::public_key ||
         kind == Kind::certificate_request;
}

/// What a label promises, corrected by what is there: programs write PKCS#7 under CERTIFICATE and the
/// reverse, people the label that they know. What has no lints need not be sound, as keys in examples are
/// not.
Kind kind_of_block(Kind of_label, ByteView der) {
  const Kind found = recognise_der(der);
  if (found == of_label || found == Kind::unknown) return of_label;
  if (found == Kind::pkcs7 || is_certainly_else(found)) return found;
  if (!is_linted_itself(found)) return of_label;
  // A broken CRL is to stay one.
  const bool reads_either =
      of_label == Kind::pkcs7 || (is_linted_itself(of_label) && found != Kind::certificate);
  return reads_either || is_whole(found, der) ? found : of_label;
}

/// Labels whose content is wanted, so that it is an error if it is something else. What only has no lints is
/// skipped whatever it is.
bool is_wanted(Kind of_label) {
  return is_linted_itself(of_label) || of_label == Kind::pkcs7 || of_label == Kind::certificate_request;
}

/// PEM blocks, which are those found in the text, and between them the values of base64 and the elements of
/// DER that it has besides. The text begins at `start` of the file.
void read_values(std::string_view text, std::span<const PemBlock> blocks, Place start,
                 const ReadOptions& options, Contents& contents) {
  ValueNames names;
  size_t pos = 0;
  Place at = start;  // of `pos`
  const auto read_gap = [&](std::string_view gap) {
    if (text.size() <= limits.converted_bytes) read_encoded_values(gap, at, options, contents, &names);
  };
  const auto move_to = [&](size_t next) {
    at = place_after(text.substr(pos, next - pos), at);
    pos = next;
  };
  contents.parts.reserve(contents.parts.size() + std::min(blocks.size(), limits.parts));
  for (const PemBlock& block : blocks) {
    if (contents.blocks >= limits.parts) {
      report_input(contents.findings, checks::container_unreadable, contents.blocks,
                   "more than " + std::to_string(limits.parts) + " PEM blocks; the rest is not read");
      return;
    }
    const std::string_view gap = text.substr(pos, block.offset - pos);
    read_gap(gap);
    const bool follows = pos != 0 && gap.find_first_not_of(" \t\r\n\\nr") == std::string_view::npos;
    const size_t before = contents.parts.size();
    read_block(text, block, place_of(block, start), options, contents);
    names.add(before, contents.parts.size(), name_before(gap, gap.size()), follows);
    move_to(end_of(text, block));
  }
  read_gap(text.substr(pos));
  names.settle(contents.parts);
}

/// Certificates, CRLs and the like one after the other, as Java reads them and `cat` makes them, of files of
/// PEM too.
void add_elements(ByteView bytes, Place start, const ReadOptions& options, Contents& contents) {
  const size_t first = contents.parts.size();
  size_t number = 0;
  for (ByteView rest = bytes; !rest.empty(); ++number) {
    const Kind kind = recognise_der(rest);
    Findings ignored;
    der::FaultSink sink(ignored);
    const auto element = der::Reader(rest, sink, {}).next();
    ByteView behind = element ? rest.subspan(element->bytes.size()) : ByteView();
    const bool text_follows =
        as_text(behind).find(begin_mark) != std::string_view::npos && recognise_der(behind) == Kind::unknown;
    // What follows and is not an element of its own is trailing data of this one.
    if (!behind.empty() && !text_follows && recognise_der(behind) == Kind::unknown) behind = {};
    const ByteView whole = rest.first(rest.size() - behind.size());
    add(kind, to_bytes(whole), {.block = number}, start.offset, options, contents);
    start = place_after(as_text(whole), start);
    if (text_follows) {
      contents.blocks = std::max(contents.blocks, number + 1);
      report_input(contents.findings, checks::several_elements, number, "PEM text follows the DER").offset =
          start.offset;
      read_values(as_text(behind), find_pem_blocks(as_text(behind)), start, options, contents);
      return;
    }
    rest = behind;
    if (contents.parts.size() - first > limits.parts) break;
  }
  if (number > 1)
    report_input(contents.findings, checks::several_elements, {},
                 std::to_string(number) + " DER elements follow one another");
}

void read_text(std::string_view text, Place start, const ReadOptions& options, Contents& contents) {
  if (text.find(p11_kit_mark) != std::string_view::npos) {
    read_p11_kit(text, start, options, contents);
    return;
  }
  const auto blocks = find_pem_blocks(text);
  bool spare_bits = false;
  const auto whole = blocks.empty() ? base64_decode(text, spare_bits) : std::nullopt;
  if (!whole || whole->empty()) {
    read_values(text, blocks, start, options, contents);
    return;
  }
  start.offset.reset();
  if (as_text(*whole).find(begin_mark) != std::string_view::npos)
    for (const PemBlock& block : find_pem_blocks(as_text(*whole)))
      read_block(as_text(*whole), block, start, options, contents);
  else if (recognise_binary(*whole) != Kind::unknown)
    read_binary(*whole, start, options, contents);
  if (!contents.parts.empty())
    report_input(contents.findings, checks::block_not_portable, {},
                 "OpenSSL does not load the file: it is base64 without BEGIN and END lines");
  if (spare_bits)
    report_input(contents.findings, checks::spare_bits, {},
                 "the spare bits at the end of the base64 are not zero");
}

/// From containers, whose order says nothing: the certificate that issued none of the others, if it is the
/// only one. A certificate issued by itself is a leaf only if there is nothing else: its chain may have a
/// gap.
void put_leaf_first(std::vector<Part>& parts) {
  constexpr size_t most = 100;  // what is larger is not a chain
  std::vector<x509::CertificatePtr> certificates;
  for (const Part& part : parts) {
    if (part.kind != Kind::certificate) continue;
    if (part.container.empty() || certificates.size() == most) return;
    certificates.push_back(x509::parse_certificate(ByteView(part.der)));
  }
  const auto issued_none = [&](const x509::CertificatePtr& one) {
    return !one->self_issued() &&
           std::none_of(certificates.begin(), certificates.end(), [&](const x509::CertificatePtr& other) {
             return other->der != one->der && other->issuer_key() == one->subject_key();
           });
  };
  const auto leaf = std::find_if(certificates.begin(), certificates.end(), issued_none);
  if (leaf == certificates.end() || std::find_if(leaf + 1, certificates.end(), [&](const auto& other) {
                                      return issued_none(other) && other->der != (*leaf)->der;
                                    }) != certificates.end())
    return;
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
    return part.kind == Kind::certificate && part.der == (*leaf)->der;
  });
  std::rotate(parts.begin(), found, found + 1);
}

/// Chains begin with their leaf, as they do in TLS (RFC 8446 4.4.2).
void order_chain(std::vector<Part>& parts) {
  const auto is_leaf = [](const Part& part) { return part.role == Role::end_entity; };
  if (std::none_of(parts.begin(), parts.end(), is_leaf)) {
    put_leaf_first(parts);
    return;
  }
  const auto rank = [](const Part& part) {
    switch (part.role) {
      case Role::end_entity:
        return 0;
      case Role::chain:
        return 1;
      case Role::unknown:
        return 2;
      case Role::anchor:
        return 3;
    }
    return 3;
  };
  std::stable_sort(parts.begin(), parts.end(),
                   [&](const Part& a, const Part& b) { return rank(a) < rank(b); });
}

}  // namespace

Finding& report_input(Findings& findings, const Check& check, std::optional<size_t> block,
                      std::string message) {
  return findings.emplace_back(Finding{.check = &check,
                                       .subject = {.kind = Subject::Kind::input, .index = block},
                                       .message = std::move(message)});
}

Place place_of(const PemBlock& block, Place text) {
  text.line += block.line - 1;
  if (text.offset) *text.offset += block.offset;
  return text;
}

Place place_after(std::string_view text, Place start) {
  start.line += count_line_ends(text, start.line_end);
  if (start.offset) *start.offset += text.size();
  return start;
}

size_t end_of(std::string_view text, const PemBlock& block) {
  const size_t body = static_cast<size_t>(block.body.data() - text.data()) + block.body.size();
  const size_t marks = std::string_view("-----END -----").size();
  return block.terminated ? body + marks + block.label.size() : body;
}

void read_block(std::string_view text, const PemBlock& block, Place begin, const ReadOptions& options,
                Contents& contents) {
  const size_t number = contents.blocks++;
  const std::string place = "the block at line " + std::to_string(begin.line);
  const auto locate = [&](Finding& finding) {
    finding.offset = begin.offset;
    finding.evidence = {{"line", std::to_string(begin.line)}};
  };
  const auto complain = [&](const Check& check, std::string message) {
    locate(report_input(contents.findings, check, number, std::move(message)));
  };
  const auto label = recognise_label(block.label);
  Part part{.block = number, .line = begin.line};
  if (!label || *label == Kind::other_pem) {
    part.kind = Kind::other_pem;
    part.label = shortened(block.label, OutputBudget::value_bytes);
    contents.parts.push_back(std::move(part));
    return;
  }
  PemForm form;
  auto der = block.decode(form);
  const Kind kind = der && !der->empty() ? kind_of_block(*label, *der) : *label;
  const bool is_request = *label == Kind::certificate_request && kind == *label;
  if (!holds_lintable(kind) && kind != Kind::pkcs12 && !is_wanted(*label)) {
    // What is not read need not be sound.
    part.kind = kind;
    part.der = std::move(der).value_or(Bytes());
    contents.parts.push_back(std::move(part));
    return;
  }
  if (!block.terminated) return complain(checks::block_not_terminated, place + " has no END line of its own");
  if (!der) return complain(checks::block_not_base64, place + " is not base64");
  // RFC 7468 3: the text encodes a structure. A file may be made of such blocks, which must not each become a
  // certificate that lacks everything.
  if (der->empty()) return complain(checks::block_not_base64, place + " is empty");
  if (kind != *label) {
    const std::string what = place + " has the label " + shortened(block.label, OutputBudget::value_bytes) +
                             " and contains " + std::string(describe(kind));
    if (!holds_lintable(kind)) return complain(checks::wrong_content, what);
    complain(checks::wrong_label, what);
  }
  if (is_request) {
    if (recognise_der(*der) != Kind::certificate_request)
      return complain(checks::wrong_content,
                      place + " has the label " + std::string(block.label) + " and contains something else");
    part.kind = kind;
    part.der = *std::move(der);
    contents.parts.push_back(std::move(part));
    return;
  }
  if (const std::string_view obstacle = pem_obstacle(text, block, form); !obstacle.empty())
    complain(checks::block_not_portable, "OpenSSL does not load " + place + ": " + std::string(obstacle));
  if (form.spare_bits)
    complain(checks::spare_bits, "the spare bits at the end of the base64 in " + place + " are not zero");
  if (trust::is_trusted_label(block.label)) {
    trust::TrustedCertificate trusted = trust::split_trusted_certificate(*std::move(der));
    part.settings = std::move(trusted.settings);
    der = std::move(trusted.der);
  }
  const size_t known = contents.findings.size();
  add(kind, *std::move(der), std::move(part), std::nullopt, options, contents);
  std::for_each(contents.findings.begin() + static_cast<ptrdiff_t>(known), contents.findings.end(), locate);
}

void read_binary(ByteView bytes, Place place, const ReadOptions& options, Contents& contents) {
  const Kind kind = recognise_binary(bytes);
  if (kind == Kind::unknown) return;
  if (kind == Kind::java_keystore)
    add(kind, to_bytes(bytes), {}, place.offset, options, contents);
  else
    add_elements(bytes, place, options, contents);
}

Contents read_contents(ByteView bytes, const ReadOptions& options) {
  Contents contents;
  if (recognise_binary(bytes) != Kind::unknown) {
    read_binary(bytes, {}, options, contents);
  } else if (bytes.size() <= limits.converted_bytes) {
    const auto converted = text_of_utf16(bytes);
    if (converted)
      read_text(*converted, {.offset = std::nullopt, .line_end = line_end_of(*converted)}, options, contents);
    else
      read_text(as_text(bytes), {.line_end = line_end_of(as_text(bytes))}, options, contents);
    if (converted && !contents.parts.empty())
      report_input(contents.findings, checks::utf16_text, {},
                   "the file is UTF-16, which OpenSSL and GnuTLS do not load");
  } else {
    read_text(as_text(bytes), {.line_end = line_end_of(as_text(bytes))}, options, contents);
  }
  order_chain(contents.parts);
  return contents;
}

}  // namespace certcheck::files
