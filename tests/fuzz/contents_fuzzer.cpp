// Reading inputs of any form (PEM, DER, PKCS#7, PKCS#12, keystores, p11-kit, UTF-16, base64 in other text):
// total, what comes out is not more than goes in, and what is refused says why.

#include "certcheck/files/checks.h"
#include "certcheck/files/contents.h"

#include "tests/fuzz/property.h"

#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input{data, size};
  for (const bool open : {false, true}) {
    const files::Contents contents = files::read_contents(input, {.passphrase = {}, .open_pkcs12 = open});
    size_t bytes = 0;
    for (const files::Part& part : contents.parts) {
      bytes += part.der.size();
      if (part.kind == files::Kind::pkcs7 || part.kind == files::Kind::java_keystore) {
        const files::Contents again = files::read_contents(part.der, {.passphrase = {}, .open_pkcs12 = open});
        require(again.parts.size() == 1 && again.parts.front().kind == part.kind,
                "a container that is not opened holds nothing");
      }
      require(open || part.kind != files::Kind::unknown || part.der.empty(), "a part is something known");
    }
    require(bytes <= 2 * size + 16, "parts are no larger than the input");
    for (const Finding& finding : contents.findings) {
      require(finding.check != nullptr && !finding.message.empty(), "findings say what they are about");
      require(finding.subject.kind == Subject::Kind::input, "findings are about the input");
    }
  }
  return 0;
}
