#include "config/schema_vocabulary.hpp"

#include <array>

#include "config/schema_binding.hpp"

namespace veilgate::config::binding {
namespace {

#define MEMBER(path)         \
  [](auto& owner) -> auto& { \
    return owner.path;       \
  }
#define ITSELF               \
  [](auto& owner) -> auto& { \
    return owner;            \
  }

constexpr std::array<std::string_view, 4> kLevels = {"L1", "L2", "L3", "L4"};

constexpr std::array kClassRows = {
    row<Class>("level", Type::choice, MEMBER(level),
               "How sensitive it is; a new class needs one, a built-in class has its own.",
               {.absent_when_empty = true, .choices = kLevels}),
    row<Class>("keys", Type::line, MEMBER(keys),
               "Names of members whose values are of this class whatever they look like; * is any number of "
               "characters, letter case and _ - . count for nothing.",
               {.absent_when_empty = true, .shape = Shape::list}),
    row<Class>("pattern", Type::line, MEMBER(pattern),
               "What a value looks like, in RE2 syntax: found anywhere in a text, so ^ and $ need whole_value.",
               {.absent_when_empty = true}),
    row<Class>("patterns", Type::line, MEMBER(patterns), "More patterns; one that matches is enough.",
               {.absent_when_empty = true, .shape = Shape::list}),
    row<Class>("whole_value", Type::boolean, MEMBER(whole_value),
               "Whether a pattern has to match a whole value and not a part of a text."),
    row<Class>("inside_words", Type::boolean, MEMBER(inside_words),
               "Whether a match may touch further ASCII letters and digits; otherwise it is part of something longer."),
    row<Class>("validator", Type::choice, MEMBER(validators), "Checks a match has to pass, all of them.",
               {.absent_when_empty = true, .choices = kValidatorNames, .shape = Shape::list}),
    row<Class>("context", Type::line, MEMBER(context),
               "Words, one of which has to stand in the 64 bytes before a match, or in the value's name or that of an "
               "object around it; none given: a match speaks for itself.",
               {.absent_when_empty = true, .shape = Shape::list}),
    row<Class>("mask", Type::id, MEMBER(mask), "The mask of its values where no rule says otherwise.",
               {.may_be_null = true, .absent_when_empty = true}),
};

constexpr std::array kAllowMatchRows = {
    row<Allowed>("route", Type::glob, MEMBER(route), "A glob over the request's path, as in routes.match.path."),
};
constexpr Section kAllowMatch = {"allow.match", "Which requests an allow list is for; left out: all.", kAllowMatchRows,
                                 made_by_default<Allowed>};
constexpr std::array kAllowRows = {
    row<Allowed>("id", Type::id, MEMBER(id), "The list's name in explanations.", {.required = true}),
    part<Allowed>("match", kAllowMatch, ITSELF, "Which requests the list is for."),
    row<Allowed>("class", Type::id, MEMBER(classes), "The classes these values are none of.",
                 {.required = true, .absent_when_empty = true, .shape = Shape::list}),
    row<Allowed>("values", Type::line, MEMBER(values),
                 "The values, whole; letter case, blanks and the signs people group numbers with count for nothing.",
                 {.required = true, .absent_when_empty = true, .shape = Shape::list}),
};

constexpr std::array kExclusionMatchRows = {
    row<Exclusion>("route", Type::glob, MEMBER(route), "A glob over the request's path, as in routes.match.path."),
};
constexpr Section kExclusionMatch = {"exclusions.match", "Which requests an exclusion is for; left out: all.",
                                     kExclusionMatchRows, made_by_default<Exclusion>};
constexpr std::array kExclusionWhereRows = {
    row<Exclusion>("class", Type::id, MEMBER(classes), "What the values are not.",
                   {.required = true, .absent_when_empty = true, .shape = Shape::list}),
    row<Exclusion>("path", Type::json_path, MEMBER(path), "Where they stand; left out: anywhere.",
                   {.absent_when_empty = true}),
};
constexpr Section kExclusionWhere = {"exclusions.where", "Which values an exclusion is about.", kExclusionWhereRows,
                                     made_by_default<Exclusion>};
constexpr std::array kExclusionRows = {
    row<Exclusion>("id", Type::id, MEMBER(id), "The exclusion's name in explanations.", {.required = true}),
    part<Exclusion>("match", kExclusionMatch, ITSELF, "Which requests it is for."),
    part<Exclusion>("where", kExclusionWhere, ITSELF, "Which values it is about.", true),
    row<Exclusion>("reason", Type::line, MEMBER(reason), "Why they are nobody's.", {.required = true}),
};

#undef MEMBER
#undef ITSELF

}  // namespace

constexpr Section kClassSection = {
    "classes", "What a value is: a class of one's own, or more names and patterns for a built-in class.", kClassRows,
    made_by_default<Class>};
constexpr Section kAllowSection = {"allow", "Values that are nobody's, such as a service line; they stay as they are.",
                                   kAllowRows, made_by_default<Allowed>};
constexpr Section kExclusionSection = {
    "exclusions", "Places where a class is looked for in vain: what is found there as one stays as it is.",
    kExclusionRows, made_by_default<Exclusion>};

}  // namespace veilgate::config::binding
