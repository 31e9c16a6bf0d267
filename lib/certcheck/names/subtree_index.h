#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/x509/extensions.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Looking names up among many subtrees in logarithmic time, so that a certificate of 10,000 names below a CA
/// of 10,000 constraints costs milliseconds. Internal to the module. Fill, then seal() once, then find().
namespace certcheck::names {

/// Subtrees that are prefixes of a key: reversed DNS names, or canonical forms of directory names.
class PrefixIndex {
 public:
  enum class Extent : uint8_t {
    all,    ///< the key and everything that begins with it
    below,  ///< only what is longer than the key
    exact,  ///< the key alone
  };
  void add(std::string key, Extent extent, const x509::GeneralSubtree& subtree);
  void seal();
  /// A subtree that holds the key, or null.
  const x509::GeneralSubtree* find(std::string_view key) const;

 private:
  struct Entry {
    std::string key;
    Extent extent;
    const x509::GeneralSubtree* subtree;
  };
  /// Sorted by key. After seal() no entry of `trees_` lies within another one, so that the last one that is
  /// not greater than a key is the only one that can hold it.
  std::vector<Entry> trees_, exact_;
};

/// Address ranges of iPAddress constraints, of both families.
class AddressIndex {
 public:
  /// `base` is 8 or 32 bytes, address and contiguous mask.
  void add(ByteView base, const x509::GeneralSubtree& subtree);
  void seal();
  /// A subtree that holds the address of 4 or 16 bytes, or null.
  const x509::GeneralSubtree* find(ByteView address) const;

 private:
  using Address = std::array<uint8_t, 16>;
  struct Range {
    Address first, last;
    const x509::GeneralSubtree* subtree;
  };
  std::vector<Range> ranges_v4_, ranges_v6_;
};

/// "example.com" as "moc.elpmaxe.", in lower case: what is below it has this as a prefix. Written into `key`,
/// whose memory is used again.
void reverse_dns_name(std::string_view name, std::string& key);

}  // namespace certcheck::names
