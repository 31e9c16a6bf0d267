#include "tests/support/process.h"

#include "tests/support/read_file.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

extern char** environ;

namespace certcheck::test {

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "certcheck-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::write(std::string_view name, std::string_view content) const {
  const std::filesystem::path file = path_ / name;
  std::ofstream(file, std::ios::binary) << content;
  return file.string();
}

ChildProcess::ChildProcess(const std::vector<std::string>& command) {
  std::array<int, 2> in{}, out{};
  // Close-on-exec, so that no program inherits the pipes of another.
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipes");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int problem = posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  input_ = in[1];
  output_ = out[0];
  if (problem != 0) {
    pid_ = -1;
    close(input_);
    close(output_);
    throw std::runtime_error(command.front() + " cannot be started");
  }
  reader_ = std::thread([this] { read_output(); });
}

ChildProcess::~ChildProcess() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  if (reader_.joinable()) reader_.join();
  close(input_);
  close(output_);
}

void ChildProcess::read_output() {
  std::array<char, 4096> buffer;
  ssize_t size = 0;
  while ((size = read(output_, buffer.data(), buffer.size())) > 0) {
    const std::lock_guard lock(mutex_);
    printed_.append(buffer.data(), static_cast<size_t>(size));
    news_.notify_one();
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  news_.notify_one();
}

std::string ChildProcess::wait_for_line(std::string_view mark, std::chrono::milliseconds timeout) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  std::unique_lock lock(mutex_);
  size_t searched = 0;
  for (;;) {
    for (size_t newline; (newline = printed_.find('\n', searched)) != std::string::npos;
         searched = newline + 1) {
      std::string line = printed_.substr(searched, newline - searched);
      if (line.find(mark) != std::string::npos) return line;
    }
    if (ended_ || news_.wait_until(lock, end) == std::cv_status::timeout)
      throw std::runtime_error("no \"" + std::string(mark) + "\" in: " + printed_);
  }
}

int ChildProcess::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string run_and_read(const std::vector<std::string>& command, const std::string& file) {
  if (ChildProcess(command).wait() != 0) throw std::runtime_error(command.front() + " failed");
  return read_file(file);
}

namespace {

int bound_socket(uint16_t& port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || bind(listener, generic, size) != 0 || getsockname(listener, generic, &size) != 0)
    throw std::runtime_error("no socket on 127.0.0.1");
  port = ntohs(address.sin_port);
  return listener;
}

}  // namespace

uint16_t free_port() {
  uint16_t port = 0;
  close(bound_socket(port));
  return port;
}

ScriptedServer::ScriptedServer(Script script) {
  listener_ = bound_socket(port_);
  if (listen(listener_, 64) != 0) throw std::runtime_error("cannot listen");
  thread_ = std::thread([listener = listener_, script = std::move(script)] {
    for (;;) {
      const int connection = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) return;  // the listener was shut down
      script(connection);
      close(connection);
    }
  });
}

ScriptedServer::~ScriptedServer() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string receive_some(int socket, size_t size) {
  std::string buffer(size, '\0');
  const ssize_t received = recv(socket, buffer.data(), buffer.size(), 0);
  buffer.resize(received > 0 ? static_cast<size_t>(received) : 0);
  return buffer;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
}

void wait_until_closed(int socket) {
  while (!receive_some(socket).empty()) {
  }
}

}  // namespace certcheck::test
