#pragma once

// clang-format off
#include <utility>  // Boost 1.74 forgets it before its coroutines
// clang-format on

#include <boost/asio/awaitable.hpp>

/// Coroutines on Boost.Asio, with what its version and GCC's need for them: whoever writes one includes this,
/// not Boost's own header.

#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes the two halves of Boost's own allocation of coroutine frames for a mismatch when a sanitizer
// keeps it from inlining both.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif
