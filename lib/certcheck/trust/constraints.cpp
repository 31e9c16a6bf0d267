#include "certcheck/trust/constraints.h"

#include "certcheck/der/reader.h"

#include <utility>

namespace certcheck::trust {

void Constraints::add(bool permitted, x509::GeneralName::Kind kind, Bytes base) {
  const Bytes& kept = bases_.emplace_back(std::move(base));
  x509::GeneralSubtree subtree;
  subtree.base.kind = kind;
  subtree.base.value = kept;
  if (kind == x509::GeneralName::Kind::directory_name) {
    Findings ignored;
    der::FaultSink sink(ignored);
    der::Reader reader(kept, sink, "base");
    subtree.base.directory_name = x509::read_name(reader, "base");
  }
  (permitted ? names_.permitted : names_.excluded).push_back(std::move(subtree));
  (permitted ? names_.has_permitted : names_.has_excluded) = true;
}

}  // namespace certcheck::trust
