#pragma once

#include "certcheck/engine/inspection.h"

#include <span>

namespace certcheck::engine {

/// The call that validates and lints a chain from what is available. It reads no clock, file or socket.
///
///     crypto::Verifier verifier;                       // one for the whole program
///     trust::Store roots("mine");
///     roots.add_pem(text_of_roots);
///     engine::Input input;
///     for (auto& der : chain) input.presented.push_back(x509::parse_certificate(der));
///     engine::Options options;
///     options.path.time = now;
///     options.path.names = {*names::make_host_name("example.com")};
///     const trust::Store* stores[] = {&roots};
///     const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
Report inspect(Input input, std::span<const trust::Store* const> stores, const Options& options,
               crypto::Verifier& verifier);

}  // namespace certcheck::engine
