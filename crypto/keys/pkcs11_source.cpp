// KEKs in a PKCS#11 token (OASIS PKCS#11 2.40): AES-256 keys that cannot be read out, one an epoch, which wrap and
// unwrap with CKM_AES_KEY_WRAP (RFC 3394).
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/keys/files.hpp"
#include "crypto/keys/key_source.hpp"
#include "crypto/keys/pkcs11_uri.hpp"
#include "crypto/keys/secret_text.hpp"

namespace veilgate::crypto {
namespace {

Error unavailable(const std::string& what) {
  return make_error(Code::key_unavailable, Origin::policy, what);
}

std::string code_text(CK_RV code) {
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "0x%08lx", code);
  return {text.data(), static_cast<std::size_t>(size)};
}

template <class T>
CK_ATTRIBUTE attribute(CK_ATTRIBUTE_TYPE type, T& value) {
  return {type, &value, sizeof value};
}

// A template's text is only read; the interface of C takes it without const.
CK_ATTRIBUTE text_attribute(CK_ATTRIBUTE_TYPE type, std::string& text) {
  return {type, text.data(), text.size()};
}

// The vendor's library; loaded once for each source and kept until it ends.
class Module {
 public:
  static Result<Module> load(const std::string& path) {
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return unavailable("the PKCS#11 module " + path + " cannot be loaded");
    Module module(library);
    void* const symbol = dlsym(library, "C_GetFunctionList");
    if (symbol == nullptr) return unavailable(path + " is no PKCS#11 module");
    const auto get_functions = reinterpret_cast<CK_C_GetFunctionList>(symbol);
    if (get_functions(&module.functions_) != CKR_OK || module.functions_ == nullptr) {
      return unavailable(path + " gives no PKCS#11 functions");
    }
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const CK_RV code = module.functions_->C_Initialize(&arguments);
    if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
      return unavailable(path + " cannot be initialised (" + code_text(code) + ")");
    }
    module.is_ours_ = code == CKR_OK;
    return module;
  }

  Module(Module&& other) noexcept
      : library_(std::exchange(other.library_, nullptr)),
        functions_(std::exchange(other.functions_, nullptr)),
        is_ours_(std::exchange(other.is_ours_, false)) {}
  Module& operator=(Module&&) = delete;
  ~Module() {
    if (is_ours_) functions_->C_Finalize(nullptr);
    if (library_ != nullptr) dlclose(library_);
  }

  CK_FUNCTION_LIST& operator*() const noexcept { return *functions_; }
  CK_FUNCTION_LIST* operator->() const noexcept { return functions_; }

 private:
  explicit Module(void* library) : library_(library) {}
  void* library_;
  CK_FUNCTION_LIST* functions_ = nullptr;
  bool is_ours_ = false;
};

// A session of the logged-in user; closed, with the objects that live as long as it does, whatever happens.
class Session {
 public:
  Session(const Module& module, CK_SESSION_HANDLE handle) : module_(&module), handle_(handle) {}
  Session(Session&& other) noexcept : module_(std::exchange(other.module_, nullptr)), handle_(other.handle_) {}
  Session& operator=(Session&&) = delete;
  ~Session() {
    if (module_ != nullptr) (*module_)->C_CloseSession(handle_);
  }

  CK_SESSION_HANDLE handle() const noexcept { return handle_; }

 private:
  const Module* module_;
  CK_SESSION_HANDLE handle_;
};

class Pkcs11Source final : public ManagedKeySource {
 public:
  Pkcs11Source(Files& files, Pkcs11Uri uri, Module module)
      : files_(files), uri_(std::move(uri)), module_(std::move(module)) {}

  std::string describe() const override { return "PKCS#11 token " + uri_.token + ", object " + uri_.object; }

  Result<SecretBytes> unwrap(Epoch epoch, Algorithm algorithm, std::span<const std::uint8_t> wrapped) override;
  Result<std::vector<std::uint8_t>> wrap(Epoch epoch, Algorithm algorithm, const SecretBytes& root) override;
  Result<bool> has(Epoch epoch) override;
  Result<void> create(Epoch epoch) override;
  Result<Destruction> destroy(Epoch epoch) override;

 private:
  Result<CK_SLOT_ID> find_slot();
  Result<Session> log_in(CK_FLAGS flags);
  Result<std::vector<CK_OBJECT_HANDLE>> find_keys(const Session& session, Epoch epoch);
  // The one KEK of an epoch.
  Result<CK_OBJECT_HANDLE> find_key(const Session& session, Epoch epoch);
  Result<void> check(CK_RV code, const char* what) const {
    if (code == CKR_OK) return {};
    return unavailable(describe() + ": " + what + " failed (" + code_text(code) + ")");
  }
  Result<void> check_algorithm(Algorithm algorithm) const {
    if (algorithm == Algorithm::aes_kw) return {};
    return unavailable(describe() + " wraps with aes-kw; make the keyring with --wrap aes-kw");
  }
  std::string label(Epoch epoch) const { return uri_.object + "-" + std::to_string(epoch); }

  Files& files_;
  Pkcs11Uri uri_;
  Module module_;
};

// The label of a token is padded with blanks to 32 bytes.
Result<CK_SLOT_ID> Pkcs11Source::find_slot() {
  CK_ULONG count = 0;
  if (auto listed = check(module_->C_GetSlotList(CK_TRUE, nullptr, &count), "listing slots"); !listed) {
    return listed.error();
  }
  std::vector<CK_SLOT_ID> slots(count);
  if (auto listed = check(module_->C_GetSlotList(CK_TRUE, slots.data(), &count), "listing slots"); !listed) {
    return listed.error();
  }
  slots.resize(count);
  std::optional<CK_SLOT_ID> found;
  for (const CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO info{};
    if (module_->C_GetTokenInfo(slot, &info) != CKR_OK) continue;
    std::string name(std::begin(info.label), std::end(info.label));
    name.resize(name.find_last_not_of(' ') + 1);
    if (name != uri_.token) continue;
    if (found) return unavailable("two PKCS#11 tokens are labelled " + uri_.token);
    found = slot;
  }
  if (!found) return unavailable("there is no PKCS#11 token labelled " + uri_.token);
  return *found;
}

Result<Session> Pkcs11Source::log_in(CK_FLAGS flags) {
  const auto slot = find_slot();
  if (!slot) return slot.error();
  CK_SESSION_HANDLE handle = 0;
  const CK_RV opened = module_->C_OpenSession(*slot, CKF_SERIAL_SESSION | flags, nullptr, nullptr, &handle);
  if (auto checked = check(opened, "opening a session"); !checked) return checked.error();
  Session session(module_, handle);
  auto pin = read_secret(files_, uri_.pin_source);
  if (!pin) return unavailable("the PIN of " + describe() + ": " + pin.error().note.for_log());
  const CK_RV code =
      module_->C_Login(handle, CKU_USER, pin->mutable_bytes(SecretAccess{}).data(), static_cast<CK_ULONG>(pin->size()));
  if (code == CKR_PIN_INCORRECT) return unavailable(describe() + " refused the PIN");
  if (code == CKR_PIN_LOCKED) return unavailable(describe() + " has locked the PIN; its security officer unlocks it");
  if (code != CKR_USER_ALREADY_LOGGED_IN) {
    if (auto checked = check(code, "the login"); !checked) return checked.error();
  }
  return session;
}

Result<std::vector<CK_OBJECT_HANDLE>> Pkcs11Source::find_keys(const Session& session, Epoch epoch) {
  CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
  CK_KEY_TYPE type = CKK_AES;
  std::string name = label(epoch);
  std::array pattern = {attribute(CKA_CLASS, object_class), attribute(CKA_KEY_TYPE, type),
                        text_attribute(CKA_LABEL, name)};
  const CK_RV begun = module_->C_FindObjectsInit(session.handle(), pattern.data(), pattern.size());
  if (auto checked = check(begun, "looking for the KEK"); !checked) return checked.error();
  std::vector<CK_OBJECT_HANDLE> found(8);
  CK_ULONG count = 0;
  const CK_RV searched = module_->C_FindObjects(session.handle(), found.data(), found.size(), &count);
  module_->C_FindObjectsFinal(session.handle());
  if (auto checked = check(searched, "looking for the KEK"); !checked) return checked.error();
  found.resize(count);
  return found;
}

Result<CK_OBJECT_HANDLE> Pkcs11Source::find_key(const Session& session, Epoch epoch) {
  const auto found = find_keys(session, epoch);
  if (!found) return found.error();
  if (found->size() == 1) return found->front();
  if (found->empty()) {
    return unavailable(describe() + " has no KEK labelled " + label(epoch) +
                       "; what was wrapped in a destroyed epoch cannot be had again");
  }
  return unavailable(describe() + " has several KEKs labelled " + label(epoch));
}

Result<SecretBytes> Pkcs11Source::unwrap(Epoch epoch, Algorithm algorithm, std::span<const std::uint8_t> wrapped) {
  if (auto checked = check_algorithm(algorithm); !checked) return checked.error();
  auto session = log_in(0);
  if (!session) return session.error();
  const auto kek = find_key(*session, epoch);
  if (!kek) return kek.error();

  // The root key becomes an object of this session only, whose value may be read.
  CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
  CK_KEY_TYPE type = CKK_GENERIC_SECRET;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  std::array shape = {attribute(CKA_CLASS, object_class), attribute(CKA_KEY_TYPE, type), attribute(CKA_TOKEN, no),
                      attribute(CKA_SENSITIVE, no), attribute(CKA_EXTRACTABLE, yes)};
  std::vector<std::uint8_t> bytes(wrapped.begin(), wrapped.end());
  CK_MECHANISM mechanism{CKM_AES_KEY_WRAP, nullptr, 0};
  CK_OBJECT_HANDLE unwrapped = 0;
  const CK_RV code = module_->C_UnwrapKey(session->handle(), &mechanism, *kek, bytes.data(), bytes.size(), shape.data(),
                                          shape.size(), &unwrapped);
  SecretBytes root(kKeyBytes);
  if (code == CKR_OK) {
    CK_ATTRIBUTE value{CKA_VALUE, root.mutable_bytes(SecretAccess{}).data(), root.size()};
    const CK_RV read = module_->C_GetAttributeValue(session->handle(), unwrapped, &value, 1);
    module_->C_DestroyObject(session->handle(), unwrapped);
    if (read == CKR_OK && value.ulValueLen == root.size()) return root;
  }
  return make_error(Code::keyring_refused, Origin::policy,
                    describe() + ": the KEK " + label(epoch) +
                        " does not open this keyring's root key; the keyring is another's, or was altered");
}

Result<std::vector<std::uint8_t>> Pkcs11Source::wrap(Epoch epoch, Algorithm algorithm, const SecretBytes& root) {
  if (auto checked = check_algorithm(algorithm); !checked) return checked.error();
  auto session = log_in(0);
  if (!session) return session.error();
  const auto kek = find_key(*session, epoch);
  if (!kek) return kek.error();

  CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
  CK_KEY_TYPE type = CKK_GENERIC_SECRET;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  SecretBytes value = root.clone();
  CK_ATTRIBUTE value_attribute{CKA_VALUE, value.mutable_bytes(SecretAccess{}).data(), value.size()};
  std::array shape = {attribute(CKA_CLASS, object_class), attribute(CKA_KEY_TYPE, type),   attribute(CKA_TOKEN, no),
                      attribute(CKA_SENSITIVE, no),       attribute(CKA_EXTRACTABLE, yes), value_attribute};
  CK_OBJECT_HANDLE object = 0;
  const CK_RV made = module_->C_CreateObject(session->handle(), shape.data(), shape.size(), &object);
  if (auto checked = check(made, "handing over the root key"); !checked) return checked.error();

  CK_MECHANISM mechanism{CKM_AES_KEY_WRAP, nullptr, 0};
  std::vector<std::uint8_t> wrapped(root.size() + 64);
  CK_ULONG size = wrapped.size();
  const CK_RV code = module_->C_WrapKey(session->handle(), &mechanism, *kek, object, wrapped.data(), &size);
  module_->C_DestroyObject(session->handle(), object);
  if (auto checked = check(code, "wrapping the root key"); !checked) return checked.error();
  wrapped.resize(size);
  return wrapped;
}

Result<bool> Pkcs11Source::has(Epoch epoch) {
  auto session = log_in(0);
  if (!session) return session.error();
  const auto found = find_keys(*session, epoch);
  if (!found) return found.error();
  return !found->empty();
}

Result<void> Pkcs11Source::create(Epoch epoch) {
  auto session = log_in(CKF_RW_SESSION);
  if (!session) return session.error();
  const auto found = find_keys(*session, epoch);
  if (!found) return found.error();
  if (!found->empty()) return {};

  CK_ULONG size = kKeyBytes;
  CK_BBOOL yes = CK_TRUE;
  CK_BBOOL no = CK_FALSE;
  std::string name = label(epoch);
  // Made in the token, kept in it, for wrapping only, never to be read out.
  std::array shape = {attribute(CKA_TOKEN, yes),      attribute(CKA_PRIVATE, yes), attribute(CKA_SENSITIVE, yes),
                      attribute(CKA_EXTRACTABLE, no), attribute(CKA_ENCRYPT, no),  attribute(CKA_DECRYPT, no),
                      attribute(CKA_WRAP, yes),       attribute(CKA_UNWRAP, yes),  attribute(CKA_VALUE_LEN, size),
                      text_attribute(CKA_LABEL, name)};
  CK_MECHANISM mechanism{CKM_AES_KEY_GEN, nullptr, 0};
  CK_OBJECT_HANDLE made = 0;
  return check(module_->C_GenerateKey(session->handle(), &mechanism, shape.data(), shape.size(), &made),
               "making a KEK");
}

Result<Destruction> Pkcs11Source::destroy(Epoch epoch) {
  auto session = log_in(CKF_RW_SESSION);
  if (!session) return session.error();
  const auto found = find_keys(*session, epoch);
  if (!found) return found.error();
  for (const CK_OBJECT_HANDLE key : *found) {
    const auto destroyed = check(module_->C_DestroyObject(session->handle(), key), "destroying the KEK");
    if (!destroyed) return destroyed.error();
  }
  return Destruction::done;
}

}  // namespace

Result<std::unique_ptr<ManagedKeySource>> make_pkcs11_source(Files& files, std::string_view text) {
  auto uri = parse_pkcs11_uri(text);
  if (!uri) return uri.error();
  auto module = Module::load(uri->module_path);
  if (!module) return module.error();
  return std::unique_ptr<ManagedKeySource>(std::make_unique<Pkcs11Source>(files, std::move(*uri), std::move(*module)));
}

}  // namespace veilgate::crypto
