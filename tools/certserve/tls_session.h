#pragma once

#include "certserve/session.h"

namespace certcheck::certserve {

/// Sessions of Botan's TLS server with the presented chain, each answering one HTTP request.
SessionFactory make_tls_session_factory(const Scenario& scenario, const Presentation& presentation);

}  // namespace certcheck::certserve
