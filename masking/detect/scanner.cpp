#include "masking/detect/scanner.hpp"

#include <hs/hs.h>

#include <array>

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

// Up to this many bytes of separators between two digits: three characters (detect/digit_groups.hpp) of three bytes.
#define VEILGATE_GAP "[^0-9A-Za-z]{0,9}"

struct Pattern {
  const char* expression;
  ClassBits classes;
};

constexpr std::array kPatterns{
    Pattern{"1" VEILGATE_GAP "[3-9](?:" VEILGATE_GAP "[0-9]){9}", class_bit(ClassId::cn_mobile)},
    Pattern{"(?:0|86)(?:" VEILGATE_GAP "[0-9]){9}", class_bit(ClassId::cn_landline)},
    Pattern{"(?:[0-9]" VEILGATE_GAP "){12}[0-9]", class_bit(ClassId::cn_resident_id) | class_bit(ClassId::bank_card)},
    Pattern{"@", class_bit(ClassId::email)},
};

#undef VEILGATE_GAP

// Walks along the entries as the matches come, which is in ascending order of where they end.
struct Cursor {
  std::vector<Arena::Entry>* entries;
  std::size_t at = 0;

  static int on_match(unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
    auto& cursor = *static_cast<Cursor*>(context);
    auto& entries = *cursor.entries;
    while (cursor.at + 1 < entries.size() && entries[cursor.at].end < end) ++cursor.at;
    entries[cursor.at].found |= kPatterns[id].classes;
    return 0;
  }
};

}  // namespace

Result<std::shared_ptr<const Scanner>> Scanner::compile() {
  std::array<const char*, kPatterns.size()> expressions{};
  std::array<unsigned, kPatterns.size()> flags{};
  std::array<unsigned, kPatterns.size()> ids{};
  for (unsigned i = 0; i < kPatterns.size(); ++i) {
    expressions[i] = kPatterns[i].expression;
    ids[i] = i;
  }
  auto database = std::make_unique<Database>();
  hs_compile_error_t* problem = nullptr;
  const auto status = hs_compile_multi(expressions.data(), flags.data(), ids.data(), kPatterns.size(), HS_MODE_BLOCK,
                                       nullptr, &database->database, &problem);
  if (status != HS_SUCCESS) {
    std::string note = "the built-in patterns do not compile";
    if (problem != nullptr && problem->message != nullptr) note.append(": ").append(problem->message);
    hs_free_compile_error(problem);
    return make_error(Code::internal, Origin::internal, std::move(note));
  }
  return std::shared_ptr<const Scanner>(new Scanner(std::move(database)));
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
