#include "masking/detect/detectors.hpp"

#include <array>
#include <bit>
#include <string>
#include <vector>

#include "masking/detect/label.hpp"

namespace veilgate::masking {
namespace {

constexpr std::array kDetectors{
    Detector{DetectorId::cn_resident_id, "cn_resident_id", locate_cn_resident_id},
    Detector{DetectorId::bank_card, "bank_card", locate_bank_card},
    Detector{DetectorId::cn_mobile, "cn_mobile", locate_cn_mobile},
    Detector{DetectorId::cn_landline, "cn_landline", locate_cn_landline},
    Detector{DetectorId::email, "email", locate_email},
    Detector{DetectorId::person_name, "person_name", locate_person_name},
    Detector{DetectorId::address, "address", locate_address},
    Detector{DetectorId::western_name, "western_name", locate_western_name},
    Detector{DetectorId::western_address, "western_address", locate_western_address},
    Detector{DetectorId::intl_phone, "intl_phone", locate_intl_phone},
    Detector{DetectorId::document, "document", locate_document},
    Detector{DetectorId::military_id, "military_id", locate_military_id},
    Detector{DetectorId::cn_plate, "cn_plate", locate_cn_plate},
    Detector{DetectorId::ip_address, "ip_address", locate_ip_address},
    Detector{DetectorId::mac_address, "mac_address", locate_mac_address},
    Detector{DetectorId::coordinates, "coordinates", locate_coordinates},
    Detector{DetectorId::birth_date, "birth_date", locate_birth_date},
    Detector{DetectorId::wechat, "wechat", locate_wechat},
    Detector{DetectorId::secret, "secret", locate_secret},
    Detector{DetectorId::parameter, "parameter", locate_parameter},
};

constexpr bool ids_are_places() noexcept {
  for (std::size_t i = 0; i < kDetectors.size(); ++i) {
    if (static_cast<std::size_t>(kDetectors[i].id) != i) return false;
  }
  return kDetectors.size() <= 64;
}
static_assert(ids_are_places());

// Forms that begin with a word or letters of their own; those of numbers are number_signs.hpp's.
struct Form {
  const char* expression;
  DetectorSet calls;
};
constexpr Form kForms[] = {
    {"字第", detector_bit(DetectorId::military_id)},
    {"(?:京|津|沪|渝|冀|豫|云|辽|黑|湘|皖|鲁|新|苏|浙|赣|鄂|桂|甘|晋|蒙|陕|吉|闽|贵|粤|青|藏|川|宁|琼)[A-Za-z]",
     detector_bit(DetectorId::cn_plate)},
    {"使.{0,3}[0-9]", detector_bit(DetectorId::cn_plate)},
    {"</[A-Za-z]", detector_bit(DetectorId::parameter)},
    {"[\"'] ?:", detector_bit(DetectorId::parameter)},
    {"(?:[a-z][A-Z]|_)[A-Za-z_]{1,30} ?:", detector_bit(DetectorId::parameter)},
    {"wxid_", detector_bit(DetectorId::wechat)},
    {"-----BEGIN ", detector_bit(DetectorId::secret)},
    {"eyJ[A-Za-z0-9_-]{7}", detector_bit(DetectorId::secret)},
    {"(?i)(?:bearer|basic) ", detector_bit(DetectorId::secret)},
    {"(?:AKIA|ASIA|LTAI|AKID|AIza|gh[pousr]_|github_pat_|glpat-|xox[bpars]-|ya29\\.|[sr]k_live_|sk_test_|npm_|sk-|SG\\."
     ")"
     "[A-Za-z0-9_-]{10}",
     detector_bit(DetectorId::secret)},
};

// Which detector asks for which words beside the value, where no number's form calls it.
struct Asked {
  Label label;
  DetectorId detector;
};
constexpr Asked kAsked[] = {
    {Label::wechat, DetectorId::wechat},
    {Label::account, DetectorId::wechat},
    {Label::password, DetectorId::secret},
};

std::vector<DetectorPattern> make_patterns() {
  std::vector<DetectorPattern> patterns;
  for (const Form& form : kForms) patterns.push_back({form.expression, form.calls});
  for (const Asked& asked : kAsked) {
    std::string words;
    for (const char c : label_words(asked.label)) {
      if (c == '.' || c == '/' || c == '-') words.push_back('\\');
      words.push_back(c);
    }
    patterns.push_back({"(?i)(?:" + words + ")", detector_bit(asked.detector)});
  }
  return patterns;
}

}  // namespace

std::span<const Detector> detectors() noexcept {
  return kDetectors;
}

std::span<const DetectorPattern> detector_patterns() noexcept {
  static const std::vector<DetectorPattern> patterns = make_patterns();
  return patterns;
}

DetectorSet detectors_in_context(ContextBits context, std::string_view text) noexcept {
  constexpr std::size_t kLongest = 64;
  const auto speaks_for = [context](Context kind) { return (context & context_bit(kind)) != 0; };
  DetectorSet called = 0;
  if (!may_be_told(context, text.size()) || text.size() > kLongest) return called;
  if (speaks_for(Context::identity) || speaks_for(Context::vehicle) || speaks_for(Context::device) ||
      speaks_for(Context::messenger) || speaks_for(Context::company)) {
    called |= detector_bit(DetectorId::document);
  }
  if (speaks_for(Context::device)) called |= detector_bit(DetectorId::mac_address);
  if (speaks_for(Context::network)) {
    called |= detector_bit(DetectorId::ip_address) | detector_bit(DetectorId::mac_address);
  }
  if (speaks_for(Context::place)) called |= detector_bit(DetectorId::coordinates);
  if (speaks_for(Context::role)) called |= detector_bit(DetectorId::person_name);
  if (speaks_for(Context::birth)) called |= detector_bit(DetectorId::birth_date);
  return called;
}

void locate(const LocateInput& input, DetectorSet called, std::vector<Span>& out) {
  while (called != 0) {
    const auto next = static_cast<std::size_t>(std::countr_zero(called));
    called &= called - 1;
    kDetectors[next].locate(input, out);
  }
}

void reject_as_denied(const LocateInput& input, void (*locate)(const LocateInput&, std::vector<Span>&)) {
  if (input.rejections == nullptr) return;
  std::vector<Span> spans;
  locate({input.text, Evidence::neutral_key, input.context}, spans);
  for (const Span& span : spans) input.reject(span.class_id, Rejection::denied_key, span.begin, span.end);
}

void locate_all(const LocateInput& input, std::vector<Span>& out) {
  for (const Detector& detector : kDetectors) detector.locate(input, out);
}

}  // namespace veilgate::masking
