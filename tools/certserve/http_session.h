#pragma once

#include "certserve/page.h"
#include "certserve/session.h"

#include <map>
#include <memory>
#include <string>

namespace certcheck::certserve {

/// All that is published, by whole path: "/crl-revoked/issuing.crl".
using Pages = std::map<std::string, Page, std::less<>>;

/// Sessions that answer one request each. `pages` may grow until the first of them begins.
SessionFactory make_http_session_factory(std::shared_ptr<const Pages> pages);

}  // namespace certcheck::certserve
