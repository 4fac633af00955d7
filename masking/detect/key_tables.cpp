#include "masking/detect/key_tables.hpp"

namespace veilgate::masking {
namespace {

// ---- telephones -----------------------------------------------------------------------------------------------------
// The name says that it is a telephone; which of cn_mobile, cn_landline and intl_phone it is, the number says. Only
// when the number is none of them is the class of the row the answer: mobile for `phone`, landline for `tel` and `fax`.
constexpr std::string_view kMobileWhole =
    "phonea phoneb phonenoa phonenob msisdn mob sjh sjhm lxfs jtdh lxrsj lxrdh jzdh jzsj khdh khsj jjlxrdh jjlxrsj";
constexpr std::string_view kMobileEnding =
    "mblno mobno mblphno hpno mobile mobileno mobilenum mobilenumber mobilephone mobilephoneno mobilephonenum "
    "mobilephonenumber mobilefuzzy "
    "mobilephonefuzzy mobiletel intactmobile phone phoneno phonenum phonenumber phonefuzzy cellphone cellphoneno "
    "cellno "
    "cellnumber handset handsetno handphone contactno contactnum contactnumber contactway emergencycontactnumber "
    "phoneregistered registeredphone whatsapp whatsappno whatsappnumber callerno calleeno callernumber calleenumber "
    "calledno callingno callednumber callingnumber virtualno virtualnumber callerid virtualphone virtualmobile "
    "virtualtel "
    "secretno secretphone secretmobile privacyno "
    "privacynumber privacyphone privatephone shouji shoujihao shoujihaoma dianhua dianhuahaoma lianxidianhua "
    "lianxifangshi yidongdianhua lxdh yddh "
    "手机 手机号 手机号码 手机电话 移动电话 联系方式 联系电话 电话 电话号码 电话号 虚拟号 虚拟号码 虚拟电话 隐私号 "
    "隐私号码 主叫号码 被叫号码 主叫号 被叫号";
constexpr std::string_view kLandlineEnding =
    "tel telno telnum telnumber telephone telephoneno telephonenum telephonenumber landline landlineno fixedphone "
    "fixedline fixedtel gddh homephone officephone workphone fax faxno faxnumber zuoji guhua "
    "固话 固话号码 固定电话 座机 座机号 座机号码 传真 传真号 传真号码";
constexpr std::string_view kIntlPhoneEnding =
    "intlphone intlmobile internationalphone internationalmobile overseasphone overseasmobile foreignphone hkphone "
    "hkmobile macauphone twphone twmobile 国际电话 海外电话 境外电话 境外手机";
constexpr std::string_view kNoPhoneEnding =
    "headphone earphone microphone smartphone gramophone xylophone saxophone megaphone speakerphone ismobile "
    "frommobile "
    "hasmobile bindmobile hasphone isphone bindphone automobile hotel motel cartel pastel intel chattel mattel istel "
    "hastel hostel";

// ---- names and addresses --------------------------------------------------------------------------------------------
constexpr std::string_view kNameWhole =
    "nick cnname enname contactman addressee consname custname recver signer signedby xm xingming mingzi lianxiren "
    "shouhuoren shoujianren jijianren fajianren holder attn attention idname 名字 昵称 法人 经办人 下单人 购买人 "
    "签收人 申请人 买家 联系人 持卡人";
constexpr std::string_view kNameEnding =
    "fullname realname truename personname personalname username nickname firstname lastname surname givenname "
    "familyname middlename chinesename englishname idcardname certname payeename cardholder cardholdername "
    "emergencycontact displayname contactperson accountholder policyholder accountholdername attentionname "
    "emergencyperson legalrepresentative legalrep corprep faren "
    "buyernick sellernick legalperson 姓名 收货人 收件人 联系人姓名 寄件人 发件人 发货人 持卡人 昵称 客户名 顾客名 "
    "会员名 收货人名 法人代表 户名 开户名 曾用名 入住人 联系人名 紧急联系人 "
    "法定代表人 联系人 乘机人 乘车人 权利人 义务人 抵押人";
constexpr std::string_view kNameWord =
    "holder nameoncard fname lname namefirst namelast guarname paxname paxnm preferredname maidenname givennames "
    "forename "
    "forenames cstnm custnm clntnm usrnm "
    "acctnm payernm "
    "payeenm "
    "rcvrnm empname rcvname rcvrname recvname recvrname rcptname custname usrname acctname cneename benename nokname "
    "kinname sonname daughtername vipname bossname billingname relativename accname accnm receiverman pickupperson "
    "kehuxingming aac003 xingming mingzi";
// Somebody with members of their own, when it is an object.
constexpr std::string_view kNameEntityWhole =
    "linkman contact contacts receiver recipient consignee consigner beneficiary guarantor borrower policyholder "
    "consignor "
    "insurant coborrower qlr 联系人 收货人 收件人 寄件人 发件人 发货人";
constexpr std::string_view kNameEntityWord = "receiver recipient consignee";
constexpr std::string_view kAddressEnding =
    "address addr addressdetail detailaddress addrdetail fulladdress fulladdr street streetaddress streetname "
    "streetline roadname addressline "
    "detailaddr "
    "addressfull addressregistered residence registeredaddress homeaddress house houseno housenumber doorno doornumber "
    "addrline buildingno roomno doorplate dizhi "
    "shouhuodizhi "
    "xiangxidizhi xxdz jtzz 地址 详细地址 住址 门牌号 门牌 户口所在地 户籍地 户籍所在地";
constexpr std::string_view kNoAddressEnding =
    "webaddress urladdress walletaddress contractaddress serveraddr serveraddress hostaddress hasaddress isaddress "
    "defaultaddress isdefaultaddress countryofresidence residencecountry memoryaddress warehouse storehouse powerhouse "
    "greenhouse clearinghouse isinhouse "
    "链接地址 图片地址 接口地址 服务器地址 下载地址 跳转地址 视频地址 文件地址 回调地址 访问地址 请求地址 网址地址";
constexpr std::string_view kEmailEnding =
    "email emailaddress emailaddr emailaccount emailid mailaddress mailaddr emails mailbox youxiang dianziyouxiang "
    "dzyx "
    "邮箱 电子邮箱 电子邮件 邮箱地址 邮件地址 邮箱账号";
constexpr std::string_view kNoEmailEnding =
    "mailtext mailraw mailplain mailstring mailcontent hasemail isemail sendemail enableemail bindemail";

// ---- identity -------------------------------------------------------------------------------------------------------
constexpr std::string_view kIdWhole =
    "certino certicode credno idnbr crtfno citizenno aac002 aac147 ctfno ctfctno idntno idno idnum idnumber certno "
    "certificateno certificatenumber certnumber certid cardid papersno "
    "credentialno zjh "
    "zjhm "
    "idcn";
constexpr std::string_view kIdEnding =
    "iddocument identitydocument governmentid idcard idcardno idcardnum idcardnumber idcardcode identitycard "
    "identitycardno "
    "identitycardnumber identityno "
    "identitynumber identitynum identno identnum identcode certcode identitycode citizenid citizenidno residentid "
    "residentidno residencepermit "
    "residencepermitno nationalid nationalidno personid personidno personalidno personalid gmsfhm gmsfzh gmsfzhm "
    "sfzjhm zjhao sfz sfzh sfzhm sfzjh shenfenzheng "
    "shenfenzhenghao shenfenzhenghaoma zhengjianhao zhengjianhaoma "
    "身份证 身份证号 身份证号码 身份证件号 身份证件号码 身份号码 证件号 证件号码 公民身份号码 公民身份证号 居住证 "
    "居住证号 "
    "居住证号码";
constexpr std::string_view kForeignerIdEnding =
    "foreignerid foreigneridno foreigneridcard foreignidcard permanentresidencecard permanentresidenceno "
    "permanentresidentcard permanentresidentid prcardno 外国人永久居留证 外国人永久居留身份证 永久居留证 永久居留证号 "
    "永久居留身份证 永久居留身份证号 外国人身份证";
constexpr std::string_view kPassportEnding =
    "passport mrz passportno passportnum passportnumber passportid passportcode huzhao huzhaohao huzhaohaoma "
    "traveldocument traveldocumentno traveldocumentnumber traveldocno 护照 护照号 护照号码";
constexpr std::string_view kPermitEnding =
    "travelpermit travelpermitno travelpermitnumber homereturnpermit homereturnpermitno hkmacaopermit hkmacaupermit "
    "hkpermit hkpermitno taiwanpermit taiwanpermitno taiwancompatriotpermit hmpermit hmpermitno twpermit twpermitno "
    "eeppermit exitentrypermit exitentrypermitno "
    "mtpno hkmpass hkmpassno hkpass hkpassno twpass twpassno taibaozheng huixiangzheng tongxingzheng gatxz "
    "通行证 通行证号 通行证号码 回乡证 回乡证号 台胞证 台胞证号 港澳通行证号 入台证 入台证号";
constexpr std::string_view kMilitaryEnding =
    "militaryid militaryidno militaryno militarycard militarycardno officerid officeridno officercard officercardno "
    "officerno soldierid soldieridno soldiercard soldiercardno soldierno junguanzheng shibingzheng "
    "军官证 军官证号 军官证号码 士兵证 士兵证号 士兵证号码 军人证 军人证号 军人证件号 军人证件号码 警官证 警官证号 "
    "文职干部证 文职干部证号 军人保障卡号 士官证 士官证号";
constexpr std::string_view kBirthEnding =
    "birthday brithday birthyear bornon birthdate birthdaydate borndate birth birthtime birthdt dateofbirth "
    "birthyearmonth birthymd "
    "chushengriqi "
    "chushengnianyue csrq csny shengri 生日 出生日期 出生年月 出生年月日 出生时间 出生日";
constexpr std::string_view kBirthWord = "dob bday";
constexpr std::string_view kSocialSecurityEnding =
    "socialsecurity socialsecurityno socialsecuritynum socialsecuritynumber socialsecuritycode socialsecuritycard "
    "socialsecuritycardno socialinsuranceno socialinsurancenumber sscard sscardno sicard sicardno shebao shebaoka "
    "shebaohao shebaokahao sbkh shbzh shbzhm "
    "housingfundaccount housingfundno providentfundaccount gjjaccount gjjzh gongjijinzhanghao "
    "社保号 社保号码 社保卡 社保卡号 社保账号 社保编号 社会保障号 社会保障号码 社会保障卡号 社会保险号 个人社保号 "
    "公积金账号 "
    "公积金号 公积金帐号 个人编号";
constexpr std::string_view kMedicalEnding =
    "medicalcard medicalcardno medicalcardnumber medicalinsuranceno medicalinsurancenumber medicalinsurancecard "
    "medicalinsurancecardno medicareno medicarenumber medicarecard medicarecardno insurancecard insurancecardno "
    "healthinsurancecard "
    "healthinsurancecardno micardno medicalno medicalrecordno medicalrecordnumber healthcard "
    "healthcardno healthcardnumber healthinsuranceno healthinsurancenumber insuredno patientid patientno patientnumber "
    "inpatientno outpatientno nhsno nhsnumber yibao yibaohao yibaokahao yibaokh ybkh ybh jkkh jiuzhenkahao binglihao "
    "医保编号 医保个人编号 医保号 医保号码 医保卡 医保卡号 医保账号 医疗保险号 医疗保险卡号 就诊卡 就诊卡号 病历号 "
    "病案号 住院号 门诊号 "
    "健康卡号 "
    "电子健康卡号 诊疗卡号";
constexpr std::string_view kMedicalWord = "mrn";
// Words: goodsSn and classNo end like them.
constexpr std::string_view kSsnWord = "ssn ssnno ssnnumber usssn ssnlast4 itin itinno";
constexpr std::string_view kNinoEnding = "nationalinsurance nationalinsuranceno nationalinsurancenumber ninumber";
constexpr std::string_view kNinoWord = "nino";

// ---- money ----------------------------------------------------------------------------------------------------------
constexpr std::string_view kCardWhole = "cardno cardnum cardnumber pan visa mastercard crdno crdnum";
constexpr std::string_view kCardEnding =
    "bankcard bankcardno bankcardnum bankcardnumber bankcardid bankcardcode creditcard creditcardno creditcardnum "
    "creditcardnumber debitcard debitcardno debitcardnum debitcardnumber paymentcard paymentcardno paycardno visacard "
    "visacardno jiejika yinhangka yinhangkahao kahao yhkh xinyongkahao "
    "银行卡 银行卡号 银行卡号码 信用卡 信用卡号 借记卡 借记卡号 储蓄卡 储蓄卡号 卡号 结算卡号";
constexpr std::string_view kAccountEnding =
    "bankaccount bankaccountno bankaccountnum bankaccountnumber bankaccountid bankaccountcode bankacct bankacctno "
    "bankacctnum bankacc bankaccno accno accnum bankaccnum bankno accountno accountnum accountnumber acctno acctnum "
    "acctnumber "
    "payeeaccount payeeaccountno "
    "salaryaccount repaymentaccount repayaccount collectionaccount collectaccount payaccount recvaccount "
    "receiveaccount payeraccount payeraccountno payaccountno beneficiaryaccount creditoraccount debtoraccount "
    "recipientaccount "
    "receiptaccount receivingaccount settleaccount settleaccountno "
    "settlementaccount settlementaccountno yinhangzhanghao yhzh duigongzhanghu "
    "开户行及账号 开户行及帐号 银行账号 银行帐号 银行账户 银行帐户 对公账号 对公账户 收款账号 收款账户 收款帐号 "
    "付款账号 付款账户 付款帐号 "
    "结算账号 "
    "结算账户 开户账号 开户帐号 提现账号 提现账户 打款账号";
constexpr std::string_view kIbanEnding = "iban ibanno ibannum ibannumber ibancode internationalbankaccountnumber";
constexpr std::string_view kCreditCodeEnding =
    "creditcode unifiedcode socialcreditcode socialcreditno unifiedsocialcreditcode unifiedcreditcode uscc usccode "
    "uscid creditno "
    "uscic uniscid orgcreditno companycreditno enterprisecreditno "
    "tyshxydm shxydm xydm businesslicenseno businesslicensenum businesslicensenumber bizlicenseno "
    "统一社会信用代码 社会信用代码 信用代码 统一信用代码 营业执照号 营业执照号码 营业执照编号 组织机构代码";
constexpr std::string_view kTaxEnding =
    "taxno taxnum taxnumber taxid taxidno taxidnumber taxpayerid taxpayerno taxpayernum taxpayernumber taxpayerident "
    "taxpayeridentity taxpayeridentityno taxpayeridentityid taxpayeridnumber taxpayercode taxpayeridentificationnumber "
    "taxidentificationnumber taxidentityno taxregno taxregisterno taxregistrationno vatno nsrsbh nashuirenshibiehao "
    "shuihao 税号 纳税号 纳税人识别号 纳税识别号 纳税人税号 纳税人编号 税务登记号 税务登记证号";
constexpr std::string_view kVatEnding =
    "vatnumber vatnum vatid vatidno vatregno vatregistrationno vatregistrationnumber vatidentificationnumber euvat "
    "euvatno euvatid euvatnumber vatin ustid ustidnr uidnummer partitaiva";
constexpr std::string_view kInvoiceTitleEnding =
    "invoicetitle ivctitle invtitle fptitle invoicetitlename invoicepayeetitle invoicepayertitle invoicebuyertitle "
    "fapiaotitle fptt fpttmc "
    "invoicehead invoiceheader invoicename titleofinvoice fapiaotaitou taitou "
    "发票抬头 发票抬头名称 抬头 抬头名称";

// ---- vehicles -------------------------------------------------------------------------------------------------------
constexpr std::string_view kPlateEnding =
    "platenumber plateno platenum licenseplate licenseplateno licenseplatenum licenseplatenumber licenceplate "
    "licplate carlicense carlicence carplate carplateno carplatenumber vehicleplate vehicleplateno vehicleno "
    "vehiclenum vehiclenumber vehno truckplate numberplate vehiclereg vrm "
    "vehiclelicenseno chepai chepaihao chepaihaoma cphm hphm 车牌 车牌号 车牌号码 号牌 号牌号码 车号";
constexpr std::string_view kPlateWord = "carno carnum carnumber truckno trucknum trucknumber cph";
constexpr std::string_view kVinEnding =
    "vinno vincode vinnumber vehicleidentificationnumber vehiclevin carvin frameno framenumber chassisno chassisnumber "
    "engineno enginenumber chejiahao clsbdh clsbdm fdjh 车架号 车架号码 车辆识别代号 车辆识别代码 车辆识别码 发动机号 "
    "发动机号码";
constexpr std::string_view kVinWord = "vin vin码";
// A driving licence has the number of its holder's resident ID; the file number is the office's.
constexpr std::string_view kDriverEnding =
    "driverfileno driverfilenumber driverarchiveno driverlicense driverlicenseno driverlicensenum driverlicensenumber "
    "driverslicense driverslicence driverslicenceno driverslicenseno driverslicensenumber driverlicence "
    "driverlicenceno drivinglicense "
    "drivinglicenseno "
    "drivinglicensenumber drivinglicence drivinglicenceno drivinglicencenumber licensefileno licensefilenumber "
    "licencefileno licencefilenumber jiashizheng jiashizhenghao jszh dabh "
    "档案编号 驾驶证档案编号 驾驶证 驾驶证号 驾驶证号码 驾照 驾照号 驾照号码";

// ---- accounts -------------------------------------------------------------------------------------------------------
constexpr std::string_view kAccountIdWhole =
    "account acct loginid loginname zhanghao yonghuming 账号 帐号 账户名 帐户名";
constexpr std::string_view kAccountIdEnding =
    "openid openidbuyer openidseller opnid unionid unionidbuyer xidbuyer xidseller buyerxid openuid buyeropenuid "
    "encrypin encryptpin customerencrypin realpin jdpin userpin buyerpin customerpin memberpin vpin loginaccount "
    "loginaccountno useraccount memberaccount memberno membernum membernumber membercardno membercardnum "
    "membercardnumber vipno vipcardno vipcardnum loyaltyno loyaltynumber loyaltycardno membershipno membershipnumber "
    "frequentflyerno "
    "frequentflyernumber alipayaccount alipayid "
    "alipayno openuserid aliuserid buyeruserid externaluserid zfbzh taobaoid alipayloginid alipayuserid zhifubao "
    "zhifubaozhanghao wangwang wangwangid aliwangwang "
    "wangwangnick "
    "weiboid "
    "weibouid weiboaccount douyinid douyinhao kuaishouid xiaohongshuid telegramid skypeid lineid facebookid twitterid "
    "instagramid linkedinid githubid screenname huiyuanhao huiyuankahao "
    "会员号 会员卡号 会员编号 会员账号 会员卡 用户账号 用户帐号 登录名 登录账号 登录帐号 登陆账号 支付宝 支付宝账号 "
    "支付宝帐号 "
    "旺旺 旺旺号 旺旺id 抖音号 快手号 小红书号 微博账号 京东账号 京东pin 淘宝账号 淘宝帐号 平台账号 账号 帐号";
constexpr std::string_view kAccountIdWord = "pin xid";
constexpr std::string_view kQqEnding = "qqno qqnum qqnumber qqhao qqaccount qqid qq号 qq号码 qq账号 qq帐号 扣扣";
constexpr std::string_view kQqWord = "qq";
constexpr std::string_view kWechatEnding =
    "wechat wechatid wechatno wechatnum wechatnumber wechataccount wechatcode wechatname weixin weixinid weixinhao "
    "weixinno weixinnum weixinaccount wxid wxno wxnum wxaccount wxhao wxh 微信 微信号 微信号码 微信账号 微信帐号 "
    "微信id";
constexpr std::string_view kWechatWord = "wx vx";
constexpr std::string_view kNoWechatEnding = "iswechat haswechat bindwechat fromwechat isweixin fromweixin";

// ---- devices and places ---------------------------------------------------------------------------------------------
constexpr std::string_view kIpWord = "ip ips ipv4 ipv6";
constexpr std::string_view kIpEnding =
    "ipaddress ipaddr ipv4address ipv6address ipv4addr ipv6addr clientip userip remoteip loginip orderip realip "
    "serverip hostip lastip regip registerip registip srcip sourceip dstip destip createip customerip buyerip "
    "payerip visitorip publicip privateip remoteaddr remoteaddress xforwardedfor forwardedfor xrealip ip地址 ip属地 "
    "用户ip 客户端ip 登录ip 注册ip 下单ip";
constexpr std::string_view kMacWord = "mac macs";
constexpr std::string_view kMacEnding =
    "macaddress macaddr macid macno wifimac bluetoothmac btmac devicemac clientmac bssid mac地址 物理地址";
// With what tells a device from all others in the IMEI's stead.
constexpr std::string_view kImeiEnding =
    "imei imei1 imei2 imeino imeinumber imeicode imsi imsino iccid meid meidno idfa idfv gaid androidid utdid "
    "devicefingerprint imei号 imei码 串号 国际移动设备识别码 手机串号";
// A name decides by itself: the pair need not be complete. Arrays of arrays under `coordinates` are outlines of areas
// and lines on a map (GeoJSON), nobody's position, unless a person is described around them or a name says where
// somebody is (walk.cpp).
constexpr std::string_view kCoordinatesWord = "lat lng lon geo";
constexpr std::string_view kCoordinatesEnding =
    "latitude longitude latlng lnglat latlon lonlat latitudelongitude longitudelatitude coordinate coordinates "
    "gpslocation gpsposition gpsinfo gpspoint geopoint geolocation geocoordinate jingdu weidu jingweidu jwd lbspoint "
    "经度 纬度 经纬度 坐标 定位坐标 经纬度坐标";
constexpr std::string_view kCoordinatesWhole = "gps";

// ---- what opens doors -----------------------------------------------------------------------------------------------
constexpr std::string_view kSecretWhole = "authorization proxyauthorization setcookie mima miyao lingpai kouling";
constexpr std::string_view kSecretEnding =
    "password passwords passwd passwds passphrase passcode loginpwd paypassword paypwd zhifumima denglumima "
    "accesstoken "
    "accesstokens refreshtoken refreshtokens idtoken authtoken authtokens sessiontoken usertoken logintoken "
    "bearertoken "
    "csrftoken xsrftoken token accesskey accesskeyid accesskeysecret accesskeys secretkey secretkeys secretid "
    "secretaccesskey appsecret clientsecret apisecret apikey apikeys privatekey privatekeys rsaprivatekey encryptkey "
    "encryptionkey mchkey jymm decryptkey aeskey deskey signkey signingkey signsecret masterkey secret secrets "
    "sessionid "
    "sessionkey "
    "jsessionid phpsessid cookie cookies jwt jwttoken otp otpcode smscode smsverifycode verifycode verificationcode "
    "captcha captchacode vcode dynamiccode dynamicpassword securitycode securityanswer pickupcode fetchcode yanzhengma "
    "cvv cvv2 cvc cvc2 cvn cvn2 cardpin trackdata track1 track2 track3 mnemonic seedphrase "
    "密码 支付密码 登录密码 口令 动态口令 验证码 短信验证码 动态码 令牌 密钥 私钥 安全码 取件码 提货码 核销码 "
    "安全问题答案 密保答案";
constexpr std::string_view kSecretWord = "pwd pswd pass";
// Cursors, counts, and questions about a secret. `appkey` is public, like a name.
constexpr std::string_view kNoSecretEnding =
    "pagetoken nexttoken prevtoken nextpagetoken continuationtoken synctoken cursortoken scrolltoken istoken hastoken "
    "haspassword ispassword needpassword setpassword tokens maxtokens bypass compass bindpass ispass haspass issecret "
    "publickey appkey needcaptcha needverifycode";

// ---- what bodies are known by ---------------------------------------------------------------------------------------
constexpr std::string_view kBiometricEnding =
    "faceimage faceimages facephoto facephotos facepicture facepic faceimg facedata facefeature facefeatures facetoken "
    "facebase64 facesnapshot faceimageurl facephotourl facepicurl faceimgurl faceurl faceencoding faceembedding "
    "fingerprint fingerprints fingerprintdata fingerprintimage fingerprintimg fingerprinttemplate fingerdata "
    "fingerfeature palmprint iris irisdata irisimage retina voiceprint voiceprintdata voicefeature signatureimage "
    "signatureimg signaturepic signaturephoto signaturepicture signaturebase64 signaturedata signatureurl "
    "signatureimageurl handwrittensignature esignature signimage signimg signpic signphoto signimageurl signimgurl "
    "signpicurl palmvein fingervein facetemplate iristemplate palmtemplate palmimage voicetemplate biometrictemplate "
    "biometric biometrics "
    "biometricdata livenessdata livenessimage livenessvideo liveimage livephoto selfie "
    "selfieimage selfieurl idcardfront idcardback idcardpositive idcardnegative idcardhold idphoto renlian "
    "renlianzhaopian zhiwen shengwen hongmo "
    "人脸 人脸照片 人脸图片 人脸图像 人脸特征 人脸数据 人脸信息 人脸照 指纹 指纹数据 指纹图像 指纹特征 声纹 虹膜 掌纹 "
    "手写签名 "
    "签名图片 签名照片 签名图像 电子签名 活体照片 证件照 身份证正面 身份证反面 身份证背面 身份证正反面 身份证人像面 "
    "身份证国徽面";
constexpr std::string_view kNoBiometricEnding =
    "interfacedata interfaceurl interfaceimage interfaceimageurl interfacefeature interfacefeatures interfacetoken "
    "surfacedata surfaceurl surfaceimage surfaceimageurl surfacefeature surfacefeatures surfaceimg typefaceurl "
    "typefacedata browserfingerprint certfingerprint certificatefingerprint keyfingerprint sslfingerprint "
    "publickeyfingerprint "
    "sha1fingerprint sha256fingerprint md5fingerprint canvasfingerprint tlsfingerprint contentfingerprint "
    "filefingerprint gitfingerprint";

constexpr ClassNames kClassNames[] = {
    {ClassId::cn_mobile, NameKind::attribute, kMobileWhole, kMobileEnding, {}},
    {ClassId::cn_landline, NameKind::attribute, {}, kLandlineEnding, {}},
    {ClassId::intl_phone, NameKind::attribute, {}, kIntlPhoneEnding, {}},
    {ClassId::none, NameKind::attribute, {}, kNoPhoneEnding, {}},
    {ClassId::person_name, NameKind::entity, kNameEntityWhole, {}, kNameEntityWord},
    {ClassId::person_name, NameKind::attribute, kNameWhole, kNameEnding, kNameWord},
    {ClassId::address, NameKind::entity, "dz", kAddressEnding, {}},
    {ClassId::none, NameKind::attribute, {}, kNoAddressEnding, {}},
    {ClassId::email, NameKind::attribute, "mail", kEmailEnding, {}},
    {ClassId::none, NameKind::attribute, {}, kNoEmailEnding, {}},
    {ClassId::cn_resident_id, NameKind::attribute, kIdWhole, kIdEnding, {}},
    {ClassId::foreigner_id, NameKind::attribute, {}, kForeignerIdEnding, {}},
    {ClassId::passport, NameKind::attribute, {}, kPassportEnding, {}},
    {ClassId::travel_permit, NameKind::attribute, {}, kPermitEnding, {}},
    {ClassId::military_id, NameKind::attribute, {}, kMilitaryEnding, {}},
    {ClassId::birth_date, NameKind::attribute, {}, kBirthEnding, kBirthWord},
    {ClassId::social_security_number, NameKind::attribute, {}, kSocialSecurityEnding, {}},
    {ClassId::medical_card, NameKind::attribute, {}, kMedicalEnding, kMedicalWord},
    {ClassId::us_ssn, NameKind::attribute, {}, {}, kSsnWord},
    {ClassId::uk_nino, NameKind::attribute, {}, kNinoEnding, kNinoWord},
    {ClassId::bank_card, NameKind::entity, kCardWhole, kCardEnding, {}},
    {ClassId::bank_account, NameKind::entity, {}, kAccountEnding, {}},
    {ClassId::iban, NameKind::attribute, {}, kIbanEnding, {}},
    {ClassId::cn_credit_code, NameKind::attribute, {}, kCreditCodeEnding, {}},
    {ClassId::cn_tax_number, NameKind::attribute, {}, kTaxEnding, {}},
    {ClassId::eu_vat, NameKind::attribute, {}, kVatEnding, {}},
    {ClassId::invoice_title, NameKind::attribute, {}, kInvoiceTitleEnding, {}},
    {ClassId::cn_plate, NameKind::attribute, {}, kPlateEnding, kPlateWord},
    {ClassId::vin, NameKind::attribute, {}, kVinEnding, kVinWord},
    {ClassId::driver_file_number, NameKind::attribute, {}, kDriverEnding, {}},
    {ClassId::account_id, NameKind::entity, kAccountIdWhole, kAccountIdEnding, kAccountIdWord},
    {ClassId::qq, NameKind::entity, {}, kQqEnding, kQqWord},
    {ClassId::wechat, NameKind::entity, {}, kWechatEnding, kWechatWord},
    {ClassId::none, NameKind::attribute, {}, kNoWechatEnding, {}},
    {ClassId::ip_address, NameKind::attribute, {}, kIpEnding, kIpWord},
    {ClassId::mac_address, NameKind::attribute, {}, kMacEnding, kMacWord},
    {ClassId::imei, NameKind::attribute, {}, kImeiEnding, {}},
    {ClassId::coordinates, NameKind::attribute, kCoordinatesWhole, kCoordinatesEnding, kCoordinatesWord},
    {ClassId::secret, NameKind::attribute, kSecretWhole, kSecretEnding, kSecretWord},
    {ClassId::none, NameKind::attribute, {}, kNoSecretEnding, {}},
    {ClassId::biometric, NameKind::attribute, {}, kBiometricEnding, {}},
    {ClassId::none, NameKind::attribute, {}, kNoBiometricEnding, {}},
};

}  // namespace

std::span<const ClassNames> class_names() noexcept {
  return kClassNames;
}

}  // namespace veilgate::masking
