// What the demo partner answers: invented orders and members in the shapes of partner APIs.
//
// The sensitive parts stand between ⟦ and ⟧ in the source and nowhere else, so that the demo knows, byte for byte, what
// has to disappear and what must not change.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace veilgate::demo {

enum class Expectation {
  masked,    // everything between marks changes, nothing else does
  replaced,  // the body is not one that can be checked; the proxy puts a problem document in its place
};

struct Sample {
  std::string title;
  std::string target;
  unsigned status = 200;
  std::string content_type = "application/json;charset=UTF-8";
  Expectation expectation = Expectation::masked;
  std::string accept_encoding;  // what the demo asks with
  std::string marked;           // the body with its marks
};

const std::vector<Sample>& samples();

// A body in pieces: text that must stay and parts that must go, in turn, beginning with a text (maybe empty).
struct Parts {
  std::vector<std::string> kept;  // one more than sensitive
  std::vector<std::string> planted;
};
Parts split_marks(std::string_view marked);
std::string without_marks(std::string_view marked);

}  // namespace veilgate::demo
