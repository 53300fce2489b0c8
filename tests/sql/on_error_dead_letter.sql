SET on_error = 'dead_letter';
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT 10 / i AS q, t FROM numbers WHERE CAST(t AS DOUBLE) > 1;

--= dead letters of numbers
--> {"expression":"CAST(t AS DOUBLE) > 1","offset":84,"reason":"cannot cast 'abc' to DOUBLE","text":"{\"i\":-7,\"t\":\"abc\"}"}
--> {"expression":"10 / i","offset":159,"reason":"division by zero: 10 / 0","text":"{\"i\":0,\"t\":\"3.75\"}"}
--= result
--> {"q":1,"t":"12"}
