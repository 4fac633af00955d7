#include "tests/accuracy/measure.hpp"

#include <nlohmann/json.hpp>

#include "masking/engine.hpp"
#include "tests/accuracy/labelled.hpp"
#include "tests/support/masked.hpp"

namespace veilgate::accuracy {
namespace {

constexpr std::size_t kMostExamples = 3;  // of one kind

class Meter {
 public:
  Meter(std::size_t rounds, const LabelledSets& sets, std::uint64_t seed)
      : rounds_(rounds), sets_(sets), random_(seed) {}

  Measured run_outsiders() {
    for (const Outsider& outsider : outsiders()) {
      for (std::size_t i = 0; i < rounds_; ++i) {
        for (const std::string_view form : outsider.documents) measure_outside(std::string(outsider.name), form);
      }
    }
    return std::move(out_);
  }

  Measured run() {
    for (const ClassSource& source : class_sources()) {
      measure_keyed(source);
      if (source.structured) measure_structured(source);
    }
    for (const NearMissSet& set : sets_.values) measure_left_alone(set, rounds_ * 100, out_.near_misses);
    for (const NearMissSet& set : sets_.texts) measure_left_alone(set, rounds_ * 100, out_.texts);
    for (std::size_t i = 0; i < rounds_ * 50; ++i) measure_record();
    for (const auto& [name, found] : found_in_) {
      out_.precise[name] = {found_where_labelled_[name], found};
    }
    return std::move(out_);
  }

 private:
  test::Masked mask(const std::string& document) { return world_.run(document); }

  void note_findings(const masking::Findings& findings, std::string_view labelled) {
    for (std::size_t i = 1; i < masking::kBuiltinClassCount; ++i) {
      if (findings.masked[i] == 0) continue;
      const std::string name(masking::class_name(static_cast<masking::ClassId>(i)));
      ++found_in_[name];
      if (name == labelled) ++found_where_labelled_[name];
    }
  }

  void example(const std::string& kind, const std::string& document) {
    if (shown_[kind]++ < kMostExamples) out_.examples.push_back(kind + ": " + document);
  }

  void measure_keyed(const ClassSource& source) {
    for (const std::string_view key : source.keys) {
      for (std::size_t i = 0; i < rounds_; ++i) {
        const std::string value = source.make(random_);
        const std::string name = "\"" + std::string(key) + "\":";
        const std::string text = "\"" + json_inside(value) + "\"";
        std::vector<std::string> documents = {"{" + name + text + "}", "{" + name + "[" + text + "]}",
                                              "{\"order\":{" + name + text + "},\"n\":1}",
                                              "{" + name + "{\"value\":" + text + "}}"};
        const bool is_number = source.numeric && value[0] != '0' && value.back() != 'X';
        if (is_number) {
          documents.push_back("{" + name + value + "}");
          documents.push_back("{" + name + value + ".0}");
          documents.push_back("{" + name + value.substr(0, 1) + "." + value.substr(1) + "E" +
                              std::to_string(value.size() - 1) + "}");
        }
        for (std::size_t form = 0; form < documents.size(); ++form) {
          const test::Masked masked = mask(documents[form]);
          const bool hidden =
              masked.accepted && masked.output != documents[form] && masked.output.find(value) == std::string::npos;
          out_.keyed[std::string(source.name)].add(hidden);
          if (!hidden) example("keyed " + std::string(source.name) + ' ' + std::string(key), documents[form]);
        }
      }
    }
  }

  void measure_structured(const ClassSource& source) {
    const std::string name(source.name);
    for (const Form& form : sets_.forms) {
      for (const Carrier& carrier : sets_.carriers) {
        if (!carrier.has_word && !source.speaks_for_itself) continue;
        for (std::size_t i = 0; i < rounds_; ++i) {
          const std::string written = form.write(source, source.make(random_));
          if (written.empty()) continue;
          const std::string inside = form.raw ? written : json_inside(written);
          const std::string document = carrier.document(source, inside);
          const test::Masked masked = mask(document);
          const bool found = masked.accepted && masked.findings.masked_total() != 0 &&
                             masked.output.find(inside) == std::string::npos &&
                             masked.output.find(json_inside(inside)) == std::string::npos;
          out_.structured[name][std::string(form.name)].add(found);
          out_.carried[name][std::string(carrier.name)].add(found);
          if (!found) example(name + " as " + std::string(form.name), document);
          if (!found) continue;
          const auto id = masking::find_class(name);
          out_.named_right[name].add(id && masked.count(*id) != 0);
          note_findings(masked.findings, name);
        }
      }
    }
  }

  void measure_left_alone(const NearMissSet& set, std::size_t count, std::map<std::string, Count>& counts) {
    const std::string name(set.name);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string document = set.make(random_);
      const test::Masked masked = mask(document);
      const bool left = masked.accepted && masked.output == document;
      counts[name].add(left);
      if (!left) example("touched among " + name, document);
      note_findings(masked.findings, {});
    }
  }

  void measure_record() {
    const LabelledRecord record = make_record(random_);
    const test::Masked masked = mask(record.json);
    const auto before = nlohmann::json::parse(record.json, nullptr, false);
    const auto after = nlohmann::json::parse(masked.output, nullptr, false);
    for (const std::string& pointer : record.sensitive) {
      const bool hidden = masked.accepted && at(before, pointer) != at(after, pointer);
      out_.record_fields.add(hidden);
      if (!hidden) example("in a record " + record.shape + ' ' + pointer, record.json);
    }
    measure_harmless(record, masked, "a record " + record.shape, out_.record_rest);
  }

  void measure_harmless(const LabelledRecord& record, const test::Masked& masked, const std::string& where,
                        Count& count) {
    const auto before = nlohmann::json::parse(record.json, nullptr, false);
    const auto after = nlohmann::json::parse(masked.output, nullptr, false);
    for (const std::string& pointer : record.harmless) {
      const bool left = masked.accepted && at(before, pointer) == at(after, pointer);
      count.add(left);
      if (!left) example("touched in " + where + ' ' + pointer, record.json);
    }
  }

  static nlohmann::json at(const nlohmann::json& document, const std::string& pointer) {
    const nlohmann::json::json_pointer place(pointer);
    return document.contains(place) ? document.at(place) : nlohmann::json();
  }

  void measure_outside(const std::string& outsider, std::string_view form) {
    const LabelledRecord record = make_outside_record(form, random_);
    const test::Masked masked = mask(record.json);
    for (const std::string& value : record.hidden) {
      const bool hidden = masked.accepted && masked.output.find(value) == std::string::npos;
      out_.outside_hidden[outsider].add(hidden);
      if (!hidden) example(outsider + " shows " + value, record.json);
      if (hidden && value.find_first_not_of("0123456789X") == std::string::npos) {
        const bool discreet = !shows_much(masked.output, value);
        out_.discreet.add(discreet);
        if (!discreet) example(outsider + " leaves much of " + value, masked.output);
      }
    }
    measure_harmless(record, masked, outsider, out_.outside_left[outsider]);
    const bool settled = masked.accepted && mask(masked.output).output == masked.output;
    out_.settled.add(settled);
    if (!settled) example(outsider + " changes again", masked.output);
  }

  static bool shows_much(const std::string& output, std::string_view value) {
    constexpr std::size_t kRun = 6;
    for (std::size_t i = 0; i + kRun <= value.size(); ++i) {
      if (output.find(value.substr(i, kRun)) != std::string::npos) return true;
    }
    return false;
  }

  std::size_t rounds_;
  const LabelledSets& sets_;
  Random random_;
  test::MaskingWorld world_;
  Measured out_;
  std::map<std::string, std::size_t> found_in_;
  std::map<std::string, std::size_t> found_where_labelled_;
  std::map<std::string, std::size_t> shown_;
};

}  // namespace

Measured measure(std::size_t rounds, const LabelledSets& sets, std::uint64_t seed) {
  return Meter(rounds, sets, seed).run();
}

Measured measure_outsiders(std::size_t rounds, std::uint64_t seed) {
  return Meter(rounds, held_out_sets(), seed).run_outsiders();
}

Count total(const std::map<std::string, Count>& counts) {
  Count all;
  for (const auto& [name, count] : counts) {
    all.good += count.good;
    all.all += count.all;
  }
  return all;
}

Count total(const std::map<std::string, std::map<std::string, Count>>& counts) {
  Count all;
  for (const auto& [name, inner] : counts) {
    all.good += total(inner).good;
    all.all += total(inner).all;
  }
  return all;
}

}  // namespace veilgate::accuracy
