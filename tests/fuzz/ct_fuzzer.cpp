// SCT lists and log lists: total, bounded, deterministic; what was signed for a certificate is inside of it.

#include "certcheck/ct/detail/entry.h"
#include "certcheck/ct/detail/sct_extensions.h"
#include "certcheck/ct/transparency.h"

#include "tests/fuzz/property.h"

#include <memory>

using namespace certcheck;
using fuzz::require;

namespace {

constexpr Time checked = date(2026, 6, 1);

void check_log_list(ByteView input) {
  const auto list = ct::parse_log_list(as_text(input));
  if (!list) {
    require(!list.error().message.empty(), "an error says what is wrong");
    return;
  }
  require(list->by_id.size() == list->logs.size(), "each log has an id of its own");
  for (const ct::Log& log : list->logs) require(list->find(log.id) == &log, "a log is found by its id");
}

/// SCTs as a server sends them, for a certificate that is the same bytes.
void check_timestamps(ByteView input) {
  const auto leaf = x509::parse_certificate(input);
  const ct::Presented presented = ct::read_timestamps({.leaf = leaf.get(), .tls_list = input});
  require(presented.scts.size() <= ct::timestamps_most, "no more SCTs than are verified");
  for (const auto& one : presented.scts) {
    const auto extensions = ct::read_sct_extensions(one.sct.extensions);
    require(!extensions.leaf_index || *extensions.leaf_index < uint64_t{1} << 40, "a leaf index has 40 bits");
  }
  Findings findings;
  crypto::Verifier verifier;
  const ct::Options options{
      .log_list = std::make_shared<const ct::LogList>(), .time = checked, .check_policies = true};
  const ct::Transparency result = ct::verify(presented, leaf.get(), options, verifier, findings);
  require(result.timestamps.size() == presented.scts.size(), "each SCT is reported");
  for (const ct::Timestamp& sct : result.timestamps)
    require(sct.status != ct::TimestampStatus::valid && !sct.counts, "no SCT is valid without its log");
  require(!ct::first_logged(result, checked), "nothing was logged where no SCT is valid");
  if (const auto tbs = ct::tbs_without_scts(*leaf))
    require(tbs->size() < leaf->tbs.size(), "what the logs signed lacks the list");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteView input(data, size);
  check_log_list(input);
  check_timestamps(input);
  return 0;
}
