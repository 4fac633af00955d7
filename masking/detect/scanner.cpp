#include "masking/detect/scanner.hpp"

#include <hs/hs.h>

#include "masking/detect/number_signs.hpp"
#include "masking/detect/text_signs.hpp"

namespace veilgate::masking {

struct Scanner::Database {
  hs_database_t* database = nullptr;
  ~Database() { hs_free_database(database); }
};

struct ScanState::Memory {
  hs_scratch_t* scratch = nullptr;
  const Scanner* prepared_for = nullptr;
  ~Memory() { hs_free_scratch(scratch); }
};

ScanState::ScanState() : memory_(std::make_unique<Memory>()) {}
ScanState::~ScanState() = default;

Scanner::Scanner(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Scanner::~Scanner() = default;

namespace {

// Walks along the entries as the matches come, which is in ascending order of where they end.
struct Cursor {
  std::vector<Arena::Entry>* entries;
  std::size_t at = 0;

  static int on_match(unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
    auto& cursor = *static_cast<Cursor*>(context);
    auto& entries = *cursor.entries;
    while (cursor.at + 1 < entries.size() && entries[cursor.at].end < end) ++cursor.at;
    entries[cursor.at].found |= detector_patterns()[id].calls;
    return 0;
  }
};

}  // namespace

DetectorSet detectors_without_scan(std::string_view text) noexcept {
  static const DetectorSet scanned = [] {
    DetectorSet all = 0;
    for (const DetectorPattern& pattern : detector_patterns()) all |= pattern.calls;
    return all;
  }();
  return scanned | read_number_signs(text) | read_signs(text).called;
}

Result<std::shared_ptr<const Scanner>> Scanner::compile() {
  std::vector<const char*> expressions;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  for (const DetectorPattern& pattern : detector_patterns()) {
    ids.push_back(static_cast<unsigned>(expressions.size()));
    expressions.push_back(pattern.expression.c_str());
    flags.push_back(0);
  }
  auto database = std::make_unique<Database>();
  hs_compile_error_t* problem = nullptr;
  const auto status =
      hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(expressions.size()),
                       HS_MODE_BLOCK, nullptr, &database->database, &problem);
  if (status != HS_SUCCESS) {
    std::string note = "the built-in patterns do not compile";
    if (problem != nullptr && problem->message != nullptr) note.append(": ").append(problem->message);
    hs_free_compile_error(problem);
    return make_error(Code::internal, Origin::internal, std::move(note));
  }
  return std::shared_ptr<const Scanner>(new Scanner(std::move(database)));
}

Result<std::shared_ptr<const Scanner>> Scanner::builtin() {
  static const Result<std::shared_ptr<const Scanner>> shared = compile();
  return shared;
}

Result<void> Scanner::scan(Arena& arena, ScanState& state) const {
  if (arena.entries().empty()) return {};
  auto& memory = *state.memory_;
  if (memory.prepared_for != this) {
    if (hs_alloc_scratch(database_->database, &memory.scratch) != HS_SUCCESS) {
      return make_error(Code::scan_failed, Origin::internal, "no memory for the Hyperscan scratch");
    }
    memory.prepared_for = this;
  }
  for (Arena::Entry& entry : arena.entries()) entry.found |= read_number_signs(arena.value(entry));
  Cursor cursor{&arena.entries()};
  const auto& text = arena.text();
  const auto status = hs_scan(database_->database, text.data(), static_cast<unsigned>(text.size()), 0, memory.scratch,
                              Cursor::on_match, &cursor);
  if (status != HS_SUCCESS) {
    return make_error(Code::scan_failed, Origin::internal, "Hyperscan returned " + std::to_string(status));
  }
  return {};
}

}  // namespace veilgate::masking
