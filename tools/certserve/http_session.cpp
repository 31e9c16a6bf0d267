#include "certserve/http_session.h"

#include "certcheck/base/encoding.h"

#include "certserve/http.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace certcheck::certserve {
namespace {

constexpr size_t huge_bytes = size_t{1} << 30, piece_bytes = size_t{1} << 16;

class HttpSession final : public Session {
 public:
  explicit HttpSession(std::shared_ptr<const Pages> pages) : pages_(std::move(pages)) {}

  bool receive(ByteView received, Bytes& answer) override {
    received_.append(as_text(received));
    const auto request = read_http_request(received_);
    if (!request) return received_.size() < request_bytes_max;
    answer = to_bytes(as_bytes(respond(*request)));
    return false;
  }

  std::optional<Piece> next_piece() override {
    if (!slow_.empty()) {
      Piece piece{.bytes = Bytes(1, static_cast<uint8_t>(slow_.front())), .after = std::chrono::seconds(1)};
      slow_.erase(0, 1);
      return piece;
    }
    if (zeros_left_ == 0) return std::nullopt;
    zeros_left_ -= piece_bytes;
    return Piece{.bytes = Bytes(piece_bytes, 0), .after = {}};
  }

  std::chrono::seconds patience() const override {
    return std::chrono::seconds(slow_.empty() && zeros_left_ == 0 ? 10 : 60);
  }

 private:
  /// What is sent at once.
  std::string respond(const HttpRequest& request) {
    std::string encoded_request;
    const Page* page = find(request, encoded_request);
    if (page == nullptr) return http_response("404 Not Found", "There is no such page.\n");
    if (!page->location.empty())
      return http_head("302 Found", "text/plain", 0, "Location: " + page->location + "\r\n");
    Bytes body = page->body;
    if (page->respond) {
      const auto decoded =
          request.method == "POST" ? to_bytes(as_bytes(request.body)) : base64_decode(encoded_request);
      body = page->respond(decoded.value_or(Bytes()));
    }
    if (page->manner == Page::Manner::huge) {
      zeros_left_ = huge_bytes;
      return http_head("200 OK", page->content_type, huge_bytes);
    }
    std::string head = http_head("200 OK", page->content_type, body.size());
    if (page->manner == Page::Manner::whole) return head.append(as_text(body));
    slow_ = as_text(body);
    return head;
  }

  /// The page that is asked for, by its path or by one below it, which is an OCSP request.
  const Page* find(const HttpRequest& request, std::string& encoded_request) const {
    if (const auto page = pages_->find(request.path); page != pages_->end()) return &page->second;
    for (const auto& [path, page] : *pages_) {
      if (!request.path.starts_with(path + "/")) continue;
      encoded_request = percent_decode(std::string_view(request.path).substr(path.size() + 1));
      return &page;
    }
    return nullptr;
  }

  const std::shared_ptr<const Pages> pages_;
  std::string received_;
  std::string slow_;  ///< what is still to be sent byte by byte
  size_t zeros_left_ = 0;
};

}  // namespace

SessionFactory make_http_session_factory(std::shared_ptr<const Pages> pages) {
  return [pages = std::move(pages)] { return std::make_unique<HttpSession>(pages); };
}

}  // namespace certcheck::certserve
