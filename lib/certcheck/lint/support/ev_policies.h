#pragma once

#include "certcheck/der/oid.h"

namespace certcheck::lint {

/// The policy says that a TLS certificate follows the EV Guidelines: the CA/Browser Forum's own
/// (EVG 7.1.6.1), that of ETSI EN 319 411-1, or one that a CA has and that browsers had in their lists of
/// roots for EV.
bool is_ev_policy(der::Oid policy);

}  // namespace certcheck::lint
