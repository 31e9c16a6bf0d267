#pragma once

#include <string_view>

/// How a tool ends that is stopped from outside or lacks memory: what it has printed so far are whole lines.
namespace certcheck::tools {

/// From here on SIGINT, SIGTERM and SIGHUP end the process, as they do by themselves, but between two pieces
/// of output, unless the reader keeps one from being finished. To be called before any thread is started.
void end_between_lines();

/// From here on memory or threads that run out end the process with status 2 and a message on standard error,
/// "NAME: out of memory". `name` is of static storage.
void say_what_ran_out(std::string_view name);

}  // namespace certcheck::tools
