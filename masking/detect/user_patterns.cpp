#include "masking/detect/user_patterns.hpp"

#include <hs/hs.h>
#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include "masking/detect/empty_texts.hpp"
#include "masking/detect/pattern_syntax.hpp"
#include "masking/detect/validators.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::int64_t kMostRe2Memory = 2 * 1024 * 1024;  // bytes, of a compiled pattern and its caches
constexpr int kLargestProgram = 4000;                     // RE2 instructions
constexpr std::size_t kContextReach = 64;                 // bytes before a match
constexpr int kLeastLiteral = 3;                          // bytes a literal must have to be worth skipping to
constexpr std::size_t kLeastKnown = 8;                    // bytes a text needs to be remembered
constexpr unsigned kScanFlags = HS_FLAG_UTF8;

RE2::Options re2_options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_longest_match(true);
  options.set_never_capture(true);
  options.set_max_mem(kMostRe2Memory);
  return options;
}

std::uint64_t next_id() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

std::string small_text(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

bool is_alphanumeric(char c) noexcept {
  return is_digit(c) || is_ascii_letter(c);
}

// Whether every match holds a literal a scan can skip to.
bool has_literal(const std::string& pattern, const RE2::Options& options) {
  re2::FilteredRE2 filtered(kLeastLiteral);
  int id = 0;
  if (filtered.Add(pattern, options, &id) != RE2::NoError) return false;
  std::vector<std::string> atoms;
  filtered.Compile(&atoms);
  return !atoms.empty();
}

// A pattern as Hyperscan compiles it on its own.
struct ScanForm {
  unsigned flags = kScanFlags;
  std::uint32_t least_bytes = 0;
};

std::optional<ScanForm> scan_form(const std::string& expression) {
  for (const unsigned flags : {kScanFlags, kScanFlags | HS_FLAG_PREFILTER}) {
    hs_expr_info_t* info = nullptr;
    hs_compile_error_t* problem = nullptr;
    if (hs_expression_info(expression.c_str(), flags, &info, &problem) != HS_SUCCESS) {
      hs_free_compile_error(problem);
      continue;
    }
    const ScanForm form{flags, info->min_width};
    std::free(info);
    return form;
  }
  return std::nullopt;
}

}  // namespace

struct UserPatterns::Pattern {
  ClassId class_id = ClassId::none;
  ContextBits context = 0;
  std::string written;
  std::unique_ptr<const RE2> re2;
  std::string scan;
  ScanForm form;
  KindCounts needs;
  bool whole_value = false;
  bool inside_words = false;
  bool literal = false;
  std::vector<const Validator*> validators;
  std::vector<std::string> words;  // of the context, small letters
};

struct UserPatterns::Databases {
  hs_database_t* database = nullptr;
  ~Databases() { hs_free_database(database); }
};

struct PatternScratch::Memory {
  hs_scratch_t* scratch = nullptr;
  std::uint64_t prepared_for = 0;  // id of a UserPatterns
  EmptyTexts empty;                // texts without its hits
  ~Memory() { hs_free_scratch(scratch); }
};

PatternScratch::PatternScratch() : memory_(std::make_unique<Memory>()) {}
PatternScratch::~PatternScratch() = default;

UserPatterns::UserPatterns() : id_(next_id()) {}
UserPatterns::~UserPatterns() = default;

// Null, and why, when the pattern cannot be used.
std::unique_ptr<const UserPatterns::Pattern> UserPatterns::make_pattern(const PatternClass& added,
                                                                        std::string_view text, std::string& why) {
  const auto refuse = [&why](std::string reason) {
    why = std::move(reason);
    return nullptr;
  };
  const config::Class& source = *added.source;
  auto forms = read_pattern(text, source.whole_value);
  if (!forms) return refuse(forms.error().note.for_log());
  const RE2::Options options = re2_options();
  auto pattern = std::make_unique<Pattern>();
  pattern->re2 = std::make_unique<const RE2>(forms->re2, options);
  if (!pattern->re2->ok()) {
    // RE2's message quotes the part it stumbles over; the kind of fault is enough.
    const bool large = pattern->re2->error_code() == RE2::ErrorPatternTooLarge;
    return refuse(large ? "is too large when compiled" : "is not RE2 syntax");
  }
  if (pattern->re2->ProgramSize() > kLargestProgram) return refuse("is too large when compiled");
  const auto form = scan_form(forms->scan);
  if (RE2::FullMatch("", *pattern->re2) || (form && form->least_bytes == 0)) return refuse("can match the empty text");
  if (!form) {
    return refuse("cannot be compiled for scanning, as nothing can match it or Hyperscan does not know what it uses");
  }
  pattern->class_id = added.class_id;
  pattern->context = added.context;
  pattern->written = text;
  pattern->scan = std::move(forms->scan);
  pattern->form = *form;
  pattern->needs = read_needs(forms->re2);
  pattern->whole_value = source.whole_value;
  pattern->inside_words = source.inside_words;
  pattern->literal = has_literal(forms->re2, options);
  for (const std::string& name : source.validators) pattern->validators.push_back(find_validator(name));
  for (const std::string& word : source.context) pattern->words.push_back(small_text(word));
  return pattern;
}

Result<void> UserPatterns::prepare_scan() {
  std::vector<const char*> expressions;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  least_bytes_ = kMostPatternBytes;
  for (const auto& pattern : patterns_) {
    ids.push_back(static_cast<unsigned>(ids.size()));
    expressions.push_back(pattern->scan.c_str());
    flags.push_back(pattern->form.flags);
    least_bytes_ = std::min<std::size_t>(least_bytes_, pattern->form.least_bytes);
    least_needs_.add(pattern->needs);
  }
  databases_ = std::make_unique<Databases>();
  hs_compile_error_t* problem = nullptr;
  const auto status =
      hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(expressions.size()),
                       HS_MODE_BLOCK, nullptr, &databases_->database, &problem);
  if (status == HS_SUCCESS) return {};
  const bool one = problem != nullptr && problem->expression >= 0;
  const std::size_t which = one ? static_cast<std::size_t>(problem->expression) : 0;
  hs_free_compile_error(problem);
  return make_error(Code::bad_config, Origin::policy,
                    one ? "classes: pattern " + std::to_string(which + 1) + " of all cannot be compiled for scanning"
                        : "classes: the patterns together cannot be compiled for scanning");
}

Result<std::shared_ptr<const UserPatterns>> UserPatterns::compile(std::span<const PatternClass> classes) {
  std::shared_ptr<UserPatterns> compiled(new UserPatterns());
  std::string problems;
  for (const PatternClass& added : classes) {
    std::vector<std::string_view> texts;
    if (!added.source->pattern.empty()) texts.push_back(added.source->pattern);
    texts.insert(texts.end(), added.source->patterns.begin(), added.source->patterns.end());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      std::string why;
      if (auto pattern = make_pattern(added, texts[i], why); pattern != nullptr) {
        compiled->patterns_.push_back(std::move(pattern));
        continue;
      }
      problems += problems.empty() ? "class " : "; class ";
      problems += added.source->id + ", pattern " + std::to_string(i + 1) + ": " + why;
    }
  }
  if (!problems.empty()) return make_error(Code::bad_config, Origin::policy, std::move(problems));
  if (compiled->patterns_.empty()) return std::shared_ptr<const UserPatterns>();
  if (auto prepared = compiled->prepare_scan(); !prepared) return prepared.error();
  return std::shared_ptr<const UserPatterns>(std::move(compiled));
}

namespace {

// Turns the ends of matches into pairs of entry and pattern.
struct HitSink {
  const std::vector<Arena::Entry>* entries;
  std::vector<PatternHit>* hits;
  std::size_t at = 0;

  static int on_match(unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
    auto& sink = *static_cast<HitSink*>(context);
    const auto& entries = *sink.entries;
    // Matches come almost in the order of their ends.
    if (end > entries[sink.at].end || (sink.at > 0 && end <= entries[sink.at - 1].end)) {
      const auto found =
          std::lower_bound(entries.begin(), entries.end(), end,
                           [](const Arena::Entry& entry, unsigned long long to) { return entry.end < to; });
      if (found == entries.end()) return 0;  // ends in the last separator
      sink.at = static_cast<std::size_t>(found - entries.begin());
    }
    // A match that ends at or before the entry's begin lies in the separator.
    if (end <= entries[sink.at].begin) return 0;
    const auto entry = static_cast<std::uint32_t>(sink.at);
    for (auto hit = sink.hits->rbegin(); hit != sink.hits->rend() && hit->entry == entry; ++hit) {
      if (hit->pattern == id) return 0;
    }
    sink.hits->push_back({entry, id});
    return 0;
  }
};

}  // namespace

Result<void> UserPatterns::scan(const Arena& arena, PatternScratch& scratch, std::vector<PatternHit>& hits) const {
  hits.clear();
  if (arena.entries().empty()) return {};
  auto& memory = *scratch.memory_;
  if (memory.prepared_for != id_) {
    if (hs_alloc_scratch(databases_->database, &memory.scratch) != HS_SUCCESS) {
      return make_error(Code::scan_failed, Origin::internal, "no memory for the Hyperscan scratch");
    }
    memory.prepared_for = id_;
    memory.empty = EmptyTexts();
  }
  HitSink sink{&arena.entries(), &hits};
  const auto& text = arena.text();
  const auto status = hs_scan(databases_->database, text.data(), static_cast<unsigned>(text.size()), 0, memory.scratch,
                              HitSink::on_match, &sink);
  if (status != HS_SUCCESS) {
    return make_error(Code::scan_failed, Origin::internal, "Hyperscan returned " + std::to_string(status));
  }
  const auto before = [](const PatternHit& a, const PatternHit& b) {
    return a.entry != b.entry ? a.entry < b.entry : a.pattern < b.pattern;
  };
  if (!std::is_sorted(hits.begin(), hits.end(), before)) {
    std::sort(hits.begin(), hits.end(), before);
    const auto same = [](const PatternHit& a, const PatternHit& b) {
      return a.entry == b.entry && a.pattern == b.pattern;
    };
    hits.erase(std::unique(hits.begin(), hits.end(), same), hits.end());
  }
  auto hit = hits.begin();
  for (std::uint32_t i = 0; i < arena.entries().size(); ++i) {
    const std::string_view value = arena.value(arena.entries()[i]);
    if (hit == hits.end() || hit->entry != i) {
      if (value.size() >= kLeastKnown) memory.empty.add(value, Evidence::neutral_key, 0);
    }
    while (hit != hits.end() && hit->entry == i) ++hit;
  }
  return {};
}

bool UserPatterns::is_known_empty(std::string_view text, const PatternScratch& scratch) const noexcept {
  const auto& memory = *scratch.memory_;
  return text.size() >= kLeastKnown && memory.prepared_for == id_ && memory.empty.holds(text, Evidence::neutral_key, 0);
}

void UserPatterns::locate(std::uint32_t pattern, const LocateInput& input, std::vector<Span>& out) const {
  locate(*patterns_[pattern], input, out);
}

void UserPatterns::locate_all(const LocateInput& input, std::vector<Span>& out) const {
  for (const auto& pattern : patterns_) locate(*pattern, input, out);
}

bool UserPatterns::may_match(std::string_view text) const {
  if (text.size() < least_bytes_) return false;
  const KindCounts counts = KindCounts::of(text);
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) {
    return counts.cover(pattern->needs) && RE2::PartialMatch({text.data(), text.size()}, *pattern->re2);
  });
}

std::vector<UserPatterns::Cost> UserPatterns::costs() const {
  std::vector<Cost> all;
  for (const auto& pattern : patterns_) {
    all.push_back({pattern->class_id, pattern->written, pattern->literal, pattern->form.least_bytes, pattern->needs});
  }
  return all;
}

namespace {

bool has_context(const std::vector<std::string>& words, std::string_view text, std::size_t begin) {
  const std::size_t from = begin - std::min(begin, kContextReach);
  const std::string before = small_text(text.substr(from, begin - from));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return before.find(word) != std::string::npos; });
}

// Whether further letters or digits touch the match on its left.
bool touches_left(std::string_view text, std::size_t begin) noexcept {
  return begin > 0 && is_alphanumeric(text[begin]) && is_alphanumeric(text[begin - 1]);
}
bool touches_right(std::string_view text, std::size_t end) noexcept {
  return end < text.size() && is_alphanumeric(text[end - 1]) && is_alphanumeric(text[end]);
}

// Where the run of letters and digits that holds `at` begins, and where it ends.
std::size_t run_begin(std::string_view text, std::size_t at) noexcept {
  while (at > 0 && is_alphanumeric(text[at - 1])) --at;
  return at;
}
std::size_t run_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_alphanumeric(text[at])) ++at;
  return at;
}

}  // namespace

void UserPatterns::locate(const Pattern& pattern, const LocateInput& input, std::vector<Span>& out) const {
  const std::string_view text = input.text;
  const auto accept = [&](std::size_t begin, std::size_t end) {
    const std::string_view match = text.substr(begin, end - begin);
    for (const Validator* validator : pattern.validators) {
      if (validator->accepts(match)) continue;
      input.reject(pattern.class_id, Rejection::checksum_failed, begin, end);
      return;
    }
    if (!pattern.words.empty() && (input.context & pattern.context) == 0 && !has_context(pattern.words, text, begin)) {
      input.reject(pattern.class_id, Rejection::no_context, begin, end);
      return;
    }
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), pattern.class_id});
  };
  const re2::StringPiece piece(text.data(), text.size());
  if (pattern.whole_value) {
    if (!text.empty() && pattern.re2->Match(piece, 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0)) {
      accept(0, text.size());
    }
    return;
  }
  std::size_t from = 0;
  re2::StringPiece match;
  while (from < text.size() && pattern.re2->Match(piece, from, text.size(), RE2::UNANCHORED, &match, 1)) {
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    std::size_t end = begin + match.size();
    if (match.empty()) {
      from = begin + 1;
      continue;
    }
    if (pattern.inside_words || (!touches_left(text, begin) && !touches_right(text, end))) {
      accept(begin, end);
      from = end;
      continue;
    }
    if (touches_left(text, begin)) {
      // No match that begins in this run is better.
      input.reject(pattern.class_id, Rejection::inside_longer_run, begin, end);
      from = run_end(text, begin);
      continue;
    }
    // A shorter match may end where a run does.
    const std::size_t cut = run_begin(text, end - 1);
    if (cut > begin && pattern.re2->Match(piece, begin, cut, RE2::ANCHOR_START, &match, 1) && !match.empty() &&
        !touches_right(text, begin + match.size())) {
      end = begin + match.size();
      accept(begin, end);
      from = end;
      continue;
    }
    input.reject(pattern.class_id, Rejection::inside_longer_run, begin, end);
    from = std::max(run_end(text, begin), begin + 1);
  }
}

}  // namespace veilgate::masking
