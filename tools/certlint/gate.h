#pragma once

#include "certcheck/lint/selection.h"
#include "certcheck/lint/weak_keys.h"

#include "certlint/options.h"
#include "common/exit_status.h"

/// `certlint --pre-issuance`: a process that answers requests for as long as it is asked.
namespace certcheck::certlint {

/// Answers the lines of standard input on standard output, in order, each as soon as it has come. The status
/// is problem after a finding at or above fail_on, usage after a line that could not be read.
tools::ExitStatus answer_standard_input(const Options& options, const lint::Selection& selection,
                                        const lint::WeakKeys& weak_keys);

/// Does the same for each client of a Unix socket at options.listen, which only the user may connect to,
/// until the process is asked to end: then the socket is removed, and what has come is answered.
tools::ExitStatus answer_socket(const Options& options, const lint::Selection& selection,
                                const lint::WeakKeys& weak_keys);

}  // namespace certcheck::certlint
