// The keyring file: read, changed and written so that nothing is lost whatever happens in between.
//
//   PATH           the keyring (document.hpp), mode 0600
//   PATH.old       the one before, kept until a key is destroyed
//   PATH.records   what was done (records.hpp); append only
//   PATH.lock      held while the keyring is changed
//   PATH.new, PATH.old.new   only while it is written; left over by a crash they are removed by the next write
//
// A write is one rename (files.hpp), so that PATH is always whole. A record is signed and put into the document before
// it is appended to PATH.records; when the process ends in between, the next one that opens the store appends it.
//
// Destroying goes through a new epoch, in steps that may each be the last; opening the store again goes on with them:
//   1  the source makes the KEK of epoch N+1
//   2  the document, without what is destroyed, is written under epoch N+1, with the records of what was done; it says
//      that epoch N is retired
//   3  the source destroys the KEK of epoch N; PATH.old is erased
//   4  the document is written once more, without "retired N", with the record that epoch N is gone
// Until 3 the old copies can be opened; from then on no copy of any earlier epoch can.
//
// Threads: one object belongs to one thread; processes exclude one another by PATH.lock.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/document.hpp"
#include "crypto/keys/files.hpp"
#include "crypto/keys/records.hpp"

namespace veilgate::crypto {

// Reads and verifies, changes nothing. Errors: io_failed, bad_config (permissions), keyring_refused, key_unavailable;
// the note names the path and says what to do.
Result<KeyringDocument> read_keyring(Files& files, const std::string& path, KeySource& source);

// What serving needs: the keys in force at `now`; `before` as for make_keyring. Errors: as read_keyring.
Result<std::shared_ptr<const Keyring>> load_keyring(Files& files, const std::string& path, KeySource& source, Time now,
                                                    const Keyring* before = nullptr);

// A clock may be this much behind the one that wrote the keyring; more is refused, since dates would come back.
inline constexpr std::chrono::seconds kClockTolerance{120};

class KeyringStore {
 public:
  // Makes a keyring; none may be there. KEKs the source has already are refused unless `adopts_keks` says that no other
  // keyring depends on them: destroying an epoch would end that one. Errors: bad_request, for both; those of the
  // source; io_failed.
  static Result<KeyringStore> create(Files& files, std::string path, ManagedKeySource& source, Algorithm wrap,
                                     bool adopts_keks, Time now);

  // Takes the lock, reads, and finishes what an earlier process could not. Errors: as read_keyring; overloaded
  // (locked); bad_request, when the clock is behind.
  static Result<KeyringStore> open(Files& files, std::string path, ManagedKeySource& source, Time now);

  // Puts the keyring of a backup (its text) in place. One that is there stays as PATH.old, and only when `replaces`
  // says so; the records go on behind those that are there. Errors: bad_request; those of parse_document and
  // adopt_records; io_failed.
  static Result<KeyringStore> restore(Files& files, std::string path, ManagedKeySource& source, const SecretBytes& text,
                                      bool replaces, Time now);

  KeyringDocument& document() noexcept { return document_; }
  const KeyringDocument& document() const noexcept { return document_; }
  // `now`, or the time of the last write when that is a little later.
  Time now() const noexcept { return now_; }

  // Writes the changed document and its record. Errors: io_failed, key_unavailable, internal; the file is then the one
  // before, unless the note says otherwise.
  Result<void> commit(const Record& record);

  // The same under a new epoch, for what has to be destroyed. What is returned says whether the epoch before is gone or
  // the operator has to take it out of the source.
  Result<Destruction> commit_in_new_epoch(const Record& record);

  // Destroys the KEKs of retired epochs. `by_operator`: one is still in its source.
  Result<Destruction> finish_retirement();

 private:
  KeyringStore(Files& files, std::string path, ManagedKeySource& source, FileLock lock, KeyringDocument document,
               Time now)
      : files_(&files),
        path_(std::move(path)),
        source_(&source),
        lock_(std::move(lock)),
        document_(std::move(document)),
        now_(now) {}

  Result<void> write(bool keep_old);
  Result<void> append_records();

  Files* files_;
  std::string path_;
  ManagedKeySource* source_;
  FileLock lock_;
  KeyringDocument document_;
  Time now_;
};

// The text of PATH.records; empty when there is none yet. Errors: io_failed, bad_config (permissions).
Result<std::string> read_records(Files& files, const std::string& path);

}  // namespace veilgate::crypto
