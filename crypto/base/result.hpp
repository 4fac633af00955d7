// Result<T>: a value or an Error. Everything a client, a partner, a file or a peer can cause is returned this way;
// nothing in crypto, config or masking throws. boost::system::result does the work.
#pragma once

#include <boost/system/result.hpp>
#include <cstdlib>

#include "crypto/base/error.hpp"

namespace veilgate {

// Required by boost::system::result::value(). Taking the value of a failed result is a mistake in the program, and a
// masking proxy that has lost its way must not go on writing.
[[noreturn]] inline void throw_exception_from_error(const Error&, const boost::source_location&) {
  std::abort();
}

template <class T>
using Result = boost::system::result<T, Error>;

}  // namespace veilgate
