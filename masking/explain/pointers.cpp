#include "masking/explain/pointers.hpp"

#include <algorithm>
#include <string>

#include "masking/text/decode.hpp"

namespace veilgate::masking {
namespace {

// Reads values one after another; the containers that are open are a list, not the call stack, so that depth is no
// matter.
class Reader {
 public:
  Reader(std::string_view json, std::vector<PlacedValue>& out) : json_(json), out_(out) {}

  void read() {
    skip_blanks();
    if (!value("", 0)) return;
    while (!open_.empty()) {
      Open& container = open_.back();
      skip_blanks();
      if (peek() == ',') ++at_;
      skip_blanks();
      if (peek() == (container.object ? '}' : ']')) {
        ++at_;
        out_[container.place].end = at_;
        open_.pop_back();
        continue;
      }
      std::string pointer = container.pointer;
      std::uint32_t name_begin = 0;
      if (container.object) {
        const std::string_view raw = string();
        if (raw.data() == nullptr) return;
        name_begin = static_cast<std::uint32_t>(raw.data() - json_.data());
        unescape(raw, decoded_);
        pointer.append("/").append(pointer_segment(decoded_.text));
        skip_blanks();
        if (peek() != ':') return;
        ++at_;
        skip_blanks();
      } else {
        pointer.append("/").append(std::to_string(container.next++));
      }
      if (!value(std::move(pointer), name_begin)) return;
    }
  }

 private:
  struct Open {
    bool object = false;
    std::size_t place = 0;
    std::size_t next = 0;
    std::string pointer;
  };

  char peek() const noexcept { return at_ < json_.size() ? json_[at_] : '\0'; }
  void skip_blanks() noexcept {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++at_;
  }

  // The inside of the string that begins here; no data when there is none.
  std::string_view string() noexcept {
    if (peek() != '"') return {};
    const std::uint32_t begin = ++at_;
    while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2 : 1;
    if (at_ >= json_.size()) return {};
    return json_.substr(begin, at_++ - begin);
  }

  bool value(std::string pointer, std::uint32_t name_begin) {
    const std::uint32_t begin = at_;
    const char c = peek();
    if (c == '{' || c == '[') {
      ++at_;
      open_.push_back({c == '{', out_.size(), 0, pointer});
      out_.push_back({begin, begin, name_begin, std::move(pointer), true});
      return true;
    }
    if (c == '"') {
      if (string().data() == nullptr) return false;
    } else {
      while (at_ < json_.size() && std::string_view(",]} \t\r\n").find(json_[at_]) == std::string_view::npos) ++at_;
      if (at_ == begin) return false;
    }
    out_.push_back({begin, at_, name_begin, std::move(pointer), false});
    return true;
  }

  std::string_view json_;
  std::vector<PlacedValue>& out_;
  std::vector<Open> open_;
  std::uint32_t at_ = 0;
  DecodedText decoded_;
};

}  // namespace

std::string pointer_segment(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

Pointers::Pointers(std::string_view json) {
  Reader(json, values_).read();
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    if (values_[i].name_begin != 0) by_name_.push_back(i);
  }
}

const PlacedValue* Pointers::find(std::uint32_t begin) const noexcept {
  const auto found = std::lower_bound(values_.begin(), values_.end(), begin,
                                      [](const PlacedValue& value, std::uint32_t at) { return value.begin < at; });
  return found != values_.end() && found->begin == begin ? &*found : nullptr;
}

const PlacedValue* Pointers::find_name(std::uint32_t name_begin) const noexcept {
  const auto found =
      std::lower_bound(by_name_.begin(), by_name_.end(), name_begin,
                       [this](std::uint32_t place, std::uint32_t at) { return values_[place].name_begin < at; });
  return found != by_name_.end() && values_[*found].name_begin == name_begin ? &values_[*found] : nullptr;
}

}  // namespace veilgate::masking
