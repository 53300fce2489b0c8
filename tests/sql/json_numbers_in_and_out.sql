CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT * FROM numbers;

--= result
--> {"b":-9223372036854775808,"d":-1.5E+300,"i":-7,"m":-0.001,"t":"abc","u":0}
--> {"b":3,"d":3.0,"i":0,"m":1234.568,"t":"3.75","u":5}
--> {"b":9223372036854775807,"d":0.1,"i":7,"m":2.500,"t":"12","u":18446744073709551615}
--> {"b":null,"d":null,"i":null,"m":null,"t":null,"u":null}
