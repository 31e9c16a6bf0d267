#include "certcheck/engine/detail/root.h"

#include "certcheck/base/ascii.h"

namespace certcheck::engine {

lint::Root root_of(const trust::Anchor* anchor, std::span<const trust::Store* const> stores) {
  using lint::Root;
  if (anchor == nullptr) return Root::any;
  bool is_public = anchor->public_root;
  Root programs = Root::any;
  for (const lint::RootProgram& program : lint::root_programs) {
    bool is_known = false, has_it = false;
    for (const trust::Store* store : stores) {
      if (!equal_ignoring_case(store->name(), program.name)) continue;
      is_known = true;
      has_it = has_it || store->find_certificate(*anchor->certificate) != nullptr;
    }
    is_public = is_public || has_it;
    if (has_it || !is_known) programs = programs | program.root;
  }
  return is_public ? Root::in_public_store | programs : Root::any;
}

}  // namespace certcheck::engine
