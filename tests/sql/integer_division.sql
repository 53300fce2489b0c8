CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT i / 2 AS half, i % 4 AS rest, -i AS negated FROM numbers;

--= result
--> {"half":-3,"negated":7,"rest":-3}
--> {"half":0,"negated":0,"rest":0}
--> {"half":3,"negated":-7,"rest":3}
--> {"half":null,"negated":null,"rest":null}
