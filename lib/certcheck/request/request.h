#pragma once

#include "certcheck/base/result.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/inspect.h"
#include "certcheck/request/known.h"
#include "certcheck/request/settings.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/trust/store.h"
#include "certcheck/x509/certificate.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Requests and answers of `certverify --batch` (docs/batch.md), one line of JSON each.
namespace certcheck::request {

struct Request {
  engine::Input input;
  std::shared_ptr<const trust::Store> trust;  ///< never null; requests with the same anchors may share it
  engine::Options options;
};

/// Reads one request. `now` replaces a time that is not given; `known` is what earlier requests had, null if
/// nothing is kept. The error names the key and what is wrong with it, or the byte at which the line is not
/// JSON.
Result<Request> read_request(std::string_view line, Time now, Known* known = nullptr);

/// How a request is inspected that asks for something to be fetched; an error is the answer then.
using InspectFetching =
    std::function<Result<engine::Report>(engine::Input input, std::span<const trust::Store* const> stores,
                                         engine::Options options, crypto::Verifier& verifier)>;

/// The answer to one line, without a newline: a result, or {"id", "error"}. Without `fetching` requests that
/// ask for something to be fetched get an error.
std::string answer(std::string_view line, Time now, crypto::Verifier& verifier, Known* known = nullptr,
                   const InspectFetching& fetching = nullptr);

/// The same for who tells an answer from an error by other means: the error is that of {"id", "error"}.
Result<std::string> answer_or_error(std::string_view line, Time now, crypto::Verifier& verifier,
                                    Known* known = nullptr, const InspectFetching& fetching = nullptr);

/// {"id": null, "error": message}, the answer to a line that cannot even be read.
std::string error_answer(const std::string& message);

/// What is to be checked by connecting to it, and how.
struct TargetRequest {
  std::vector<std::string> targets;           ///< as people write them; one or more
  std::optional<uint64_t> concurrency;        ///< handshakes under way at once
  Settings settings;                          ///< of these what concerns connections, fetching, and files
  std::shared_ptr<const trust::Store> trust;  ///< null: none was given
  engine::Options options;
  revocation::Evidence evidence;
  std::vector<x509::CertificatePtr> untrusted;
  Findings input_findings;  ///< about the anchors
};

/// Reads a request of the bindings for other languages (docs/c-api.md): `target`, or a list of `targets`, the
/// keys of read_request() but for `leaf`, and the options about connections by the names that policy files
/// have for them.
Result<TargetRequest> read_target_request(std::string_view text, Time now, Known* known = nullptr);

}  // namespace certcheck::request
