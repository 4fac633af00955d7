#include "masking/json/structural_index.hpp"

#include <simdjson.h>

#include <algorithm>

namespace veilgate::masking {

struct StructuralIndex::Impl {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

StructuralIndex::StructuralIndex() : impl_(std::make_unique<Impl>()) {}
StructuralIndex::~StructuralIndex() = default;

namespace {

Error index_error(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR: return make_error(Code::bad_utf8, Origin::upstream, "the body is not UTF-8");
    case simdjson::UNCLOSED_STRING:
      return make_error(Code::bad_json, Origin::upstream, "the body ends inside a string");
    case simdjson::UNESCAPED_CHARS:
      return make_error(Code::bad_json, Origin::upstream, "a string holds a raw control character");
    case simdjson::MEMALLOC: return make_error(Code::internal, Origin::internal, "no memory for the structural index");
    default: return make_error(Code::bad_json, Origin::upstream, "the body is not JSON");
  }
}

}  // namespace

Result<bool> StructuralIndex::build_closed(std::string_view text) {
  count_ = 0;
  const std::size_t needed = text.size() + 1;
  if (!impl_->parser || impl_->parser->capacity() < needed) {
    // Depth is the walk's business; stage 1 needs none.
    const std::size_t capacity = std::max<std::size_t>(needed, 4096);
    if (impl_->parser) {
      if (impl_->parser->set_capacity(capacity) != simdjson::SUCCESS) return index_error(simdjson::MEMALLOC);
    } else if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, impl_->parser) !=
               simdjson::SUCCESS) {
      return index_error(simdjson::MEMALLOC);
    }
  }
  auto& parser = *impl_->parser;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto error = parser.stage1(bytes, text.size(), simdjson::stage1_mode::regular);
  if (error == simdjson::UNCLOSED_STRING) return false;
  if (error != simdjson::SUCCESS) return index_error(error);
  count_ = parser.n_structural_indexes;
  offsets_ = parser.structural_indexes.get();
  return true;
}

Result<void> StructuralIndex::build(char* text, std::size_t size, bool complete) {
  auto closed = build_closed({text, size});
  if (closed && !*closed && !complete) {
    // A window may end inside a string. Closing it makes the rest of the window readable; the walk never reaches the
    // string itself, because nothing follows it.
    text[size] = '"';
    closed = build_closed({text, size + 1});
  }
  if (!closed) return closed.error();
  return *closed ? Result<void>() : index_error(simdjson::UNCLOSED_STRING);
}

}  // namespace veilgate::masking
