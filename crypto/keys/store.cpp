#include "crypto/keys/store.hpp"

#include <algorithm>
#include <utility>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/secret_text.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kMaxRecordBytes = 1'024 * 1'024 * 1'024;

// What an operator does about a keyring that cannot be read.
Error with_advice(const std::string& path, const Error& error) {
  if (error.code != Code::keyring_refused) return error;
  return make_error(error.code, error.origin,
                    "keyring " + path + " " + error.note.for_log() + ". It was not changed. If " + path +
                        ".old passes `veilgate keys check --keyring " + path +
                        ".old`, it is the state before the last change: move it to " + path +
                        "; otherwise restore a backup (`veilgate keys restore`)");
}

Error clock_is_behind(Time now, Time written) {
  return make_error(Code::bad_request, Origin::policy,
                    "the clock reads " + time_text(now) + ", but the keyring was written at " + time_text(written) +
                        "; set the clock right, since keys would begin and end at wrong times");
}

}  // namespace

Result<KeyringDocument> read_keyring(Files& files, const std::string& path, KeySource& source) {
  const auto text = read_file(files, path, kMaxKeyringBytes, Privacy::owner_only);
  if (!text) return text.error();
  auto document = parse_document(text_of(*text), source);
  if (!document) return with_advice(path, document.error());
  // What an epoch's rules are is checked where the keys are used as well; here an operator learns of it.
  if (const auto keyring = make_keyring(*document, document->written); !keyring) {
    return with_advice(path, make_error(Code::keyring_refused, Origin::policy, keyring.error().note.for_log()));
  }
  return document;
}

Result<std::shared_ptr<const Keyring>> load_keyring(Files& files, const std::string& path, KeySource& source, Time now,
                                                    const Keyring* before) {
  const auto document = read_keyring(files, path, source);
  if (!document) return document.error();
  return make_keyring(*document, now, before);
}

Result<std::string> read_records(Files& files, const std::string& path) {
  const std::string name = path + ".records";
  const auto exists = file_exists(files, name);
  if (!exists) return exists.error();
  if (!*exists) return std::string();
  const auto text = read_file(files, name, kMaxRecordBytes, Privacy::readable);
  if (!text) return text.error();
  return std::string(text_of(*text));
}

Result<KeyringStore> KeyringStore::create(Files& files, std::string path, ManagedKeySource& source, Algorithm wrap,
                                          bool adopts_keks, Time now) {
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  for (const std::string& name : {path, path + ".records"}) {
    const auto exists = file_exists(files, name);
    if (!exists) return exists.error();
    if (*exists) return make_error(Code::bad_request, Origin::client, name + " exists already; it was not touched");
  }
  const auto has_kek = source.has(1);
  if (!has_kek) return has_kek.error();
  if (*has_kek && !adopts_keks) {
    return make_error(Code::bad_request, Origin::client,
                      source.describe() +
                          " has a KEK already; another keyring may depend on it, and would be lost when "
                          "this one destroys a key. Give this keyring a source of its own");
  }
  if (auto created = source.create(1); !created) return created.error();
  auto document = make_document(source, wrap, now);
  if (!document) return document.error();
  KeyringStore store(files, std::move(path), source, std::move(*lock), std::move(*document), now);
  const Record record{"keys.init", {{"source", store.source_->describe()}, {"wrap", to_text(wrap)}}};
  if (auto committed = store.commit(record); !committed) return committed.error();
  return store;
}

Result<KeyringStore> KeyringStore::open(Files& files, std::string path, ManagedKeySource& source, Time now) {
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  auto document = read_keyring(files, path, source);
  if (!document) return document.error();
  if (now + kClockTolerance < document->written) return clock_is_behind(now, document->written);
  const Time begins = std::max(now, document->written);
  KeyringStore store(files, std::move(path), source, std::move(*lock), std::move(*document), begins);
  if (auto appended = store.append_records(); !appended) return appended.error();
  if (auto finished = store.finish_retirement(); !finished) return finished.error();
  return store;
}

Result<KeyringStore> KeyringStore::restore(Files& files, std::string path, ManagedKeySource& source,
                                           const SecretBytes& text, bool replaces, Time now) {
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  const auto exists = file_exists(files, path);
  if (!exists) return exists.error();
  if (*exists && !replaces) {
    return make_error(Code::bad_request, Origin::client,
                      path + " exists; say --replace to keep it as " + path + ".old");
  }
  auto document = parse_document(text_of(text), source);
  if (!document) return document.error();
  const auto records = read_records(files, path);
  if (!records) return records.error();
  if (auto adopted = adopt_records(*records, *document); !adopted) return adopted.error();
  if (*exists) {
    // Generations go on counting, where the one that is there can still be read.
    const auto present = read_keyring(files, path, source);
    if (present && present->id != document->id) {
      return make_error(Code::bad_request, Origin::client, path + " is another keyring than the backup's");
    }
    if (present) document->generation = std::max(document->generation, present->generation);
  }
  const Record record{"keys.restore", {{"backup_generation", std::to_string(document->generation)}}};
  KeyringStore store(files, std::move(path), source, std::move(*lock), std::move(*document), now);
  store.now_ = std::max(now, store.document_.written);
  if (auto committed = store.commit(record); !committed) return committed.error();
  return store;
}

Result<void> KeyringStore::write(bool keep_old) {
  document_.generation += 1;
  document_.written = now_;
  const auto text = render_document(document_);
  if (!text) return text.error();
  return replace_file(*files_, path_, octets(std::string_view(*text)), {.mode = 0600, .keep_old = keep_old});
}

// Those the file has already are left out, so that it does not matter where an earlier process ended.
Result<void> KeyringStore::append_records() {
  if (document_.pending_records.empty()) return {};
  const auto text = read_records(*files_, path_);
  if (!text) return text.error();
  const auto last = last_sequence(*text);
  if (!last) {
    return make_error(last.error().code, last.error().origin, path_ + ".records: " + last.error().note.for_log());
  }
  for (const std::string& record : document_.pending_records) {
    if (sequence_of(record) <= *last) continue;
    if (auto appended = append_line(*files_, path_ + ".records", record); !appended) return appended;
  }
  // They leave the document with its next write.
  document_.pending_records.clear();
  return {};
}

Result<void> KeyringStore::commit(const Record& record) {
  if (auto added = add_record(document_, record, now_); !added) return added;
  if (auto written = write(true); !written) return written;
  return append_records();
}

Result<Destruction> KeyringStore::commit_in_new_epoch(const Record& record) {
  if (!document_.retired.empty()) {
    return make_error(Code::bad_request, Origin::client,
                      "an earlier epoch is still in " + source_->describe() + "; take it out first");
  }
  if (auto created = source_->create(document_.epoch + 1); !created) return created.error();
  if (auto begun = begin_epoch(document_, *source_); !begun) return begun.error();
  if (auto committed = commit(record); !committed) return committed.error();
  return finish_retirement();
}

Result<Destruction> KeyringStore::finish_retirement() {
  if (document_.retired.empty()) return Destruction::done;
  std::vector<Epoch> left;
  std::string gone;
  for (const Epoch epoch : document_.retired) {
    const auto destroyed = source_->destroy(epoch);
    if (!destroyed) return destroyed.error();
    if (*destroyed == Destruction::by_operator) {
      left.push_back(epoch);
    } else {
      gone += (gone.empty() ? "" : ",") + std::to_string(epoch);
    }
  }
  if (auto erased = erase_file(*files_, path_ + ".old"); !erased) return erased.error();
  if (!gone.empty()) {
    document_.retired = left;
    const Record record{"epoch.destroyed", {{"epochs", gone}, {"source", source_->describe()}}};
    if (auto added = add_record(document_, record, now_); !added) return added.error();
    if (auto written = write(false); !written) return written.error();
    if (auto appended = append_records(); !appended) return appended.error();
  }
  return left.empty() ? Destruction::done : Destruction::by_operator;
}

}  // namespace veilgate::crypto
