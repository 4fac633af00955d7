// What a word of letters and digits is by its form: with a label before it, with what the objects around it speak for,
// or by itself. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// In all of these `digits` is how many characters of `word` are digits.

// A document's number by its form and the word before it: the word proves what the form alone would not.
ClassId labelled_document(Label label, std::string_view word, std::size_t digits) noexcept;

// What the objects around speak for, when the word is all there is in the value.
ClassId document_in_context(const LocateInput& input, std::string_view word, std::size_t digits) noexcept;

// What proves itself. `joined`: more of a code follows or stands before. `denied`: a key lowers evidence, and the check
// digit of a VIN is too little.
ClassId proven_document(std::string_view word, std::size_t digits, bool joined, bool denied) noexcept;

// What has a form of its own, too weak to prove itself, and the label that has to stand near it.
struct FormedDocument {
  ClassId class_id = ClassId::none;
  Label label = Label::none;
};
FormedDocument formed_document(std::string_view word, std::size_t digits) noexcept;

// Two letters, six digits and a letter from A to D: a NINO's form, whoever issued its prefix.
bool has_nino_form(std::string_view word) noexcept;

}  // namespace veilgate::masking
