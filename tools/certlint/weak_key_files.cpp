#include "certlint/weak_key_files.h"

#include "certcheck/files/read_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace certcheck::certlint {

Result<lint::WeakKeys> read_weak_keys(const std::vector<std::string>& files, const std::string& directory) {
  std::vector<std::string> all = files;
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(directory, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    // Whatever else may be there is no list of RSA keys.
    if (entry->path().filename().string().starts_with("blacklist.RSA-"))
      all.push_back(entry->path().string());
  }
  std::sort(all.begin() + static_cast<std::ptrdiff_t>(files.size()), all.end());
  lint::WeakKeys keys;
  for (size_t i = 0; i < all.size(); ++i) {
    const char* const option = i < files.size() ? "--weak-keys: " : "";
    const auto text = files::read_file(all[i]);
    if (!text) return Error{text.error().kind, option + text.error().message};
    if (const auto line = keys.add_list(as_text(*text))) {
      return Error{Error::Kind::unreadable,
                   fmt::format("{}{}:{}: not a fingerprint of a weak key (20 or 64 hexadecimal digits)",
                               option, all[i], *line)};
    }
  }
  return keys;
}

}  // namespace certcheck::certlint
