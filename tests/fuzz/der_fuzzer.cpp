// The DER reader: what it accepts without a finding is canonical, and it always comes to an end.

#include "certcheck/der/reader.h"

#include "tests/fuzz/parsed.h"

using namespace certcheck;
using fuzz::require;

namespace {

/// The element written anew from its tag and content, in the one way that DER allows.
Bytes encode(const der::Element& element) {
  Bytes header(element.bytes.begin(), element.bytes.begin() + 1);
  if ((element.tag & 0x1f) == 0x1f)
    for (size_t i = 1;; ++i) {
      header.push_back(element.bytes[i]);
      if (element.bytes[i] < 0x80) break;
    }
  const size_t length = element.content.size();
  if (length < 0x80) {
    header.push_back(static_cast<uint8_t>(length));
  } else {
    Bytes octets;
    for (size_t rest = length; rest != 0; rest >>= 8)
      octets.insert(octets.begin(), static_cast<uint8_t>(rest));
    header.push_back(static_cast<uint8_t>(0x80 | octets.size()));
    header.insert(header.end(), octets.begin(), octets.end());
  }
  header.insert(header.end(), element.content.begin(), element.content.end());
  return header;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes input(data, data + size);
  Findings findings;
  der::FaultSink sink(findings);
  der::Reader reader(input, sink, "input");
  const size_t counted = reader.count();
  size_t elements = 0, position = 0;
  while (!reader.at_end()) {
    const size_t found = findings.size();
    const auto element = reader.next();
    require(reader.offset() > position && reader.offset() <= size, "reading goes forward");
    position = reader.offset();
    if (!element) continue;
    ++elements;
    require(fuzz::inside(element->bytes, input) && fuzz::inside(element->content, input),
            "elements view the input");
    if (findings.size() == found && !sink.cut_off())
      require(same_bytes(encode(*element), element->bytes), "what has no finding is in its shortest form");
  }
  if (findings.empty()) require(elements >= counted, "count() counts no more than next() reads");
  fuzz::check_findings(findings, size);

  // The same through the readers of every type.
  der::Reader typed(input, sink, "input");
  while (!typed.at_end()) {
    const size_t before = typed.offset();
    typed.any("element");
    require(typed.offset() > before, "any() goes forward");
  }
  fuzz::check_findings(findings, size);
  return 0;
}
