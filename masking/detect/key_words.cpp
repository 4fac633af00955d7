// Words in the names of members that speak for something without deciding of what class a value is.
#include "masking/detect/key_tables.hpp"

namespace veilgate::masking {
namespace {

// Who somebody is to others. The value may be a number, a code or a company's name as well: it is a person's when it
// looks like one.
constexpr std::string_view kRoleWords =
    "gmfmc gmfxm deliveryman deliverer postman leader coach lawyer accountant hrbp pname cname uname sname tname "
    "nm khmc yhmc hymc ysmc jzrmc skrmc fkrmc lxrmc doctor physician nurse teacher student patient driver rider "
    "courier employee staff applicant operator owner creator author handler assignee manager director agent "
    "inspector auditor approver reviewer salesman seller buyer cashier referrer inviter guide host editor "
    "principal submitter requester reporter payer payee user customer client member guest spouse guardian parent "
    "father mother insured claimant tenant landlord witness candidate interviewer createdby createby updatedby "
    "updateby operatedby approvedby handledby submittedby reviewedby auditedby modifiedby passenger traveler "
    "traveller tourist lessee drawer signatory signer inventor attendee participant contributor contestant "
    "volunteer occupant resident visitor interviewee trainee subscriber heir donor dependant dependent relative "
    "deliverto assignedto reportedby requestedby receivedby deliveredto sender primarycontact billingcontact "
    "maincontact "
    "careof attentionto accountmanager createdbyname updatedbyname submittedbyname agentname assistant committer "
    "nextofkin psn psnname frname contactor drawername postmanname hrname managername "
    "医生 医师 护士 患者 病人 司机 驾驶员 骑手 快递员 配送员 派送员 员工 职工 学生 家长 老师 教师 导师 客户 顾客 "
    "会员 用户 业主 户主 车主 房东 租客 店长 导购 收银员 质检员 业务员 销售员 操作员 管理员 经理 主管 作者 讲师 "
    "嘉宾 主播 教练 操作人 创建人 创建者 审批人 审核人 处理人 负责人 经手人 投保人 被保人 被保险人 受益人 监护人 "
    "推荐人 邀请人 介绍人 代理人 委托人 付款人 收款人 收款方 付款方 开户人 账户名称 客户名称 用户名称 汇款人 "
    "借款人 担保人 出租人 承租人 提交人 报名人 发布人 开票人 复核人 候选人 主持人 证明人 配偶 父亲 母亲 乘客 "
    "旅客 游客 签字人 签约人 当事人 发明人 被告 原告 死者 证人 见证人 学员 选手 志愿者 居民 村民 访客 来访人 "
    "亲属 家属 联络人 乘机人 权利人 户籍人 子女 儿子 女儿 丈夫 妻子 继承人 接单员 拣货员 打包员 理货员 审核员 售货员 "
    "营业员 服务员 "
    "安全员 调度员 巡检员 检验员 采购员 仓管员 库管员 护理员 辅导员 班主任 班长 组长 队长 校长 院长 园长 主任 出纳 "
    "会计 "
    "秘书 助理 律师 法官 民警 股东 董事 监事 发起人 对接人 承办人 填表人 填报人 登记人 制单人 制表人 记录人 验收人 "
    "领用人 领料人 保管人 使用人 借用人 捐赠人 求助人 报修人 师傅 技师 药师 设计师 工程师 摄影师 发型师 保安 门卫 保姆 "
    "月嫂 护工 picker packer checker proposer salesperson modifier follower therapist dentist surgeon pharmacist "
    "caregiver nanny babysitter mentor tutor recruiter interviewer broker realtor organizer organiser chairman "
    "chairperson secretary treasurer technician supervisor petitioner plaintiff defendant attorney notary trustee";

constexpr ContextNames kContextNames[] = {
    {Context::phone, "phone mobile tel call sms contact dianhua 电话 手机 联系"},
    {Context::address, "addr deliver ship receive dizhi 地址 收货"},
    {Context::identity, "idcard cert credential identity passport permit papers idtype 证件 身份 护照",
     "docno docnumber documentno documentnumber"},
    {Context::bank, "bank card account acct remit withdraw 银行 账户 账号 卡号"},
    {Context::vehicle, "vehicle driver plate truck parking 车辆 车主 司机 驾驶"},
    {Context::company, "company enterprise corp tax invoice vat vendor vender merchant 企业 公司 税 发票"},
    {Context::device, "device terminal imei handset equipment 设备 终端"},
    {Context::network, "clientip network login host remote ipinfo 网络 登录"},
    {Context::place, "location position gps geopoint geoloc geohash coord lbs track 定位 位置 坐标 轨迹", "loc pos"},
    {Context::medical, "medical hospital patient insurance insured clinic 医保 社保 病 就诊 参保"},
    {Context::birth, "birth 出生 生日"},
    {Context::messenger, "qq wechat weixin messenger 微信"},
    {Context::credential, "login auth credential session oauth 登录 密码"},
    {Context::role, "", kRoleWords},
    {Context::vitals, "",
     "sex gender age nation ethnicity marital maritalstatus occupation profession jobtitle salary hiredate xb nl mz "
     "性别 年龄 民族 婚姻状况 籍贯 学历 职业 职务 职位 岗位 部门 工资 薪资 入职日期"},
};

}  // namespace

std::string_view qualifier_words() noexcept {
  return "bak backup cn en zh py pinyin new old str string text txt val value raw plain plaintext full orig original "
         "copy tmp temp decrypted decrypt decoded prev previous current cur latest default primary main second "
         "secondary "
         "third alt alternate alternative other home work office personal private base64 b64 keyword enc encrypted "
         "cipher "
         "masked normalized normalised upper lower search phonetic a b";
}
std::string_view number_words() noexcept {
  return "no num number code id hao haoma";
}
std::string_view protected_hex_prefix() noexcept {
  return "desen";
}
std::span<const ContextNames> context_names() noexcept {
  return kContextNames;
}

std::string_view denied_endings() noexcept {
  return "id ids no code sn sku skuuid uuid guid sign signature time date timestamp version price amount total count "
         "qty quantity num fee cost weight volume size width height length hash md5 sha1 sha256 token nonce etag tid "
         "oid "
         "pid cid seq sequence serial waybill barcode upc ean isbn lat lng latitude longitude discount balance score "
         "lsh ddh ydh liushuihao dingdanhao danhao bianhao points created updated modified stock index offset page "
         "limit ordersn url uri img image icon rate ratio "
         "percent ordernumber tradenumber trackingnumber waybillnumber serialnumber batchnumber invoicenumber "
         "partnumber "
         "modelnumber productnumber itemnumber transactionnumber ticketnumber lotnumber ponumber policynumber "
         "claimnumber casenumber "
         "bookingnumber reservationnumber confirmationnumber flightnumber containernumber tasknumber transactionref "
         "orderref "
         "bookingref shipmentref paymentref orderlist awb "
         "bytes memory batch cents amountcent balancecent pricecent feecent amountfen pricefen memused memoryused "
         "diskused "
         "diskfree memfree elapsedns elapsedms uptimems costms durationms distancemm amt gmv turnover sales revenue "
         "income profit budget quota sum "
         "population "
         "counter hits uv pv checksum crc position cursor distance stat marketcap "
         "capacity duration uptime elapsed latency bestellnummer bestellnr auftragsnummer auftragsnr rechnungsnummer "
         "rechnungsnr sendungsnummer artikelnummer artikelnr seriennummer vorgangsnummer numerocommande "
         "numerodecommande "
         "commande numerofacture numerodefacture numerodesuivi pedido numeropedido numerodepedido numerofactura ordine "
         "numeroordine bestelnummer 订单号 单号 运单号 流水号 序列号 批次号 批号 凭证号 合同号 发票号 工单号 货号 款号 "
         "编号 编码 时间 "
         "日期 金额 价格 数量 注文番号 受注番号 伝票番号 追跡番号 商品番号 주문번호 송장번호 운송장번호 상품번호";
}
std::string_view never_person_ids() noexcept {
  return "orderid orderno ordernum ordersn tradeid tradeno deliveryid deliveryno shippingid shippingno shipmentid "
         "shipmentno parentid parentids parentno";
}
std::string_view never_denied_words() noexcept {
  return "account login wechat weixin alipay qq card";
}

std::string_view person_words() noexcept {
  return "receiver recipient consignee consigner buyer customer contact user member owner person pax payer payee "
         "sender "
         "shipper applicant patient driver employee staff holder guest passenger insured student guardian emergency "
         "linkman addressee kunde klant benutzer empf destinat acheteur comprador paciente empleado mitarbeiter csnee "
         "csr purchaser visitor doctor nurse teacher parent spouse child father mother author "
         "operator courier rider pickup signer borrower lender beneficiary beneficiaries debtor creditor leader coach "
         "salesman "
         "deliveryman approver assignee reporter creator resident citizen attendee participant candidate traveler "
         "traveller people human tourist lessee landlord auditor drawer signatory inviter referrer reviewer "
         "committer assistant guarantor custodian lover wife husband remitter consignor insurant coborrower legal "
         "principal tenantuser claimant subscriber client individual profile account receive "
         "ship deliver";
}
std::string_view short_person_words() noexcept {
  return "cust usr emp mem recv rcv rcpt cnee benef appl lender guar hldr stu drv";
}
std::string_view product_words() noexcept {
  return "sku ware product goods item commodity spu brand category shop store vender vendor merchant warehouse coupon "
         "promotion gift";
}
std::string_view transparent_names() noexcept {
  return "info data detail details base baseinfo basic basicinfo dto vo list result results record records rows value "
         "values localized localised body content profile extra ext attributes properties fields";
}
std::string_view carrier_names() noexcept {
  return "value val number no num text content data raw plain plaintext origin original full first last detail line1 "
         "line2 line3 area local prefix main primary secondary home work given family middle stringvalue textvalue "
         "intvalue longvalue numbervalue #text #cdata suite apt apartment building floor room door doorplate road "
         "route "
         "streetnumber houseno 值 号码 内容 门牌号 门牌 楼栋 楼层 房间 房号 室号";
}
std::string_view bare_names() noexcept {
  return "name nom nombre nome naam navn namn namecn nameen namezh name1 name2 name3 namelocal";
}
std::string_view meta_names() noexcept {
  return "type kind status state flag format lang language locale label source scheme encoding algorithm visible "
         "verified unit currency country countrycode level role relation relationship sex gender scope desc "
         "description remark 类型 状态 "
         "性别 关系";
}

}  // namespace veilgate::masking
