#include "masking/detect/text_planes.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/calling_words.hpp"

using namespace veilgate::masking;

namespace {

constexpr std::size_t kBlocks = 9;

// Bytes of every kind, and pieces that the planes are about, at every place of a block.
std::string random_blocks(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"Mr Smith", "password=", "a@b.example", "10:30",    "{\"x\":1}",
                                          "<name>",   "#12",       "张三",        "%41&#65;", "xoxb-",
                                          "I'm",      "street",    "\\u5f20",     "--"};
  std::string text;
  const std::size_t size = kBlocks * kPlaneBytes + kPlaneAhead;
  while (text.size() < size) {
    if (random() % 3 == 0) {
      text += kPieces[random() % std::size(kPieces)];
    } else {
      text += static_cast<char>(random() % 256);
    }
  }
  text.resize(size);
  return text;
}

std::array<std::uint64_t, 8> all_of(const TextPlanes& planes) {
  return {planes.digits, planes.letters, planes.high,  planes.rare,
          planes.joints, planes.colons,  planes.words, planes.pairs};
}

}  // namespace

TEST_CASE("the kernels agree bit for bit") {
  const auto kernels = plane_kernels();
  REQUIRE(!kernels.empty());
  const Fingerprints& words = WordTable::get().fingerprints();
  std::mt19937 random(20251123);
  std::uint64_t announced = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::string text = random_blocks(random);
    std::array<TextPlanes, kBlocks> portable;
    kernels.back().run(text.data(), kBlocks, words, portable.data());
    for (const PlaneKernel& kernel : kernels) {
      std::array<TextPlanes, kBlocks> planes;
      kernel.run(text.data(), kBlocks, words, planes.data());
      for (std::size_t i = 0; i < kBlocks; ++i) {
        CAPTURE(kernel.name);
        CAPTURE(i);
        CHECK(all_of(planes[i]) == all_of(portable[i]));
        announced |= planes[i].words & planes[i].letters;
      }
    }
  }
  CHECK(announced != 0);
}

TEST_CASE("the portable kernel tells what bytes are") {
  const PlaneKernel kernel = plane_kernels().back();
  CHECK(std::string_view(kernel.name) == "portable");
  std::string text(kPlaneBytes + kPlaneAhead, ' ');
  text.replace(0, 12, "aZ09\xE5@:-.\\=<");
  TextPlanes planes;
  kernel.run(text.data(), 1, WordTable::get().fingerprints(), &planes);
  CHECK(planes.letters == 0b11);
  CHECK(planes.digits == 0b1100);
  CHECK(planes.high == 0b1'0000);
  CHECK(planes.rare == 0b1110'0010'0000);
  CHECK(planes.joints == 0b1'1100'0000);
  CHECK(planes.colons == 0b100'0000);
}
