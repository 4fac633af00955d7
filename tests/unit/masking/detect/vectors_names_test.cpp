// Classes that only a name tells: which names do, which come near. And what stands under an invoice's title.
#include <initializer_list>
#include <string_view>

#include "masking/detect/key_info.hpp"
#include "masking/detect/named_value.hpp"
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::classify_key;

void check_names(ClassId id, std::initializer_list<std::string_view> hits,
                 std::initializer_list<std::string_view> near_misses) {
  for (const std::string_view name : hits) {
    CAPTURE(name);
    test::count_row(id, true);
    CHECK(classify_key(name).class_id == id);
  }
  for (const std::string_view name : near_misses) {
    CAPTURE(name);
    test::count_row(id, false);
    CHECK(classify_key(name).class_id != id);
  }
}

}  // namespace

TEST_CASE("names of accounts") {
  // domain.md 1.4 (JD), the open platforms of Taobao, WeChat, Douyin.
  check_names(ClassId::account_id,
              {"pin", "realPin", "open_id_buyer", "xid_buyer", "xidBuyer", "openId", "unionId", "encryPin", "buyerPin",
               "loginId", "alipayAccount", "wangwang", "会员号", "支付宝账号", "userPin"},
              {"spin", "shipping", "pinyin", "openTime", "openIdCount", "unionName", "loginTime", "accountType",
               "pinnedAt", "xidian", "memberLevel", "会员等级", "账号状态"});
}

TEST_CASE("names of invoice titles") {
  check_names(ClassId::invoice_title,
              {"invoiceTitle", "invoice_title", "invoiceTitleName", "invoiceHead", "invoiceHeader", "invoiceName",
               "titleOfInvoice", "发票抬头", "抬头", "抬头名称", "taitou"},
              {"title", "invoiceType", "invoiceState", "invoiceContentId", "invoiceAmount", "itemTitle", "titleColor",
               "invoiceNo", "invoiceUrl", "发票类型", "抬头类型", "subtitle"});
  // A company's title is no person's and stays.
  for (const std::string_view company : {"北京京东世纪贸易有限公司", "清华大学", "Acme Ltd"}) {
    CAPTURE(company);
    CHECK(masking::read_named_value(ClassId::invoice_title, false, company).stays);
  }
  for (const std::string_view person : {"张三", "张三（个人）", "李记早点铺", "个人"}) {
    CAPTURE(person);
    CHECK_FALSE(masking::read_named_value(ClassId::invoice_title, false, person).stays);
  }
}

TEST_CASE("names of bodies' marks") {
  check_names(ClassId::biometric, {"faceImage",      "face_photo",
                                   "faceData",       "faceFeature",
                                   "fingerprint",    "fingerprintData",
                                   "palmprint",      "irisImage",
                                   "voiceprint",     "signatureImage",
                                   "livenessVideo",  "selfie",
                                   "人脸照片",       "指纹",
                                   "idCardFrontImg", "userIdcardBackPhotoUrl",
                                   "id_card_image",  "passportPhoto",
                                   "bankCardImages", "idCardFront",
                                   "身份证照片",     "手持身份证照",
                                   "银行卡正面图片", "证件照"},
              {"face", "surface", "typeface", "interfaceData", "browserFingerprint", "certFingerprint",
               "sha256Fingerprint", "signature", "iriscolor", "voiceNote", "selfieStick", "指纹锁型号", "签名",
               "cardImage", "carPhoto", "passportGuideUrl", "businessLicenseImg", "idCardTypeIcon", "银行卡图标"});
}
