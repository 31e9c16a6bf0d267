// X509_CERT_AUX: total, and what can be read survives being merged with nothing.

#include "certcheck/trust/settings.h"

#include "tests/fuzz/property.h"

#include <cstdint>

using namespace certcheck;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const trust::Settings settings = trust::read_certificate_aux({data, size});
  trust::Settings merged = settings;
  merged.merge({});
  require(merged == settings, "merging nothing changes nothing");
  require(settings.unreadable.empty() || !settings.allows({}), "what cannot be read trusts nothing");
  return 0;
}
