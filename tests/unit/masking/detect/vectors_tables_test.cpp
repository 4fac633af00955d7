// Tables written as text: cells are what the names of their columns say.
#include "masking/detect/table_shape.hpp"
#include "tests/unit/masking/detect/marked_rows.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::Evidence;
using test::check_marked;

}  // namespace

TEST_CASE("cells of tables in text") {
  check_marked(ClassId::person_name,
               {
                   {"RFC 4180", "id,realName,amount\n1,«张三丰»,20.50\n2,«李四光»,1.00\n"},
                   {"RFC 4180, quoted", "\"序号\",\"姓名\"\r\n\"1\",\"«张三丰»\"\r\n\"2\",\"«Li, Si»\"\r\n"},
                   {"tabs", "seq\trealName\tcity\n9\t«张三丰»\tHZ\n"},
                   {"semicolons, Excel in Europe", "id;Nachname\n1;«Müller»"},
                   {"Markdown", "| 姓名 | 数量 |\n|---|:-:|\n| «张三丰» | 2 |"},
                   {"console", "姓名|数量\n«张三丰»|2\n«李四光»|3"},
                   {"SQL", "INSERT INTO t_user (id, realName, lvl) VALUES (1, '«张三丰»', 3), (2, '«李四光»', 4)"},
                   {"SQL, a bare name", "INSERT INTO users(name, tel_no) VALUES ('«John Smith»', 'x')"},
                   {"CSV, a bare name", "id,name,email\n1,«Ann Lee»,-"},
                   {"CSV of something else", "id,name,price\n1,Ann Lee,3"},
                   {"SQL, quoted names", "insert into `t` (`id`,`realName`) values (1,'«张三丰»');"},
                   {"a column too many", "id,realName\n1,«张三丰»\n2,«李四光»,李四光"},
                   {"the table ends", "id,realName\n1,«张三丰»\n\n张三丰"},
                   {"another column", "id,productName\n1,张小泉菜刀\n"},
                   {"a sentence", "Hi all, my real name: x\nsee you, 张三丰"},
                   {"as many words", "Please send me your real name, thanks\n张三丰, ok"},
                   {"one line", "id,realName,1,张三丰"},
                   {"other counts", "id,realName,x\n张三丰,张三丰\n"},
                   {"SQL of something else", "INSERT INTO t (id, title) VALUES (1, '张三丰')"},
                   {"SQL, nothing", "INSERT INTO t (id, realName) VALUES (1, NULL)"},
                   {"SQL without names", "INSERT INTO realName VALUES (1, '张三丰')"},
               });
  check_marked(ClassId::birth_date, {{"CSV", "id,birthday\n1,«1990-05-17»\n"},
                                     {"CSV, a day of something else", "id,created\n1,1990-05-17\n"}});
  check_marked(ClassId::secret, {{"CSV", "login_ip,password\nx,«Zx9b3»\n"}}, Evidence::denied_key);
}

TEST_CASE("the separator of a table is the same in a text and in the inside of a JSON string") {
  struct Row {
    std::string_view name;
    std::string_view text;
    std::string_view raw;
    char separator;
  };
  const Row rows[] = {
      {"commas", "a,b\n1,2", R"(a,b\n1,2)", ','},
      {"tabs", "a\tb\n1\t2", R"(a\tb\n1\t2)", '\t'},
      {"quotes", "\"a\",\"b\"\n\"1,5\",2", R"(\"a\",\"b\"\n\"1,5\",2)", ','},
      {"a backslash before an n", "a,b\\n1,2", R"(a,b\\n1,2)", 0},
      {"no line break", "a,b", "a,b", 0},
      {"other counts", "a,b\n1", R"(a,b\n1)", 0},
      {"nothing", "", "", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(masking::table_separator(row.text, false) == row.separator);
    CHECK(masking::table_separator(row.raw, true) == row.separator);
  }
}
