// Names in free text: what is found, marked by <>, and what looks like it and is left alone.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/detect/shown_spans.hpp"

namespace {

using namespace veilgate::masking;
using veilgate::test::check_shown;
using veilgate::test::shown;

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
           "寄到永乐路14号 <张松溪>收",
           "付款方 <李达康> 附言",
           "请家长于周五到校，患者于昨日出院",
           "武汉市珞喻路1037号<张松溪>(收)",
           "武汉市珞喻路1037号，<张松溪> 收",
           "武汉市珞喻路1037号 财务部收",
           "建国路88号院的快递没人收，高价回收",
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
    check_shown(locate_person_name, marked);
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
    check_shown(locate_person_name, marked);
  }
}

TEST_CASE("what is no name of given letters") {
  for (const std::string_view text : {
           "租客与房东的权利义务",
           "证人出庭",
           "考生须知",
           "作者：佚名",
           "审核：通过",
           "同事关系很好",
           "通知单元",
           "改成红色",
           "打给客服",
           "告诉我们",
           "欢迎光临",
           "感谢支持",
           "代表作品",
           "任命通知",
           "新员工入职：流程",
           "已由门卫签收",
           "快递柜代收",
           "白云山的快递站",
           "高温，男装清仓",
           "平安的订单",
           "班主任工作手册",
           "谢谢，明天到货",
           "祝好运",
           "以上，请知悉",
           "来自广东的订单",
           "来自江南的茶",
           "您是新用户",
           "这是金属的",
           "感谢金龙鱼的转账",
           "钱大妈冷鲜肉",
           "高 清 影 院",
           "时间 地点 人物",
           "医师资格考试",
           "编辑成功",
           "记者 现场报道",
           "同事 白领 的选择",
           "黄金的转账功能",
           "会计师事务所",
           "顾问关联交易",
           "小组长城一日游",
           "武林同学会",
       }) {
    check_shown(locate_person_name, text);
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
    check_shown(locate_person_name, text);
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
    check_shown(locate_western_name, marked);
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
           "It works now.\nBest,\n<Bob Marsh>",
           "Contact: Gold plated",
           "Contact: <Maria> will be there",
           "Customer: <Xiaoming> phone 12",
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
    check_shown(locate_western_name, marked);
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
    check_shown(locate_western_name, text);
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
    check_shown(locate_western_name, text);
  }
}
