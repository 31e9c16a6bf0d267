#include "certcheck/engine/want.h"

namespace certcheck::engine {

std::string_view to_string(Want::Kind kind) {
  switch (kind) {
    case Want::Kind::issuer:
      return "issuer";
    case Want::Kind::crl:
      return "crl";
    case Want::Kind::ocsp:
      return "ocsp";
  }
  return "issuer";
}

}  // namespace certcheck::engine
