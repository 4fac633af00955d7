#include "masking/detect/normal_name.hpp"

#include <algorithm>

namespace veilgate::masking {

std::string without_accents(std::string_view name, bool spelled) {
  struct Letter {
    std::string_view accented;
    std::string_view plain;
    std::string_view spelled;
  };
  constexpr Letter kLetters[] = {{"ä", "a", "ae"}, {"ö", "o", "oe"}, {"ü", "u", "ue"}, {"ß", "ss", "ss"},
                                 {"ø", "o", "oe"}, {"å", "a", "aa"}, {"á", "a", "a"},  {"à", "a", "a"},
                                 {"â", "a", "a"},  {"ã", "a", "a"},  {"ç", "c", "c"},  {"é", "e", "e"},
                                 {"è", "e", "e"},  {"ê", "e", "e"},  {"í", "i", "i"},  {"ñ", "n", "n"},
                                 {"ó", "o", "o"},  {"ô", "o", "o"},  {"õ", "o", "o"},  {"ú", "u", "u"}};
  std::string plain;
  while (!name.empty()) {
    const auto* letter = std::find_if(std::begin(kLetters), std::end(kLetters),
                                      [name](const Letter& each) { return name.starts_with(each.accented); });
    if (letter == std::end(kLetters)) {
      plain.push_back(name.front());
      name.remove_prefix(1);
    } else {
      plain.append(spelled ? letter->spelled : letter->plain);
      name.remove_prefix(letter->accented.size());
    }
  }
  return plain;
}

}  // namespace veilgate::masking
