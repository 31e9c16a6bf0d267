#include "certcheck/report/detail/handshake_steps.h"
#include "certcheck/report/detail/words.h"
#include "certcheck/report/html/detail/drawing.h"
#include "certcheck/report/html/detail/sections.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace certcheck::report::html {
namespace {

/// Steps that are drawn; servers that make more send what is not part of a handshake.
constexpr size_t steps_max = 60;
constexpr double client_x = 70, server_x = 850, diagram_width = 920, text_x = 92, line_step = 16;
constexpr size_t text_columns = 98;
/// Values that are drawn of a step; the list below has all.
constexpr size_t values_max = 5;

/// What fills lines and says little: it is in the list alone.
bool is_drawn(std::string_view key) {
  constexpr std::array<std::string_view, 12> others{
      "meaning",           "random",      "extensions",      "signature_schemes", "groups",
      "cipher_suite_id",   "share_bytes", "signature_bytes", "ticket_bytes",      "code",
      "certificate_types", "derivation"};
  return std::find(others.begin(), others.end(), key) == others.end();
}

/// Which sides encrypt what they say by now.
class Protection {
 public:
  bool of(const tls::HandshakeStep& step) {
    const bool now = step.from == tls::Side::client ? client_ : server_;
    if (const auto* const hello = step.as<tls::step::ServerHello>();
        hello != nullptr && hello->version >= tls::tls13_version)
      client_ = server_ = is_tls13_ = true;
    if (const auto* const hello = step.as<tls::step::ClientHello>();
        hello != nullptr && hello->occasion == tls::step::ClientHello::Occasion::probe)
      client_ = server_ = is_tls13_ = false;
    if (!step.as<tls::step::ChangeCipherSpec>()) return now;
    // In TLS 1.3 it is there for middleboxes alone (RFC 8446 D.4).
    if (!is_tls13_) (step.from == tls::Side::client ? client_ : server_) = true;
    return false;
  }

 private:
  bool client_ = false, server_ = false, is_tls13_ = false;
};

class Diagram {
 public:
  void heads(std::string_view server) {
    out_ += box(4, 6, 160, 30, "side");
    out_ += words(84, 26, "strong middle", "client: certcheck");
    out_ += box(diagram_width - 264, 6, 260, 30, "side");
    out_ += words(diagram_width - 134, 26, "strong middle", fitted("server: " + std::string(server), 33));
    y_ = 62;
  }

  void step(const tls::HandshakeStep& step, bool encrypted) {
    const StepDetails details = step_details(step);
    if (step.from == tls::Side::both) return between(step, details);
    const bool from_client = step.from == tls::Side::client;
    const auto* const alert = step.as<tls::step::Alert>();
    const std::string style = alert != nullptr && alert->fatal ? "refused"
                              : encrypted                      ? "encrypted"
                                                               : "plain";
    title(step, encrypted ? "encrypted" : "");
    values(details);
    y_ += 2;
    out_ += line(from_client ? client_x : server_x, y_, from_client ? server_x - 8 : client_x + 8, y_,
                 "message " + style);
    out_ += arrow_tip(from_client ? server_x : client_x, y_, from_client, "message tip " + style);
    y_ += line_step + 2;
    sentence(details);
    y_ += 14;
  }

  void failure(std::string_view text) {
    const auto lines = wrapped(text, text_columns - 2);
    const double height = line_step * static_cast<double>(lines.size()) + 12;
    out_ += box(client_x, y_ - 12, server_x - client_x, height, "stopped");
    for (const std::string& each : lines) {
      out_ += words(text_x, y_ + 6, "faulty", each);
      y_ += line_step;
    }
    y_ += 14;
  }

  double height() const { return y_ + 6; }
  std::string take() const {
    return line(client_x, 36, client_x, y_, "lifeline") + line(server_x, 36, server_x, y_, "lifeline") + out_;
  }

 private:
  /// What both work out for themselves.
  void between(const tls::HandshakeStep& step, const StepDetails& details) {
    const double begin = y_ - 14;
    const std::string before = std::exchange(out_, {});
    title(step, "");
    values(details);
    sentence(details);
    out_ = before + box(client_x, begin, server_x - client_x, y_ - begin - 4, "shared") + out_;
    y_ += 18;
  }

  void title(const tls::HandshakeStep& step, std::string_view note) {
    out_ += words(text_x, y_, "strong", step_name(step) + (step.probe ? " (another connection)" : ""));
    const std::string time = fmt::format("{:.2f} ms", step.at_ms);
    out_ += words(server_x - 16, y_, "dim end", note.empty() ? time : std::string(note) + ", " + time);
    y_ += line_step;
  }

  void values(const StepDetails& details) {
    size_t drawn = 0;
    for (const auto& [key, value] : details) {
      if (!is_drawn(key) || drawn == values_max) continue;
      const std::string text = value_text(value);
      if (text == "none") continue;
      out_ += words(text_x, y_, "value", fitted(fmt::format("{}: {}", key, text), text_columns));
      y_ += line_step;
      ++drawn;
    }
  }

  void sentence(const StepDetails& details) {
    for (const auto& [key, value] : details) {
      if (key != "meaning") continue;
      for (const std::string& each : wrapped(value_text(value), text_columns)) {
        out_ += words(text_x, y_, "sentence", each);
        y_ += line_step;
      }
    }
  }

  std::string out_;
  double y_ = 0;
};

std::string in_words(const tls::HandshakeStep& step) {
  std::string values, meaning;
  for (const auto& [key, value] : step_details(step))
    if (key == "meaning")
      meaning = value_text(value);
    else
      values += fact(key, value_text(value));
  return fmt::format("<li><p><strong>{}</strong> from {} after {:.2f} ms. {}</p>\n{}</li>\n",
                     escaped(step_name(step)),
                     step.from == tls::Side::both ? "both sides" : to_string(step.from), step.at_ms,
                     escaped(meaning), values.empty() ? std::string() : "<dl>\n" + values + "</dl>\n");
}

std::string before_tls(const tls::HandshakeRecord& record) {
  std::string out;
  if (record.proxy)
    out += fmt::format("<p>The connection goes by the proxy {} ({}).</p>\n", apart(record.proxy->url),
                       apart(record.proxy->named_by));
  if (record.starttls)
    out +=
        fmt::format("<p>Before TLS the two talk {} in the clear.{}</p>\n", escaped(record.starttls->protocol),
                    record.starttls->greeting.empty()
                        ? std::string()
                        : " The server introduced itself: " + apart(record.starttls->greeting));
  for (const tls::FailedAddress& each : record.addresses_tried)
    out += fmt::format("<p>Tried in vain: {}</p>\n", apart(each.describe()));
  return out;
}

}  // namespace

std::string sequence_diagram(const engine::Report& report, const Place& place) {
  if (!report.handshake) return {};
  const tls::HandshakeRecord& record = *report.handshake;
  std::string out = before_tls(record);
  if (record.steps.empty()) {
    if (record.error.empty()) return {};
    return section(place, "handshake", "Handshake",
                   out + fmt::format("<p class=\"bad\">It did not begin: {}</p>\n", apart(record.error)));
  }
  Diagram diagram;
  Protection protection;
  diagram.heads(record.sni.empty() ? record.address : record.sni);
  std::string list;
  for (size_t i = 0; i < std::min(record.steps.size(), steps_max); ++i) {
    diagram.step(record.steps[i], protection.of(record.steps[i]));
    list += in_words(record.steps[i]);
  }
  if (!record.completed || !record.error.empty())
    diagram.failure(
        (record.completed ? "afterwards: " : "stopped at " + stage_name(record.stopped_at) + ": ") +
        record.error);
  const std::string summary = handshake_summary(record);
  out += fmt::format("<p>{}.</p>\n", apart(summary));
  out += scrolled(
      "The handshake, message by message",
      drawing_begin(place, "sequence", "The handshake, message by message",
                    summary + "; the list below says the same in words", diagram_width, diagram.height()) +
          diagram.take() + std::string(drawing_end));
  out += folded("Every step in words, with all values", "<ol class=\"steps\">\n" + list + "</ol>\n");
  if (record.steps.size() > steps_max)
    out += fmt::format("<p>And {} other messages.</p>\n", record.steps.size() - steps_max);
  return section(place, "handshake", "Handshake", out);
}

}  // namespace certcheck::report::html
