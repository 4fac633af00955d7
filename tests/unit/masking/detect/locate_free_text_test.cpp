// Names and addresses in free text: what is found, marked by <>, and what looks like it and is left alone.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate::masking;

// Shows spans as <...>.
std::string shown(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  std::size_t at = 0;
  for (const Span& span : spans) {
    out.append(text.substr(at, span.begin - at)).append("<");
    out.append(text.substr(span.begin, span.end - span.begin)).append(">");
    at = span.end;
  }
  return out.append(text.substr(at));
}

std::string unmarked(std::string_view marked) {
  std::string out;
  for (const char c : marked) {
    if (c != '<' && c != '>') out.push_back(c);
  }
  return out;
}

using Locator = void (*)(const LocateInput&, std::vector<Span>&);

void check_marked(Locator locate_them, std::string_view marked) {
  CAPTURE(marked);
  const std::string text = unmarked(marked);
  const bool name = locate_them == locate_person_name || locate_them == locate_western_name;
  veilgate::test::count_row(name ? ClassId::person_name : ClassId::address, text.size() != marked.size());
  std::vector<Span> spans;
  locate_them({text}, spans);
  CHECK(shown(text, spans) == marked);
}

}  // namespace

TEST_CASE("names in Han text") {
  for (const std::string_view marked : {
           // after a word for somebody
           "收件人:<张三>",
           "收件人<张三> 13800138000",
           "联系人:<张三丰>电话13800138000",
           "联系人: <欧阳娜娜>,地址见下",
           "姓名:<买买提·艾力>,已付款",
           "姓名:<阿依古丽>",
           "签收人:<李小龙>",
           "持卡人:<诸葛亮>",
           "户名:<赵云>",
           "收货人 <刘德华> 13911112222",
           "客户<张三>已签收",
           "客户<李小明>反馈未收到货",
           "我叫<王小明>,麻烦改下地址",
           "我是<赵丽颖>,电话 139-0013-9000",
           "顾客 <王五> 来电投诉",
           "收件人姓名:<张三>",
           "收件人的姓名是<张三>",
           "联系人: <John Smith>",
           "聯絡人:<陳大文>",
           // before a title
           "请联系<张>先生",
           "【快递】<杜晨>，您的包裹已到",
           "<李雷>,你的快递到了",
           "代发工资-<田晓>",
           "汇款_<王小明>",
           "麻烦<张>先生签收",
           "给<李>女士送货上门",
           "<欧阳>小姐您好",
           "<王小明>老师已下单",
           "找<陈>师傅安装",
           "<司马>先生",
           "由<赵>经理审批",
           "致电<孙>小姐确认",
           // beside a number
           "<张三> 13800138000",
           "<张三>,13800138000",
           "13800138000(<张三>)",
           "请联系<张三>13800138000",
           "<李雷>/13800138000/广州",
           "<张三丰> 电话:138-0013-8000",
           "<买买提·艾力> 13800138000",
           "<诸葛小明> +86 138 0013 8000",
           "<李四> 010-88993108",
           "13800138000 <王小二>",
       }) {
    check_marked(locate_person_name, marked);
  }
}

TEST_CASE("names of given letters in Han text") {
  for (const std::string_view marked : {
           // behind people whose name does not end there
           "证人<钱玉梅>证言属实",
           "考生<郝志强>，准考证号见附件",
           "面试官：<顾晓燕>",
           "创建人[<裴雨桐>]",
           "汇报人 <闵浩然>",
           "我是你楼下的邻居<骆建华>",
           "新员工入职：<邱文博>",
           "任命<薛丽萍>为店长",
           "收货人改成<石俊杰>",
           "打给<温佳怡>",
           "报销款-<孔德明>-差旅",
           "工资 <邵美玲> 2024年3月",
           // before what is said of them
           "由<严子涵>代签收",
           "已由 <康秀英> 签收",
           "已由家人（<贺建军>）代收",
           "<尹海燕>，男，62岁",
           "<莫小军>的快递到了",
           "三年级二班<汤梓萱>同学",
           "这是<齐红梅>的电话",
           "<阿依古丽·买买提>同志",
           // at the beginning of a message and at the end of a letter
           "【法院】<游志明>：你与某公司的案件",
           "【12306】<洪丽华>您已购车票",
           "此致\n敬礼\n<丁国庆>",
           "谢谢。\n——<鲍春燕>",
           // letters apart, letters hardly in use, a word apart
           "申请人：<樊 立 新>",
           "姓  名：<田 晓>",
           "收件人<𠮷野川>",
           "我叫<䶮伟华>，退货",
           // behind any label, any role
           "主诊：<瞿颖超>",
           "随访：<栾凤仪>，血压稳定",
           "operator: <窦文涛>, op=approve",
           "产权人<尚志国>已到场",
           "查勘员<段誉>到场",
           "献血者<牟其志>",
           "我妈叫<蒋丽华>，她收",
           "你跟<敖丽娟>讲一声",
       }) {
    check_marked(locate_person_name, marked);
  }
}

TEST_CASE("what is no name of given letters") {
  for (const std::string_view text : {
           "证人出庭",       "考生须知",       "作者：佚名",       "审核：通过",       "同事关系很好",
           "通知单元",       "改成红色",       "打给客服",         "告诉我们",         "欢迎光临",
           "感谢支持",       "代表作品",       "任命通知",         "新员工入职：流程", "已由门卫签收",
           "快递柜代收",     "白云山的快递站", "高温，男装清仓",   "平安的订单",       "班主任工作手册",
           "谢谢，明天到货", "祝好运",         "以上，请知悉",     "来自广东的订单",   "来自江南的茶",
           "您是新用户",     "这是金属的",     "感谢金龙鱼的转账", "钱大妈冷鲜肉",     "高 清 影 院",
           "时间 地点 人物", "医师资格考试",   "编辑成功",         "记者 现场报道",    "同事 白领 的选择",
           "黄金的转账功能", "会计师事务所",   "顾问关联交易",     "小组长城一日游",   "武林同学会",
       }) {
    check_marked(locate_person_name, text);
  }
}

TEST_CASE("what is no name") {
  for (const std::string_view text : {
           "女士钱包新款真皮短款",
           "时尚女士手提包 2023新款",
           "男士剃须刀充电式",
           "康师傅方便面红烧牛肉面5连包",
           "李先生牛肉面加盟",
           "【顺丰】温馨提示，您的快件已到",
           "余额，您的账户",
           "听说高温，您那里热吗",
           "转账-支付宝",
           "报销-高铁票",
           "工资-绩效",
           "代发工资-田晓一月份",
           "张小泉菜刀厨房套装",
           "王老吉凉茶310ml*24罐",
           "老师傅手工面",
           "今天天气很好我们去公园玩吧",
           "客户要求尽快发货",
           "客户高兴地收下了",
           "用户名或密码错误",
           "用户取消订单",
           "联系客服 400-820-8820",
           "联系我们",
           "请联系商家处理",
           "订单已签收",
           "会员专享价",
           "快递员正在派送",
           "收货人信息不完整",
           "收货人姓名不能为空",
           "收货人:必填",
           "联系人电话格式错误",
           "签收人:前台代收",
           "周一 上午发货",
           "方便 13800138000",
           "江苏 13800138000",
           "客服电话 13800138000",
           "电话 13800138000",
           "订单 249786309732",
           "周大福黄金项链女士",
           "安踏女士跑鞋 37码",
           "老板大气",
           "师傅手艺不错",
           "经理推荐",
           "主任医师推荐",
           "小学生书包 1-3年级",
           "先生的衬衫很合身",
           "女士优先",
           "王者荣耀周边手办",
           "哈利·波特与魔法石",
           "列夫·托尔斯泰 战争与和平",
           "三国演义 罗贯中",
           "朱自清散文集",
           "成都 13号",
           "支付宝支付成功",
           "第二次购买了",
           "张三",
           "李小明",
           "欧阳娜娜",
       }) {
    check_marked(locate_person_name, text);
  }
}

TEST_CASE("names in English text") {
  for (const std::string_view marked : {
           "My name is <John Smith>, call me",
           "Mr. <Smith> will pick it up",
           "Mr <Smith>",
           "Dear Mrs <Jane Doe>, your order",
           "please contact <John Smith> at 13800138000",
           "Contact: <Mary Jane Watson>",
           "Name: <Bob>",
           "Dr. <Berta Szöllössy>",
           "What's your last name? <Magnusson>",
           "Dear <Alice>,",
           "I'm <Naomi Ryan>, originally from here",
           "Frau <Schneider> wohnt hier",
           "the beneficiary <John Smith> has",
           "Beneficiary: <Mary Jones>",
           "Passenger: <SMITH/JOHN> lounge",
           "Cheers,\n<Tom Brown>",
           "I am <Jane van Dyke>.",
           "Kind regards,\n<John Smith>",
           "Prof. <J. R. R. Tolkien>",
           "attn: <Bob Builder>",
           "customer: <Ann O'Neil>",
       }) {
    check_marked(locate_western_name, marked);
  }
}

TEST_CASE("names in Latin letters that begin with a given name") {
  for (const std::string_view marked : {
           // a word and a small word before them
           "Hi, this is <Deborah Achterberg> calling",
           "Spoke with <Martin Oduya> about the bill",
           "approved by <Ingrid Halvorsen>.",
           "Cheque payable to <Susan Wexler>",
           "on behalf of <Carlos Benavides>",
           "Patient <Helen Marchetti> was admitted",
           "please ask <Kenneth Abara> to call back",
           "Tenant <Olga Petrenko> has not paid",
           "Hello <Kevin Strand>, your table is ready",
           "me llamo <Lucía Barrientos>",
           "mein Name ist <Jens Oberholzer>",
           // a sign before them
           "owner=<Rachel Finch>",
           "To: <Samuel Okafor>",
           "Kunde: <Jürgen Maier>",
           "Client : <Camille Perrot>",
           "absent: <Kevin Lau>, <Martha Ibe>",
           "notary: \"<Laura Finch>\"",
           "Regards\n<Peter>",
           "Nombre: <Elena Villalobos>",
           "user=<褚建华>",
           "Thanks,\n<Amanda Lockhart>\nHR",
           "Kind regards\n<Walter Prentiss>",
           // what they do
           "<Dorothy Vance> lives at the mill",
           "<Pablo Cifuentes> was born in 1970",
           "yesterday <Irene Kowal> called",
           "<Tomomi Nishiyama> lives at the lake",
           "my grandfather was called <Kenneth Ode>",
           // lists and messages
           "1.<LINDHOLM/PER> MR 2 seats",
           "PAX: <DUBOIS/CLAIRE>",
           "Sra. <Teresa Ibarra>",
       }) {
    check_marked(locate_western_name, marked);
  }
  // The fields of HL7 say what they are.
  std::vector<Span> spans;
  const std::string_view message = "PID|1||77||OKORO^GRACE^L||19700101|F|||9 MILL ROW^^LEEDS\rNK1|1|OKORO^PAUL";
  locate_western_name({message}, spans);
  CHECK(shown(message, spans) == "PID|1||77||<OKORO^GRACE^L>||19700101|F|||<9 MILL ROW^^LEEDS>\rNK1|1|<OKORO^PAUL>");
}

TEST_CASE("what is no name in Latin letters") {
  for (const std::string_view text : {
           "Mr. Coffee 12-Cup Maker",
           "Dr. Martens 1460 boots",
           "Dr. Pepper Zero 12 pack",
           "Mrs. Dash Seasoning",
           "this is Great Britain",
           "This is Black Friday",
           "Spoke with the manager",
           "signed by Release Bot",
           "Assigned to Quality Assurance",
           "Transfer to Morgan Stanley",
           "Payment from Wells Fargo Bank",
           "Patient Portal Update",
           "Driver License",
           "Student Union",
           "Guest House",
           "Tenant Isolation Level",
           "Hello World",
           "Hello Kitty Backpack",
           "To: All Staff",
           "owner=Platform Team",
           "Thanks,\nThe Team",
           "Interview with the Vampire",
           "A Star Is born",
           "Black Panther lives on",
           "a device called Galaxy Note",
           "Charles Schwab Bank lives on",
           "OBX|1|ST|GLU^Glucose^LN",
           "meeting with Victoria Station",
           "ask Siri Shortcuts",
           "married couples",
           "Song: Michael Jackson Thriller",
           "Brand: Paul Smith",
           "GET/POST MS Office",
           "Error: SCOPE: ENABLE/DISABLE",
           "position.X += sr.Left",
           "ENV INC SIG STDERR STDIN",
           "Month is one of: Jan Feb Mar",
           "Captain Morgan Rum",
           "user=admin",
           "user=金属",
           "Contact Jane Street Offices",
       }) {
    check_marked(locate_western_name, text);
  }
}

TEST_CASE("what is no name in English text") {
  for (const std::string_view text : {
           "Contact Lens Solution 300ml",
           "Contact us",
           "Contact Customer Service",
           "User Guide",
           "MS Office 2021",
           "20 ms delay",
           "Dear Customer,",
           "Dear Sir or Madam,",
           "Herr der Ringe",
           "Passenger Seat Cover",
           "the payee account",
           "Cheers, everybody",
           "Product name: Apple iPhone",
           "File name: Report",
           "Named Entity Recognition",
           "I am Chinese",
           "I am here",
           "sir",
           "The name of the game",
           "Signed",
           "user: admin",
           "DR Congo",
           "Name",
           "name:",
           "Mr",
           "Mr.",
       }) {
    check_marked(locate_western_name, text);
  }
}

TEST_CASE("Chinese addresses") {
  for (const std::string_view marked : {
           "<北京市朝阳区建国路88号>",
           "寄到<北京市朝阳区建国路88号院3号楼501室> 张三收",
           "地址:<广东省广州市海珠区赤岗街道新港中路397号TIT创意园>",
           "<上海市浦东新区世纪大道100号环球金融中心88层>",
           "<浙江省 杭州市 西湖区 文三路 478号 华星时代广场A座1203>",
           "<河南省信阳市固始县郭陆滩镇王店村>",
           "<深圳南山区科技南十二路7号>",
           "<重庆市渝中区解放碑民权路28号英利国际金融中心31楼>",
           "<新疆维吾尔自治区乌鲁木齐市天山区解放南路123号>",
           "<内蒙古呼和浩特市赛罕区大学西街235号>",
           "<江苏省苏州市工业园区星湖街328号创意产业园>",
           "请送到<建国路88号3号楼501>",
           "我住在<阳光花园3栋2单元501室>",
           "改到<人民路12弄5号602>",
           "<北京市海淀区阳光小区3-2-501>",
           "<北京市朝阳区望京SOHO塔1座2201>",
           "<广西壮族自治区南宁市青秀区民族大道一百二十号>",
           "<山东省青岛市市南区香港中路10号> 李四 13912345678",
           "13800138000,<北京市朝阳区建国路88号>,张三",
       }) {
    check_marked(locate_address, marked);
  }
}

TEST_CASE("what is no Chinese address") {
  for (const std::string_view text : {
           "北京",
           "上海市",
           "广东省广州市",
           "北京市朝阳区",
           "请在3号前发货谢谢",
           "5月3号发货到上海市",
           "北京市3号线地铁站附近",
           "地铁2号线人民广场站3号口出",
           "上海市2号发货",
           "北京市5月3号送达",
           "公路车山地车26寸",
           "马路边的小店",
           "思路很清晰",
           "我知道3号到货",
           "线路2号故障",
           "1号店促销",
           "第3号令",
           "颜色和图片一样",
           "套餐A 3室2厅",
           "江苏省南通市",
           "产地:江苏省南通市",
           "收货地址不在配送范围内",
           "请填写详细地址",
           "地址不能为空",
           "A4打印纸 70g 500张/包 5包装",
           "石家庄高新技术产业开发区",
           "预计5月20日送达",
           "万达广场停车场B2层",
           "三星 Galaxy S23 Ultra 256GB",
           "王守义十三香调料45g",
       }) {
    check_marked(locate_address, text);
  }
}

TEST_CASE("English addresses") {
  for (const std::string_view marked : {
           "Ship to <123 Main Street Apt 4B, Springfield, IL 62704>",
           "<P.O. Box 1234, Springfield>",
           "<1600 Pennsylvania Ave NW>",
           "My address is <86036 Rua do Arenque 1634, Lisboa>.",
           "Address: <221B Baker Street, London>",
           "<742 Evergreen Terrace, Springfield>",
           "<350 5th Avenue, New York, NY 10118-0110> please",
           "ZIP: <3520>",
           "zip code <62704-1234>",
           "<PSC 0413, Box 8144\nAPO AA 42323>",
           "lives at <5 Rua X, Lisboa>",
       }) {
    check_marked(locate_western_address, marked);
  }
}

TEST_CASE("addresses by their postcode") {
  for (const std::string_view marked : {
           "<Rosenweg 8, 80331 München>",
           "Bitte an <Rosenweg 8b, 80331 München> liefern",
           "<14 rue du Moulin, 44000 Nantes>, merci",
           "<3 bis, avenue Jean Jaurès, 31000 Toulouse>",
           "<Calle Mayor 21, 50001 Zaragoza>",
           "<Corso Italia 9, 20122 Milano>",
           "<ul. Leśna 4/12, 60-101 Poznań>",
           "<Rua do Sol 77, 4000-100 Porto>",
           "<Kyrkogatan 6, 222 22 Lund>",
           "<Prinsengracht 263, 1016 GV Amsterdam>",
           "<9 Quarry Rise, Bath BA2 6PZ>",
           "collect from <Flat 2, 31 Ashgrove Park, Derby DE1 3AA> today",
           "<61 Lakeview Crest, Halifax B3H 4R2>",
           "<Schillerplatz 2, A-1010 Wien>",
           "<Erzsébet körút 11, 1073 Budapest>",
           "The office is at <Király u. 15, 1061 Budapest>",
           "<4 Rosehill Cottages\nDunmow\nCM6 1AB>",
           "<Am Stadtpark 3a\n04109 Leipzig>",
           "<Karin Brandauer>\n<Rosenweg 8\n80331 München>",
           "<Harry Sheppard>\n\n<515 Gemsbok St\n Apt. 4>",
           "<Anneke de Wit>\n<12 Main Street, Springfield>",
       }) {
    check_marked(locate_western_address, marked);
  }
}

TEST_CASE("what is no address by a postcode") {
  for (const std::string_view text : {
           "iPhone 14 Pro, 2023 Model",
           "12000 Mah",
           "Pack of 12, 10000 Pieces",
           "born 1970 In Leeds",
           "Error 404, 50000 Requests",
           "order 12345 Shipped",
           "Nvidia RTX 3090 Ti",
           "the year 2019 Edition",
           "in Köln, 50674 Einwohner",
           "Boeing 747 4AB",
           "Size M5 4XL",
           "WD 40 400ML",
           "call 555 1234 Now",
           "10 000 Euro",
           "H2X 2V4",
           "BS1 4DJ",
           "50674 Köln",
           "Version 2-101 Beta",
           "Section 3, see 40121 above",
           "a 5, 20122 b",
       }) {
    check_marked(locate_western_address, text);
  }
}

TEST_CASE("what is no English address") {
  for (const std::string_view text : {
           "12 Months Warranty",
           "2 Way Radio",
           "Main Street",
           "100 Years of Solitude",
           "IP address is 10.0.0.1 now",
           "email address: a b 1",
           "4 Drive Bays",
           "version 2.0 Street Edition",
           "$5 Lane Fee",
           "zip file 2",
           "Box 12",
           "3 Place settings",
           "the address is wrong",
       }) {
    check_marked(locate_western_address, text);
  }
}

TEST_CASE("a denied key leaves the strongest forms only") {
  std::vector<Span> spans;
  for (const std::string_view text : {"张先生", "张三 13800138000", "客户张三", "建国路88号3号楼501"}) {
    locate_person_name({text, Evidence::denied_key}, spans);
    locate_address({text, Evidence::denied_key}, spans);
    CHECK(spans.empty());
  }
  locate_person_name({"收件人:张三", Evidence::denied_key}, spans);
  locate_address({"北京市朝阳区建国路88号", Evidence::denied_key}, spans);
  CHECK(spans.size() == 2);
}
