// What the locators say about what came near a class: the first reason it lost, and that what was found is not told.
#include <doctest/doctest.h>

#include <string_view>
#include <utility>
#include <vector>

#include "masking/detect/locate.hpp"

namespace {

using namespace veilgate::masking;

class Reasons final : public RejectionSink {
 public:
  struct Said {
    ClassId class_id;
    Rejection reason;
    std::uint32_t begin;
    std::uint32_t end;
  };
  void reject(ClassId class_id, Rejection reason, std::uint32_t begin, std::uint32_t end) override {
    all.push_back({class_id, reason, begin, end});
  }
  // The first reason against the class.
  const Said* first(ClassId class_id) const {
    for (const Said& each : all) {
      if (each.class_id == class_id) return &each;
    }
    return nullptr;
  }
  std::vector<Said> all;
};

struct Row {
  std::string_view text;
  ClassId class_id;
  Rejection reason;
  Evidence evidence = Evidence::neutral_key;
};

constexpr Row kRows[] = {
    {"12800138000", ClassId::cn_mobile, Rejection::not_allocated},
    {"1380013800", ClassId::cn_mobile, Rejection::wrong_length},
    {"a13800138000", ClassId::cn_mobile, Rejection::inside_longer_run},
    {"订单号13800138000", ClassId::cn_mobile, Rejection::denied_key},
    {"0.13800138000", ClassId::cn_mobile, Rejection::other_form},
    {"13800138000", ClassId::cn_mobile, Rejection::denied_key, Evidence::denied_key},
    {"0101234567", ClassId::cn_landline, Rejection::wrong_length},
    {"01988993108", ClassId::cn_landline, Rejection::not_allocated},
    {"4006101234", ClassId::cn_landline, Rejection::service_number},
    {"400-610-1234", ClassId::cn_landline, Rejection::service_number},
    {"x01088993108", ClassId::cn_landline, Rejection::inside_longer_run},
    {"流水号01088993108", ClassId::cn_landline, Rejection::denied_key},
    {"010-88993108", ClassId::cn_landline, Rejection::denied_key, Evidence::denied_key},
    {"110105194912310021", ClassId::cn_resident_id, Rejection::checksum_failed},
    {"110105194913310020", ClassId::cn_resident_id, Rejection::not_a_date},
    {"990105194912310020", ClassId::cn_resident_id, Rejection::not_allocated},
    {"11010519491231002", ClassId::cn_resident_id, Rejection::wrong_length},
    {"150102880730303", ClassId::cn_resident_id, Rejection::no_context},
    {"150102880730303", ClassId::cn_resident_id, Rejection::denied_key, Evidence::denied_key},
    {"4111111111111112", ClassId::bank_card, Rejection::checksum_failed},
    {"1111111111111117", ClassId::bank_card, Rejection::not_allocated},
    {"4222222222222", ClassId::bank_card, Rejection::no_context},
    {"a4111111111111111", ClassId::bank_card, Rejection::inside_longer_run},
    {"订单号4111111111111111", ClassId::bank_card, Rejection::denied_key},
    {"0.4111111111111111", ClassId::bank_card, Rejection::other_form},
    {"4111111111111111", ClassId::bank_card, Rejection::denied_key, Evidence::denied_key},
    {"root@localhost", ClassId::email, Rejection::other_form},
    {"icon@2x.png", ClassId::email, Rejection::other_form},
    {"@zhangsan", ClassId::email, Rejection::other_form},
    {"left-pad@1.3.0", ClassId::email, Rejection::not_allocated},
    {"E12345678", ClassId::passport, Rejection::no_context},
    {"护照 1234", ClassId::passport, Rejection::wrong_length},
    {"H12345678", ClassId::travel_permit, Rejection::no_context},
    {"通行证 Z12345678", ClassId::travel_permit, Rejection::wrong_length},
    {"USA110085061512", ClassId::foreigner_id, Rejection::no_context},
    {"868154818003739", ClassId::imei, Rejection::no_context},
    {"IMEI 8681", ClassId::imei, Rejection::wrong_length},
    {"91310110666007217U", ClassId::cn_credit_code, Rejection::checksum_failed},
    {"LSVAB4180E2123456", ClassId::vin, Rejection::checksum_failed},
    {"DE88370400440532013000", ClassId::iban, Rejection::checksum_failed},
    {"DE8937040044053201300", ClassId::iban, Rejection::wrong_length},
    {"AB123456C", ClassId::uk_nino, Rejection::no_context},
    {"AB123456C", ClassId::uk_nino, Rejection::denied_key, Evidence::denied_key},
    {"DE123456789", ClassId::eu_vat, Rejection::no_context},
    {"310110666007217", ClassId::cn_tax_number, Rejection::no_context},
    {"SSN 1234", ClassId::us_ssn, Rejection::wrong_length},
    {"账号 1234", ClassId::bank_account, Rejection::wrong_length},
    {"QQ 1234", ClassId::qq, Rejection::wrong_length},
    {"档案编号：1234567", ClassId::driver_file_number, Rejection::wrong_length},
    {"社保号 1234", ClassId::social_security_number, Rejection::wrong_length},
    {"医保卡 1234", ClassId::medical_card, Rejection::wrong_length},
    {"军官证 1234", ClassId::military_id, Rejection::wrong_length},
    {"民字第12号", ClassId::military_id, Rejection::other_form},
    {"京A1234567", ClassId::cn_plate, Rejection::inside_longer_run},
    {"请使123456", ClassId::cn_plate, Rejection::no_context},
    {"京A12345", ClassId::cn_plate, Rejection::denied_key, Evidence::denied_key},
    {"1.2.3.4", ClassId::ip_address, Rejection::no_context},
    {"127.0.0.1", ClassId::ip_address, Rejection::not_allocated},
    {"version 114.247.50.2", ClassId::ip_address, Rejection::other_form},
    {"114.247.50.2", ClassId::ip_address, Rejection::denied_key, Evidence::denied_key},
    {"10-20-30-40-50-60", ClassId::mac_address, Rejection::no_context},
    {"39.904200,116.407400", ClassId::coordinates, Rejection::no_context},
    {"位置 39.904200,116.407400", ClassId::coordinates, Rejection::denied_key, Evidence::denied_key},
    {"1990-05-17", ClassId::birth_date, Rejection::no_context},
    {"生日 1990-13-17", ClassId::birth_date, Rejection::not_a_date},
    {"微信 abc", ClassId::wechat, Rejection::other_form},
    {"415-555-2671", ClassId::intl_phone, Rejection::no_context},
    {"+999123", ClassId::intl_phone, Rejection::not_allocated},
    {"password abcdef", ClassId::secret, Rejection::other_form},
    {"AKIA12345678", ClassId::secret, Rejection::wrong_length},
    {"mobile=1", ClassId::cn_mobile, Rejection::other_form},
};

}  // namespace

TEST_CASE("what comes near a class is told the first reason it lost") {
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    CAPTURE(static_cast<int>(row.class_id));
    Reasons reasons;
    std::vector<Span> spans;
    locate_all({row.text, row.evidence, 0, &reasons}, spans);
    for (const Span& span : spans) CHECK(span.class_id != row.class_id);
    const Reasons::Said* said = reasons.first(row.class_id);
    CHECK(said != nullptr);
    if (said == nullptr) continue;
    CHECK(said->reason == row.reason);
    CHECK(said->begin < said->end);
    CHECK(said->end <= row.text.size());
  }
}

TEST_CASE("whoever listens changes nothing in what is found") {
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    std::vector<Span> heard;
    std::vector<Span> unheard;
    Reasons reasons;
    locate_all({row.text, row.evidence, 0, &reasons}, heard);
    locate_all({row.text, row.evidence}, unheard);
    CHECK(heard == unheard);
  }
}
