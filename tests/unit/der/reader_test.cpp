#include "certcheck/der/reader.h"

#include "certcheck/der/checks.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
namespace tag = der::tag;

namespace {

/// A reader over bytes, with what it finds.
struct Input {
  explicit Input(Bytes octets, size_t offset = 0)
      : bytes(std::move(octets)), reader(bytes, sink, "root", offset) {}
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  Bytes bytes;
  Findings findings;
  der::FaultSink sink{findings};
  der::Reader reader;

  /// The ids found, with a space behind each.
  std::string ids() const {
    std::string text;
    for (const auto& finding : findings) text += std::string(finding.id()) + " ";
    return text;
  }
};

Bytes element(uint8_t type, size_t size, Bytes length) {
  Bytes bytes{type};
  bytes.insert(bytes.end(), length.begin(), length.end());
  bytes.insert(bytes.end(), size, 0x2a);
  return bytes;
}

}  // namespace

TEST_CASE("lengths of every form give the content that they say") {
  struct Form {
    size_t size;
    Bytes length;
    std::string ids;
  };
  const std::vector<Form> forms{
      {0, {0}, ""},
      {1, {1}, ""},
      {127, {127}, ""},
      {128, {0x81, 128}, ""},
      {255, {0x81, 255}, ""},
      {256, {0x82, 1, 0}, ""},
      {65535, {0x82, 0xff, 0xff}, ""},
      {65536, {0x83, 1, 0, 0}, ""},
      // X.690 10.1: the fewest octets
      {0, {0x81, 0}, "der.length.not_minimal "},
      {127, {0x81, 127}, "der.length.not_minimal "},
      {255, {0x82, 0, 255}, "der.length.not_minimal "},
      {256, {0x83, 0, 1, 0}, "der.length.not_minimal "},
      {3, {0x89, 0, 0, 0, 0, 0, 0, 0, 0, 3}, "der.length.not_minimal "},
  };
  for (const auto& form : forms) {
    Input input(element(tag::octet_string, form.size, form.length), 100);
    INFO(form.size << " " << form.length.size());
    const auto read = input.reader.next();
    REQUIRE(read);
    CHECK(read->tag == tag::octet_string);
    CHECK(read->content.size() == form.size);
    CHECK(read->bytes.size() == input.bytes.size());
    CHECK(read->offset == 100);
    CHECK(read->content_offset() == 101 + form.length.size());
    CHECK(input.reader.at_end());
    CHECK(input.reader.offset() == 100 + input.bytes.size());
    CHECK(input.ids() == form.ids);
  }
}

TEST_CASE("an element that is cut off is read as far as it goes") {
  for (const Bytes& bytes : {Bytes{4}, Bytes{4, 0x82}, Bytes{4, 0x82, 1}, Bytes{0x1f}, Bytes{0x1f, 0x81}}) {
    Input input(bytes);
    CHECK_FALSE(input.reader.next());
    CHECK(input.ids() == "der.truncated ");
    CHECK(input.reader.at_end());
  }
  Input input({4, 5, 1, 2});
  const auto read = input.reader.next();
  REQUIRE(read);
  CHECK(read->content.size() == 2);
  CHECK(input.ids() == "der.truncated ");
  CHECK(input.sink.cut_off());

  Input huge({4, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1});
  CHECK(huge.reader.next());
  CHECK(huge.ids() == "der.truncated ");
  Input larger({4, 0x89, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1});
  CHECK_FALSE(larger.reader.next());
  CHECK(larger.ids() == "der.length.too_large ");
}

TEST_CASE("indefinite lengths are read, with a fault") {
  // SEQUENCE (indefinite) { SEQUENCE (indefinite) { NULL }, OCTET STRING 00 00 }, then NULL
  Input input(
      {0x30, 0x80, 0x30, 0x80, 0x05, 0x00, 0x00, 0x00, 0x04, 0x02, 0x00, 0x00, 0x00, 0x00, 0x05, 0x00});
  auto sequence = input.reader.sequence("outer");
  REQUIRE(sequence);
  CHECK(sequence->rest().size() == 10);
  CHECK(sequence->sequence("inner"));
  CHECK(sequence->octet_string("octets"));
  CHECK(sequence->at_end());
  CHECK(input.reader.null("after"));
  CHECK(input.reader.at_end());
  CHECK(input.ids() == "der.length.indefinite der.length.indefinite ");
  CHECK(input.findings[1].node_path == "root.outer.inner");

  Input endless({0x30, 0x80, 0x05, 0x00});
  CHECK_FALSE(endless.reader.next());
  CHECK(endless.ids() == "der.length.indefinite der.truncated ");
  Input primitive({0x04, 0x80, 0x00, 0x00});
  CHECK_FALSE(primitive.reader.next());
  CHECK(primitive.ids() == "der.length.indefinite der.truncated ");
}

TEST_CASE("tags of several octets are taken whole") {
  Input input({0x9f, 0x81, 0x00, 0x01, 0x07, 0x9f, 0x1e, 0x00, 0x9f, 0x80, 0x7f, 0x00});
  const auto read = input.reader.next();
  REQUIRE(read);
  CHECK(read->content.size() == 1);
  CHECK(input.findings.empty());
  CHECK(input.reader.next());  // 30 fits in one octet
  CHECK(input.reader.next());  // a leading group of zeros
  CHECK(input.ids() == "der.tag.not_minimal der.tag.not_minimal ");
}

TEST_CASE("take leaves what has another tag, item skips it") {
  Input input({0x05, 0x00, 0x02, 0x01, 0x07});
  CHECK_FALSE(input.reader.take(tag::integer, "number"));
  CHECK(input.reader.offset() == 0);
  CHECK(input.findings.back().node_path == "root.number");
  CHECK_FALSE(input.reader.item(tag::integer, 4));
  CHECK(input.findings.size() == 1);  // the same element, which is of one wrong type
  CHECK(input.reader.offset() == 2);
  CHECK(input.reader.item(tag::integer, 5));
  CHECK_FALSE(input.reader.take(tag::integer, "another"));
  CHECK(input.findings.back().id() == "der.missing_element");
  CHECK_FALSE(input.reader.take_if(tag::integer));
  CHECK(input.findings.size() == 2);
}

TEST_CASE("count tells how many elements are left") {
  CHECK(Input({}).reader.count() == 0);
  CHECK(Input({0x05}).reader.count() == 0);
  CHECK(Input({0x05, 0x00, 0x04, 0x81, 0x01, 0xff, 0x30, 0x03, 0x02, 0x01, 0x01}).reader.count() == 3);
  CHECK(Input({0x05, 0x00, 0x04, 0x7f}).reader.count() == 2);
  CHECK(Input({0x05, 0x00, 0x04, 0x85, 1, 1, 1, 1, 1}).reader.count() == 1);
}

TEST_CASE("integers come as octets and as numbers in a range") {
  struct Number {
    Bytes content;
    uint64_t max;
    std::optional<uint64_t> value;
    std::string ids;
  };
  const std::vector<Number> numbers{
      {{0}, 10, 0, ""},
      {{10}, 10, 10, ""},
      {{11}, 10, {}, "der.integer.out_of_range "},
      {{0x80}, 1000, {}, "der.integer.out_of_range "},
      {{0, 0x80}, 1000, 128, ""},
      {{0, 0x7f}, 1000, 127, "der.integer.not_minimal "},
      {{0xff, 0x80}, 1000, {}, "der.integer.not_minimal der.integer.out_of_range "},
      {{0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, UINT64_MAX, UINT64_MAX, ""},
      {{1, 0, 0, 0, 0, 0, 0, 0, 0}, UINT64_MAX, {}, "der.integer.out_of_range "},
      {{}, 10, {}, "der.integer.empty "},
  };
  for (const auto& number : numbers) {
    Bytes bytes{tag::integer, static_cast<uint8_t>(number.content.size())};
    bytes.insert(bytes.end(), number.content.begin(), number.content.end());
    Input input(bytes);
    CHECK(input.reader.unsigned_integer("n", number.max) == number.value);
    CHECK(input.ids() == number.ids);
  }
}

TEST_CASE("bits are numbered from the most significant") {
  Input input({0x03, 0x03, 0x04, 0x80, 0x10, 0x03, 0x01, 0x00, 0x03, 0x02, 0x00, 0x80});
  const auto bits = input.reader.named_bits("bits");
  REQUIRE(bits);
  CHECK(bits->bit(0));
  CHECK_FALSE(bits->bit(1));
  CHECK(bits->bit(11));
  CHECK_FALSE(bits->bit(12));
  CHECK_FALSE(bits->bit(1000));
  CHECK(input.reader.named_bits("none"));
  CHECK(input.findings.empty());
  CHECK(input.reader.named_bits("padded"));
  CHECK(input.ids() == "der.bit_string.trailing_zero_bits ");
}

TEST_CASE("any() looks into an element of any type") {
  // SEQUENCE { BOOLEAN 01, [0] { INTEGER 00 01 }, UTF8String in parts }
  Input input({0x30, 0x0d, 0x01, 0x01, 0x01, 0xa0, 0x04, 0x02, 0x02, 0x00, 0x01, 0x2c, 0x02, 0x0c, 0x00});
  CHECK(input.reader.any("open"));
  CHECK(input.ids() == "der.boolean.invalid der.integer.not_minimal der.constructed_string ");
  CHECK(input.findings[1].offset == 9);
  CHECK(input.findings[2].node_path == "root.open.2");
  CHECK(input.reader.at_end());
}

TEST_CASE("nesting has a limit") {
  Bytes bytes;
  for (int i = 0; i < 60; ++i) bytes.insert(bytes.begin(), {0x30, static_cast<uint8_t>(bytes.size())});
  Input input(bytes);
  CHECK(input.reader.any("open"));
  CHECK(input.ids() == "der.too_deep ");
}

TEST_CASE("faults beyond a bound are counted out by one finding") {
  Bytes nulls;
  for (int i = 0; i < 1000; ++i) nulls.insert(nulls.end(), {0x05, 0x00});
  Input input(nulls);
  while (!input.reader.at_end()) input.reader.item(tag::integer, 0);
  CHECK(input.findings.size() == 257);
  CHECK(input.findings.back().id() == "der.too_many_faults");
  CHECK(input.sink.cut_off());
}

TEST_CASE("what stands where an optional element may is told with the tags that were wanted") {
  // [0] explicit where it is implicit
  Input input({0xa0, 0x03, 0x04, 0x01, 0x2a});
  CHECK_FALSE(input.reader.sees(tag::context(0)));
  CHECK_FALSE(input.reader.take_if(tag::context_constructed(1)));
  CHECK_FALSE(input.reader.flag("flag", tag::context(2)));
  input.reader.finish();
  REQUIRE(input.ids() == "der.unexpected_tag ");
  CHECK(input.findings[0].message == "the tag is a0 where 80, a1 or 82 or nothing may follow");

  // Of more than eight the one that differs in the bit for constructed alone is still named.
  Input many({0xa1, 0x03, 0x01, 0x01, 0xff});
  for (uint8_t number = 0; number < 10; ++number) CHECK_FALSE(many.reader.sees(tag::context(number)));
  many.reader.finish();
  CHECK(many.findings.at(0).message ==
        "the tag is a1 where 81, 82, 83, 84, 85, 86, 87, 88 or 89 or nothing may follow");

  // Once something was read, what follows the last element is nothing that was wanted.
  Input behind({0x02, 0x01, 0x05, 0x05, 0x00});
  CHECK_FALSE(behind.reader.take_if(tag::boolean));
  CHECK(behind.reader.take_if(tag::integer));
  behind.reader.finish();
  CHECK(behind.ids() == "der.trailing_data ");

  Input mandatory({0x02, 0x01, 0x05});
  CHECK_FALSE(mandatory.reader.flag("critical"));
  CHECK_FALSE(mandatory.reader.take(tag::octet_string, "extnValue"));
  CHECK(mandatory.findings.at(0).message == "the tag is 02 instead of 01 or 04");
}
