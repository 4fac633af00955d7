#include "proxy/observe/time_text.hpp"

#include <ctime>

namespace veilgate::proxy {

void TimeText::append(std::string& out, std::chrono::system_clock::time_point time) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  const std::int64_t second = ms / 1000;
  if (second != second_) {
    const std::time_t clock = second;
    std::tm parts{};
    gmtime_r(&clock, &parts);
    std::strftime(text_, sizeof text_, "%Y-%m-%dT%H:%M:%S", &parts);
    second_ = second;
  }
  out.append(text_, sizeof text_ - 1);
  const auto rest = static_cast<unsigned>(ms % 1000);
  const char tail[5] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                        static_cast<char>('0' + rest % 10), 'Z'};
  out.append(tail, sizeof tail);
}

std::string time_text(std::chrono::system_clock::time_point time) {
  std::string out;
  TimeText().append(out, time);
  return out;
}

}  // namespace veilgate::proxy
