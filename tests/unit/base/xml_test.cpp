#include "certcheck/base/xml.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

TEST_CASE("what is markup in XML or HTML is written as a reference") {
  CHECK(escape_xml("<a href=\"x\" id='y'>&amp;</a>") ==
        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  CHECK(escape_xml("Größe, 100 %\n") == "Größe, 100 %\n");
  CHECK(escape_xml("").empty());
}
