#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/files/files.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/report/json.h"
#include "certcheck/report/text.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

/// What most programs need: a chain, trust, a name and a time in, a report out. Linting a thing by itself
/// (engine/linting.h), formats (report/format.h), requests in JSON (request/request.h) and handshakes
/// (scan/scan.h, in certcheck::net) have headers of their own.
///
///     // example ROOTS CHAIN NAME: do clients with these roots accept this chain for this name now?
///     #include <certcheck/certcheck.h>
///
///     #include <chrono>
///     #include <iostream>
///
///     int main(int argc, char** argv) {
///       using namespace certcheck;
///       if (argc != 4) return 2;
///       const auto roots = files::load_store("my roots", argv[1]);
///       const auto chain = files::read_certificates(argv[2]);
///       const auto name = names::make_host_name(argv[3]);
///       if (!roots || !chain || !name) return 2;  // error().message of each says why
///
///       engine::Input input;
///       input.presented = chain->certificates;
///       engine::Options options;
///       options.path.names = {*name};
///       options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
///       crypto::Verifier verifier;  // remembers keys and signatures: one for the whole program
///       const trust::Store* stores[] = {&roots->store};
///       const engine::Report report = engine::inspect(input, stores, options, verifier);
///
///       std::cout << report::to_text(report);
///       return report.verdict == engine::Verdict::trusted ? 0 : 1;
///     }
