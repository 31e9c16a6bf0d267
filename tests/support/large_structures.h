#pragma once

#include "certcheck/base/bytes.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

/// Certificates, CRLs, OCSP responses and requests with one element repeated or made long.
namespace certcheck::test {

enum class Structure { certificate, crl, ocsp, ocsp_request };

struct LargeStructure {
  std::string name;  ///< of what is repeated or long
  Structure structure;
  /// DER with so many, or so long. The size grows in proportion.
  std::function<Bytes(size_t count)> make;
  size_t bytes_each;  ///< about how much each adds
};

/// One for each element of these structures that may be repeated, or whose length is free.
std::vector<LargeStructure> large_structures();

}  // namespace certcheck::test
