#pragma once

#include "certcheck/base/result.h"
#include "certcheck/fetch/fetcher.h"
#include "certcheck/request/settings.h"

#include <map>
#include <memory>
#include <string>

namespace certcheck::tools {

/// The fetchers of a run: one for all who are to fetch in the same way, so that they share what they get.
class Fetchers {
 public:
  /// Never null. The error names the option that is wrong.
  Result<std::shared_ptr<fetch::Fetcher>> fetcher_for(const request::Settings& settings);

 private:
  std::map<std::string, std::shared_ptr<fetch::Fetcher>> known_;  ///< by the text of the options
};

}  // namespace certcheck::tools
