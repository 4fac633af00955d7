// WalkObserver: is told what the engine decides about each value, and why, as it decides it.
//
// Null on the data path. `explain` (masking/explain/explain.hpp) has one, so that what it says is what the data path
// does: the same walk, the same decisions, the same treatments.
//
// Offsets are bytes of the text being walked: the document, or between nested_begins and nested_ends the document that
// stands in a string of it. Of a string they are those of its inside, of a name too.
#pragma once

#include <cstdint>
#include <string_view>

#include "masking/detect/locate.hpp"
#include "masking/path/json_path.hpp"
#include "masking/policy.hpp"

namespace veilgate::masking {

enum class ValueKind : std::uint8_t { string, number, key, container };

struct ObservedValue {
  ValueKind kind = ValueKind::string;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // of a container its first byte's end
  Evidence evidence = Evidence::neutral_key;
  ContextBits context = 0;
  PathState path;
};

class WalkObserver {
 public:
  virtual ~WalkObserver() = default;

  // The string [begin, end) is read as a document, `text` once its escapes are undone. `is_document` false: it was none
  // and is read as text; what was told since nested_begins is void.
  virtual void nested_begins(std::uint32_t begin, std::uint32_t end, std::string_view text) = 0;
  virtual void nested_ends(bool is_document) = 0;

  // A key or a path decided about the whole value. `class_id` none: a path alone.
  virtual void decided(const ObservedValue& value, ClassId class_id, const Treatment& treatment) = 0;
  // A key named `class_id`, but the file says that this value is none.
  virtual void spared(const ObservedValue& value, ClassId class_id, Rejection why) = 0;
  // Neither did: the value is judged by what it looks like, which found() tells later, for every span of it.
  virtual void looked_at(const ObservedValue& value) = 0;
  // `span` of the normalised text `text` is treated; `by_pattern`: a pattern of the configuration found it.
  virtual void found(const ObservedValue& value, std::string_view text, const Span& span, bool by_pattern,
                     const Treatment& treatment) = 0;
  // A span that was found and is none by an exclusion or an allow list.
  virtual void spared_span(const ObservedValue& value, const Span& span, Rejection why) = 0;
};

}  // namespace veilgate::masking
