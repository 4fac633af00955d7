// Names of members in other languages than Chinese and English, abbreviated pinyin, and names made of two words. In
// small letters as normal_name writes them: ASCII letters are folded, accents stay. A name with accents also counts
// without them (and with ae, oe, ue, ss), so each stands once.
#include "masking/detect/key_tables.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kPhoneEnding =
    "telefon telefonnummer telefonnr rufnummer handynummer handynr mobilnummer mobiltelefon téléphone "
    "téléphoneportable numérodetéléphone teléfono teléfonomóvil "
    "númerodeteléfono "
    "telefone telefoonnummer telefoon mobielnummer cellulare celular puhelin puhelinnumero matkapuhelin 電話 電話號碼 "
    "手機 "
    "телефон Телефон мобильный 手機號 手機號碼 聯絡電話 聯繫電話 電話番号 携帯電話 携帯番号 전화번호 휴대폰 휴대전화";
constexpr std::string_view kPhoneWhole = "handy móvil";
constexpr std::string_view kNameEnding =
    "vorname nachname familienname kundenname kontoinhaber karteninhaber ansprechpartner prénom nomdefamille "
    "nomcomplet titulaire apellido apellidos nombrecompleto nombreyapellidos titulardelatarjeta cognome nomecompleto "
    "sobrenome apelido voornaam achternaam volledigenaam förnamn efternavn efternamn fornavn etternavn 氏名 "
    "お名前 "
    "성명 이름 성함 フリガナ ふりがな カナ氏名 фио ФИО фамилия Фамилия имя Имя отчество Отчество 收貨人 寄件者 收件者 "
    "持卡人姓名 聯絡人 聯繫人";
// Somebody with members of their own, when it is an object.
constexpr std::string_view kReceiverEnding =
    "empfänger absender destinataire expéditeur destinatario remitente mittente ontvanger afzender";
constexpr std::string_view kAddressEnding =
    "straße hausnummer hausnr anschrift lieferadresse rechnungsadresse wohnort adresse adressepostale "
    "adressedelivraison dirección domicilio calle indirizzo endereço logradouro adres straat "
    "huisnummer adress gatuadress адрес Адрес 住所 주소 通訊地址 聯絡地址";
// Addresses of machines and pages, not of people.
constexpr std::string_view kNoAddressEnding = "ipadresse mailadresse webadresse emailadresse macadresse";
constexpr std::string_view kEmailEnding =
    "courriel correo correoelectrónico emailadresse mailadresse adressemail adresseemail "
    "postaelettronica "
    "sähköposti 電郵 電子郵件 電子郵箱 メールアドレス 이메일";
constexpr std::string_view kIdEnding =
    "personalausweis personalausweisnummer ausweisnummer ausweisnr cartedidentité "
    "numérodesécuritésociale numérosécuritésociale "
    "documentodeidentidad cédula burgerservicenummer personnummer codicefiscale 身份證 "
    "身份證號 "
    "numérodidentité numérodidentite numeroidentite numéroidentité carteidentité 身份證號碼 証件號碼 證件號碼 "
    "주민등록번호 "
    "マイナンバー 個人番号";
constexpr std::string_view kIdWord =
    "dni nie cpf bsn curp pesel nif nric hkid hkidno hkidcard twid twidno aadhaar aadhar aadhaarno снилс СНИЛС";
constexpr std::string_view kPassportEnding =
    "reisepass reisepassnummer passnummer passeport numérodepasseport pasaporte passaporto "
    "passaporte "
    "paspoortnummer паспорт Паспорт паспортныеданные 護照 護照號碼 旅券番号 旅券 여권번호 여권 パスポート番号 "
    "パスポート";
constexpr std::string_view kBirthEnding =
    "geburtsdatum geburtstag датарождения datedenaissance datenaissance fechadenacimiento fechanacimiento "
    "datadinascita datanascita "
    "datadenascimento geboortedatum födelsedatum fødselsdato 生年月日 생년월일";
constexpr std::string_view kAccountEnding =
    "kontonummer kontonr bankkonto numérodecompte númerodecuenta númerodeconta rekeningnummer 口座番号 계좌번호 "
    "銀行帳號";
constexpr std::string_view kCardEnding =
    "kartennummer kreditkartennummer numérodecarte númerodetarjeta カード番号 카드번호 信用卡號";
constexpr std::string_view kTaxEnding =
    "tvaintracom tvaintracommunautaire numérotva numérodetva umsatzsteueridnr umsatzsteueridentifikationsnummer "
    "btwnummer "
    "momsnummer инн ИНН steuernummer steuerid steueridentifikationsnummer umsatzsteuerid numérofiscal";
constexpr std::string_view kSecretEnding =
    "passwort kennwort motdepasse contraseña wachtwoord senha lösenord adgangskode salasana haslo 密碼 驗證碼 "
    "パスワード "
    "暗証番号 認証コード 비밀번호 인증번호";

// Addresses in abbreviated pinyin: 收货地址, 家庭住址, 联系地址 …
constexpr std::string_view kPinyinAddressWord =
    "rue shdz sjdz jjdz lxdz txdz jtdz hjdz hkdz hkszd czdz xjzd xjdz xzdz xzz zzdz jzdz gzdz dwdz psdz shrdz "
    "jiatingzhuzhi "
    "zhuzhi";
constexpr std::string_view kSocialEnding =
    "versichertennummer versicherungsnummer sozialversicherungsnummer svnummer krankenversichertennummer";
constexpr std::string_view kVinEnding =
    "fahrgestellnummer fahrgestellnr númerodechasis numérodechâssis 車台番号 차대번호";
// 护照号, 台胞证, 回乡证, 通行证, 车架号.
constexpr std::string_view kPinyinPassportWord = "hzh hzhm passnum";
constexpr std::string_view kPinyinPermitWord = "tbz tbzh tbzhm hxz hxzh txz txzh txzhm hxzhm gatxzh";
constexpr std::string_view kPinyinVinWord = "cjh cjhm";
constexpr std::string_view kPinyinMedicalWord = "zyh mzh blh jzkh jzkkh ybzh medcard medcardno";
constexpr std::string_view kPinyinAccountWord = "khzh skzh fkzh jszh dgzh skrzh fkrzh zhhm payeeacct payeracct acct";
constexpr std::string_view kPinyinNameWhole = "jzr lxr shr sjr jjr fjr ckr jbr qsr fddbr frdb zsxm";

constexpr ClassNames kClassNames[] = {
    {ClassId::cn_mobile, NameKind::attribute, kPhoneWhole, kPhoneEnding, "lxfs lxdh"},
    {ClassId::person_name, NameKind::attribute, kPinyinNameWhole, kNameEnding, "xingming mingzi"},
    {ClassId::person_name, NameKind::entity, {}, kReceiverEnding, {}},
    {ClassId::address, NameKind::entity, {}, kAddressEnding, kPinyinAddressWord},
    {ClassId::none, NameKind::attribute, {}, kNoAddressEnding, {}},
    {ClassId::email, NameKind::attribute, {}, kEmailEnding, {}},
    {ClassId::cn_resident_id, NameKind::attribute, {}, kIdEnding, kIdWord},
    {ClassId::passport, NameKind::attribute, {}, kPassportEnding, kPinyinPassportWord},
    {ClassId::travel_permit, NameKind::attribute, {}, {}, kPinyinPermitWord},
    {ClassId::vin, NameKind::attribute, {}, kVinEnding, kPinyinVinWord},
    {ClassId::social_security_number, NameKind::attribute, {}, kSocialEnding, {}},
    {ClassId::birth_date, NameKind::attribute, {}, kBirthEnding, {}},
    {ClassId::bank_account, NameKind::entity, {}, kAccountEnding, kPinyinAccountWord},
    {ClassId::bank_card, NameKind::entity, {}, kCardEnding, {}},
    {ClassId::cn_tax_number, NameKind::attribute, {}, kTaxEnding, {}},
    {ClassId::medical_card, NameKind::attribute, {}, {}, kPinyinMedicalWord},
    {ClassId::driver_file_number, NameKind::attribute, {}, {}, "jsz jszh jszhm"},
    {ClassId::secret, NameKind::attribute, {}, kSecretEnding, {}},
};

constexpr std::string_view kPeopleInitials =
    "shr sjr jjr fjr lxr khr kh br hz jz jzr ys hs ls xs yg zg fr czr ckr sqr jbr jsr yh hy gmr xdr mj gk yz fkr skr "
    "hkr jkr dbr tbr bbr syr cbr zcr qsr thr qjr wtr fzr jhr rzr jdr tdr cjr bgr lxrr jjlxr frdb fddbr";

// Papers with a face or an account on them, and how their pictures are named.
constexpr std::string_view kPapers =
    "idcard idcardfront idcardback idcardpositive idcardnegative idcardhold idcardhand idfront idback idphoto "
    "identitycard identitycardfront identitycardback identityfront identityback idcardface idcardemblem certfront "
    "certback handidcard handheldidcard holdidcard sfz sfzzm sfzfm bankcard bankcardfront creditcard passport "
    "passportfront driverlicense driverslicense drivinglicense drivinglicence householdregister hukou socialcard";
constexpr std::string_view kPictures =
    "image images img imgs imageurl imageurls imgurl imgurls imagepath imgpath imagebase64 imgbase64 base64 photo "
    "photos "
    "photourl photopath pic pics picurl picpath picture pictures pictureurl url urls scan scancopy copy attachment "
    "file "
    "fileurl filepath";
constexpr std::string_view kPapersHan =
    "身份证 身份证正面 身份证反面 身份证背面 身份证正反面 身份证人像面 身份证国徽面 身份证人像 手持身份证 证件 "
    "证件正面 "
    "证件反面 银行卡 银行卡正面 护照 护照首页 驾驶证 户口本 户口簿 社保卡 居住证";
constexpr std::string_view kPicturesHan =
    "照 照片 图片 图像 影像 复印件 扫描件 附件 照片地址 图片地址 照片链接 图片链接 图片url 照片url";

constexpr CompoundNames kCompoundNames[] = {
    {ClassId::person_name, true, kPeopleInitials, "xm"},
    {ClassId::cn_mobile, true, kPeopleInitials, "dh lxdh sjh sjhm dhhm"},
    {ClassId::address, true, kPeopleInitials, "dz zz lxdz xxdz"},
    {ClassId::cn_resident_id, true, kPeopleInitials, "sfz sfzh sfzhm zjh zjhm sfzjh sfzjhm"},
    {ClassId::email, true, kPeopleInitials, "yx"},
    {ClassId::biometric, false, kPapers, kPictures},
    {ClassId::biometric, false, kPapersHan, kPicturesHan},
};

}  // namespace

std::span<const ClassNames> class_names_abroad() noexcept {
  return kClassNames;
}
std::string_view initials_of_people() noexcept {
  return kPeopleInitials;
}
std::span<const CompoundNames> compound_names() noexcept {
  return kCompoundNames;
}

}  // namespace veilgate::masking
