#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/der/reader.h"

namespace certcheck::crypto {

/// Reads one value and knows whether anything about its encoding was wrong.
class StrictReader {
 public:
  explicit StrictReader(ByteView bytes) : reader_(bytes, sink_, {}) {}
  der::Reader& operator*() { return reader_; }
  der::Reader* operator->() { return &reader_; }
  bool clean() const { return findings_.empty(); }
  bool cut_off() const { return sink_.cut_off(); }

 private:
  Findings findings_;
  der::FaultSink sink_{findings_};
  der::Reader reader_;
};

}  // namespace certcheck::crypto
