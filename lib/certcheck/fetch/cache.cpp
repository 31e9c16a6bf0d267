#include "certcheck/fetch/detail/cache.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/fetch/detail/cache_file.h"
#include "certcheck/fetch/detail/freshness.h"
#include "certcheck/files/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace certcheck::fetch {
namespace {

constexpr std::string_view first_words = "certcheck-fetched 4 ", suffix = ".fetched",
                           temporary_suffix = ".part";

/// Of the key and what is stored: a file under another name is another's. By its digest, as what is stored
/// may be large.
std::string seal(const std::string& key, std::string_view times, std::string_view address, ByteView content) {
  Bytes all;
  for (const std::string_view part : {std::string_view(key), times, address}) {
    const ByteView bytes = as_bytes(part);
    all.insert(all.end(), bytes.begin(), bytes.end());
    all.push_back(0);
  }
  const Sha256 of_content = crypto::sha256(content);
  all.insert(all.end(), of_content.begin(), of_content.end());
  return hex_encode(crypto::sha256(all));
}

/// The bytes of a regular file of at most that many.
std::optional<Bytes> read_regular(const std::string& path, size_t bytes_max) {
  // Not followed, and not waited for: others may write to the folder.
  const files::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return files::read_to_end(file.get(), bytes_max);
}

}  // namespace

std::string write_cache_file(const std::string& key, ByteView content, Time fetched, Time fresh_until,
                             std::string_view address) {
  const std::string times = format_rfc3339(fetched) + " " + format_rfc3339(fresh_until);
  std::string text(first_words);
  text += times + " " + seal(key, times, address, content) + "\n";
  text.append(address).append("\n").append(as_text(content));
  return text;
}

std::optional<Cache::Entry> read_cache_file(const std::string& key, ByteView file) {
  const std::string_view text = as_text(file);
  const size_t end = text.substr(0, cache_line_bytes_max).find('\n');
  if (end == std::string_view::npos || !text.starts_with(first_words)) return std::nullopt;
  const std::string_view words = text.substr(first_words.size(), end - first_words.size());
  const size_t first = words.find(' '), second = words.rfind(' ');
  if (first == second) return std::nullopt;
  const auto fetched = parse_rfc3339(words.substr(0, first));
  const auto fresh_until = parse_rfc3339(words.substr(first + 1, second - first - 1));
  const size_t address_end = text.substr(end + 1, cache_address_bytes_max + 1).find('\n');
  if (address_end == std::string_view::npos) return std::nullopt;
  const std::string_view address = text.substr(end + 1, address_end);
  const ByteView content = file.subspan(end + 1 + address_end + 1);
  if (!fetched || !fresh_until || *fresh_until - *fetched > fresh_at_most || content.empty() ||
      words.substr(second + 1) != seal(key, words.substr(0, second), address, content))
    return std::nullopt;
  return Cache::Entry{to_bytes(content), *fetched, *fresh_until, std::string(address)};
}

std::string Cache::file_of(const std::string& key) const {
  return folder_ + "/" + hex_encode(crypto::sha256(as_bytes(key))) + std::string(suffix);
}

std::optional<Cache::Entry> Cache::find(const std::string& key, size_t bytes_max, Time now) const {
  const auto file = read_regular(file_of(key), bytes_max + cache_line_bytes_max + cache_address_bytes_max);
  if (!file) return std::nullopt;
  auto entry = read_cache_file(key, *file);
  // Not even the clock that it was written by is trusted.
  if (!entry || entry->fetched > now || now >= entry->fresh_until || entry->content.size() > bytes_max)
    return std::nullopt;
  return entry;
}

void Cache::store(const std::string& key, ByteView content, Time fetched, Time fresh_until,
                  std::string_view address) {
  if (fresh_until <= fetched || content.size() > bounds_.bytes) return;
  // Then it could not be read back.
  if (address.size() > cache_address_bytes_max || address.find('\n') != std::string_view::npos) return;
  std::error_code problem;
  std::filesystem::create_directories(folder_, problem);
  if (problem) return;
  const std::string path = file_of(key);
  std::string temporary = path + ".XXXXXX" + std::string(temporary_suffix);
  const std::string file_text = write_cache_file(key, content, fetched, fresh_until, address);
  bool written = false;
  {
    // Mode 0600: what somebody has looked up is nobody else's business.
    const files::Descriptor file(
        ::mkostemps(temporary.data(), static_cast<int>(temporary_suffix.size()), O_CLOEXEC));
    if (!file) return;
    written = files::write_all(file.get(), file_text);
  }
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) (void)::unlink(temporary.c_str());
  if (files_left_ == 0 || bytes_left_ < file_text.size()) return make_room();
  --files_left_;
  bytes_left_ -= file_text.size();
}

void Cache::make_room() {
  namespace fs = std::filesystem;
  struct File {
    fs::file_time_type time;
    size_t bytes;
    fs::path path;
  };
  std::vector<File> files;
  size_t bytes = 0;
  std::error_code problem;
  for (fs::directory_iterator entry(folder_, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    std::error_code gone;
    const bool ours = name.ends_with(suffix) ||
                      (name.ends_with(temporary_suffix) && name.find(suffix) != std::string::npos);
    if (!ours || !entry->is_regular_file(gone)) continue;
    const auto time = entry->last_write_time(gone);
    const auto size = entry->file_size(gone);
    if (gone) continue;
    files.push_back({time, static_cast<size_t>(size), entry->path()});
    bytes += static_cast<size_t>(size);
  }
  // Some room for those that follow.
  const size_t bytes_eighth = bounds_.bytes / 8, files_eighth = bounds_.files / 8;
  size_t count = files.size();
  if (bytes > bounds_.bytes || count > bounds_.files) {
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.time < b.time; });
    for (const File& file : files) {
      if (bytes <= bytes_eighth * 7 && count <= files_eighth * 7) break;
      std::error_code gone;
      fs::remove(file.path, gone);
      bytes -= file.bytes;
      --count;
    }
  }
  bytes_left_ = std::min(bytes_eighth, bounds_.bytes - bytes);
  files_left_ = std::min(files_eighth, bounds_.files - count);
}

}  // namespace certcheck::fetch
