CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT b + 1 AS plus, b - 1 AS minus, b * 2 AS twice FROM numbers;

--= result
--> {"minus":2,"plus":4,"twice":6}
--> {"minus":9223372036854775806,"plus":-9223372036854775808,"twice":-2}
--> {"minus":9223372036854775807,"plus":-9223372036854775807,"twice":0}
--> {"minus":null,"plus":null,"twice":null}
