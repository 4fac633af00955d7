// The default masks of the classes. Each accepts its own output (characters already hidden behind the mask character),
// so that masking twice changes nothing, and hides everything when the value has not the form its class should have.
#include "masking/act/smart_mask.hpp"

#include <algorithm>
#include <array>

#include "masking/act/characters.hpp"
#include "masking/act/country_code.hpp"
#include "masking/detect/cn_divisions.hpp"
#include "masking/validate/cn_mobile.hpp"

namespace veilgate::masking {
namespace {

// How a class is masked.
enum class Kind : std::uint8_t {
  nothing,       // no character
  sign,          // three mask characters for the whole, so that not even its length shows
  name,          // the first character
  phone,         // see hide_phone
  other_phone,   // a country code and the last two digits
  ends,          // `first` and `last` places of a written number of `least` to `most`
  letters_ends,  // the same of digits and letters
  text_ends,     // `first` and `last` characters of a text of `least` or more
  email,
  plate,
  address,
  ip_address,
  mac_address,
  coordinates,
  date,
};

struct SmartRow {
  Kind kind = Kind::nothing;
  std::uint8_t shown = 0;  // the most characters that stay, separators and a country code aside
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  std::uint8_t least = 0;
  std::uint8_t most = 0;
};

constexpr SmartRow ends(Kind kind, std::uint8_t first, std::uint8_t last, std::uint8_t least, std::uint8_t most) {
  return {kind, static_cast<std::uint8_t>(first + last), first, last, least, most};
}

// What is not listed here shows nothing: military IDs, whose form alone says enough, values of no class, classes of a
// configuration.
constexpr SmartRow row_of(ClassId id) noexcept {
  switch (id) {
    case ClassId::person_name:
    case ClassId::invoice_title: return {Kind::name, 1};
    case ClassId::cn_mobile:
    case ClassId::cn_landline: return {Kind::phone, 7};
    case ClassId::intl_phone: return {Kind::other_phone, 2};
    case ClassId::address: return {Kind::address, 0};  // below the district
    case ClassId::cn_resident_id: return ends(Kind::ends, 1, 1, 15, 18);
    case ClassId::foreigner_id: return ends(Kind::letters_ends, 1, 1, 15, 18);
    case ClassId::passport: return ends(Kind::letters_ends, 1, 2, 7, 10);
    case ClassId::travel_permit: return ends(Kind::letters_ends, 1, 2, 8, 12);
    case ClassId::bank_card: return ends(Kind::ends, 0, 4, 12, 19);
    case ClassId::bank_account: return ends(Kind::ends, 0, 4, 9, 32);
    case ClassId::cn_credit_code: return ends(Kind::letters_ends, 4, 2, 18, 18);
    // That of an individual business is the owner's resident ID.
    case ClassId::cn_tax_number: return ends(Kind::letters_ends, 1, 1, 15, 20);
    case ClassId::cn_plate: return {Kind::plate, 3};
    case ClassId::vin: return ends(Kind::letters_ends, 3, 4, 17, 17);
    case ClassId::driver_file_number: return ends(Kind::ends, 0, 4, 12, 12);
    case ClassId::birth_date: return {Kind::date, 4};
    case ClassId::account_id: return ends(Kind::text_ends, 1, 1, 5, 0);
    case ClassId::qq: return ends(Kind::ends, 1, 1, 5, 12);
    case ClassId::wechat: return ends(Kind::text_ends, 1, 1, 6, 0);
    case ClassId::email: return {Kind::email, 1};
    case ClassId::ip_address: return {Kind::ip_address, 4};
    case ClassId::mac_address: return {Kind::mac_address, 6};
    case ClassId::imei: return ends(Kind::ends, 0, 4, 14, 17);
    case ClassId::coordinates: return {Kind::coordinates, 6};
    case ClassId::social_security_number: return ends(Kind::letters_ends, 1, 1, 8, 20);
    case ClassId::medical_card: return ends(Kind::letters_ends, 1, 1, 6, 20);
    case ClassId::secret:
    case ClassId::biometric: return {Kind::sign, 0};
    case ClassId::iban: return ends(Kind::letters_ends, 2, 4, 15, 34);
    case ClassId::us_ssn: return ends(Kind::ends, 0, 4, 9, 9);
    case ClassId::uk_nino: return ends(Kind::letters_ends, 0, 1, 8, 9);
    case ClassId::eu_vat: return ends(Kind::letters_ends, 2, 2, 8, 15);
    case ClassId::none:
    case ClassId::military_id: break;
  }
  return {};
}

// One look instead of a jump for each value.
constexpr std::array<SmartRow, kBuiltinClassCount> kRows = [] {
  std::array<SmartRow, kBuiltinClassCount> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = row_of(static_cast<ClassId>(i));
  return rows;
}();

const SmartRow& row_for(ClassId id) noexcept {
  static constexpr SmartRow kOfOthers{};
  return index_of(id) < kRows.size() ? kRows[index_of(id)] : kOfOthers;
}

constexpr std::size_t kSign = 3;  // mask characters in the stead of a text whose length does not show

// The first character, whatever the script: the surname of most Han names, the first letter of others. The dot of a
// minority's name is hidden too, as it alone tells what its bearer is. What does not begin like a name shows nothing.
void hide_name(const SmartInput& input) {
  const Characters characters(input.text, input.begin, input.end);
  const std::uint32_t after = characters.next(input.begin);
  const auto first = static_cast<unsigned char>(input.text[input.begin]);
  const bool letter = is_ascii_letter(static_cast<char>(first)) || first >= 0x80;
  if (!letter || after == input.end) return input.hide_all();  // a single character would be the whole name
  if (!characters.plain() && !grapheme_at(input.text.substr(0, input.end), input.begin).stands_alone) {
    return input.hide_all();
  }
  characters.plain() ? input.hide_characters(after, input.end, characters.count() - 1) : input.hide(after, input.end);
}

// 138****5678; a country code in front stays, an extension (virtual numbers) is hidden.
void hide_mobile(const SmartInput& input) {
  std::uint32_t begin = input.begin;
  Places places;
  const auto read = [&](std::uint32_t from) {
    return places.read(input.text, from, input.end, input.mask.seen, Places::Alphabet::digits);
  };
  for (const std::string_view prefix : {"+86", "0086", "86"}) {
    if (input.value().starts_with(prefix)) {
      const std::uint32_t after = begin + static_cast<std::uint32_t>(prefix.size());
      if (read(after) && places.count() >= 11) begin = after;
      break;
    }
  }
  if (!read(begin) || places.count() < 11 || input.text[places[0].begin] != '1') return input.hide_all();
  input.hide_places(places, 3, 7);
  input.hide_places(places, 11, places.count());
}

// 010-******79: the area code and the last two places stay; without an area code only the last two, and under a
// mobile's name, where an area code alone says what it is, nothing.
void hide_landline(const SmartInput& input, ClassId class_id) {
  Places places;
  if (!places.read(input.text, input.begin, input.end, input.mask.seen, Places::Alphabet::digits) ||
      places.count() < 7 || places.count() > 18) {
    return input.hide_all();
  }
  std::size_t area = 0;
  if (input.text[places[0].begin] == '0' && places.count() >= 10) {
    const char second = input.text[places[1].begin];
    area = second == '1' || second == '2' ? 3 : 4;
  }
  if (area == 0 && class_id == ClassId::cn_mobile) return input.hide_all();
  input.hide_places(places, area, places.count() - 2);
}

// Partners put either kind of number under either kind of name, so the number decides.
void hide_phone(const SmartInput& input, ClassId class_id) {
  const std::string_view value = input.value();
  if (is_cn_mobile_wide(value)) return input.hide_characters(input.begin + 3, input.begin + 7, 4);  // the usual case
  const bool by_area_code = value.starts_with('0') && !value.starts_with("0086");
  const bool like_mobile = value.starts_with('1') || value.starts_with("+86") || value.starts_with("0086") ||
                           (class_id == ClassId::cn_mobile && !by_area_code && !value.starts_with('('));
  return like_mobile ? hide_mobile(input) : hide_landline(input, class_id);
}

// +44 **** ****56: the country code behind a +, and the last two digits.
void hide_other_phone(const SmartInput& input) {
  const bool plus = input.value().front() == '+';
  Places places;
  if (!places.read(input.text, input.begin + (plus ? 1 : 0), input.end, input.mask.seen, Places::Alphabet::digits) ||
      places.count() < 7 || places.count() > 18) {
    return input.hide_all();
  }
  const std::size_t code = plus ? country_code_size(input.text[places[0].begin], input.text[places[1].begin]) : 0;
  input.hide_places(places, code, places.count() - 2);
}

void hide_between_ends(const SmartInput& input, const SmartRow& row, Places::Alphabet alphabet) {
  Places places;
  if (!places.read(input.text, input.begin, input.end, input.mask.seen, alphabet) || places.count() < row.least ||
      places.count() > row.most) {
    return input.hide_all();
  }
  input.hide_places(places, row.first, places.count() - row.last);
}

void hide_text_between_ends(const SmartInput& input, const SmartRow& row) {
  const std::size_t count = count_graphemes(input.value());
  if (count < row.least) return input.hide_all();
  append_kept_ends(input.mask, row.first, row.last, input.text, input.begin, input.end, input.out);
}

bool is_hidden(const SmartInput& input, std::string_view text) noexcept {
  while (text.starts_with(input.mask.seen)) text.remove_prefix(input.mask.seen.size());
  return text.empty();
}

// z***@example.com: three mask characters whatever the length, none of a one-character local part.
void hide_email(const SmartInput& input) {
  const std::string_view value = input.value();
  const std::size_t at = value.find('@');
  const bool one_domain = at != std::string_view::npos &&
                          value.find_first_of("@ ,;", at + 1) == std::string_view::npos &&
                          value.find('.', at + 2) != std::string_view::npos;
  if (!one_domain || at == 0) return input.hide_all();
  if (is_hidden(input, value.substr(0, at))) return;  // an output of this mask, or of another
  const std::uint32_t sign = input.begin + static_cast<std::uint32_t>(at);
  const Grapheme first = grapheme_at(input.text.substr(0, sign), input.begin);
  const auto kept = static_cast<std::uint32_t>(first.end);
  if (kept == sign || !first.stands_alone) return input.replace(input.begin, sign, 1);
  input.replace(kept, sign, kSign);
}

// 粤B****5: province, the office's letter and the last character of seven or eight (GA 36).
void hide_plate(const SmartInput& input) {
  constexpr std::size_t kShortest = 7;
  constexpr std::size_t kLongest = 8;
  struct {
    std::uint32_t begin;
    std::uint32_t end;
  } signs[kLongest];
  std::size_t count = 0;
  for (std::uint32_t at = input.begin; at < input.end;) {
    const std::string_view rest = input.text.substr(at, input.end - at);
    if (const std::uint32_t separator = rest.starts_with("·") ? 2 : place_separator_size(rest); separator != 0) {
      at += separator;
      continue;
    }
    const Grapheme next = grapheme_at(input.text.substr(0, input.end), at);
    const bool han = static_cast<unsigned char>(rest.front()) >= 0xE4 && next.end - at == 3;
    const bool fits = rest.starts_with(input.mask.seen) || (!rest.empty() && is_ascii_letter(rest.front())) ||
                      is_digit(rest.front()) || han;
    if (!fits || !next.stands_alone || count == kLongest) return input.hide_all();
    signs[count++] = {at, static_cast<std::uint32_t>(next.end)};
    at = static_cast<std::uint32_t>(next.end);
  }
  if (count < kShortest) return input.hide_all();
  for (std::size_t i = 2; i + 1 < count; ++i) {
    const std::size_t from = i;
    while (i + 2 < count && signs[i + 1].begin == signs[i].end) ++i;
    input.hide(signs[from].begin, signs[i].end);
  }
}

// A Han character as its three bytes.
constexpr std::uint32_t han(std::string_view bytes) noexcept {
  std::uint32_t code = 0;
  for (const char c : bytes) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}
constexpr std::size_t kHanBytes = 3;
constexpr std::array kDivisionEndings = {han("省"), han("市"), han("区"), han("县"), han("州"), han("盟"), han("旗")};
constexpr std::array kRoadBeginnings = {han("路"), han("街"), han("道"), han("东"),
                                        han("西"), han("南"), han("北"), han("中")};

// Whether a road is called like a city (南京路, 北京西路): a division named in short, and the signs of a road behind
// it.
bool is_road_name(std::string_view region, std::string_view rest) noexcept {
  const auto is_one_of = [](const auto& codes, std::string_view character) {
    return std::find(codes.begin(), codes.end(), han(character)) != codes.end();
  };
  if (rest.size() < kHanBytes || is_one_of(kDivisionEndings, region.substr(region.size() - kHanBytes))) return false;
  if (rest.starts_with("大")) return rest.starts_with("大道") || rest.starts_with("大街");
  return is_one_of(kRoadBeginnings, rest.substr(0, kHanBytes));
}

// 北京市朝阳区*****: province, city and district stay, as far as they are known; without more there is nothing to keep
// them apart from, so all of it is hidden.
void hide_address(const SmartInput& input) {
  const std::string_view text = input.text.substr(0, input.end);
  const Region region = read_region(text, input.begin);
  const bool more = region.parts != 0 && region.end < input.end &&
                    !is_road_name(text.substr(input.begin, region.end - input.begin), text.substr(region.end));
  input.hide(more ? static_cast<std::uint32_t>(region.end) : input.begin, input.end);
}

}  // namespace

void append_smart_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin,
                       std::uint32_t end, EditList& out) {
  if (begin >= end) return;
  const SmartInput input{mask, text, begin, end, out};
  const SmartRow& row = row_for(class_id);
  switch (row.kind) {
    case Kind::nothing: break;
    case Kind::sign: return input.replace(begin, end, kSign);
    case Kind::name: return hide_name(input);
    case Kind::phone: return hide_phone(input, class_id);
    case Kind::other_phone: return hide_other_phone(input);
    case Kind::ends: return hide_between_ends(input, row, Places::Alphabet::digits);
    case Kind::letters_ends: return hide_between_ends(input, row, Places::Alphabet::letters);
    case Kind::text_ends: return hide_text_between_ends(input, row);
    case Kind::email: return hide_email(input);
    case Kind::plate: return hide_plate(input);
    case Kind::address: return hide_address(input);
    case Kind::ip_address: return hide_ip_address(input);
    case Kind::mac_address: return hide_mac_address(input);
    case Kind::coordinates: return hide_coordinates(input);
    case Kind::date: return hide_date(input);
  }
  input.hide_all();
}

std::size_t smart_mask_shows(ClassId class_id) noexcept {
  return row_for(class_id).shown;
}

}  // namespace veilgate::masking
