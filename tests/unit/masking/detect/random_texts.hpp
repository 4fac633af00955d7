// Random texts made of pieces that locators find something in, of the words beside them, and of what looks like either.
#pragma once

#include <random>
#include <string>

namespace veilgate::test {

std::string random_text(std::mt19937& generator);       // numbers, with signs between their digits
std::string random_code(std::mt19937& generator);       // documents, accounts, places, addresses of networks, secrets
std::string random_parameter(std::mt19937& generator);  // names and values as markup, programs and settings write them
std::string random_sentence(std::mt19937& generator);   // names and addresses

}  // namespace veilgate::test
