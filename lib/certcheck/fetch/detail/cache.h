#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Private to this module.
namespace certcheck::fetch {

/// Answers on the disk, each a file in one folder, for later runs and for others at the same time: a file is
/// there whole or not at all. What is read from it is believed as little as what is fetched; a file that was
/// cut off, changed or renamed counts as absent. Used by one thread at a time.
class Cache {
 public:
  /// What the folder may hold. Where it would be more, what was stored longest ago goes. Thousands of OCSP
  /// responses, and the CRLs of some dozen CAs. Who stores counts what it stores, and looks at the folder at
  /// first and after each eighth of the bounds, so that each of several runs may add as much to them.
  struct Bounds {
    size_t bytes = size_t{256} << 20;
    size_t files = 4'096;
  };
  struct Entry {
    Bytes content;
    Time fetched, fresh_until;
    std::string address;  ///< that it was fetched from, one of the key's
  };

  /// The folder is made when something is stored first. Files of others in it are left alone.
  explicit Cache(std::string folder) : Cache(std::move(folder), Bounds()) {}
  Cache(std::string folder, Bounds bounds) : folder_(std::move(folder)), bounds_(bounds) {}

  /// What was stored under the key and is still fresh. `bytes_max`: of its content.
  std::optional<Entry> find(const std::string& key, size_t bytes_max, Time now) const;
  /// Stores it, if it is fresh for a while. What cannot be stored is not.
  void store(const std::string& key, ByteView content, Time fetched, Time fresh_until,
             std::string_view address);

 private:
  std::string file_of(const std::string& key) const;
  void make_room();

  std::string folder_;
  Bounds bounds_;
  /// May be stored before the folder has to be looked at.
  size_t bytes_left_ = 0, files_left_ = 0;
};

}  // namespace certcheck::fetch
