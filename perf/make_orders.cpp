// Prints an order document of about the wanted size, for bench_proxy's origin. usage: make_orders BYTES
#include <cstdio>
#include <cstdlib>

#include "perf/order_documents.hpp"

int main(int argc, char** argv) {
  const long bytes = argc == 2 ? std::strtol(argv[1], nullptr, 10) : 0;
  if (bytes <= 0) {
    std::fprintf(stderr, "usage: make_orders BYTES\n");
    return 2;
  }
  const auto document =
      veilgate::perf::make_order_document(static_cast<std::size_t>(bytes), veilgate::perf::Spelling::raw, 1);
  return std::fwrite(document.text.data(), 1, document.text.size(), stdout) == document.text.size() ? 0 : 1;
}
