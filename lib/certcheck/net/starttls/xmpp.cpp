// RFC 6120: section 4 (streams), section 5 (STARTTLS). XML as section 11 restricts it, read a tag at a time.
#include "certcheck/base/xml.h"
#include "certcheck/net/starttls/detail/dialogues.h"

#include <algorithm>
#include <string>

namespace certcheck::net::starttls {

namespace {

// Of the text of a stream's error as much is kept.
constexpr size_t error_text_max = 256;

bool is_xml_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// A tag's name without its prefix, which a server may choose.
std::string_view local_name(std::string_view tag) {
  const auto end = std::find_if(tag.begin(), tag.end(), [](char c) { return is_xml_space(c) || c == '/'; });
  tag = tag.substr(0, static_cast<size_t>(end - tag.begin()));
  return tag.substr(tag.find(':') + 1);  // npos + 1 is 0
}

/// Whether the tag has the attribute, with any value.
bool has_attribute(std::string_view tag, std::string_view name) {
  for (size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    if (at == 0 || !is_xml_space(tag[at - 1])) continue;
    std::string_view rest = tag.substr(at + name.size());
    while (!rest.empty() && is_xml_space(rest.front())) rest.remove_prefix(1);
    if (rest.starts_with('=')) return true;
  }
  return false;
}

class Xmpp final : public Dialogue {
 public:
  Xmpp(std::string_view name, std::string_view content_namespace, const Options& options)
      : Dialogue(name, options) {
    await("the stream's header");
    send("<?xml version='1.0'?><stream:stream to='" + escape_xml(options.server_name) + "' xmlns='" +
         std::string(content_namespace) + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>");
  }

 private:
  // A message is a tag from "<" to ">", or the text before one.
  size_t message_size(ByteView received) override {
    const std::string_view text = as_text(received);
    if (text.empty()) return 0;
    if (text.front() != '<') {
      if (depth_ == 0 && !is_xml_space(text.front())) not_the_protocol(text);
      const size_t end = text.find('<');
      return end == std::string_view::npos ? 0 : end;
    }
    if (text.starts_with("<![CDATA[")) {
      const size_t end = text.find("]]>", searched_);
      return found(received, end, 3);
    }
    // "<!" alone may become either; what else begins so has no place in a stream (section 11.1).
    if (text.starts_with("<!") && !std::string_view("<![CDATA[").starts_with(text)) {
      not_the_protocol(text);
      return 0;
    }
    for (size_t at = std::max<size_t>(searched_, 1); at < text.size(); ++at) {
      const char c = text[at];
      if (quote_ != '\0') {
        if (c == quote_) quote_ = '\0';
      } else if (c == '"' || c == '\'') {
        quote_ = c;
      } else if (c == '>') {
        return found(received, at, 1);
      } else if (c == '<') {
        not_the_protocol(text);
        return 0;
      }
    }
    searched_ = text.size();
    return 0;
  }

  /// The size of what ends with `size` bytes at `end`, if that was found.
  size_t found(ByteView received, size_t end, size_t size) {
    if (end == std::string_view::npos) {
      searched_ = received.size() < 2 ? 0 : received.size() - 2;
      return 0;
    }
    searched_ = 0;
    return end + size;
  }

  void on_message(ByteView message) override {
    std::string_view text = as_text(message);
    if (text.front() != '<') return on_text(text);
    if (text.starts_with("<![CDATA[")) return on_text(text.substr(9, text.size() - 12));
    const std::string_view tag = text.substr(1, text.size() - 2);
    if (tag.starts_with('?')) {
      if (depth_ > 0 || !tag.starts_with("?xml") || !tag.ends_with('?')) not_the_protocol(text);
      return;
    }
    if (tag.starts_with('/')) return on_end(local_name(tag.substr(1)), text);
    on_start(tag, text);
    if (state() == State::more && tag.ends_with('/')) on_end(local_name(tag), text);
  }

  void on_text(std::string_view text) {
    if (depth_ == 0) {
      if (!std::all_of(text.begin(), text.end(), is_xml_space)) not_the_protocol(text);
    } else if (in_error_ && depth_ > 2) {
      error_text_ += text.substr(0, error_text_max - std::min(error_text_max, error_text_.size()));
    }
  }

  void on_start(std::string_view tag, std::string_view whole) {
    const std::string_view name = local_name(tag);
    if (name.empty()) return not_the_protocol(whole);
    switch (++depth_) {
      case 1:
        if (name != "stream") return not_the_protocol(whole);
        greet(whole);
        // Section 4.7.5: without a version the server is of before XMPP 1.0, and no features follow.
        if (!has_attribute(tag, "version")) return not_offered();
        return await("the stream's features");
      case 2:
        // Section 5.4.2.2 and 5.4.2.3
        if (started_ && name == "proceed") return be_ready();
        if (started_ && name == "failure") return refuse(whole);
        in_features_ = name == "features";
        in_error_ = name == "error";
        return;
      case 3:
        if (in_features_ && name == "starttls") offer();
        // Section 4.9.2: the condition, and perhaps a text.
        if (in_error_ && name != "text" && error_.empty()) error_ = std::string(name);
        return;
      default:
        return;
    }
  }

  void on_end(std::string_view name, std::string_view whole) {
    if (depth_ == 0) return not_the_protocol(whole);
    if (--depth_ == 0) return refuse_by_error("</stream:stream>");
    if (depth_ != 1) return;
    if (in_error_) return refuse_by_error(error_text_.empty() ? error_ : error_ + " (" + error_text_ + ")");
    if (!in_features_ || name != "features" || started_) return;
    if (!offered()) return not_offered();
    started_ = true;
    await("the answer to starttls");
    send("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  }

  void refuse_by_error(std::string_view words) {
    refuse(offered() ? Refusal::after_offer : Refusal::no_service, words);
  }

  size_t depth_ = 0, searched_ = 0;
  char quote_ = '\0';
  bool started_ = false, in_features_ = false, in_error_ = false;
  std::string error_, error_text_;
};

}  // namespace

std::unique_ptr<Dialogue> start_xmpp_client(const Options& options) {
  return std::make_unique<Xmpp>("XMPP", "jabber:client", options);
}
std::unique_ptr<Dialogue> start_xmpp_server(const Options& options) {
  return std::make_unique<Xmpp>("XMPP", "jabber:server", options);
}

}  // namespace certcheck::net::starttls
