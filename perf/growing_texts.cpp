// Masks texts made to hurt, each of two sizes, for perf/count_growth: what is counted happens between a call of
// mask_once() and the call of print_masked() behind it, which prints one line.
//
// usage: growing_texts SMALL LARGE (bytes); prints "BYTES NAME" a call
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "masking/engine.hpp"

namespace {

using namespace veilgate;

// A document: `opening`, then `again` until it has its size, then `closing`.
struct Shape {
  std::string_view name;
  std::string_view again;
  std::string_view opening = R"({"text":")";
  std::string_view closing = R"("})";
};

// What a detector, a mask or the walk begins with, again and again; alone, and in pairs of which one looks ahead and
// the other one back.
const Shape kShapes[] = {
    {"one digit", "1 "},
    {"digits", "7"},
    {"digits and dashes", "1-"},
    {"dates", "2024-01-02 "},
    {"clock", "12:34 "},
    {"mobiles", "13800138000 "},
    {"cards", "6222021234567890128 "},
    {"resident ids", "110101199003074514 "},
    {"passports", "E12345678 "},
    {"social security", "123-45-6789 "},
    {"IPv4", "1.2.3.4 "},
    {"dots", "1."},
    {"IPv6", "::1 "},
    {"colons", ":"},
    {"IBAN", "DE89 "},
    {"signs at", "@"},
    {"mailboxes begun", "a@"},
    {"mailboxes", "a@b.cn "},
    {"local parts", "a."},
    {"escaped quotes", R"(\")"},
    {"escapes", R"(\u0031)"},
    {"escapes in strings", R"(\\u0031)"},
    {"entities", "&amp;"},
    {"numeric entities", "&#49;"},
    {"percent", "%31"},
    {"percent of percent", "%2531"},
    {"parameters", "a=1&"},
    {"secrets begun", "token="},
    {"keys in parts", "sk-."},
    {"tokens in parts", "eyJhbGciOiJI."},
    {"passwords", "password: "},
    {"Dear", "Dear "},
    {"Mr", "Mr "},
    {"Mr Smith", "Mr Smith "},
    {"closings", R"(Thanks,\nx)"},
    {"titles on lines", R"(Mr \nx)"},
    {"segments", R"(PID|1|)"},
    {"capitals", "Aa "},
    {"streets", "12 Main Street "},
    {"postcodes", "DE1 3AA "},
    {"post codes and words", "AB1 2CD, flat "},
    {"contacts", "联系人"},
    {"names and colons", "姓名:"},
    {"labels", "name: "},
    {"labels on lines", R"(name: \n)"},
    {"families", "张"},
    {"names", "王小明 "},
    {"roads", "路"},
    {"addresses", "北京市朝阳区建国路1号 "},
    {"provinces", "北京市"},
    {"plates", "京A"},
    {"full width", "１"},
    {"zero width", "1\u200b"},
    {"zero width alone", "\u200b"},
    {"commas", "a,"},
    {"commas alone", ","},
    {"bars", "|"},
    {"tables", R"(a|b|13800138000\n)"},
    {"lines", R"(\n)"},
    {"tabs", R"(\t)"},
    {"round brackets", "("},
    {"square brackets", "["},
    {"curly brackets", "{"},
    {"member names", R"(\"a\":)"},
    {"members in a string", R"(\"name\":\"a\",)", R"({"text":"{)", R"(\"z\":1}"})"},
    {"strings in an array", R"("13800138000",)", R"({"phones":[)", R"("1"]})"},
    {"pairs of name and value", R"({"name":"mobile","value":"13800138000"},)", R"({"fields":[)", R"({}]})"},
    {"columns", R"("mobile",)", R"({"columns":[)", R"("z"],"rows":[["13800138000","a","b"]]})"},
    {"cells", R"("13800138000",)", R"({"columns":["mobile","name"],"rows":[[)", R"("z"]]})"},
    {"members", R"("aMobile1":"13800138000",)", "{", R"("z":1})"},
};

std::string make(const Shape& shape, std::size_t bytes) {
  std::string out(shape.opening);
  while (out.size() < bytes) out += shape.again;
  return out.append(shape.closing);
}

bool is_masked(masking::BodyMasker& masker, std::string_view document) {
  return masker.feed(document).has_value() && masker.finish().has_value();
}

}  // namespace

// Of another linkage than the rest, so that they keep their names and are not inlined.
bool mask_once(masking::BodyMasker& masker, std::string_view document);
void print_masked(std::string_view name, std::size_t bytes);
[[gnu::noinline]] bool mask_once(masking::BodyMasker& masker, std::string_view document) {
  return is_masked(masker, document);
}

[[gnu::noinline]] void print_masked(std::string_view name, std::size_t bytes) {
  std::printf("%zu %.*s\n", bytes, static_cast<int>(name.size()), name.data());
}

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: growing_texts SMALL LARGE\n", stderr);
    return 2;
  }
  const std::size_t sizes[] = {std::strtoul(argv[1], nullptr, 10), std::strtoul(argv[2], nullptr, 10)};
  const auto engine = masking::Engine::compile(config::Policy{});
  if (!engine) return 1;
  const auto plan = (*engine)->plan("/", "");
  masking::Scratch scratch;
  const auto masker = (*engine)->make_masker(masking::MediaKind::json, plan, scratch, {});
  for (const auto& shape : kShapes) {
    for (const auto size : sizes) {
      const auto document = make(shape, size);
      masker->reset(plan, {});
      bool done = is_masked(*masker, document);  // so that every buffer has its size
      masker->reset(plan, {});
      done = mask_once(*masker, document) && done;
      if (!done) {
        std::fprintf(stderr, "growing_texts: refused: %.*s\n", static_cast<int>(shape.name.size()), shape.name.data());
        return 1;
      }
      print_masked(shape.name, document.size());
    }
  }
  return 0;
}
