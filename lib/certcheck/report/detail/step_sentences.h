#pragma once

#include "certcheck/tls/handshake_step.h"

#include <string>

namespace certcheck::report {

/// What a step does here, in one sentence for a newcomer.
std::string step_sentence(const tls::HandshakeStep& step);

/// How the keys are derived from the secret, step by step.
std::string derivation_sentence(const tls::step::KeyAgreement& agreement);

}  // namespace certcheck::report
