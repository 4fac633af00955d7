#include "config/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <exception>
#include <sstream>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

constexpr std::string_view kMergeKey = "<<";

// Finds the places of byte offsets. Marks come mostly in order, so counting goes on from the last one.
class PlaceFinder {
 public:
  explicit PlaceFinder(std::string_view text) : text_(text) {}

  Place find(const YAML::Mark& mark) {
    if (mark.line < 0 || mark.column < 0 || mark.pos < mark.column) return {};
    const auto offset = std::min<std::size_t>(static_cast<std::size_t>(mark.pos), text_.size());
    const std::size_t line_start = offset - std::min<std::size_t>(static_cast<std::size_t>(mark.column), offset);
    if (line_start != line_start_ || offset < offset_) {
      line_start_ = line_start;
      offset_ = line_start;
      characters_ = 0;
    }
    characters_ += count_characters(text_.substr(offset_, offset - offset_));
    offset_ = offset;
    return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(characters_) + 1};
  }

 private:
  std::string_view text_;
  std::size_t line_start_ = 0;
  std::size_t offset_ = 0;
  std::size_t characters_ = 0;
};

// yaml-cpp reports an empty value and the word `null` alike; the text tells them apart.
std::string_view null_word(std::string_view text, const YAML::Mark& mark) noexcept {
  if (mark.pos < 0 || static_cast<std::size_t>(mark.pos) >= text.size()) return {};
  const std::string_view rest = text.substr(static_cast<std::size_t>(mark.pos));
  for (const std::string_view word : {"null", "Null", "NULL", "~"}) {
    if (!rest.starts_with(word)) continue;
    const std::string_view after = rest.substr(word.size());
    if (after.empty() || std::string_view(" \t\r\n,]}:#").find(after.front()) != std::string_view::npos) return word;
  }
  return {};
}

// Builds the tree from yaml-cpp's events. After a fault that makes the rest meaningless it ignores what follows.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, Diagnostics& problems) : text_(text), places_(text), problems_(problems) {}

  YamlNodePtr root() const { return dead_ ? nullptr : root_; }
  bool is_dead() const noexcept { return dead_; }
  Place place(const YAML::Mark& mark) { return places_.find(mark); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (dead_) return;
    auto node = make(YamlNode::Kind::null, mark);
    node->plain = true;
    node->text = null_word(text_, mark);
    // What is not there has no place; its key has one.
    const bool is_value = !frames_.empty() && frames_.back().has_key;
    if (node->text.empty() && is_value) node->place = frames_.back().pending.place;
    finish(std::move(node), anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (dead_ || !check_tag(mark, tag)) return;
    auto node = make(YamlNode::Kind::scalar, mark);
    // yaml-cpp's marks for untagged scalars: "?" plain, "!" quoted or block.
    node->plain = tag == "?";
    node->text = value;
    node->weight += value.size();
    finish(std::move(node), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (dead_) return;
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) return die(mark, "an alias may not stand inside the node it names");
    if (frames_.size() + found->second->height > kMaxDepth) return too_deep(mark);
    add_weight(found->second->weight, mark);
    attach(found->second, places_.find(mark));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    std::shared_ptr<YamlNode> node;
    YAML::anchor_t anchor = 0;
    bool has_key = false;  // of a map: the next node is the value of `key`
    YamlEntry pending;
    bool pending_plain = false;
    std::vector<YamlNodePtr> merged;
    std::unordered_map<std::string, Place> seen;
  };

  std::shared_ptr<YamlNode> make(YamlNode::Kind kind, const YAML::Mark& mark) {
    auto node = std::make_shared<YamlNode>();
    node->kind = kind;
    node->place = places_.find(mark);
    return node;
  }

  void die(const YAML::Mark& mark, std::string reason, std::string suggestion = {}) {
    if (!dead_) problems_.error(places_.find(mark), path(), std::move(reason), std::move(suggestion));
    dead_ = true;
  }

  void too_deep(const YAML::Mark& mark) {
    die(mark, "lists and maps are nested deeper than " + std::to_string(kMaxDepth) + " levels");
  }

  bool check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return true;
    die(mark, "YAML tags are not supported", "write the value without a tag");
    return false;
  }

  void add_weight(std::size_t weight, const YAML::Mark& mark) {
    total_weight_ += weight;
    if (total_weight_ > kMaxExpandedBytes) {
      die(mark, "aliases make the file larger than " + std::to_string(kMaxExpandedBytes) + " bytes");
    }
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (dead_ || !check_tag(mark, tag)) return;
    if (frames_.size() >= kMaxDepth) return too_deep(mark);
    if (wants_key()) return die(mark, "a key must be a word, not a list or a map");
    Frame frame;
    frame.node = make(kind, mark);
    frame.node->height = 1;
    frame.anchor = anchor;
    frames_.push_back(std::move(frame));
  }

  void close() {
    if (dead_) return;
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    merge(frame);
    if (frame.anchor != 0) anchors_[frame.anchor] = frame.node;
    const Place place = frame.node->place;
    attach(std::move(frame.node), place);
  }

  void finish(std::shared_ptr<YamlNode> node, YAML::anchor_t anchor) {
    total_weight_ += node->weight;
    if (anchor != 0) anchors_[anchor] = node;
    const Place place = node->place;
    attach(std::move(node), place);
  }

  bool wants_key() const {
    return !frames_.empty() && frames_.back().node->kind == YamlNode::Kind::map && !frames_.back().has_key;
  }

  void attach(YamlNodePtr node, Place place) {
    if (dead_) return;
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (wants_key()) return take_key(frame, *node, place);
    YamlNode& parent = *frame.node;
    parent.weight += node->weight;
    parent.height = std::max(parent.height, node->height + 1);
    if (parent.kind == YamlNode::Kind::list) {
      parent.items.push_back(std::move(node));
      return;
    }
    frame.has_key = false;
    parent.weight += frame.pending.key.size();
    total_weight_ += frame.pending.key.size();
    frame.pending.value = std::move(node);
    if (frame.pending_plain && frame.pending.key == kMergeKey) return take_merge(frame);
    const auto [first, is_new] = frame.seen.emplace(frame.pending.key, frame.pending.place);
    if (is_new) {
      parent.entries.push_back(std::exchange(frame.pending, {}));
      return;
    }
    problems_.error(frame.pending.place, member_path(path(), frame.pending.key), "this key is written twice",
                    "the first one is in line " + std::to_string(first->second.line));
  }

  void take_key(Frame& frame, const YamlNode& node, Place place) {
    if (node.kind == YamlNode::Kind::list || node.kind == YamlNode::Kind::map) {
      problems_.error(place, path(), "a key must be a word, not a list or a map");
      dead_ = true;
      return;
    }
    frame.pending = {node.text, place, nullptr};
    frame.pending_plain = node.plain;
    frame.has_key = true;
  }

  void take_merge(Frame& frame) {
    const YamlNodePtr& value = frame.pending.value;
    const auto is_map = [](const YamlNodePtr& node) { return node->kind == YamlNode::Kind::map; };
    if (is_map(value)) {
      frame.merged.push_back(value);
    } else if (value->kind == YamlNode::Kind::list && std::all_of(value->items.begin(), value->items.end(), is_map)) {
      frame.merged.insert(frame.merged.end(), value->items.begin(), value->items.end());
    } else {
      problems_.error(frame.pending.place, member_path(path(), kMergeKey), "a merge key takes a map or a list of maps");
    }
  }

  // What is written wins over what is merged, and an earlier merged map over a later one.
  static void merge(Frame& frame) {
    for (const YamlNodePtr& map : frame.merged) {
      for (const YamlEntry& entry : map->entries) {
        if (frame.seen.emplace(entry.key, entry.place).second) frame.node->entries.push_back(entry);
      }
    }
  }

  std::string path() const {
    std::string text;
    for (const Frame& frame : frames_) {
      if (frame.node->kind == YamlNode::Kind::list) {
        text = element_path(text, frame.node->items.size());
      } else if (frame.has_key) {
        text = member_path(text, frame.pending.key);
      }
    }
    return text;
  }

  std::string_view text_;
  PlaceFinder places_;
  Diagnostics& problems_;
  std::vector<Frame> frames_;
  std::unordered_map<YAML::anchor_t, YamlNodePtr> anchors_;
  std::size_t total_weight_ = 0;
  YamlNodePtr root_;
  bool dead_ = false;
};

// yaml-cpp's messages may end in a character of the file; only these, which do not, are shown.
std::string syntax_reason(const std::string& message) {
  static const std::array kKnown = {
      YAML::ErrorMsg::END_OF_MAP,       YAML::ErrorMsg::END_OF_MAP_FLOW,    YAML::ErrorMsg::END_OF_SEQ,
      YAML::ErrorMsg::END_OF_SEQ_FLOW,  YAML::ErrorMsg::MULTIPLE_TAGS,      YAML::ErrorMsg::MULTIPLE_ANCHORS,
      YAML::ErrorMsg::ALIAS_CONTENT,    YAML::ErrorMsg::INVALID_HEX,        YAML::ErrorMsg::UNKNOWN_TOKEN,
      YAML::ErrorMsg::DOC_IN_SCALAR,    YAML::ErrorMsg::EOF_IN_SCALAR,      YAML::ErrorMsg::CHAR_IN_SCALAR,
      YAML::ErrorMsg::FLOW_END,         YAML::ErrorMsg::TAB_IN_INDENTATION, YAML::ErrorMsg::BLOCK_ENTRY,
      YAML::ErrorMsg::MAP_KEY,          YAML::ErrorMsg::MAP_VALUE,          YAML::ErrorMsg::ALIAS_NOT_FOUND,
      YAML::ErrorMsg::ANCHOR_NOT_FOUND, YAML::ErrorMsg::CHAR_IN_ALIAS,      YAML::ErrorMsg::CHAR_IN_ANCHOR,
      YAML::ErrorMsg::CHAR_IN_BLOCK,    YAML::ErrorMsg::UNKNOWN_ANCHOR,     YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK,
  };
  for (const char* const known : kKnown) {
    if (message == known) return std::string("not valid YAML: ") + known;
  }
  if (message.starts_with(YAML::ErrorMsg::INVALID_ESCAPE)) return "not valid YAML: unknown escape in a quoted text";
  return "not valid YAML";
}

bool is_indented_by_tab(std::string_view text, const YAML::Mark& mark) {
  if (mark.pos < mark.column || static_cast<std::size_t>(mark.pos) > text.size()) return false;
  const std::string_view line = text.substr(static_cast<std::size_t>(mark.pos - mark.column));
  const std::size_t end = line.find_first_not_of(" \t");
  return line.substr(0, end).find('\t') != std::string_view::npos;
}

std::string syntax_suggestion(const std::string& message) {
  if (message == YAML::ErrorMsg::ALIAS_NOT_FOUND || message == YAML::ErrorMsg::CHAR_IN_ALIAS ||
      message == YAML::ErrorMsg::UNKNOWN_ANCHOR) {
    return "a value that begins with * needs quotes";
  }
  if (message == YAML::ErrorMsg::UNKNOWN_TOKEN) return "a value that begins with @, `, % or & needs quotes";
  return {};
}

// The place of a byte, for faults found before YAML is read.
Place place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t last = before.rfind('\n');
  const std::string_view line = last == std::string_view::npos ? before : before.substr(last + 1);
  return {static_cast<std::uint32_t>(lines) + 1, static_cast<std::uint32_t>(count_characters(line)) + 1};
}

bool check_bytes(std::string_view text, Diagnostics& problems) {
  if (text.size() > kMaxFileBytes) {
    problems.error({}, "", "the file is larger than " + std::to_string(kMaxFileBytes) + " bytes");
    return false;
  }
  if (const std::size_t fault = valid_utf8_prefix(text); fault != text.size()) {
    problems.error(place_of(text, fault), "", "the file is not UTF-8");
    return false;
  }
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f;
  });
  if (control != text.end()) {
    problems.error(place_of(text, static_cast<std::size_t>(control - text.begin())), "",
                   "the file contains a control character");
    return false;
  }
  return true;
}

}  // namespace

std::string member_path(const std::string& path, std::string_view key) {
  return path.empty() ? printable(key) : path + '.' + printable(key);
}

std::string element_path(const std::string& path, std::size_t index) {
  return path + '[' + std::to_string(index) + ']';
}

YamlNodePtr parse_yaml(std::string_view text, Diagnostics& problems) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!check_bytes(text, problems)) return nullptr;

  TreeBuilder builder(text, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    if (parser.HandleNextDocument(builder)) {
      YamlNodePtr root = builder.root();
      if (!root) return nullptr;
      TreeBuilder next(text, problems);
      if (!parser.HandleNextDocument(next)) return root;
      problems.error({}, "", "the file holds more than one YAML document", "remove the `---` lines");
      return nullptr;
    }
    problems.error({}, "", "the file is empty", "begin it with `version: 1`");
  } catch (const YAML::Exception& fault) {
    if (builder.is_dead()) return nullptr;
    problems.error(builder.place(fault.mark), "", syntax_reason(fault.msg),
                   is_indented_by_tab(text, fault.mark) ? "indent with spaces" : syntax_suggestion(fault.msg));
  } catch (const std::exception&) {
    problems.error({}, "", "the file could not be read as YAML");
  }
  return nullptr;
}

}  // namespace veilgate::config
