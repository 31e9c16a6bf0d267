#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/extensions.h"

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

/// What certificates, CRLs and OCSP responses share in reading their extensions.
namespace certcheck::x509 {

/// Which decoder reads an extension, into which member of `Owner`.
template <typename Owner>
struct ExtensionDecoder {
  der::Oid id;
  void (*decode)(der::Reader value, Owner& owner);
};

/// Decodes the first of each known extension. `list` is the reader that read_extensions was given: its node
/// is the parent of theirs.
template <typename Owner, typename Decoders>
void decode_extensions(const der::Reader& list, const std::vector<Extension>& extensions,
                       const Decoders& decoders, Owner& owner) {
  uint64_t seen = 0;
  static_assert(std::tuple_size_v<Decoders> <= 64);
  for (const auto& extension : extensions) {
    for (size_t d = 0; d < decoders.size(); ++d) {
      if (decoders[d].id != extension.id) continue;
      if ((seen >> d & 1) == 0) {
        const auto item = list.enter(ByteView(), extension.offset, {}, extension.index);
        decoders[d].decode(item.enter(extension.value, extension.value_offset, "extnValue"), owner);
      }
      seen |= uint64_t{1} << d;
      break;
    }
  }
}

/// DistributionPointName (RFC 5280 4.2.1.13), from the content of the [0] around it.
void read_distribution_point_name(der::Reader& content, DistributionPoint& point);

}  // namespace certcheck::x509
