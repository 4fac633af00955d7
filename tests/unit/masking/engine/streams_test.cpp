// NDJSON records and server-sent events.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using masking::MediaKind;
using test::masked_text;
using test::MaskingWorld;

struct Row {
  std::string name;
  std::string input;
  std::string expected;
};

// Every split into two pieces and every size of piece gives what the whole gives; when the whole is refused, so is
// every cut, and what left before is the same as far as it goes.
void check_cuts(MaskingWorld& world, const std::string& input, MediaKind kind) {
  const auto whole = world.run(input, kind);
  const auto check = [&](const test::Masked& cut) {
    CHECK(cut.accepted == whole.accepted);
    if (whole.accepted) {
      CHECK(cut.output == whole.output);
      CHECK(cut.findings.masked_total() == whole.findings.masked_total());
    } else {
      CHECK(cut.code == whole.code);
      const auto shorter = std::min(cut.output.size(), whole.output.size());
      CHECK(cut.output.substr(0, shorter) == whole.output.substr(0, shorter));
    }
  };
  for (std::size_t at = 0; at <= input.size(); ++at) {
    CAPTURE(at);
    check(world.run_cut(input, at, input.size() + 1, kind));
  }
  for (const std::size_t size : {1, 2, 3, 7}) {
    CAPTURE(size);
    check(world.run_cut(input, size, size, kind));
  }
}

template <std::size_t size>
void check_all(const Row (&rows)[size], MediaKind kind) {
  MaskingWorld world;
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(world, row.input, kind) == row.expected);
    check_cuts(world, row.input, kind);
  }
}

}  // namespace

TEST_CASE("records") {
  const Row rows[] = {
      {"nothing", "", ""},
      {"empty lines", "\n\r\n \n", "\n\r\n \n"},
      {"one without a newline", R"({"mobile":"13800138000"})", R"({"mobile":"138****8000"})"},
      {"LF and CRLF", "{\"mobile\":\"13800138000\"}\n[\"13900139000\"]\r\n\r\n13800138000\n",
       "{\"mobile\":\"138****8000\"}\n[\"139****9000\"]\r\n\r\nnull\n"},
      {"a name in one record and a phone in the next", "{\"name\":\"红色\"}\n{\"mobile\":\"\"}\n",
       "{\"name\":\"红色\"}\n{\"mobile\":\"\"}\n"},
      {"a document on two lines", "{\"a\":\n1}\n", "refused: bad_json"},
      {"two documents on one line", "{}{}\n", "refused: bad_json"},
      {"a bad last record", "{}\n{", "refused: bad_json"},
      {"no JSON", "call 13800138000\n", "refused: bad_json"},
      {"bytes that are not UTF-8", "{}\n\"\xFF\"\n", "refused: bad_utf8"},
  };
  check_all(rows, MediaKind::records);
}

TEST_CASE("each record leaves as soon as it has come") {
  MaskingWorld world;
  const auto masker = world.engine().make_masker(MediaKind::records, world.plan(), world.scratch(), {});
  CHECK(masker->feed("{\"mobile\":\"1380013")->bytes().empty());
  CHECK(masker->feed("8000\"}\n{\"a\":1}\n[")->bytes() == "{\"mobile\":\"138****8000\"}\n{\"a\":1}\n");
  CHECK(masker->feed("]")->bytes().empty());
  CHECK(masker->finish()->bytes() == "[]");
}

TEST_CASE("events") {
  const Row rows[] = {
      {"nothing", "", ""},
      {"LF", "data: {\"mobile\":\"13800138000\"}\n\n", "data: {\"mobile\":\"138****8000\"}\n\n"},
      {"CRLF", "event: order\r\ndata: {\"mobile\":\"13800138000\"}\r\n\r\n",
       "event: order\r\ndata: {\"mobile\":\"138****8000\"}\r\n\r\n"},
      {"CR", "data:{\"mobile\":\"13800138000\"}\r\rdata:[\"13800138000\"]\r\r",
       "data:{\"mobile\":\"138****8000\"}\r\rdata:[\"138****8000\"]\r\r"},
      {"mixed", "data:{\r\ndata:\"mobile\":\rdata:\"13800138000\"}\n\r\n",
       "data:{\r\ndata:\"mobile\":\rdata:\"138****8000\"}\n\r\n"},
      {"a document on several lines of several shapes",
       "data: {\nid: 7\ndata:\"fullname\"\ndata:  :\"张三\"\nretry: 10\ndata\ndata:}\n\n",
       "data: {\nid: 7\ndata:\"fullname\"\ndata:  :\"张*\"\nretry: 10\ndata\ndata:}\n\n"},
      {"a first data line without a colon", "data\ndata: {\"fullname\":\"张三\"}\n\n",
       "data\ndata: {\"fullname\":\"张*\"}\n\n"},
      {"a comment with a phone", ": call 13800138000\n\n:\n\n", ": call 138****8000\n\n:\n\n"},
      {"an id and an event with values", "id: 13800138000\nevent: z@example.com\ndata: 1\n\n",
       "id: 138****8000\nevent: *@example.com\ndata: 1\n\n"},
      {"an unknown field", "datax: 13800138000\nDATA: 13900139000\n data: 13700137000\n\n",
       "datax: 138****8000\nDATA: 139****9000\n data: 137****7000\n\n"},
      {"empty data", "data\n\ndata:\n\ndata: \n\n", "data\n\ndata:\n\ndata: \n\n"},
      {"the end without an empty line", "data: {\"fullname\":\"张三\"}", "data: {\"fullname\":\"张*\"}"},
      {"the end in a line end", "data: {\"fullname\":\"张三\"}\r", "data: {\"fullname\":\"张*\"}\r"},
      {"a byte order mark before the first data line",
       "\xEF\xBB\xBF"
       "data: {\"fullname\":\"张三\"}\n\n",
       "\xEF\xBB\xBF"
       "data: {\"fullname\":\"张*\"}\n\n"},
      {"a byte order mark alone", "\xEF\xBB\xBF", "\xEF\xBB\xBF"},
      {"a byte order mark later is part of a field's name",
       "data: 1\n\n\xEF\xBB\xBF"
       "data: 13800138000\n\n",
       "data: 1\n\n\xEF\xBB\xBF"
       "data: 138****8000\n\n"},
      {"data that is a text", "data: hello\n\n", "refused: bad_record"},
      {"data that ends a stream elsewhere", "data: {}\n\ndata: [DONE]\n\n", "refused: bad_record"},
      {"two documents in one event", "data: {}\ndata: {}\n\n", "refused: bad_record"},
      {"half a document", "data: {\"fullname\":\"张三\"\n\ndata: }\n\n", "refused: bad_record"},
      {"data that is not UTF-8", "data: \"\xFF\"\n\n", "refused: bad_utf8"},
      {"another line that is not UTF-8", ": \xE5\ndata: {}\n\n", "refused: bad_utf8"},
  };
  check_all(rows, MediaKind::event_stream);
}

TEST_CASE("each event leaves as soon as it has come") {
  MaskingWorld world;
  const auto masker = world.engine().make_masker(MediaKind::event_stream, world.plan(), world.scratch(), {});
  CHECK(masker->feed("data: {\"mobile\":\"13800138000\"}\n")->bytes().empty());
  CHECK(masker->feed("\nda")->bytes() == "data: {\"mobile\":\"138****8000\"}\n\n");
  CHECK(masker->feed("ta: 1\r")->bytes().empty());
  CHECK(masker->feed("\n\r\n")->bytes() == "data: 1\r\n\r\n");
  CHECK(masker->finish()->bytes().empty());
}

TEST_CASE("a removed member takes its data lines with it") {
  config::Policy policy;
  policy.rules = {test::class_rule({"cn_mobile"}, "remove")};
  MaskingWorld world(policy);
  CHECK(masked_text(world, "data: {\"a\":1,\ndata:  \"mobile\":\ndata: \"1\"\ndata: }\n\n", MediaKind::event_stream) ==
        "data: {\"a\":1\ndata: }\n\n");
}

TEST_CASE("records and events over the limit are refused, however they are cut") {
  config::Policy policy;
  policy.limits.record_bytes = 64;
  MaskingWorld world(policy);
  for (const std::size_t size : {50, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 100}) {
    CAPTURE(size);
    const std::string text = "\"" + std::string(size - 2, 'x') + "\"";
    CHECK((masked_text(world, text + "\n", MediaKind::records) == text + "\n") == (size <= 64));
    check_cuts(world, text + "\n", MediaKind::records);
    check_cuts(world, text, MediaKind::records);
    check_cuts(world, "data: " + text + "\n\n", MediaKind::event_stream);
    check_cuts(world, "data: " + text + "\r\n\r\ndata: 1\n\n", MediaKind::event_stream);
    check_cuts(world, "data: " + text, MediaKind::event_stream);
  }
  CHECK(masked_text(world, "data: \"" + std::string(80, 'x') + "\"\n\n", MediaKind::event_stream) ==
        "refused: bad_record");
}

TEST_CASE("shadow mode returns streams unchanged") {
  MaskingWorld world;
  const std::string records = "{\"mobile\":\"13800138000\"}\n";
  const std::string events = ": 13900139000\ndata: {\"mobile\":\"13800138000\"}\n\n";
  CHECK(world.run(records, MediaKind::records, {.shadow = true}).output == records);
  CHECK(world.run(events, MediaKind::event_stream, {.shadow = true}).output == events);
  CHECK(world.run(events, MediaKind::event_stream, {.shadow = true}).findings.masked_total() == 2);
}

TEST_CASE("a line that is not data hides nothing behind escapes") {
  MaskingWorld world;
  const std::string input = ": \\u00313800138000\n   data: {\"phone\":\"\\u00313800138000\"}\n\n";
  const auto out = world.run(input, MediaKind::event_stream);
  REQUIRE(out.accepted);
  CHECK(out.output == ": \\u003138****8000\n   data: {\"phone\":\"\\u003138****8000\"}\n\n");
}

TEST_CASE("what a mask hides may have kept the rest of a line from being read as escapes") {
  MaskingWorld world;
  const std::string input = R"("mobile":"\0"m\u006fbile":\ude00)";
  const auto once = world.run(input, MediaKind::event_stream);
  REQUIRE(once.accepted);
  CHECK(once.output.find("ude00") == std::string::npos);
  CHECK(world.run(once.output, MediaKind::event_stream).output == once.output);
}

TEST_CASE("free text") {
  MaskingWorld world;
  const auto masked = [&](std::string_view text) {
    const auto out = world.engine().mask_text(text, world.scratch());
    REQUIRE(out.has_value());
    return out->text + " " + std::to_string(out->masked);
  };
  CHECK(masked("") == " 0");
  CHECK(masked("hello") == "hello 0");
  CHECK(masked("/users/13800138000/orders") == "/users/138****8000/orders 1");
  CHECK(masked("１３８００１３８０００ z@example.com") == "１３８****８０００ *@example.com 2");
  CHECK(masked("\xFF\xFE 13800138000 \xE5") == "\xFF\xFE 138****8000 \xE5 1");
  CHECK(masked("138\u200B0013\u200B8000") == "138\u200B****8000 1");
  for (const std::string_view joint : {" ", "\t", "-", ".", "_", "\u00A0", "\u2014"}) {
    CAPTURE(joint);
    const std::string text = "call 138" + std::string(joint) + "0013" + std::string(joint) + "8000 now";
    CHECK(masked(text) == "call 138" + std::string(joint) + "****" + std::string(joint) + "8000 now 1");
  }
}
