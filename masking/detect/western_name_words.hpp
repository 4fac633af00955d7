// The words that stand before and behind names in Latin letters. A word added here has its row in calling_words.cpp.
#pragma once

#include <string_view>

namespace veilgate::masking {

inline constexpr std::string_view kNameTitles[] = {
    "mr",       "mrs",    "ms",  "miss", "mx",     "dr",      "prof",  "professor", "sir", "madam", "herr", "frau",
    "monsieur", "madame", "mme", "mlle", "signor", "signora", "herrn", "sr",        "sra", "srta",  "sig",  "pani",
};
// Goods, films and bands that are called like somebody with a title.
inline constexpr std::string_view kTitledBrands[] = {
    "coffee",   "martens", "pepper",    "dash",    "clean",    "potato",   "muscle",     "bean",       "bubble",
    "who",      "seuss",   "dre",       "scholl",  "scholl's", "oetker",   "bronner's",  "kensington", "kensington's",
    "strange",  "robot",   "doubtfire", "beast",   "freeze",   "sandman",  "incredible", "universe",   "world",
    "america",  "lube",    "heater",    "kipling", "men",      "mom",      "dior",       "meyer's",    "jart",
    "squeegee", "rooter",  "green",     "no",      "evil",     "feelgood", "dolittle",   "bricolage"};
// `Name:`, `my name is`: the word before `name`, when there is one on its line.
inline constexpr std::string_view kWhoseName[] = {
    "my",     "full",    "first",  "last",   "given", "family",    "customer", "contact",   "recipient",  "receiver",
    "client", "patient", "buyer",  "sender", "his",   "her",       "holder",   "your",      "cardholder", "the",
    "real",   "legal",   "middle", "maiden", "user",  "passenger", "guest",    "consignee", "shipper"};
// These speak for a name when a colon follows.
inline constexpr std::string_view kColonRoles[] = {
    "contact",  "customer", "recipient", "consignee", "attn",         "cardholder", "patient", "buyer",     "sender",
    "user",     "client",   "payee",     "payer",     "beneficiary",  "applicant",  "insured", "passenger", "attendee",
    "borrower", "nominee",  "guarantor", "shipper",   "policyholder", "signatory",  "spouse"};
// And these when a given name known follows.
inline constexpr std::string_view kLooseColonRoles[] = {
    "attention",  "receiver",    "pax",       "assignee",    "driver",   "tenant",    "landlord", "employee", "student",
    "candidate",  "witness",     "defendant", "plaintiff",   "guest",    "physician", "nurse",    "teacher",  "manager",
    "supervisor", "interviewer", "organizer", "participant", "remitter", "reporter",  "reviewer", "caller",   "lessee",
    "lessor",     "grantor",     "trustee",   "heir",        "owner",    "username"};
// And these of two words without one, inside a sentence: `please contact John Smith`; `Contact Lens Solution` is a
// title.
inline constexpr std::string_view kRolesInSentences[] = {"contact",   "beneficiary", "payee",
                                                         "passenger", "patient",     "applicant"};
inline constexpr std::string_view kNameClosings[] = {
    "wishes", "thanks", "respectfully", "cordialement", "atentamente", "pozdrawiam", "groeten",    "hilsen",
    "best",   "yours",  "regards",      "sincerely",    "cheers",      "cordially",  "faithfully", "truly"};
// Of these only with a given name known.
inline constexpr std::string_view kLooseClosings[] = {"best",         "yours",        "wishes",      "thanks",
                                                      "respectfully", "cordialement", "atentamente", "pozdrawiam",
                                                      "groeten",      "hilsen"};
// What begins with a capital and is nobody.
inline constexpr std::string_view kNobodyInLatin[] = {
    "the",     "this",    "not",      "please",  "customer", "sir",       "madam",   "all",    "team",   "no",
    "yes",     "is",      "service",  "support", "us",       "center",    "centre",  "friend", "user",   "admin",
    "none",    "null",    "unknown",  "valued",  "member",   "client",    "and",     "to",     "for",    "error",
    "invalid", "missing", "required", "here",    "you",      "your",      "i",       "it",     "a",      "an",
    "of",      "in",      "on",       "buyer",   "seller",   "anonymous", "guest",   "n",      "street", "st",
    "going",   "sorry",   "so",       "very",    "english",  "chinese",   "american"};
inline constexpr std::string_view kNameParticles[] = {"de",  "la", "van", "von", "der", "den", "di",  "da",  "del",
                                                      "bin", "al", "el",  "le",  "du",  "dos", "ten", "ter", "y"};
// Behind these labels stand names of goods, works and places.
inline constexpr std::string_view kLabelsOfGoods[] = {
    "brand",    "title",   "product",  "song",      "artist",  "singer",   "album", "shop",       "store",
    "category", "keyword", "tag",      "city",      "color",   "colour",   "actor", "director",   "model",
    "series",   "book",    "movie",    "film",      "station", "road",     "hotel", "restaurant", "company",
    "school",   "game",    "role",     "hero",      "theme",   "topic",    "band",  "show",       "character",
    "author",   "by",      "starring", "featuring", "name",    "designer", "http",  "https"};
// Behind these and a small word (empty: behind them) stands a name when it begins with a given name known:
// spoke with John Smith, patient John Smith was.
struct FrontWord {
  std::string_view word;
  std::string_view small;
};
inline constexpr FrontWord kFrontWordsOfNames[] = {{"spoke", "with"},
                                                   {"speaking", "with"},
                                                   {"assigned", "to"},
                                                   {"reported", "by"},
                                                   {"approved", "by"},
                                                   {"signed", "by"},
                                                   {"reviewed", "by"},
                                                   {"prepared", "by"},
                                                   {"submitted", "by"},
                                                   {"received", "by"},
                                                   {"requested", "by"},
                                                   {"received", "from"},
                                                   {"witnessed", "by"},
                                                   {"payable", "to"},
                                                   {"transfer", "to"},
                                                   {"transfer", "from"},
                                                   {"transferred", "to"},
                                                   {"payment", "from"},
                                                   {"payment", "to"},
                                                   {"behalf", "of"},
                                                   {"delivered", "to"},
                                                   {"deliver", "to"},
                                                   {"interview", "with"},
                                                   {"appointment", "with"},
                                                   {"addressed", "to"},
                                                   {"married", ""},
                                                   {"married", "to"},
                                                   {"ask", ""},
                                                   {"asked", ""},
                                                   {"tell", ""},
                                                   {"told", ""},
                                                   {"contact", ""},
                                                   {"remitter", ""},
                                                   {"attn", ""},
                                                   {"patient", ""},
                                                   {"customer", ""},
                                                   {"defendant", ""},
                                                   {"plaintiff", ""},
                                                   {"witness", ""},
                                                   {"tenant", ""},
                                                   {"landlord", ""},
                                                   {"driver", ""},
                                                   {"employee", ""},
                                                   {"student", ""},
                                                   {"guest", ""},
                                                   {"candidate", ""},
                                                   {"nurse", ""},
                                                   {"physician", ""},
                                                   {"colleague", ""},
                                                   {"neighbour", ""},
                                                   {"neighbor", ""},
                                                   {"beneficiary", ""},
                                                   {"payee", ""},
                                                   {"passenger", ""},
                                                   {"applicant", ""},
                                                   {"named", ""},
                                                   {"called", ""},
                                                   {"client", ""},
                                                   {"buyer", ""},
                                                   {"teacher", ""},
                                                   {"detective", ""},
                                                   {"caller", ""},
                                                   {"resident", ""},
                                                   {"hello", ""},
                                                   {"hi", ""},
                                                   {"gentile", ""},
                                                   {"estimado", ""},
                                                   {"estimada", ""},
                                                   {"panie", ""},
                                                   {"appelle", ""},
                                                   {"llamo", ""},
                                                   {"chiamo", ""},
                                                   {"nazywam", "si\xC4\x99"},
                                                   {"named", ""},
                                                   {"name", ""},
                                                   {"name's", ""},
                                                   {"name", "ist"},
                                                   {"this", "is"}};
// What is done by people who are named right before it: John Smith lives at.
inline constexpr std::string_view kDoneByNames[] = {"lives",   "born",   "phoned",  "emailed",
                                                    "resides", "called", "resigned"};
// What a name of a company or a thing has behind its first word.
inline constexpr std::string_view kOfThings[] = {
    "feb",      "mar",      "apr",        "jun",        "jul",        "aug",          "sep",        "sept",
    "oct",      "nov",      "dec",        "key",        "corp",       "corporation",  "inc",        "ltd",
    "llc",      "llp",      "gmbh",       "company",    "co",         "group",        "bank",       "holdings",
    "partners", "team",     "department", "office",     "desk",       "room",         "center",     "centre",
    "services", "service",  "support",    "manager",    "system",     "systems",      "university", "college",
    "school",   "hospital", "clinic",     "institute",  "foundation", "association",  "society",    "club",
    "store",    "shop",     "hotel",      "restaurant", "airlines",   "airport",      "station",    "street",
    "road",     "avenue",   "park",       "lane",       "house",      "hall",         "church",     "council",
    "ministry", "agency",   "committee",  "union",      "bot",        "monitor",      "assurance",  "portal",
    "update",   "license",  "licence",    "guide",      "edition",    "plan",         "program",    "project",
    "version",  "card",     "account",    "insurance",  "solutions",  "technologies", "software",   "studio",
    "media",    "press",    "news",       "magazine",   "band",       "cup",          "series",     "award",
    "prize",    "day",      "week",       "season",     "episode",    "stanley",      "morgan",     "chase",
    "sachs",    "whisky",   "whiskey",    "perfume",    "watch",      "jeans",        "shoes",      "gold",
    "green",    "blue",     "line",       "law",        "act",        "test",         "case",       "square",
    "bridge",   "island",   "county",     "city",       "state"};

}  // namespace veilgate::masking
