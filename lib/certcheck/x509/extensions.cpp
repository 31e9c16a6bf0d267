#include "certcheck/x509/extensions.h"

#include "certcheck/der/checks.h"
#include "certcheck/x509/checks.h"
#include "certcheck/x509/detail/extension_reading.h"

#include <algorithm>

namespace certcheck::x509 {
namespace {

namespace tag = der::tag;

/// False if it cannot be made out.
bool read_extension(der::Reader& fields, Extension& extension) {
  const auto id = fields.oid("extnID");
  if (!id) return false;
  extension.id = *id;
  extension.known = ExtensionId::of(*id);
  extension.critical_encoded = fields.peek() == tag::boolean;
  extension.critical = fields.flag("critical");
  const auto value = fields.take(tag::octet_string, "extnValue");
  if (!value) return false;
  extension.value = value->content;
  extension.value_offset = value->content_offset();
  fields.finish();
  return true;
}

bool has_duplicates(const std::vector<Extension>& extensions) {
  uint64_t seen = 0;
  static_assert(ExtensionId::count < 64);
  for (size_t i = 0; i < extensions.size(); ++i) {
    const uint64_t bit = uint64_t{1} << extensions[i].known.number();
    if (!extensions[i].known.empty()) {
      if ((seen & bit) != 0) return true;
      seen |= bit;
      continue;
    }
    for (size_t j = 0; j < i; ++j)
      if (extensions[i].id == extensions[j].id) return true;
  }
  return false;
}

/// RFC 5280 4.2: "A certificate MUST NOT include more than one instance of a particular extension." Few are
/// compared each with each; many are sorted, so that they cost no more than n log n.
void report_duplicates(const der::Reader& list, const std::vector<Extension>& extensions) {
  constexpr size_t few = 24;
  if (extensions.size() <= few && !has_duplicates(extensions)) return;
  std::vector<const Extension*> order;
  order.reserve(extensions.size());
  for (const auto& extension : extensions) order.push_back(&extension);
  std::sort(order.begin(), order.end(), [](const Extension* a, const Extension* b) {
    return a->id != b->id ? a->id < b->id : a->index < b->index;
  });
  for (size_t i = 1; i < order.size(); ++i) {
    if (order[i]->id != order[i - 1]->id) continue;
    const auto item = list.enter(ByteView(), order[i]->offset, {}, order[i]->index);
    item.fault(checks::extension_duplicate, order[i]->offset,
               "the extension " + order[i]->id.to_string() + " is repeated");
  }
}

}  // namespace

void read_extensions(der::Reader& reader, std::vector<Extension>& extensions) {
  extensions.clear();
  // Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
  if (reader.at_end()) {
    reader.fault(checks::sequence_empty, reader.offset(), "the list of extensions is empty");
    return;
  }
  constexpr size_t shortest = 7;  // bytes of an Extension: bounds what lengths that lie can make us reserve
  extensions.reserve(std::min(reader.count(), reader.rest().size() / shortest));
  for (size_t index = 0; !reader.at_end(); ++index) {
    const auto element = reader.item(tag::sequence, index);
    if (!element) continue;
    auto fields = reader.enter(*element, {}, index);
    Extension& extension = extensions.emplace_back();
    extension.offset = element->offset;
    extension.index = index;
    if (!read_extension(fields, extension)) extensions.pop_back();
  }
  report_duplicates(reader, extensions);
}

std::vector<Extension> read_extensions(der::Reader& reader) {
  std::vector<Extension> extensions;
  read_extensions(reader, extensions);
  return extensions;
}

bool reports_implicit(const der::Reader& content, uint8_t explicit_tag, std::string_view name) {
  Findings ignored;
  der::FaultSink sink(ignored);
  const auto first = der::Reader(content.rest(), sink, {}, content.offset()).next();
  if (!first || first->tag != tag::sequence || first->content.empty() || first->content[0] != tag::oid)
    return false;
  constexpr uint8_t number = 0x1f;
  content.fault(der::checks::unexpected_tag, first->content_offset(),
                "the tag is 06 instead of 30: [" + std::to_string(explicit_tag & number) + "] is explicit",
                name);
  return true;
}

std::vector<Extension> read_explicit_extensions(const der::Reader& around, const der::Element& field,
                                                std::string_view name) {
  std::vector<Extension> extensions;
  read_explicit(around, field, name, [&](der::Reader& list) { extensions = read_extensions(list); });
  return extensions;
}

const Extension* find_extension(const std::vector<Extension>& extensions, ExtensionId id) {
  if (id.empty()) return nullptr;
  const auto found =
      std::find_if(extensions.begin(), extensions.end(), [id](const Extension& e) { return e.known == id; });
  return found == extensions.end() ? nullptr : &*found;
}

ExtensionIndex::ExtensionIndex(const std::vector<Extension>& extensions) {
  for (size_t i = extensions.size(); i-- > 0;)
    if (!extensions[i].known.empty())
      places_[extensions[i].known.number()] = static_cast<uint8_t>(std::min<size_t>(i + 1, beyond));
}

bool KeyUsage::none() const {
  return std::all_of(bits.bytes.begin(), bits.bytes.end(), [](uint8_t octet) { return octet == 0; });
}

bool ExtendedKeyUsage::has(der::Oid purpose) const {
  return std::find(purposes.begin(), purposes.end(), purpose) != purposes.end();
}

std::optional<BasicConstraints> read_basic_constraints(der::Reader value) {
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  BasicConstraints result;
  if (fields->sees(tag::boolean)) {
    const size_t offset = fields->offset();
    const auto ca = fields->boolean("cA");
    if (ca == false)
      fields->fault(checks::ca_false_encoded, offset, "FALSE is the default and must be omitted", "cA");
    result.ca = ca.value_or(false);
  }
  if (fields->sees(tag::integer)) {
    result.has_path_length = true;
    result.path_length = fields->unsigned_integer("pathLenConstraint", UINT64_MAX);
  }
  fields->finish();
  value.finish();
  return result;
}

std::optional<KeyUsage> read_key_usage(der::Reader value) {
  const auto bits = value.named_bits({});
  value.finish();
  if (!bits) return std::nullopt;
  return KeyUsage{*bits};
}

std::optional<ExtendedKeyUsage> read_extended_key_usage(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  ExtendedKeyUsage result;
  // ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
  if (list->at_end()) list->fault(checks::sequence_empty, list->offset(), "the list of purposes is empty");
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::oid, index);
    if (!element) continue;
    const auto item = list->enter(*element, {}, index);
    if (const auto purpose = item.oid_in(*element, {})) result.purposes.push_back(*purpose);
  }
  value.finish();
  return result;
}

std::optional<ByteView> read_subject_key_identifier(der::Reader value) {
  const auto identifier = value.octet_string({});
  value.finish();
  return identifier;
}

std::optional<TlsFeatures> read_tls_features(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  TlsFeatures result;
  while (!list->at_end()) {
    if (list->peek() != tag::integer) {
      list->item(tag::integer, result.features.size());
      continue;
    }
    if (const auto feature = list->unsigned_integer("feature", UINT64_MAX))
      result.features.push_back(*feature);
  }
  value.finish();
  return result;
}

std::optional<QcStatements> read_qc_statements(der::Reader value) {
  auto list = value.sequence({});
  if (!list) return std::nullopt;
  QcStatements result;
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto element = list->item(tag::sequence, index);
    if (!element) continue;
    auto fields = list->enter(*element, {}, index);
    const auto id = fields.oid("statementId");
    if (!id) continue;
    QcStatement statement{.id = *id, .info = {}};
    if (!fields.at_end())
      if (const auto info = fields.any("statementInfo")) statement.info = info->bytes;
    fields.finish();
    result.statements.push_back(statement);
  }
  value.finish();
  return result;
}

std::optional<uint64_t> read_crl_reason(der::Reader value) {
  const size_t offset = value.offset();
  // CRLReason ::= ENUMERATED, 0 to 10 without 7
  const auto reason = value.unsigned_integer({}, 10, tag::enumerated);
  value.finish();
  if (reason == 7U) value.fault(der::checks::integer_out_of_range, offset, "the reason 7 is not defined");
  return reason;
}

bool read_null_extension(der::Reader value) {
  const bool read = value.null({});
  value.finish();
  return read;
}

}  // namespace certcheck::x509
