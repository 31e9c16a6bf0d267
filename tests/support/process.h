#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace certcheck::test {

/// A folder of its own under the system's place for temporary files, removed at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Writes a file and returns its path.
  std::string write(std::string_view name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

/// A program running beside the test, found by PATH; ended at the latest when this object is. Its standard
/// input stays open and silent; what it prints on standard output and error is read together.
class ChildProcess {
 public:
  /// Throws std::runtime_error if it cannot be started.
  explicit ChildProcess(const std::vector<std::string>& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Reads until a line contains `mark` and returns that line. Throws std::runtime_error with all that was
  /// printed if the program ends or the time is over.
  std::string wait_for_line(std::string_view mark,
                            std::chrono::milliseconds timeout = std::chrono::seconds(20));
  /// Waits for the program to end and returns its exit status, or -1 if a signal ended it.
  int wait();

 private:
  void read_output();

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::thread reader_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::string printed_;  ///< guarded by mutex_
  bool ended_ = false;   ///< likewise
};

/// Runs a program to its end and returns the file that it wrote. Throws std::runtime_error if it fails.
std::string run_and_read(const std::vector<std::string>& command, const std::string& file);

/// A port of 127.0.0.1 that was free a moment ago, for servers that cannot choose one themselves.
uint16_t free_port();

/// A server on 127.0.0.1 whose every connection is handled by a function, one after another, on a thread of
/// its own. The function gets the connected socket, which is closed after it.
class ScriptedServer {
 public:
  using Script = std::function<void(int socket)>;
  explicit ScriptedServer(Script script);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  uint16_t port() const { return port_; }

 private:
  int listener_ = -1;
  uint16_t port_ = 0;
  std::thread thread_;
};

/// Reads once, at most `size` bytes; empty at the end of the stream.
std::string receive_some(int socket, size_t size = 65536);
void send_all(int socket, std::string_view bytes);
/// Returns when the peer has closed; what it still says is dropped.
void wait_until_closed(int socket);

}  // namespace certcheck::test
