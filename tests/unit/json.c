#include <criterion/criterion.h>

#include "core/base/buf.h"
#include "core/base/json.h"

Test(json, an_object_with_every_kind_of_value)
{
	struct buf b = BUF_TOM;
	struct json j = {&b, false};
	json_aabn(&j, '{');
	json_noegle(&j, "a");
	json_tekst(&j, "æ\"\\\n\x01");
	json_noegle(&j, "b");
	json_aabn(&j, '[');
	json_tal(&j, -3);
	json_sand(&j, true);
	json_nul(&j);
	json_aabn(&j, '[');
	json_luk(&j, ']');
	json_luk(&j, ']');
	json_noegle(&j, "c");
	json_aabn(&j, '{');
	json_luk(&j, '}');
	json_luk(&j, '}');
	cr_assert_str_eq(buf_str(&b), "{\"a\":\"æ\\\"\\\\\\n\\u0001\",\"b\":[-3,true,null,[]],\"c\":{}}");
	buf_done(&b);
}

Test(json, a_missing_text_is_null_and_bad_bytes_are_replaced)
{
	struct buf b = BUF_TOM;
	struct json j = {&b, false};
	json_aabn(&j, '[');
	json_tekst(&j, NULL);
	json_tekst(&j, "");
	json_tekst(&j, "x\xff\xe2\x82y\x7f");
	json_tekst(&j, "😀");
	json_tekst(&j, "\xc2\x9b" "2J\u202e\u2066\u2028å");
	json_luk(&j, ']');
	cr_assert_str_eq(buf_str(&b), "[null,\"\",\"x���y\\u007f\",\"😀\",\"\\u009b2J\\u202e\\u2066\\u2028å\"]");
	buf_done(&b);
}

Test(json, shares_have_three_places_rounded_half_up)
{
	struct buf b = BUF_TOM;
	struct json j = {&b, false};
	json_aabn(&j, '[');
	json_andel(&j, 9, 13);
	json_andel(&j, 1, 1);
	json_andel(&j, 1, 2000);
	json_andel(&j, 0, 5);
	json_andel(&j, 5, 0);
	json_luk(&j, ']');
	cr_assert_str_eq(buf_str(&b), "[0.692,1.000,0.001,0.000,null]");
	buf_done(&b);
}
