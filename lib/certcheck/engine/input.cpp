#include "certcheck/engine/input.h"

#include <utility>

namespace certcheck::engine {

Input input_of(tls::HandshakeRecord handshake, Target target) {
  Input input;
  for (const Bytes& der : handshake.certificates) input.presented.push_back(x509::parse_certificate(der));
  for (size_t i = 0; i < handshake.ocsp_staples.size() && i < input.presented.size(); ++i)
    if (const Bytes& staple = handshake.ocsp_staples[i]; !staple.empty())
      input.evidence.add_staple(x509::parse_ocsp_response(staple), input.presented[i]);
  input.target = std::move(target);
  input.handshake = std::move(handshake);
  return input;
}

}  // namespace certcheck::engine
