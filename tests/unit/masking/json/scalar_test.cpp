#include "masking/json/scalar.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {
using namespace veilgate::masking;
}

TEST_CASE("numbers of RFC 8259") {
  for (const std::string_view token : {"0", "-0", "1", "10", "-12", "123456789012345678901234567890", "0.0", "-0.10",
                                       "1.5e5", "1E5", "1e+5", "1e-05", "0e0", "0E-0", "10.25E+10"}) {
    CAPTURE(token);
    CHECK(is_json_number(token));
  }
  CHECK(is_json_number(std::string(5000, '9')));
}

TEST_CASE("what is no number") {
  for (const std::string_view token :
       {"",    "-",     "+1",    "01",       "-01",       "00",  "1.", ".5",   "-.5",  "1.e5", "1e",
        "1e+", "1e-",   "1e5.5", "1ee5",     "0x1",       "1a",  "a1", "1 ",   " 1",   "1,",   "--1",
        "1-",  "1.2.3", "1_000", "Infinity", "-Infinity", "NaN", "１", "1e５", "true", "\"1\""}) {
    CAPTURE(token);
    CHECK_FALSE(is_json_number(token));
  }
}

TEST_CASE("literals") {
  for (const std::string_view token : {"true", "false", "null"}) CHECK(is_json_literal(token));
  for (const std::string_view token : {"", "True", "tru", "truee", "nul", "null ", "none", "undefined"}) {
    CAPTURE(token);
    CHECK_FALSE(is_json_literal(token));
  }
}

TEST_CASE("the integer a number stands for") {
  struct Row {
    std::string number;
    std::string digits;  // empty: it is none
  };
  const Row rows[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e5", "0"},
      {"0e-5", "0"},
      {"7", "7"},
      {"-13800138000", "13800138000"},
      {"13800138000.0", "13800138000"},
      {"13800138000.000000", "13800138000"},
      {"13800138000.5", ""},
      {"0.5", ""},
      {"1.3800138e10", "13800138000"},
      {"1.3800138E+10", "13800138000"},
      {"1.3800138000000e010", "13800138000"},
      {"0.13800138e11", "13800138000"},
      {"0.00013800138e14", "13800138000"},
      {"138001380000000e-4", "13800138000"},
      {"138001380001e-1", ""},
      {"13800138e3", "13800138000"},
      {"13800138e3000", ""},
      {"1e39", "1" + std::string(39, '0')},
      {"1e40", ""},
      {"1e999999999999999999999", ""},
      {"1e-999999999999999999999", ""},
      {"0e999999999999999999999", "0"},
      {std::string(40, '9'), std::string(40, '9')},
      {std::string(41, '9'), ""},
      {"13800138000" + std::string(60, '0') + "e-60", "13800138000"},
      {"13800138000" + std::string(2000, '0') + "e-2000", "13800138000"},
      {"13800138000" + std::string(20000, '0') + "e-20000", "13800138000"},
      {"0." + std::string(60, '0') + "13800138e71", "13800138000"},
      {"0." + std::string(60, '0') + "13800138e70", "1380013800"},
      {"0." + std::string(60, '0') + "13800138e67", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.number);
    std::string digits = "left from before";
    CHECK(integer_digits(row.number, digits) == !row.digits.empty());
    CHECK(digits == row.digits);
  }
}
