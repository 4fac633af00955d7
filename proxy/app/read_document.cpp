#include "proxy/app/read_document.hpp"

#include <algorithm>
#include <vector>

#include "proxy/app/files.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

Error too_large(const std::string& path) {
  return make_error(Code::body_too_large, Origin::client, path + ": larger than 256 MiB; give records with --ndjson");
}

}  // namespace

Result<std::string> read_document(const std::string& path) {
  auto input = InputFile::open(path);
  if (!input) return input.error();
  std::string text;
  std::vector<char> buffer(kPieceBytes);
  for (;;) {
    const auto got = input->read(buffer.data(), buffer.size());
    if (!got) return got.error();
    if (*got == 0) return text;
    text.append(buffer.data(), *got);
    if (text.size() > kMostDocumentBytes) return too_large(path);
  }
}

bool is_records(std::string_view path) noexcept {
  return path.ends_with(".ndjson") || path.ends_with(".jsonl");
}

Result<void> read_records(const std::string& path, const std::function<Result<void>(std::string_view record)>& record,
                          const std::function<void(std::size_t bytes)>& progress) {
  auto input = InputFile::open(path);
  if (!input) return input.error();
  std::string rest;
  std::vector<char> buffer(kPieceBytes);
  std::size_t bytes = 0;
  for (bool ended = false; !ended;) {
    const auto got = input->read(buffer.data(), buffer.size());
    if (!got) return got.error();
    ended = *got == 0;
    bytes += *got;
    const std::size_t seen = rest.size();  // holds no line's end
    rest.append(buffer.data(), *got);
    std::size_t from = 0;
    for (;;) {
      std::size_t end = rest.find('\n', std::max(from, seen));
      if (end == std::string::npos && ended && from < rest.size()) end = rest.size();
      if (end == std::string::npos) break;
      const std::string_view line = std::string_view(rest).substr(from, end - from);
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
        if (auto done = record(line); !done) return done;
      }
      from = end + 1;
      if (from > rest.size()) break;
    }
    rest.erase(0, from);
    if (rest.size() > kMostDocumentBytes) return too_large(path);
    progress(bytes);
  }
  return {};
}

}  // namespace veilgate::proxy
