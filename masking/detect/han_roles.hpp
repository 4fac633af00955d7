// The words that stand before and behind names in Chinese texts, and which characters end one of them.
//
// han_signs.cpp takes from here which two characters call the locator of names.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/detect/han_words.hpp"

namespace veilgate::masking {

// After these stands a name, whatever it looks like, when a sign separates it.
inline constexpr std::string_view kNameRoles[] = {
    "收件人",     "收货人",   "联系人", "寄件人", "发件人",   "发货人", "签收人",   "提货人", "取件人", "经办人",
    "申请人",     "持卡人",   "投保人", "被保人", "受益人",   "付款人", "收款人",   "借款人", "代收人", "下单人",
    "购买人",     "委托人",   "负责人", "监护人", "乘车人",   "入住人", "真实姓名", "姓 名",  "姓  名", "姓名",
    "名字",       "户名",     "機主",   "机主",   "业主",     "户主",   "收貨人",   "聯繫人", "聯絡人", "联络人",
    "顾客姓名",   "开票人",   "車主",   "车主",   "被保险人", "处理人", "操作人",   "报名人", "担保人", "紧急联系人",
    "法定代表人", "法人代表", "审批人", "创建人", "修改人",   "更新人", "汇报人",   "记录人", "填表人", "制表人",
    "制单人",     "提交人",   "对接人", "跟进人", "报修人",   "就诊人", "嫌疑人"};
// After these stands a name only when it is one of a known family.
inline constexpr std::string_view kWeakNameRoles[] = {
    "客户",   "顾客",   "买家",     "用户",   "会员",   "签收",     "代收",   "患者",   "病人",   "乘客",   "旅客",
    "司机",   "骑手",   "快递员",   "我叫",   "我是",   "名叫",     "叫做",   "转交",   "转给",   "交给",   "联系",
    "本人",   "住户",   "学生",     "老板",   "师傅",   "驾驶人",   "驾驶员", "尊敬的", "亲爱的", "患儿",   "产妇",
    "老人",   "孩子",   "员工",     "职工",   "家属",   "家长",     "会员",   "业务员", "派送员", "派件员", "配送员",
    "抬头",   "付款方", "收款方",   "转账给", "汇款给", "打款给",   "租客",   "房东",   "同学",   "医生",   "护士",
    "候选人", "应聘者", "投诉人",   "报案人", "当事人", "原告",     "被告",   "父亲",   "母亲",   "妻子",   "丈夫",
    "儿子",   "女儿",   "配偶",     "经理",   "审核人", "复核人",   "起草人", "承办人", "责任人", "代理人", "证人",
    "上诉人", "执行人", "被申请人", "陪护人", "陪同人", "推荐人",   "介绍人", "承租人", "出租人", "债权人", "债务人",
    "保证人", "抵押人", "继承人",   "权利人", "揽件人", "送货人",   "面试官", "发起人", "汇款人", "还款人", "存款人",
    "取款人", "中奖人", "主讲人",   "主持人", "授权人", "监督人",   "验收人", "交接人", "采购人", "领用人", "借用人",
    "保管人", "出借人", "捐赠人",   "预约人", "参保人", "纳税人",   "报料人", "受害人", "第三人", "肇事者", "死者",
    "伤者",   "伤员",   "术者",     "主刀",   "医师",   "麻醉师",   "护理员", "护工",   "考生",   "辅导员", "导师",
    "讲师",   "校友",   "学员",     "新生",   "作者",   "主笔",     "编辑",   "记者",   "审核",   "复核",   "制表",
    "抄送",   "录入员", "收银员",   "柜员",   "收费员", "快递小哥", "外卖员", "投递员", "揽收员", "揽件员", "专员",
    "顾问",   "总监",   "班主任",   "班长",   "队长",   "组长",     "队员",   "选手",   "主播",   "店长",   "厂长",
    "会计",   "出纳",   "法官",     "书记员", "审判员", "审判长",   "检察官", "仲裁员", "公证员", "调解员", "飞行员",
    "保姆",   "月嫂",   "管家",     "导游",   "领队",   "邻居",     "老公",   "老婆",   "爱人",   "男友",   "女友",
    "闺蜜",   "室友",   "舍友",     "同事",   "之母",   "之父",     "之子",   "之女",   "丈母娘", "岳父",   "岳母",
    "外甥",   "侄子",   "侄女",     "姐姐",   "妹妹",   "哥哥",     "弟弟",   "爷爷",   "奶奶",   "外婆",   "外公"};
// After these stands a name only when it is one of a known family and of letters given names are made of.
inline constexpr std::string_view kFrontWords[] = {
    "入职", "任命", "聘任",   "提拔",   "表彰",   "改成",   "改为", "换成",   "转告",   "通知",  "告诉",
    "打给", "发给", "寄给",   "还给",   "找一下", "问一下", "来自", "请问是", "喂，是", "喂,是", "您是",
    "你是", "这是", "名字写", "抬头写", "恭喜",   "欢迎",   "感谢", "拜访",   "认识",   "代表",  "申请执行"};
// The ends of words for people: 产权人, 网格员, 献血者. Behind them stands a name of known letters, whatever it goes on
// with.
inline constexpr std::string_view kRoleEnds[] = {
    "权人", "报人",   "订人", "访人", "属人", "客人", "赠人", "险人", "举人", "控人", "诉人", "辩人", "购人", "租人",
    "售人", "卖人",   "供人", "养人", "检人", "修人", "护人", "销人", "监人", "考人", "录人", "校人", "译人", "讲人",
    "播人", "演人",   "评人", "荐人", "捐人", "助人", "亡人", "伤人", "署人", "核人", "查人", "验人", "领人", "管人",
    "承人", "揽人",   "格员", "勘员", "检员", "库员", "管员", "财员", "营员", "售员", "货员", "跑员", "警员", "防员",
    "教员", "研员",   "技员", "修员", "洁员", "保员", "巡员", "查员", "验员", "银员", "纳员", "务员", "作员", "驶员",
    "购员", "评员",   "说员", "判员", "动员", "船员", "事员", "养员", "训员", "导员", "播员", "稽员", "测员", "绘员",
    "采员", "疗员",   "登员", "联员", "宣员", "调员", "质员", "收员", "分员", "派员", "押员", "装员", "卸员", "搬员",
    "理员", "愿者",   "血者", "赠者", "请者", "费者", "用者", "害者", "逝者", "获者", "奖者", "赛者", "与者", "织者",
    "营者", "有者",   "事者", "故者", "读者", "编者", "译者", "访者", "诉者", "控者", "从者", "任者", "持者", "管者",
    "参者", "受者",   "救者", "患者", "药师", "技师", "厨师", "程师", "计师", "发师", "影师", "析师", "询师", "摩师",
    "妆师", "培师",   "评师", "驯师", "筑师", "划师", "案师", "教师", "导师", "练师", "疗师", "复师", "育师", "估师",
    "算师", "人士",   "博士", "硕士", "院士", "战士", "骑士", "科长", "处长", "局长", "村长", "镇长", "县长", "会长",
    "社长", "站长",   "连长", "营长", "园长", "乡长", "区长", "省长", "市长", "民警", "辅警", "交警", "支书", "书记",
    "爸叫", "妈叫",   "妹叫", "姐叫", "哥叫", "弟叫", "他叫", "她叫", "友叫", "服叫", "儿叫", "女叫", "师叫", "员叫",
    "字叫", "子叫",   "贵宾", "嘉宾", "老乡", "战友", "同乡", "同窗", "发小", "表哥", "表姐", "表弟", "表妹", "堂哥",
    "堂弟", "叔父",   "伯父", "伯母", "舅舅", "姑姑", "姨妈", "亲属", "主诊", "随访", "教官", "对象", "亡妻", "前妻",
    "前夫", "未婚妻", "继母", "养父", "养母"};
// Labels of people in English logs; a name of two letters counts behind them, too.
inline constexpr std::string_view kLabelsOfPeople[] = {
    "operator", "user",     "owner",   "creator", "assignee", "reviewer", "approver", "handler", "applicant", "agent",
    "staff",    "employee", "student", "teacher", "doctor",   "patient",  "driver",   "courier", "receiver",  "sender",
    "buyer",    "seller",   "payer",   "payee",   "cashier",  "customer", "member",   "guest"};
// What stands behind a label stands for itself when it looks like such a name, unless the label is one of things.
inline constexpr std::string_view kLabelsOfThings[] = {
    "品牌",    "商品",  "产品",    "店铺",  "店名",   "系列",       "名称",     "标题",   "歌曲",   "歌名",
    "歌手",    "主演",  "导演",    "演员",  "作词",   "作曲",       "书名",     "型号",   "款式",   "颜色",
    "地点",    "景点",  "关键词",  "标签",  "分类",   "类目",       "香型",     "口味",   "规格",   "材质",
    "成分",    "产地",  "门店",    "商家",  "车型",   "游戏",       "角色",     "人物",   "主角",   "楼盘",
    "小区",    "道路",  "车站",    "站点",  "城市",   "区域",       "热搜",     "话题",   "专辑",   "影片",
    "剧名",    "机型",  "栏目",    "节目",  "项目",   "版本",       "主题",     "品名",   "商标",   "厂家",
    "企业",    "公司",  "单位",    "学校",  "地区",   "酒店",       "餐厅",     "菜名",   "英雄",   "皮肤",
    "brand",   "title", "product", "song",  "artist", "singer",     "album",    "shop",   "store",  "category",
    "keyword", "tag",   "city",    "color", "colour", "actor",      "director", "model",  "series", "book",
    "movie",   "film",  "station", "road",  "hotel",  "restaurant", "company",  "school", "game",   "role",
    "hero",    "theme", "topic",   "band",  "show",   "character"};
// Right before these stands such a name: 由王建国代签, 王建国，男，45岁, 祝英的快递.
inline constexpr std::string_view kBehindWords[] = {
    "签收",   "代签",   "代收",   "签字",   "同学",   "诉称",   "辩称",   "一声",   "说一下", "讲一声", "讲一下",
    "问一声", "问一下", "来拿",   "去取",   "来取",   "去拿",   "来签",   ",男",    ",女",    "，男",   "，女",
    "（男",   "（女",   "的试用", "到庭",   "到场",   "(男",    "(女",    "的快递", "的电话", "的手机", "的包裹",
    "的红包", "的转账", "的简历", "的病历", "的成绩", "的账户", "的名字", "的身份", "的工资", "的家属", "的家长",
    "的订单", "的微信", "已离职", "已入职", "已联系", "已于",   "本人",   "支付宝", "捐赠",   "试用期", "转账",
    "转来",   "汇来",   "的借条", "的欠条", "的快件", "的体检", "的考勤", "的保单", "的房子", "的车"};
inline constexpr std::string_view kHanTitles[] = {
    "先生", "女士", "小姐", "太太", "老师",   "師傅", "师傅", "医生", "醫生", "教授", "经理", "經理", "老師", "阿姨",
    "律师", "主任", "大爷", "大妈", "同志",   "叔叔", "大夫", "护士", "警官", "校长", "院长", "老板", "您好", "你好",
    "教练", "总监", "店长", "法官", "检察官", "队长", "站长", "老总", "师兄", "师姐", "学长", "学姐", "夫人"};
// Behind a name at the beginning of a message: `【快递】杜晨，您的…`.
inline constexpr std::string_view kAddressed[] = {"，您", ",您",  "，你", ",你",  ":你",  ":您",  "：你",
                                                  "：您", "您已", "您预", "您购", "您有", "您在", "您尾"};
// Before a sign and a name at the end of a bank's remark: `代发工资-田晓`.
inline constexpr std::string_view kPayments[] = {"工资",   "代发",   "转账", "汇款", "还款",   "借款",   "报销", "货款",
                                                 "退款",   "房租",   "奖金", "押金", "学费",   "劳务费", "转帐", "酬金",
                                                 "报销款", "工资款", "红包", "彩礼", "份子钱", "礼金"};
// Before a sign and a name at the end of a letter: `此致 敬礼\n王建国`.
inline constexpr std::string_view kHanClosings[] = {"敬礼", "祝好", "谢谢", "此致", "商祺", "祝安", "感谢", "以上"};

// Which of the lists may have a word with these last two characters: bits, by two hashes of theirs.
class HanEnds {
 public:
  static constexpr std::uint16_t kRole = 1;
  static constexpr std::uint16_t kWeakRole = 2;
  static constexpr std::uint16_t kFront = 4;
  static constexpr std::uint16_t kBehind = 8;
  static constexpr std::uint16_t kTitle = 16;
  static constexpr std::uint16_t kAddressed = 32;
  static constexpr std::uint16_t kPayment = 64;
  static constexpr std::uint16_t kClosing = 128;
  static constexpr std::uint16_t kRoleEnd = 256;

  constexpr std::uint16_t lists(char32_t before, char32_t last) const noexcept {
    return by_one_[one(before, last)] & by_other_[other(before, last)];
  }

  constexpr void add(char32_t before, char32_t last, std::uint16_t list) noexcept {
    std::uint16_t& first = by_one_[one(before, last)];
    std::uint16_t& second = by_other_[other(before, last)];
    first = static_cast<std::uint16_t>(first | list);
    second = static_cast<std::uint16_t>(second | list);
  }
  template <std::size_t N>
  constexpr void add(const std::string_view (&words)[N], std::uint16_t list) noexcept {
    for (const std::string_view word : words) {
      const Character last = decode_utf8_before(word, word.size());
      add(decode_utf8_before(word, word.size() - last.length).value, last.value, list);
    }
  }

 private:
  static constexpr unsigned kBits = 13;
  static constexpr std::size_t one(char32_t before, char32_t last) noexcept {
    return (before * 37 + last) & ((1u << kBits) - 1);
  }
  static constexpr std::size_t other(char32_t before, char32_t last) noexcept {
    return (before * 0x9E3779B1u ^ last * 0x85EBCA6Bu) >> (32 - kBits);
  }

  std::array<std::uint16_t, std::size_t{1} << kBits> by_one_{};
  std::array<std::uint16_t, std::size_t{1} << kBits> by_other_{};
};
inline constexpr HanEnds kHanEnds = [] {
  HanEnds ends;
  ends.add(kNameRoles, HanEnds::kRole);
  ends.add(kWeakNameRoles, HanEnds::kWeakRole);
  ends.add(kFrontWords, HanEnds::kFront);
  ends.add(kRoleEnds, HanEnds::kRoleEnd);
  ends.add(kHanTitles, HanEnds::kTitle);
  ends.add(kAddressed, HanEnds::kAddressed);
  ends.add(kPayments, HanEnds::kPayment);
  ends.add(kHanClosings, HanEnds::kClosing);
  for (const std::string_view word : kBehindWords) {
    // By their first two characters: they are met where the name ends.
    const Character first = decode_utf8(word, 0);
    const Character second = decode_utf8(word, first.length);
    ends.add(first.value, second.value, HanEnds::kBehind);
  }
  return ends;
}();

}  // namespace veilgate::masking
