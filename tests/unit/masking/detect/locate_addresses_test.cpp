// Addresses in free text: what is found, marked by <>, and what looks like it and is left alone.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/detect/shown_spans.hpp"

namespace {

using namespace veilgate::masking;
using veilgate::test::check_shown;

}  // namespace

TEST_CASE("Chinese addresses") {
  for (const std::string_view marked : {
           "<北京市朝阳区建国路88号>",
           "寄到<北京市朝阳区建国路88号院3号楼501室> 张三收",
           "住 <上海静安区南京西路 1266 号恒隆广场>",
           "<南京西路 1266 号恒隆广场>",
           "在<光明区大风路18号大风厂宿舍3-201>",
           "1266 号技师在 2 楼，3 号到货",
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
    check_shown(locate_address, marked);
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
    check_shown(locate_address, text);
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
    check_shown(locate_western_address, marked);
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
    check_shown(locate_western_address, marked);
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
    check_shown(locate_western_address, text);
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
    check_shown(locate_western_address, text);
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
