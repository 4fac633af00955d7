#include "masking/detect/surnames.hpp"

#include <algorithm>
#include <bitset>

namespace veilgate::masking {
namespace {

constexpr std::u32string_view kSingle =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭"
    U"陆范汪"
    U"廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜"
    U"倪庄"
    U"聂章鲁岳翟申殷詹欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕"
    U"屈饶"
    U"解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙"
    U"荣巫"
    U"寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权"
    U"强帅屠"
    U"豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印"
    U"逯隆茹诺"
    U"張劉陳楊黃趙吳孫馬羅鄭謝許韓鄧馮曾蕭葉蘇呂盧鍾譚陸範賈鄒孟龍賀顧龔邵萬錢戴嚴湯溫齊喬龐顏莊聶魯關蘭畢單塗盧藍遊蔣"
    U"餘閻";

// Of those above, words of every day that are family names now and then: too many false friends beside a title or a
// phone number.
constexpr std::u32string_view kEveryday =
    U"都国平相初门来和全时明成商海南原区云强花师应阿那况修印隆普敬容丰支计索宣皮练盖豆井满";

constexpr std::u32string_view kCompound =
    U"欧阳上官司马诸葛皇甫尉迟公孙慕容令狐宇文长孙司徒司空东方独孤南宫西门端木夏侯轩辕百里呼延东郭南门羊舌微生公冶"
    U"太史申屠公羊赫连钟离鲜于闾丘澹台濮阳淳于单于太叔仲孙第五歐陽諸葛東方夏侯司馬";

constexpr std::u32string_view kWords =
    U"高兴高级高端高度高速高档高清高中高新高温高考高峰高原高效方便方法方式方向方面方案方形方块江苏江西江南江北江湖周一"
    U"周二周三"
    U"周四周五周六周日周末周期周年周边周围金额金牌金属金色金融金条金银金币金华马上马路马桶马来马车马达黄色黄金黄河黄山"
    U"黄油黄豆白色"
    U"白天白酒白云白糖白领钱包钱款石头石油石材石家石英夏天夏季夏日夏装夏款秋季温度温馨温暖温水温州康复安全安装安排安心"
    U"安静安徽安卓"
    U"安检安慰常见常用常州常规常温时间时候时尚时代时期程序程度余额余款田园苏州苏打毛巾毛衣毛利毛病毛重毛绒任何任务任意"
    U"任性何时何地"
    U"何必何况林业林木段落雷达雷电龙虾龙头龙门史上汤圆文件文字文化文具文案文本牛奶牛肉牛仔牛皮牛排牛油易碎易购乔迁宁波"
    U"宁夏宁可包装"
    U"包邮包括包含包裹包子包包包间单号单价单位单独单品单人单身单个单据尚未成功成都成本成人成员成品成长成交路线路上路由"
    U"路灯游戏游泳"
    U"游客管理管道华为华东华南华北华夏华中华联解决解释解锁解除艾滋古代古典吉林吉他简单简易简介简约车辆车间车载车票车牌"
    U"项目项链"
    U"连接连续连衣麦片麦克景区景观费用费率冷链冷冻冷藏卫生卫浴卫衣卫星米饭米色米粉全部全国全新全家全场全程全额全套全棉"
    U"应该应用应付"
    U"应急边上边缘师傅商品商家商城商务商户商场和平明天明白明细明星查询查看查收查找查验麻烦麻辣迟到官方官网封面封闭谈话"
    U"乐园乐器原因"
    U"原价原来原件原装原味燕麦强烈强制强力花园花费花生花朵平台平时平安平均计算计划索赔来自来电来源门店门口门票门锁云南"
    U"云端云南"
    U"国际国内国家容量容易支付支持支架相关相机相同普通井盖都是满意满减满足向下向上向您武汉武器温柔万一万能万元万达施工"
    U"符合"
    U"宗旨巴黎海外海鲜海报海南海运海尔湖南庄园甘肃柳州梅花荣耀荣誉陶瓷贺卡范围章节申请申通申报申诉游玩兰州兰花左右左边"
    U"祝福"
    U"祝您祝好房间房屋房产房子童装童鞋童话凌晨毕业翁婿蓝色蓝牙蓝光曲线盛大辛苦古镇连锁池塘席位席子古风关于关闭关注关键"
    U"关系"
    U"关机莫名孔雀汤锅汤料钟表钟头钟点沈阳郑州徐州杭州广州福州贵州温江顾客顾问许可许多许久余下丁香叶子叶片姜茶苏宁任选"
    U"卢布付款"
    U"付费付清唐装宋体曹操韩版韩式韩国胡子胡椒胡须朱红杨梅杨树张贴张开王牌王者王国陈列陈皮陈旧陆续石榴严重严格严禁"
    U"齐全"
    U"齐套谢谢谢绝欧洲欧美欧式蒙古蒙牛米兰南方南京南宁南瓜北京鲁迅项下屈臣滕州沙发沙滩沙拉沙子商标满额路边路口"
    U"伊利阳光阳台阳性晋升晋江苗条苗木耿直丛林匡威储存储物储值冀南乌龙乌鸡鹿皮薄荷薄款印刷印花隆重诺言宿舍金卡车主房东"
    U"房客房主司机应聘应届安保安防景点温控金库水平古董高层高管高校包月关卡谢意万分平方平米高铁万科金秋"
    U"余地成绩成效方可石化全员全职双方任期任职任课";

template <class Member>
std::bitset<0x10000> set_of(std::u32string_view characters, const Member& member) {
  std::bitset<0x10000> set;
  for (const char32_t c : characters) set[c] = member(c);
  return set;
}

bool is_pair_of(std::u32string_view pairs, char32_t first, char32_t second) noexcept {
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] == first && pairs[i + 1] == second) return true;
  }
  return false;
}

}  // namespace

bool is_surname(char32_t character) noexcept {
  static const auto known = set_of(kSingle, [](char32_t c) { return kEveryday.find(c) == std::u32string_view::npos; });
  return character < known.size() && known[character];
}

bool is_compound_surname(char32_t first, char32_t second) noexcept {
  return is_pair_of(kCompound, first, second);
}

bool is_word_like_name(char32_t first, char32_t second) noexcept {
  return is_pair_of(kWords, first, second);
}

}  // namespace veilgate::masking
