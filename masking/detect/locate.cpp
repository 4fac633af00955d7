#include "masking/detect/locate.hpp"

namespace veilgate::masking {

void locate_all(std::string_view text, Evidence evidence, std::vector<Span>& out) {
  locate_cn_mobile(text, evidence, out);
  locate_cn_landline(text, evidence, out);
  locate_cn_resident_id(text, evidence, out);
  locate_bank_card(text, evidence, out);
  locate_email(text, evidence, out);
}

}  // namespace veilgate::masking
