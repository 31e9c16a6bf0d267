#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/extensions.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

/// What certificates, CRLs and OCSP responses share in reading their extensions.
namespace certcheck::x509 {

/// Which decoder reads an extension, into which member of `Owner`.
template <typename Owner>
struct ExtensionDecoder {
  ExtensionId id;
  void (*decode)(der::Reader value, Owner& owner);
};

/// The decoders by the numbers of their extensions.
template <typename Owner>
class ExtensionDecoders {
 public:
  template <size_t Count>
  consteval explicit ExtensionDecoders(const ExtensionDecoder<Owner> (&decoders)[Count]) {
    for (const auto& [id, decode] : decoders) decoders_[id.number()] = decode;
  }
  /// Null for an extension that is left undecoded.
  constexpr auto decoder_of(ExtensionId id) const { return decoders_[id.number()]; }

 private:
  std::array<void (*)(der::Reader, Owner&), ExtensionId::count + 1> decoders_{};
};

/// Whether what an explicit tag should hold begins with an OBJECT IDENTIFIER: the SEQUENCE around it is
/// missing, which is then recorded.
bool reports_implicit(const der::Reader& content, uint8_t explicit_tag, std::string_view name);

/// Decodes the first of each known extension. `list` is the reader that read_extensions was given: its node
/// is the parent of theirs.
template <typename Owner>
void decode_extensions(const der::Reader& list, const std::vector<Extension>& extensions,
                       const ExtensionDecoders<Owner>& decoders, Owner& owner) {
  uint64_t seen = 0;
  static_assert(ExtensionId::count < 64);
  for (const auto& extension : extensions) {
    const auto decode = decoders.decoder_of(extension.known);
    const uint64_t bit = uint64_t{1} << extension.known.number();
    if (decode == nullptr || (seen & bit) != 0) continue;
    seen |= bit;
    const auto item = list.enter(ByteView(), extension.offset, {}, extension.index);
    decode(item.enter(extension.value, extension.value_offset, "extnValue"), owner);
  }
}

/// The SEQUENCE in an explicit tag, the field `name`, whose first element is a SEQUENCE too; `field` is what
/// has the tag and comes from `around`. `read` is given a reader over the elements. A tag that is implicit is
/// one fault: the elements then stand where the SEQUENCE should.
template <typename Read>
void read_explicit(const der::Reader& around, const der::Element& field, std::string_view name, Read read) {
  auto content = around.enter(field, {});
  if (reports_implicit(content, field.tag, name)) return;
  if (auto list = content.sequence(name)) read(*list);
  content.finish();
}

/// Extensions in an explicit tag.
std::vector<Extension> read_explicit_extensions(const der::Reader& around, const der::Element& field,
                                                std::string_view name);

/// A CRL, an OCSP request or response: `read_fields` says whether all that is mandatory was read,
/// `read_values` is asked for the extensions when the rest has been read, so that one that is cut off leaves
/// the whole as it is.
template <typename Message>
std::shared_ptr<const Message> parse_message(Bytes der,
                                             bool (*read_fields)(der::Reader& fields, Message& message),
                                             void (*read_values)(const der::Reader& input,
                                                                 Message& message)) {
  const auto message = std::make_shared<Message>();
  message->der = std::move(der);
  der::FaultSink sink(message->findings);
  der::Reader input(message->der, sink, {});
  if (auto fields = input.sequence({})) message->complete = read_fields(*fields, *message);
  input.finish();
  if (sink.cut_off()) message->complete = false;
  read_values(input, *message);
  return message;
}

}  // namespace certcheck::x509
