// The main() of a fuzz target where libFuzzer is not linked: runs every file of the named folders, and every prefix of
// the small ones, once. An input that a target objects to ends the program.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kPrefixesUpTo = 1024;

// A copy of exactly the right size, so that a sanitizer sees a read beyond the end.
void run(const std::string& bytes, std::size_t size) {
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      std::fprintf(stderr, "%s is no folder of inputs\n", argv[i]);
      return 2;
    }
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::size_t inputs = 0;
  for (const auto& file : files) {
    std::fprintf(stderr, "%s\n", file.filename().c_str());
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    for (std::size_t size = bytes.size() <= kPrefixesUpTo ? 0 : bytes.size(); size <= bytes.size(); ++size, ++inputs)
      run(bytes, size);
  }
  std::printf("%zu files, %zu inputs replayed\n", files.size(), inputs);
  return files.empty() ? 1 : 0;
}
