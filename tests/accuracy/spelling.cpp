// Forms and carriers.
#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Where people cut a number: 3-4-4, 6-8-4, fours.
std::vector<std::size_t> cuts(const ClassSource& source, std::size_t size) {
  if (source.name == "cn_mobile") return {3, 7};
  if (source.name == "cn_resident_id" || source.name == "foreigner_id") return {6, 14};
  std::vector<std::size_t> fours;
  for (std::size_t at = 4; at < size; at += 4) fours.push_back(at);
  return fours;
}

std::string grouped(const ClassSource& source, const std::string& value, std::string_view joint) {
  if (source.name == "cn_landline") {
    std::string out = value;
    return out.replace(out.find('-'), 1, joint);
  }
  if (!source.numeric) return {};
  std::string out;
  std::size_t from = 0;
  for (const std::size_t cut : cuts(source, value.size())) {
    out.append(value, from, cut - from).append(joint);
    from = cut;
  }
  return out.append(value, from);
}

template <class Write>
std::string each(const std::string& value, Write write) {
  std::string out;
  for (const char c : value) write(out, c);
  return out;
}

std::string write_plain(const ClassSource&, const std::string& value) {
  return value;
}
std::string write_spaces(const ClassSource& source, const std::string& value) {
  return grouped(source, value, " ");
}
std::string write_dashes(const ClassSource& source, const std::string& value) {
  return source.name == "cn_landline" ? std::string() : grouped(source, value, "-");
}
std::string write_dots(const ClassSource& source, const std::string& value) {
  return grouped(source, value, ".");
}
std::string write_country(const ClassSource& source, const std::string& value) {
  if (source.name == "cn_mobile") return "+86 " + value;
  if (source.name == "cn_landline") return "0086-" + value.substr(1);
  return {};
}
std::string write_full_width(const ClassSource&, const std::string& value) {
  return each(value, [](std::string& out, char c) {
    if (c > 0x20 && c < 0x7f) {
      const unsigned code = 0xFF00u + static_cast<unsigned>(c) - 0x20u;
      out += static_cast<char>(0xE0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
      out += c;
    }
  });
}
std::string write_zero_width(const ClassSource&, const std::string& value) {
  std::size_t at = 0;
  return each(value, [&](std::string& out, char c) {
    if (static_cast<unsigned char>(c) < 0x80 && at++ % 3 == 1) out += "\xE2\x80\x8B";
    out += c;
  });
}
std::string write_bidi(const ClassSource&, const std::string& value) {
  return "\xE2\x80\xAD" + value + "\xE2\x80\xAC";
}
std::string write_escapes(const ClassSource&, const std::string& value) {
  return each(value, [](std::string& out, char c) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    } else {
      out.append("\\u00").append(1, kHex[static_cast<unsigned char>(c) >> 4]).append(1, kHex[c & 15]);
    }
  });
}
std::string write_entities(const ClassSource&, const std::string& value) {
  return each(value, [](std::string& out, char c) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    } else {
      out.append("&#").append(std::to_string(static_cast<int>(c))).append(";");
    }
  });
}
std::string write_percent(const ClassSource&, const std::string& value) {
  return each(value, [](std::string& out, char c) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  });
}
std::string write_other_case(const ClassSource& source, const std::string& value) {
  if (source.name == "secret" || source.name == "person_name" || source.name == "address") return {};
  bool changed = false;
  std::string out = each(value, [&](std::string& text, char c) {
    changed = changed || is_alpha(c);
    text += is_alpha(c) ? static_cast<char>(c ^ 0x20) : c;
  });
  return changed ? out : std::string();
}
std::string write_numerals(const ClassSource& source, const std::string& value) {
  if (source.name != "cn_mobile" && source.name != "cn_landline") return {};
  return each(value, [](std::string& out, char c) {
    constexpr const char* kNumerals[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (is_digit(c)) {
      out += kNumerals[c - '0'];
    } else {
      out += c;
    }
  });
}

// ---- carriers -------------------------------------------------------------------------------------------------------

std::string alone(const ClassSource&, const std::string& inside) {
  return "{\"value7\":\"" + inside + "\",\"count\":3}";
}
std::string element(const ClassSource&, const std::string& inside) {
  return "{\"list\":[\"a\",\"" + inside + "\",\"b\"]}";
}
std::string chinese_sentence(const ClassSource& source, const std::string& inside) {
  return "{\"orderRemark\":\"您好，我的" + std::string(source.word_zh) + "是" + inside + "，请尽快处理，谢谢。\"}";
}
std::string chinese_label(const ClassSource& source, const std::string& inside) {
  return "{\"memo\":\"备注；" + std::string(source.word_zh) + "：" + inside + "；加急\"}";
}
std::string english_sentence(const ClassSource& source, const std::string& inside) {
  return "{\"message\":\"Please update my " + std::string(source.word_en) + " to " + inside + " before Friday.\"}";
}
std::string english_label(const ClassSource& source, const std::string& inside) {
  return "{\"text\":\"ref A1 | " + std::string(source.word_en) + ": " + inside + " | done\"}";
}
std::string nested(const ClassSource& source, const std::string& inside) {
  const std::string inner = "{\"note\":\"" + std::string(source.word_zh) + ":" + inside + "\"}";
  return "{\"ext\":\"" + json_inside(inner) + "\"}";
}
std::string lines(const ClassSource& source, const std::string& inside) {
  return "{\"body\":\"first line\\n" + std::string(source.word_zh) + " " + inside + "\\nlast line\"}";
}
std::string markup(const ClassSource& source, const std::string& inside) {
  return "{\"html\":\"<p>" + std::string(source.word_zh) + "：<b>" + inside + "</b></p>\"}";
}
std::string table_row(const ClassSource& source, const std::string& inside) {
  return "{\"row\":\"1," + std::string(source.word_zh) + "," + inside + ",x\"}";
}

}  // namespace

const LabelledSets& own_sets() {
  static const LabelledSets sets = {
      {
          {"plain", write_plain},
          {"spaces", write_spaces},
          {"dashes", write_dashes},
          {"dots", write_dots},
          {"country code", write_country},
          {"full width", write_full_width},
          {"zero width", write_zero_width},
          {"bidi", write_bidi},
          {"\\u escapes", write_escapes, true},
          {"entities", write_entities},
          {"percent", write_percent},
          {"other case", write_other_case},
          {"numerals", write_numerals},
      },
      {
          {"alone", false, alone},
          {"element", false, element},
          {"Chinese sentence", true, chinese_sentence},
          {"Chinese label", true, chinese_label},
          {"English sentence", true, english_sentence},
          {"English label", true, english_label},
          {"nested document", true, nested},
          {"lines", true, lines},
          {"markup", true, markup},
          {"table row", true, table_row},
      },
      near_miss_values(),
      near_miss_texts(),
  };
  return sets;
}

std::string json_inside(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace veilgate::accuracy
