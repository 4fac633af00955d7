#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "proxy/coding/coding.hpp"

using namespace veilgate;
using namespace veilgate::proxy;

namespace {

AcceptEncoding accept(const std::vector<std::string_view>& lines) {
  AcceptEncoding accepted;
  for (const std::string_view line : lines) accepted.add(line);
  return accepted;
}

}  // namespace

TEST_CASE("Content-Encoding") {
  struct Row {
    std::string_view name;
    std::vector<std::string_view> lines;
    bool refused;
    Coding coding;
  };
  const Row rows[] = {
      {"none", {}, false, Coding::identity},
      {"empty", {""}, false, Coding::identity},
      {"identity", {"identity"}, false, Coding::identity},
      {"gzip", {"gzip"}, false, Coding::gzip},
      {"x-gzip", {"X-GZip"}, false, Coding::gzip},
      {"deflate", {"deflate"}, false, Coding::deflate},
      {"br", {"br"}, false, Coding::br},
      {"zstd", {" zstd ,"}, false, Coding::zstd},
      {"identity beside one", {"identity, br"}, false, Coding::br},
      {"twice in a line", {"gzip, gzip"}, true, Coding::identity},
      {"twice on two lines", {"gzip", "gzip"}, true, Coding::identity},
      {"two different", {"gzip, br"}, true, Coding::identity},
      {"unknown", {"compress"}, true, Coding::identity},
      {"unknown after a known one", {"gzip, foo"}, true, Coding::identity},
      {"with a parameter", {"gzip;q=1"}, true, Coding::identity},
      {"aws-chunked", {"aws-chunked"}, true, Coding::identity},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    ContentEncoding encoding;
    bool refused = false;
    for (const std::string_view line : row.lines) {
      const auto added = encoding.add(line);
      if (added) continue;
      refused = true;
      CHECK(added.error().code == Code::unsupported_coding);
      CHECK(added.error().origin == Origin::upstream);
    }
    CHECK(refused == row.refused);
    if (!refused) CHECK(encoding.coding() == row.coding);
  }
}

TEST_CASE("Accept-Encoding weights") {
  const auto some = accept({"gzip;q=0.5, br ; Q=0.25", "zstd;q=1.000, *;q=0.001"});
  CHECK(some.weight(Coding::gzip) == 500);
  CHECK(some.weight(Coding::br) == 250);
  CHECK(some.weight(Coding::zstd) == 1000);
  CHECK(some.weight(Coding::deflate) == 1);
  for (const std::string_view bad :
       {"gzip;q=", "gzip;q=2", "gzip;q=1.001", "gzip;q=0.1234", "gzip;q=-1", "gzip;q=.5", "gzip;q=0,5", "gzip;x=1",
        "gzip;q=a", "gzip;q=0.x", "gzip;q=1;q=1", "\"gzip\"", "gzip br"}) {
    CAPTURE(bad);
    CHECK_FALSE(accept({bad}).accepts(Coding::gzip));
  }
  CHECK_FALSE(accept({}).accepts(Coding::gzip));
  CHECK(accept({}).accepts(Coding::identity));
  CHECK(accept({"*;q=0, identity"}).accepts(Coding::identity));
  CHECK_FALSE(accept({"*;q=0"}).accepts(Coding::identity));
}

TEST_CASE("the coding a client gets") {
  struct Row {
    std::string_view name;
    std::vector<std::string_view> lines;
    Coding upstream;
    Coding chosen;
  };
  const Row rows[] = {
      {"uncoded stays uncoded", {"gzip"}, Coding::identity, Coding::identity},
      {"the upstream's when accepted", {"gzip;q=0.1, br"}, Coding::gzip, Coding::gzip},
      {"the heaviest else", {"gzip;q=0.4, br;q=0.5"}, Coding::zstd, Coding::br},
      {"ties go to the better one", {"deflate, gzip, br"}, Coding::zstd, Coding::br},
      {"the wildcard counts", {"*"}, Coding::deflate, Coding::deflate},
      {"none accepted", {}, Coding::gzip, Coding::identity},
      {"refused by name", {"gzip;q=0"}, Coding::gzip, Coding::identity},
      {"not even identity", {"*;q=0"}, Coding::gzip, Coding::identity},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(choose_coding(accept(row.lines), row.upstream) == row.chosen);
  }
}

TEST_CASE("names") {
  CHECK(coding_name(Coding::identity).empty());
  for (const Coding coding : {Coding::gzip, Coding::deflate, Coding::br, Coding::zstd}) {
    ContentEncoding encoding;
    REQUIRE(encoding.add(coding_name(coding)).has_value());
    CHECK(encoding.coding() == coding);
  }
}
