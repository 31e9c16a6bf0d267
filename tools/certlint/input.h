#pragma once

#include "certcheck/base/result.h"
#include "certcheck/request/lint_input.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace certcheck::certlint {

/// Is told how many bytes were read since the last call.
using Progress = std::function<void(size_t bytes)>;

/// Bytes of the inputs that read_inputs would read; 0 if that cannot be known, as of standard input.
size_t size_of_inputs(const std::vector<std::string>& paths);

/// Reads every item of the files, of directories and what is below them, or of standard input ("-"), in
/// order. What is known to hold nothing to lint is skipped with a note; what is not known, in directories
/// too, while elsewhere it is an error. Errors are returned and do not keep the other inputs from being read.
std::vector<Error> read_inputs(const std::vector<std::string>& paths, const request::LintSink& sink,
                               const Progress& progress);

}  // namespace certcheck::certlint
