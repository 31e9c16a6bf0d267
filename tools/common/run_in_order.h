#pragma once

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace certcheck::tools {

/// Works through a stream on several threads and hands the results on in the order of the input. `next`
/// (nullopt at the end) and `emit` are never called by two threads at once; `work` is. At most `window`
/// results wait for an earlier one, so memory is bounded whatever the stream's length. A result is emitted as
/// soon as it and all before it are ready.
template <typename Item, typename Output>
void run_in_order(unsigned threads, const std::function<std::optional<Item>()>& next,
                  const std::function<Output(Item)>& work, const std::function<void(Output)>& emit,
                  size_t window = 256) {
  std::mutex input_mutex, output_mutex;
  std::condition_variable emitted;
  size_t next_number = 0, next_to_emit = 0;
  bool ended = false;
  std::map<size_t, Output> waiting;

  const auto worker = [&] {
    for (;;) {
      std::optional<Item> item;
      size_t number = 0;
      {
        const std::lock_guard lock(input_mutex);
        if (ended) return;
        item = next();
        if (!item) {
          ended = true;
          return;
        }
        number = next_number++;
      }
      Output output = work(std::move(*item));
      std::unique_lock lock(output_mutex);
      emitted.wait(lock, [&] { return number < next_to_emit + window; });
      waiting.emplace(number, std::move(output));
      while (!waiting.empty() && waiting.begin()->first == next_to_emit) {
        emit(std::move(waiting.begin()->second));
        waiting.erase(waiting.begin());
        ++next_to_emit;
      }
      emitted.notify_all();
    }
  };
  std::vector<std::thread> pool;
  for (unsigned i = 1; i < std::max(1U, threads); ++i) pool.emplace_back(worker);
  worker();
  for (auto& thread : pool) thread.join();
}

}  // namespace certcheck::tools
