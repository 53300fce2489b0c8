CREATE TABLE numbers (i INT, t TEXT, n BIGINT NOT NULL GENERATED ALWAYS AS (CAST(t AS BIGINT)))
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json', bad_data = 'dead_letter');
SELECT i, n FROM numbers;

--= dead letters of numbers
--> {"field":"n","offset":210,"reason":"column \"n\": no value for a column that may not be NULL","text":"{\"i\":null,\"b\":null,\"u\":null,\"d\":null,\"m\":null,\"t\":null}"}
--> {"expression":"CAST(t AS BIGINT)","offset":159,"reason":"cannot cast '3.75' to BIGINT","text":"{\"i\":0,\"b\":3,\"u\":5,\"d\":3,\"m\":1234.5678,\"t\":\"3.75\"}"}
--> {"expression":"CAST(t AS BIGINT)","offset":84,"reason":"cannot cast 'abc' to BIGINT","text":"{\"i\":-7,\"b\":-9223372036854775808,\"u\":0,\"d\":-1.5e300,\"m\":-0.0005,\"t\":\"abc\"}"}
--= result
--> {"i":7,"n":12}
