#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/x509/oids.h"

#include <string_view>

namespace certcheck::lint {

/// BR 7.1.6.1: a reserved policy, and what a certificate with it is.
struct ReservedPolicy {
  der::Oid id;
  Role role;
  std::string_view name;
};

inline constexpr ReservedPolicy reserved_policies[] = {
    {x509::oids::domain_validated, Role::domain_validated, "domain validated"},
    {x509::oids::organization_validated, Role::organization_validated, "organization validated"},
    {x509::oids::individual_validated, Role::individual_validated, "individual validated"},
    {x509::oids::extended_validated, Role::extended_validated, "extended validation"},
};

}  // namespace certcheck::lint
