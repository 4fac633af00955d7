// BUCKET and TRUNCATE: ranges, dates, addresses of machines, coordinates, and the numbers they make of JSON numbers.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "tests/unit/masking/act/applied.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using config::BucketBounds;
using config::BucketUnit;
using config::DateUnit;
using test::applied;

MaskSpec bucket(BucketUnit unit, std::uint32_t width = 10, BucketBounds bounds = BucketBounds::range) {
  config::Mask mask;
  mask.type = config::MaskType::bucket;
  mask.unit = unit;
  mask.width = width;
  mask.bounds = bounds;
  return *compile_mask(mask);
}

MaskSpec truncated(DateUnit date = DateUnit::month, std::uint32_t decimals = 2, std::uint32_t ipv4 = 24,
                   std::uint32_t ipv6 = 48) {
  config::Mask mask;
  mask.type = config::MaskType::truncate;
  mask.date = date;
  mask.decimals = decimals;
  mask.ipv4_bits = ipv4;
  mask.ipv6_bits = ipv6;
  return *compile_mask(mask);
}

struct Row {
  std::string name;
  MaskSpec spec;
  std::string text;
  std::string expected;
};

std::string number_of(const MaskSpec& spec, std::string_view number) {
  EditList scratch;
  std::string out;
  return append_number(spec, number, scratch, out) ? out : "none";
}

}  // namespace

TEST_CASE("ranges of numbers") {
  const auto age = bucket(BucketUnit::number);
  const auto lower = bucket(BucketUnit::number, 10, BucketBounds::lower);
  const auto amount = bucket(BucketUnit::number, 500);
  const Row rows[] = {
      {"an age", age, "37", "30-39"},
      {"a lower bound", age, "30", "30-39"},
      {"an upper bound", age, "39", "30-39"},
      {"a small age", age, "7", "0-9"},
      {"a fraction", age, "39.9", "30-39"},
      {"below zero", age, "-1", "-10--1"},
      {"a fraction below zero", age, "-10.5", "-20--11"},
      {"blanks around", age, " 37 ", " 30-39 "},
      {"empty", age, "", ""},
      {"a lower bound alone", lower, "37", "30"},
      {"a lower bound below zero", lower, "-37", "-40"},
      {"an amount", amount, "1,234.56", "1000-1499"},
      {"an amount in yuan", amount, "\u00A51234", "\u00A51000-1499"},
      {"an amount in dollars", amount, "$12,345,678", "$12345500-12345999"},
      {"commas in other places", amount, "12,34", "*****"},
      {"a range of another width", amount, "30-39", "*****"},
      {"words", age, "thirty", "******"},
      {"a number and a word", age, "37岁", "***"},
      {"a number too long", age, "1234567890123456", "****************"},
      {"an exponent", age, "3e1", "***"},
      {"an emoji", age, "👨\u200D👩\u200D👧", "*"},
      {"hidden", age, "***", "***"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(applied(row.spec, ClassId::none, row.text) == row.expected);
    CHECK(applied(row.spec, ClassId::none, row.expected) == row.expected);
  }
}

TEST_CASE("dates by month, year and decade") {
  const auto month = bucket(BucketUnit::month);
  const auto year = bucket(BucketUnit::year);
  const auto decade = bucket(BucketUnit::decade);
  const Row rows[] = {
      {"month", month, "1990-05-17", "1990-05"},
      {"month with a time", month, "1990-05-17 08:30:00", "1990-05"},
      {"month of a packed date", month, "19900517", "199005"},
      {"month in Han", month, "1990年5月17日", "1990年5月"},
      {"month of a day that comes first", month, "17/05/1990", "**********"},
      {"month of a year", month, "1990", "****"},
      {"year", year, "1990/5/17", "1990"},
      {"year in Han", year, "1990年5月17日", "1990年"},
      {"year of a day that comes first", year, "17.05.1990", "1990"},
      {"decade", decade, "1994-05-17", "1990s"},
      {"decade in Han", decade, "1994年5月", "1990年代"},
      {"no date", year, "hello", "*****"},
      {"a month that is none", year, "1990-13-01", "**********"},
      {"a day that is none", year, "1990-12-32", "**********"},
      {"a year out of reach", year, "0001-01-01 00:00:00", "*******************"},
      {"an order number", year, "249786309732", "************"},
      {"milliseconds", year, "1657960712000", "*************"},
      {"empty", year, "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(applied(row.spec, ClassId::none, row.text) == row.expected);
    CHECK(applied(row.spec, ClassId::none, row.expected) == row.expected);
  }
}

TEST_CASE("what TRUNCATE leaves") {
  const Row rows[] = {
      {"IPv4", truncated(), "192.168.17.203", "192.168.17.0"},
      {"IPv4 to 20 bits", truncated(DateUnit::month, 2, 20), "10.1.255.3", "10.1.240.0"},
      {"IPv4 to none", truncated(DateUnit::month, 2, 0), "10.1.255.3", "0.0.0.0"},
      {"IPv6", truncated(), "2001:db8:86a3:8d3:1319:8a2e:370:7344", "2001:db8:86a3::"},
      {"IPv6 of zeros first", truncated(), "::1", "::"},
      {"IPv6 with capitals", truncated(), "2001:DB8:A::1", "2001:db8:a::"},
      {"IPv4 out of range", truncated(), "300.1.1.1", "*********"},
      {"IP and port", truncated(), "1.2.3.4:80", "**********"},
      {"two IPs", truncated(), "1.2.3.4,5.6.7.8", "***************"},
      {"date to the month", truncated(), "1990-05-17", "1990-05-01"},
      {"date and time", truncated(), "1990-05-17T08:30:59.123Z", "1990-05-01T00:00:00.000Z"},
      {"packed date", truncated(), "19900517", "19900501"},
      {"packed date and time", truncated(), "19900517083059", "19900501000000"},
      {"date in Han", truncated(), "1990年5月17日", "1990年5月01日"},
      {"date to the year", truncated(DateUnit::year), "1990-05-17", "1990-01-01"},
      {"date of short parts", truncated(DateUnit::year), "1990/5/7", "1990/1/1"},
      {"date to the decade", truncated(DateUnit::decade), "1994-05-17", "1990-01-01"},
      {"day first to the year", truncated(DateUnit::year), "17/05/1990", "01/01/1990"},
      {"day first to the month", truncated(), "17/05/1990", "**********"},
      {"a month that is none", truncated(), "1990-13-17", "**********"},
      {"coordinates", truncated(), "116.397128,39.916527", "116.39,39.91"},
      {"coordinate", truncated(), "-73.985656", "-73.98"},
      {"coordinate of few decimals", truncated(), "116.3", "116.3"},
      {"coordinates to whole degrees", truncated(DateUnit::month, 0), "116.397128 39.916527", "116 39"},
      {"three numbers", truncated(), "1.123,2.123,3.123", "*****************"},
      {"words", truncated(), "Beijing", "*******"},
      {"an emoji", truncated(), "🇨🇳", "*"},
      {"combining marks", truncated(), "1.5\u0301", "***"},
      {"empty", truncated(), "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(applied(row.spec, ClassId::none, row.text) == row.expected);
    CHECK(applied(row.spec, ClassId::none, row.expected) == row.expected);
  }
}

TEST_CASE("numbers made of numbers") {
  CHECK(number_of(bucket(BucketUnit::number), "37") == "30");
  CHECK(number_of(bucket(BucketUnit::number, 10, BucketBounds::lower), "37.5") == "30");
  CHECK(number_of(bucket(BucketUnit::number), "-1") == "-10");
  CHECK(number_of(bucket(BucketUnit::number), "1e3") == "none");
  CHECK(number_of(bucket(BucketUnit::number), "13800138000000000") == "none");
  CHECK(number_of(bucket(BucketUnit::year), "19900517") == "1990");
  CHECK(number_of(bucket(BucketUnit::month), "19900517") == "199005");
  CHECK(number_of(bucket(BucketUnit::decade), "1994") == "1990");
  CHECK(number_of(bucket(BucketUnit::year), "642902400000") == "none");
  CHECK(number_of(truncated(), "116.397128") == "116.39");
  CHECK(number_of(truncated(DateUnit::month, 0), "-73.9") == "-73");
  CHECK(number_of(truncated(DateUnit::month), "19900517") == "19900501");
  CHECK(number_of(truncated(), "1.5e2") == "none");
  CHECK(number_of(truncated(), "13800138000") == "none");
  MaskSpec keep;
  keep.type = config::MaskType::keep_first_n_last_m;
  CHECK(number_of(keep, "37") == "none");
}

TEST_CASE("values of one range come out the same, and again the same") {
  std::mt19937 generator(3);
  for (int round = 0; round < 20000; ++round) {
    const auto width = static_cast<std::uint32_t>(2 + generator() % 1000);
    const auto spec =
        bucket(BucketUnit::number, width, generator() % 2 == 0 ? BucketBounds::range : BucketBounds::lower);
    const auto number = static_cast<std::int64_t>(generator() % 2000000) - 1000000;
    const auto out = applied(spec, ClassId::none, std::to_string(number));
    CAPTURE(width);
    CAPTURE(number);
    REQUIRE(applied(spec, ClassId::none, out) == out);
    const auto lower = number >= 0 ? number / width * width : -((-number + width - 1) / width * width);
    REQUIRE(applied(spec, ClassId::none, std::to_string(lower)) == out);
    REQUIRE(applied(spec, ClassId::none, std::to_string(lower + width - 1)) == out);
    REQUIRE(applied(spec, ClassId::none, std::to_string(lower + width)) != out);
  }
}
