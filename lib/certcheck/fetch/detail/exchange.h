#pragma once

#include "certcheck/fetch/fetcher.h"
#include "certcheck/net/awaitable.h"

#include <boost/asio/io_context.hpp>

#include <memory>

namespace certcheck::fetch {

/// Fetches one thing, from the first of its addresses that has it, within the limits.
boost::asio::awaitable<Answer> fetch_from_network(std::shared_ptr<boost::asio::io_context> io,
                                                  Request request, std::shared_ptr<const Options> options);

}  // namespace certcheck::fetch
