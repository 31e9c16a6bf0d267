#pragma once

#include <cstddef>

namespace certcheck::files {

/// What one input may cost. In one place, each with its source.
struct Limits {
  /// A file that is read whole: the largest public CRLs have some tens of MB, and all certificates of the
  /// CCADB some too.
  size_t file_bytes = size_t{1} << 28;
  /// A text that has to be converted or searched for encoded values first (UTF-16, JSON, YAML, base64) and a
  /// container: all of it is in memory about three times. Kubernetes takes secrets of 1 MiB, and no list of
  /// roots has more than a few MB.
  size_t converted_bytes = size_t{64} << 20;
  /// Certificates and CRLs in one container, PEM blocks in a file that is not streamed; stores of public
  /// roots have some 150.
  size_t parts = 100'000;
  /// Iterations of key derivation over all of a PKCS#12 file. OpenSSL writes 2,048 for each of its three
  /// derivations, Java 10,000, Firefox 600,000; RFC 8018 4.2 names ten million for critical keys.
  size_t iterations = 10'000'000;
  /// SafeContents inside each other (RFC 7292 4.2.6); nobody nests them more than once.
  size_t nesting = 8;
};

inline constexpr Limits limits{};

}  // namespace certcheck::files
